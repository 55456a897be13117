import { ParsimonyError, type Problem } from '../../src/domain/index.js';
import { type LoadExperimentOptions, type LoadedSearch, loadExperiment } from '../../src/experiment/index.js';
import { folder } from './fixture.js';

/** Two clusters of each intent: one to search on, one to check by. */
export const GOLDEN = ['faq', 'order']
  .flatMap((intent) =>
    [1, 2].map((number) =>
      JSON.stringify({
        id: `${intent}-${number}`,
        intent,
        cluster: `${intent}-${number}`,
        vars: { question: `Question ${number}?` },
        references: ['Yes.'],
      }),
    ),
  )
  .join('\n');

const HEAD = `name: demo
provider: emulator
datasets: { golden: golden.jsonl, adversarial: adversarial.jsonl }
variants:
  baseline: { prompt: v1.md, model: global.model-a, maxTokens: 500, temperature: 0.3, ragChunks: 5 }
scorers: { similarity: {}, facts: {} }
quality: { facts: 0.6, similarity: 0.4 }
traffic: { faq: 100, order: 20 }
`;
/** The first line of the block below the experiment of {@link searching}. */
export const SEARCH_LINE = HEAD.split('\n').length;

export const OBJECTIVES = 'objectives: [{ minimize: monthlyCostUsd }, { maximize: quality }]';

/** A small experiment with a search of these lines; each is indented. */
export function searching(lines: readonly string[], head = HEAD): string {
  return `${head}search:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

/** {@link searching} over a table, without variants. */
export function tableSearch(lines: readonly string[], more = ''): string {
  const head = `name: table
provider: recorded
recorded: table.jsonl
datasets: { golden: golden.jsonl }
scorers: { correct: { from: recorded } }
quality: { correct: 1 }
${more}`;
  return searching(lines, head);
}

export interface Files {
  readonly [path: string]: string;
}

export async function loadSearch(
  experiment: string,
  options: LoadExperimentOptions = {},
  files: Files = {},
): Promise<LoadedSearch> {
  const { search } = await loadExperiment(
    folder(experiment, { 'golden.jsonl': GOLDEN, 'table.jsonl': '', ...files }),
    {},
    options,
  );
  if (search === undefined) throw new Error('the experiment has no search');
  return search;
}

/** What is wrong with a search that must be refused. */
export async function refusal(
  experiment: string,
  options: LoadExperimentOptions = {},
  files: Files = {},
): Promise<readonly Problem[]> {
  try {
    await loadSearch(experiment, options, files);
  } catch (error) {
    if (error instanceof ParsimonyError && error.code === 'invalid-input') return error.problems;
    throw error;
  }
  throw new Error('the search was accepted');
}
