import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ParsimonyError, type Problem } from '../../src/domain/index.js';
import {
  type ExperimentOverrides,
  type LoadedExperiment,
  loadExperiment,
} from '../../src/experiment/index.js';

/** A rubric's front matter and a stand-in for its text. */
export function rubric(criterion: string, max = 5): string {
  return `---\nname: ${criterion}\nversion: 1\ncriterion: ${criterion}\nscale: { min: 1, max: ${max} }\n---\n# Criterion\nAs it says.\n`;
}

/** Small files that every fixture folder has. */
export const FILES: { readonly [path: string]: string } = {
  'golden.jsonl':
    '{"id":"a","intent":"faq","vars":{"question":"When do you ship?"},"references":["Tomorrow."]}\n' +
    '{"id":"b","intent":"order","vars":{"question":"Where is my order?","tone":"calm"},"references":["Here."]}\n',
  'adversarial.jsonl':
    '{"id":"c","intent":"faq","vars":{"question":"Naruto or Boruto?"},"references":["Both."]}\n',
  'v1.md':
    '# system\nAnswer from the documents.\n\n# user\n{% for document in documents %}{{ document.text }}{% endfor %}\n{{ question }}\n',
  'v2.md': '# user\n{{ question }}\n',
  'rubric.md': rubric('helpfulness'),
  'tone.md': rubric('tone'),
  'facts.md': rubric('facts'),
};

export const VALID = `name: demo
provider: emulator
datasets: { golden: golden.jsonl, adversarial: adversarial.jsonl }
variants:
  baseline: { prompt: v1.md, model: global.model-a, maxTokens: 500, temperature: 0.3, ragChunks: 5 }
  concise: { extends: baseline, prompt: v2.md, maxTokens: 250 }
scorers: { similarity: {}, facts: {} }
quality: { facts: 0.6, similarity: 0.4 }
guardrails:
  - { metric: facts, min: 0.8, on: golden }
gate: { baseline: baseline, margin: 0.05 }
`;

/** A folder with the fixture files, the experiment, and whatever else is given. */
export function folder(
  experiment: string | Uint8Array,
  more: { readonly [path: string]: string | Uint8Array } = {},
): string {
  const root = mkdtempSync(join(tmpdir(), 'parsimony-experiment-'));
  for (const [path, content] of Object.entries({ ...FILES, ...more, 'experiment.yaml': experiment })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return join(root, 'experiment.yaml');
}

export function load(
  experiment: string,
  more: { readonly [path: string]: string } = {},
  overrides: ExperimentOverrides = {},
): Promise<LoadedExperiment> {
  return loadExperiment(folder(experiment, more), overrides);
}

/** The problems of an experiment that must be refused. */
export async function problemsOf(
  experiment: string | Uint8Array,
  more: { readonly [path: string]: string | Uint8Array } = {},
  overrides: ExperimentOverrides = {},
): Promise<readonly Problem[]> {
  const file = folder(experiment, more);
  try {
    await loadExperiment(file, overrides);
  } catch (error) {
    if (error instanceof ParsimonyError && error.code === 'invalid-input') return error.problems;
    throw error;
  }
  throw new Error('the experiment was accepted');
}

/** {@link VALID} with one line (1-based) replaced. */
export function withLine(line: number, text: string): string {
  return VALID.split('\n')
    .map((old, index) => (index === line - 1 ? text : old))
    .join('\n');
}

/** {@link VALID} with lines added at the end: they start at line 12. */
export function withMore(text: string): string {
  return `${VALID}${text}\n`;
}
