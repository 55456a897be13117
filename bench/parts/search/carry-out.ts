import { childKey, randomKey, uniformAt } from '../../../src/search/index.js';
import type { MeasuredCell, MeasuredProblem, Searcher, SearchOutcome } from '../../../src/search/port.js';
import { exactFigures, levelsOfPoint } from './cfg7.js';
import type { Law } from './laws.js';
import type { Truth } from './truth.js';

/** What a search of CFG-7 found, held against the truth. */
export interface Found {
  /** Share of the true hypervolume that the reported front has when every point of it is re-evaluated exactly. */
  readonly true: number;
  /** The same with the values that the search claims. */
  readonly claimed: number;
  readonly evaluations: number;
  readonly frontSize: number;
  /** Share of the front's claimed quality intervals that hold the truth. */
  readonly coverage: number;
  readonly cpuSeconds: number;
}

/** Carries a search out on Bernoulli draws keyed by (seed, configuration, item): whoever asks gets the same answer. */
export function carryOut(
  searcher: Searcher,
  given: {
    readonly problem: MeasuredProblem;
    readonly law: Law;
    readonly truth: Truth;
    readonly seed: number;
  },
): Found {
  const { problem, law, truth, seed } = given;
  const started = process.cpuUsage();
  const key = randomKey(seed, 99);
  let evaluations = 0;
  for (;;) {
    const asked = searcher.ask();
    if (asked.length === 0) break;
    evaluations += asked.length;
    const configs = searcher.configs();
    const measured = asked.map(({ config, item }): MeasuredCell => {
      const levels = levelsOfPoint(configs[config] ?? {});
      const number = levels.reduce((sum, level) => sum * 10 + level, 0);
      const isGood = uniformAt(childKey(key, number), item) < law.quality(levels, item);
      const exact = exactFigures(levels);
      return {
        config,
        item,
        values: problem.figures.map(({ name }) =>
          name === 'quality' ? Number(isGood) : exact[name as keyof typeof exact],
        ),
      };
    });
    searcher.tell(measured);
  }
  const outcome = searcher.outcome({ maxFrontSize: 100_000 });
  const used = process.cpuUsage(started);
  return { ...score(outcome, truth), evaluations, cpuSeconds: (used.user + used.system) / 1e6 };
}

function score(
  outcome: SearchOutcome,
  truth: Truth,
): Pick<Found, 'true' | 'claimed' | 'frontSize' | 'coverage'> {
  let covered = 0;
  const rows = outcome.front.map(({ chosen, claimed }) => {
    const levels = levelsOfPoint(chosen[0]?.point ?? {});
    const { cost, latency } = exactFigures(levels);
    const quality = truth.quality(levels);
    const { value, low, high } = claimed.quality ?? { value: 0, low: null, high: null };
    if (low !== null && high !== null && low <= quality && quality <= high) covered++;
    return { true: [1 - quality, cost, latency], claimed: [1 - (value ?? 0), cost, latency] };
  });
  return {
    true: truth.share(rows.map((row) => row.true)),
    claimed: truth.share(rows.map((row) => row.claimed)),
    frontSize: rows.length,
    coverage: covered / Math.max(1, rows.length),
  };
}
