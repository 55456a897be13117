import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { createProject, experimentYaml, type Project } from './project.js';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: { readonly [name: string]: string };
}
interface Action {
  readonly inputs: { readonly [name: string]: unknown };
  readonly outputs: { readonly [name: string]: { readonly value: string } };
  readonly runs: { readonly steps: readonly Step[] };
}
const action = parse(readFileSync('action.yml', 'utf8')) as Action;

/** Runs a script of the action in a project, as the step of a job would. */
function step(
  project: Project,
  script: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [path.resolve('scripts/action', script)], {
    cwd: project.folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out })));
}

function outputsOf(project: Project): { readonly [name: string]: string } {
  const lines = project.read('outputs.txt').trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** A stand-in for the part of GitHub's REST API that the comment needs. */
async function startGitHub(): Promise<{
  url: string;
  comments: { id: number; body: string; user: { type: string } }[];
  calls: string[];
}> {
  const comments = [{ id: 1, body: 'looks good to me', user: { type: 'User' } }];
  const calls: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const { method = '', url = '' } = request;
      calls.push(`${method} ${url}`);
      if (request.headers.authorization !== 'Bearer a-token') {
        response.writeHead(403).end('{}');
        return;
      }
      const { body = '' } = text === '' ? {} : (JSON.parse(text) as { body?: string });
      if (method === 'POST') comments.push({ id: comments.length + 1, body, user: { type: 'Bot' } });
      if (method === 'PATCH') {
        const own = comments.find(({ id }) => url.endsWith(`/${id}`));
        if (own !== undefined) own.body = body;
      }
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(method === 'GET' ? comments : {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, comments, calls };
}

describe('action.yml', () => {
  it('hands inputs to commands as environment variables, never as text of a script', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });

  it('uses only inputs that it declares, outputs that a step sets, and scripts that exist', () => {
    const text = readFileSync('action.yml', 'utf8');
    for (const [, name = ''] of text.matchAll(/inputs\.([a-z-]+)/g))
      expect(action.inputs).toHaveProperty([name]);
    const script = readFileSync('scripts/action/gate.mjs', 'utf8');
    for (const [, name = ''] of text.matchAll(/steps\.gate\.outputs\.([a-z-]+)/g)) {
      expect(script).toMatch(new RegExp(`'?${name}'?:`));
    }
    for (const [, file = ''] of text.matchAll(/GITHUB_ACTION_PATH\/([\w./-]+)/g))
      expect(existsSync(file)).toBe(true);
  });

  it('gates, comments once, keeps the comment up to date, and leaves the verdict to its last step', async () => {
    const project = createProject({ experiment: experimentYaml({ provider: 'emulator' }) });
    const summary = project.file('summary.md');
    const gate = await step(project, 'gate.mjs', {
      INPUT_EXPERIMENT: 'shop.yaml',
      INPUT_MAX_COST: '5',
      GITHUB_OUTPUT: project.file('outputs.txt'),
      GITHUB_STEP_SUMMARY: summary,
      CI: 'true',
    });
    expect(gate.code, gate.out).toBe(0);
    const outputs = outputsOf(project);
    const codes: { readonly [verdict: string]: string } = { pass: '0', fail: '100', inconclusive: '101' };
    expect(outputs['exit-code']).toBe(codes[outputs.verdict ?? '']);
    expect(existsSync(project.file(outputs.report ?? ''))).toBe(true);
    expect(readFileSync(summary, 'utf8')).toContain('EMULATED');

    const github = await startGitHub();
    writeFileSync(project.file('event.json'), JSON.stringify({ pull_request: { number: 7 } }));
    const env = {
      GITHUB_TOKEN: 'a-token',
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: 'someone/shop',
      GITHUB_EVENT_PATH: project.file('event.json'),
      MARKDOWN: outputs.markdown ?? '',
      COMMENT_KEY: 'shop.yaml --> <b>',
    };
    expect((await step(project, 'comment.mjs', env)).out).toContain('commented');
    expect(github.comments).toHaveLength(2);
    expect(github.comments[1]?.body).toMatch(/^<!-- parsimony gate [\w=]+ -->\n\*\*EMULATED/);
    project.write(outputs.markdown ?? '', 'second verdict');
    expect((await step(project, 'comment.mjs', env)).out).toContain('up to date');
    expect(github.comments).toHaveLength(2);
    expect(github.comments[1]?.body).toContain('second verdict');
    expect(github.comments[0]?.body).toBe('looks good to me');

    const refused = await step(project, 'comment.mjs', { ...env, GITHUB_TOKEN: 'a-secret-one' });
    expect(refused.code).toBe(0);
    expect(refused.out).toContain('::warning');
    expect(refused.out).not.toContain('a-secret-one');
  });

  it('hands on the code of a run without a verdict, and says that there is none', async () => {
    const project = createProject({ experiment: experimentYaml({ provider: 'emulator' }) });
    const gate = await step(project, 'gate.mjs', {
      INPUT_EXPERIMENT: 'missing.yaml',
      GITHUB_OUTPUT: project.file('outputs.txt'),
    });
    expect(gate.code).toBe(0);
    expect(outputsOf(project)).toMatchObject({ 'exit-code': '2', verdict: '', markdown: '' });
  });
});
