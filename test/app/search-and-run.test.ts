import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { prepareRun } from '../../src/app/prepare.js';

const root = mkdtempSync(join(tmpdir(), 'parsimony-search-and-run-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const samples = [1, 2, 3, 4].map((number) =>
  JSON.stringify({ id: `s${number}`, intent: 'faq', vars: { question: `Question ${number}?` } }),
);
writeFileSync(join(root, 'golden.jsonl'), samples.join('\n'));
writeFileSync(join(root, 'table.jsonl'), '{"sampleId":"s1","params":{"k":1},"scores":{"correct":1}}');
writeFileSync(join(root, 'prompt.md'), '# user\n{{ question }}\n');

function experiment(text: string): string {
  writeFileSync(join(root, 'experiment.yaml'), text);
  return 'experiment.yaml';
}

const context = { env: {}, cwd: root };
const TABLE = `name: table
provider: recorded
recorded: table.jsonl
datasets: { golden: golden.jsonl }
scorers: { correct: { from: recorded } }
quality: { correct: 1 }
search: { space: { k: [1, 2] }, objectives: [{ maximize: quality }] }
`;
const MODEL = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const EMULATED = `name: around
provider: emulator
datasets: { golden: golden.jsonl }
variants: { base: { prompt: prompt.md, model: ${MODEL}, maxTokens: 50 } }
scorers: { numbers: {} }
search: { space: { maxTokens: [20, 50], ragChunks: [0, 2] }, objectives: [{ maximize: numbers }, { minimize: costUsd }] }
`;

describe('an experiment that only holds a search', () => {
  test('is no run: what to type instead is said, before anything is opened', async () => {
    await expect(prepareRun({ experiment: experiment(TABLE) }, context)).rejects.toMatchObject({
      code: 'invalid-input',
      problems: [
        { code: 'nothing-to-run', hint: expect.stringContaining('parsimony search experiment.yaml') },
      ],
    });
  });

  test('is prepared for a search', async () => {
    const prepared = await prepareRun({ experiment: experiment(TABLE) }, context, { searching: {} });
    expect(prepared.loaded.experiment.variants).toEqual([]);
    expect(prepared.loaded.search?.spec.space.factors).toHaveLength(1);
  });
});

describe('a lone variant and the space around it', () => {
  test('run says that it carries out the one, search says what it thinks of the space', async () => {
    const run = await prepareRun({ experiment: experiment(EMULATED) }, context);
    expect(run.loaded.experiment.notices).toContainEqual(
      expect.stringContaining('`parsimony search experiment.yaml` looks through the space around it'),
    );
    const search = await prepareRun({ experiment: experiment(EMULATED) }, context, { searching: {} });
    const { notices } = search.loaded.experiment;
    expect(notices).toContainEqual(expect.stringContaining('`ragChunks` has no effect'));
    expect(notices).not.toContainEqual(expect.stringContaining('looks through the space'));
    expect(run.loaded.experiment.notices).not.toContainEqual(expect.stringContaining('the factor'));
  });

  test('a space without a point is refused by both', async () => {
    const text = EMULATED.replace('objectives:', 'forbid: [{ ragChunks: [0, 2] }], objectives:');
    for (const purpose of [{}, { searching: {} }]) {
      await expect(prepareRun({ experiment: experiment(text) }, context, purpose)).rejects.toMatchObject({
        problems: [{ code: 'no-allowed-point', line: 6 }],
      });
    }
  });
});
