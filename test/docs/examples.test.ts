import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { doctorPolicies, promote } from '../../src/app/index.js';
import { runCli } from '../../src/cli/program.js';
import { openDataset } from '../../src/dataset/index.js';
import { experimentJsonSchema } from '../../src/experiment/index.js';
import { parseReviews } from '../../src/gate/index.js';
import { loadExperiment, run } from '../../src/index.js';
import { loadPrompt } from '../../src/prompt/index.js';
import { factMatcher, parseRubric, validateAssertion } from '../../src/scorer/index.js';
import { type Fenced, fencedBlocks, readPages } from './fenced.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = readPages(root);
const blocks = pages.flatMap(({ page, markdown }) => fencedBlocks(page, markdown));
const examples = (kind: string) => blocks.filter(({ attributes }) => attributes.example === kind);
const placeOf = ({ page, line }: Fenced) => `${page}:${line}`;

/** All files that the pages show, laid out as one project. */
let project: string;
const fileOf = ({ attributes }: Fenced) => path.join(project, attributes.file ?? '');

beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'parsimony-docs-'));
  for (const block of blocks) {
    if (block.attributes.file === undefined) continue;
    const file = fileOf(block);
    if (existsSync(file)) throw new Error(`${placeOf(block)}: ${block.attributes.file} is shown twice`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, block.text);
  }
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('examples in README.md and docs/', () => {
  it('every marked example is of a kind that is tested', () => {
    const known = ['experiment', 'dataset', 'prompt', 'rubric', 'reviews', 'policy', 'ts'];
    for (const block of blocks) {
      const { example, file } = block.attributes;
      if (example === undefined) continue;
      expect(known, placeOf(block)).toContain(example);
      if (!['policy', 'ts'].includes(example)) expect(file, placeOf(block)).toBeTruthy();
    }
    for (const kind of known) expect(examples(kind).length, kind).toBeGreaterThan(0);
  });

  it('experiments load with the datasets and prompts that the pages show', async () => {
    for (const block of examples('experiment')) {
      const { experiment } = await loadExperiment(fileOf(block));
      // A search over a table needs no variants.
      expect(experiment.variants.length > 0 || experiment.search !== undefined, placeOf(block)).toBe(true);
    }
  });

  it('datasets of every format are valid, their assertions included', () => {
    const checks = {
      facts: factMatcher,
      assertionProblem: (spec: Parameters<typeof validateAssertion>[0]) => validateAssertion(spec)[0],
    };
    for (const block of examples('dataset')) {
      const dataset = openDataset({ name: 'golden', kind: 'golden', path: fileOf(block) }, checks);
      const records = block.language === 'jsonl' ? block.text.trimEnd().split('\n').length : 1;
      expect(dataset.count, placeOf(block)).toBe(records);
    }
  });

  it('prompts render every golden sample', () => {
    const golden = openDataset({
      name: 'golden',
      kind: 'golden',
      path: path.join(project, 'datasets/golden.jsonl'),
    });
    for (const block of examples('prompt')) {
      const prompt = loadPrompt(fileOf(block));
      for (const sample of golden.samples()) {
        const { messages } = prompt.render(sample, { maxTokens: 100, fewShot: 1 });
        expect(messages.at(-1)?.content, placeOf(block)).toContain(String(sample.vars.question));
      }
    }
  });

  it('rubrics and review files can be read', () => {
    for (const block of examples('rubric')) {
      expect(parseRubric(block.text, fileOf(block)), placeOf(block)).toMatchObject({ state: 'ok' });
    }
    for (const block of examples('reviews')) {
      expect(parseReviews(parse(block.text)), placeOf(block)).toMatchObject({ state: 'ok' });
    }
  });
});

it('the policies of the page are those that doctor prints', async () => {
  const env = { PARSIMONY_BATCH_ROLE_ARN: 'arn:aws:iam::111122223333:role/parsimony-batch' };
  const printed = await doctorPolicies({ bucket: 'my-evals' }, { env, cwd: project });
  for (const block of examples('policy')) expect(JSON.parse(block.text), placeOf(block)).toEqual(printed);
});

