import type { Stat } from '../stats/index.js';
import type { CheckTest } from './check-test.js';
import type { GateCheck } from './port.js';

/** A check that has been measured and not yet judged: the judgement needs the whole family. */
export interface OpenCheck {
  readonly variant: string;
  readonly kind: GateCheck['kind'];
  readonly metric: string;
  readonly slice: string;
  readonly margin: number | null;
  readonly bound: GateCheck['bound'];
  /** `above`: the figure must lie above the threshold; `below`: under it. */
  readonly side: 'above' | 'below';
  readonly test: Stat<CheckTest>;
  readonly n: number;
  /** What is tested, for example `paired non-inferiority`; the name of the test's own method is added behind it. */
  readonly method: string;
  /** Checks of one family are corrected together. */
  readonly family: string;
  /** What the family holds, for `method`, for example `candidates`. */
  readonly familyName: string;
  /** Why no verdict is possible whatever the numbers say. */
  readonly blocked: string | null;
  /** What is to be said of it whatever the verdict. */
  readonly note?: string;
  /** Half-width of what the judge alone leaves uncertain in the figure. */
  readonly judgeNoise?: number;
}

/** Words for too many missing samples, or null: more than `maxMissing` of them leave the verdict open. */
export function missingReason(counts: {
  readonly missing: number;
  readonly total: number;
  readonly maxMissing: number;
  readonly what: string;
}): string | null {
  const { missing, total, maxMissing, what } = counts;
  if (total === 0) return `no ${what}`;
  if (missing / total <= maxMissing) return null;
  const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;
  return `${missing} of ${total} ${what}s missing (${percent(missing / total)}, at most ${percent(maxMissing)})`;
}
