import type { Dataset } from '../dataset/index.js';
import { didYouMean, type Problem } from '../domain/index.js';
import type { SampleFilter } from '../store/index.js';
import type { RunOptions } from './port.js';

/** Numbers among the options that are out of their range. */
export function numberProblems({ concurrency, maxCostUsd }: RunOptions): readonly Problem[] {
  const problems: Problem[] = [];
  const wrong = (path: string, value: number, rule: string) =>
    problems.push({
      code: 'out-of-range',
      path,
      message: `${value} cannot be used`,
      hint: `Give ${rule}.`,
    });
  if (
    concurrency !== undefined &&
    !(Number.isSafeInteger(concurrency) && concurrency >= 1 && concurrency <= 1_000)
  ) {
    wrong('--max-concurrency', concurrency, 'a whole number from 1 to 1000');
  }
  if (maxCostUsd !== undefined && !(Number.isFinite(maxCostUsd) && maxCostUsd >= 0)) {
    wrong('--max-cost', maxCostUsd, 'an amount of dollars, 0 or more');
  }
  return problems;
}

/** Ways to run that exclude each other. */
export function contradictingOptions({ stopEarly, batch, judge }: RunOptions): readonly Problem[] {
  if (stopEarly !== true) return [];
  const problem = (message: string, hint: string): Problem => ({
    code: 'contradiction',
    path: '--stop-early',
    message,
    hint,
  });
  return [
    ...(judge === true
      ? []
      : [problem('there is no verdict to stop at', 'Use `parsimony gate`, or `run --gate`.')]),
    ...(batch === true
      ? [problem('a batch job answers all samples at once', 'Drop --batch or --stop-early.')]
      : []),
  ];
}

/** Filters that name an intent, a sample or a tag which no dataset has: a misspelt one would narrow in silence. */
export function filterProblems(
  datasets: readonly Pick<Dataset, 'metas'>[],
  filter: SampleFilter,
): readonly Problem[] {
  const { intents = [], samples = [], tags = [] } = filter;
  if (intents.length + samples.length + tags.length === 0) return [];
  const known = { intent: new Set<string>(), sample: new Set<string>(), tag: new Set<string>() };
  for (const dataset of datasets) {
    for (const meta of dataset.metas()) {
      known.intent.add(meta.intent);
      known.sample.add(meta.id);
      for (const tag of meta.tags) known.tag.add(tag);
    }
  }
  const missing = (what: keyof typeof known, names: readonly string[]): readonly Problem[] =>
    names
      .filter((name) => !known[what].has(name))
      .map((name) => ({
        code: `unknown-${what}`,
        path: `--filter-${what}`,
        message:
          what === 'sample' ? `there is no sample \`${name}\`` : `no sample has the ${what} \`${name}\``,
        hint: didYouMean(name, known[what]),
      }));
  return [...missing('intent', intents), ...missing('sample', samples), ...missing('tag', tags)];
}