describe('TypeScript examples', () => {
  const typescript = examples('ts');
  const sources: string[] = [];
  const scripts: string[] = [];

  beforeAll(async () => {
    for (const [at, block] of typescript.entries()) {
      const file = path.join(project, `example-${at}.ts`);
      writeFileSync(file, block.text.replaceAll("'parsimony'", `'${path.join(root, 'src/index.js')}'`));
      sources.push(file);
      // What a user's own script runs is the package as it is built, which e2e tests start too.
      const built = block.text.replaceAll("'parsimony'", `'${path.join(root, 'dist/index.js')}'`);
      const script = path.join(project, `example-${at}.js`);
      writeFileSync(script, (await transform(built, { loader: 'ts' })).code);
      scripts.push(script);
    }
    writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
    // The page shows a handful of samples; a search needs clusters enough for two parts.
    const golden = path.join(project, 'datasets/golden.jsonl');
    const shown = readFileSync(golden, 'utf8').trimEnd().split('\n');
    const more = [1, 2, 3, 4].flatMap((n) =>
      shown.map((line) => {
        const { sessionId, turn, ...sample } = JSON.parse(line);
        return JSON.stringify({ ...sample, id: `${sample.id}-${n}`, cluster: `${sample.id}-${n}` });
      }),
    );
    writeFileSync(golden, `${[...shown, ...more].join('\n')}\n`);
    // What the examples find in the database and beside it.
    await run({ experiment: 'experiments/shop.yaml' }, { cwd: project });
    const choice = { rule: 'brief/fewShot=0', force: { reason: 'an example needs a promoted file' } };
    await promote({ run: 'latest', ...choice }, { cwd: project, now: () => new Date() });
  });

  it('there is one for each function of the public API', () => {
    const used = typescript.map(({ attributes }) => attributes.uses);
    for (const name of ['loadExperiment', 'run', 'search', 'compare', 'loadPromoted'])
      expect(used).toContain(name);
    for (const block of typescript) expect(block.text).toContain(`${block.attributes.uses}(`);
  });

  it('type-check against the public types', () => {
    const compilerOptions = {
      noEmit: true,
      rootDir: '/',
      types: ['node'],
      typeRoots: [`${root}/node_modules/@types`],
    };
    const config = {
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions,
      files: sources,
      include: [],
    };
    writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(config));
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const check = () =>
      execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8', stdio: 'pipe' });
    expect(check()).toBe('');
  });

  it('run', () => {
    for (const [at, script] of scripts.entries()) {
      const block = typescript[at];
      const printed = execFileSync(process.execPath, [script], {
        cwd: project,
        encoding: 'utf8',
        stdio: 'pipe',
      });
      expect(printed, block && placeOf(block)).not.toBe('');
      expect(printed, block && placeOf(block)).not.toMatch(/undefined|NaN/);
    }
  });
});

describe('what the pages say of the command line and the formats', () => {
  it('every command and flag in a shell example exists', async () => {
    const lines = blocks
      .filter(({ language }) => language === 'sh')
      .flatMap((block) => block.text.split('\n').map((text) => ({ block, text: text.replace(/\s#.*$/, '') })))
      .filter(({ text }) => text.startsWith('parsimony '));
    expect(lines.length).toBeGreaterThan(10);
    for (const { block, text } of lines) {
      const [, command = ''] = text.split(/\s+/);
      const help = await helpOf(command);
      expect(help, `${placeOf(block)}: ${text}`).toContain(`Usage: parsimony ${command}`);
      for (const flag of text.match(/(?<=\s)--?[a-z][a-z-]*/g) ?? []) {
        expect(help, `${placeOf(block)}: ${text}`).toMatch(new RegExp(`(^|\\s)${flag}[ ,\\n]`));
      }
    }
  });

  it('every key of an experiment file is described', () => {
    const page = pages.find(({ page: name }) => name.endsWith('experiments.md'))?.markdown ?? '';
    const described = new Set(
      [...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(/[^\w$]+/)),
    );
    expect(keysOf(experimentJsonSchema()).filter((key) => !described.has(key))).toEqual([]);
  });

  it('links to files and headings lead somewhere', () => {
    for (const { page, markdown } of pages) {
      for (const [, target = ''] of markdown.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [name = '', anchor] = target.split('#');
        const file = name === '' ? page : path.join(path.dirname(page), name);
        expect(existsSync(path.join(root, file)), `${page}: ${target}`).toBe(true);
        if (anchor === undefined) continue;
        const headings = pages.find((other) => other.page === file)?.markdown.match(/^#+ .*$/gm) ?? [];
        expect(headings.map(anchorOf), `${page}: ${target}`).toContain(anchor);
      }
    }
  });
});

async function helpOf(command: string): Promise<string> {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await runCli(['node', 'parsimony', command, '--help']);
    return written.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    written.mockRestore();
  }
}

/** Names of all properties in a JSON Schema, at any depth. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) =>
    name === 'properties'
      ? [...Object.keys(value as object), ...Object.values(value as object).flatMap(keysOf)]
      : keysOf(value),
  );
}

/** GitHub's anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
