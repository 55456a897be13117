import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import type { RunDocument } from '../../src/report/port.js';

const MAIN = path.resolve('dist/cli/main.js');
const SONNET = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const HAIKU = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** How a command ended and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with an experiment of a small tool shop, as a user would have it. */
export interface Project {
  readonly folder: string;
  file(name: string): string;
  write(name: string, text: string): void;
  read(name: string): string;
  /** Runs the built command line in the folder. */
  cli(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** Starts it without waiting. */
  start(
    args: readonly string[],
    env?: NodeJS.ProcessEnv,
  ): { readonly child: ChildProcess; readonly ended: Promise<Ended> };
}

const PRODUCTS = [
  'hedge shears',
  'leaf rake',
  'garden hose',
  'pruning saw',
  'watering can',
  'soil sieve',
  'hand trowel',
  'seed tray',
];

/** `count` samples about prices and delivery days; two of eight share a cluster. */
export function samplesJsonl(count: number): string {
  return Array.from({ length: count }, (_, n) => {
    const product = PRODUCTS[n % PRODUCTS.length] ?? 'tool';
    const price = `$${(12 + n * 3.5).toFixed(2)}`;
    const days = 2 + (n % 6);
    return JSON.stringify({
      id: `shop-${n + 1}`,
      intent: n % 3 === 0 ? 'delivery' : 'price',
      vars: {
        question:
          n % 3 === 0 ? `How many days until my ${product} arrives?` : `What does the ${product} cost?`,
      },
      documents: [
        {
          id: 'product',
          text: `The ${product} number ${n + 1} costs ${price}. It is delivered within ${days} days.`,
        },
        { id: 'other', text: `The ladder costs $999.00 and is delivered within 9 days.` },
      ],
      reference: n % 3 === 0 ? `It arrives within ${days} days.` : `The ${product} costs ${price}.`,
      facts: { must: [n % 3 === 0 ? `${days} days` : price], mustNot: ['$999.00'] },
      cluster: `c${Math.floor(n / 2)}`,
      tags: ['lang:en'],
    });
  }).join('\n');
}

export const PROMPT = `---
name: shop
version: 1
---
# system
You answer customers of a tool shop. Use only the documents. If they do not answer, say that you do not know.
# user
<documents>
{% for document in documents %}<document id="{{ document.id }}">{{ document.text }}</document>
{% endfor %}</documents>
<question>{{ question }}</question>
`;

export function experimentYaml(
  options: { readonly provider?: string; readonly judge?: boolean; readonly extra?: string } = {},
): string {
  const judge = options.judge !== false;
  return `name: shop
provider: ${options.provider ?? 'bedrock'}
region: us-east-1
datasets: { golden: golden.jsonl }
variants:
  base: { prompt: prompt.md, model: "${SONNET}", maxTokens: 200, temperature: 0.3 }
  small: { extends: base, model: "${HAIKU}" }
scorers:
  facts: {}
${judge ? `  judge: { model: "${SONNET}", criteria: [helpfulness] }` : ''}
quality: ${judge ? '{ facts: 0.6, judge: 0.4 }' : '{ facts: 1 }'}
gate: { baseline: base, margin: 0.2 }
${options.extra ?? ''}`;
}

/** A project with an experiment of `samples` samples, in a folder that goes away with the run of the suite. */
export function createProject(
  options: { readonly samples?: number; readonly experiment?: string } = {},
): Project {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-e2e-'));
  const project: Project = {
    folder,
    file: (name) => path.join(folder, name),
    write: (name, text) => writeFileSync(path.join(folder, name), text),
    read: (name) => readFileSync(path.join(folder, name), 'utf8'),
    cli: (args, env) => project.start(args, env).ended,
    start(args, env) {
      const child = spawn(process.execPath, [MAIN, ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, TMPDIR: tmpdir(), NODE_NO_WARNINGS: '1', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      const ended = new Promise<Ended>((resolve) => {
        child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
      });
      cleanups.push(() => void child.kill('SIGKILL'));
      return { child, ended };
    },
  };
  project.write('golden.jsonl', samplesJsonl(options.samples ?? 12));
  project.write('prompt.md', PROMPT);
  project.write('shop.yaml', options.experiment ?? experimentYaml());
  return project;
}

/** An emulator for the test, reached as Bedrock over real HTTP. */
export async function emulatorFor(
  options: EmulatorOptions = {},
): Promise<Emulator & { readonly env: NodeJS.ProcessEnv }> {
  const emulator = await startEmulator({ port: 0, ...options });
  cleanups.push(() => emulator.close());
  return { ...emulator, env: { ...emulator.environment } };
}

/** A report without what two honest executions may differ in. */
export function withoutVolatile(json: string): unknown {
  const document = JSON.parse(json) as RunDocument;
  for (const pointer of document.run.volatile) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop() ?? '';
    let at: { [key: string]: unknown } = document as unknown as { [key: string]: unknown };
    for (const key of keys) at = at[key] as { [key: string]: unknown };
    if (!(last in at)) throw new Error(`volatile pointer ${pointer} points at nothing`);
    delete at[last];
  }
  return document;
}
