import type { SearchOutcome } from '../../search/port.js';
import type { RunRow } from '../../store/index.js';
import { judgeNotices } from '../judge-notices.js';
import type { Tally } from './tally.js';
import type { SearchWork } from './work.js';

/** What a reader must know to read the numbers right. */
export function searchNotices(parts: {
  readonly work: SearchWork;
  readonly run: RunRow;
  readonly tally: Tally;
  readonly outcome: SearchOutcome;
  readonly usedBefore: number;
}): readonly string[] {
  const { work, run, tally, outcome, usedBefore } = parts;
  const { search } = work;
  const { samples } = search;
  return [
    ...search.notices,
    ...run.snapshot.notices,
    ...(usedBefore > 0
      ? [
          `${usedBefore === 1 ? 'an earlier search' : `${usedBefore} earlier searches`} of this database measured on the same gate part: whoever chose by what ${usedBefore === 1 ? 'it' : 'they'} showed has seen it, and the re-measured figures flatter. Another seed splits anew.`,
        ]
      : []),
    ...missing(tally),
    ...infeasible(outcome, samples.strata.length),
    ...judgeNotices(run.snapshot),
  ];
}

/** Failed and unscored cells are counted, never taken for 0 (law 3). */
function missing({ failed, unscored }: Tally): readonly string[] {
  return [
    ...(failed > 0
      ? [
          `${failed === 1 ? '1 cell' : `${failed} cells`} failed and ${failed === 1 ? 'has' : 'have'} no part in any figure; --retry-errors asks again.`,
        ]
      : []),
    ...(unscored > 0
      ? [
          `${unscored === 1 ? '1 answered cell lacks' : `${unscored} answered cells lack`} a figure that the search asks for: ${unscored === 1 ? 'it counts' : 'they count'} as missing, not as 0.`,
        ]
      : []),
  ];
}

function infeasible({ infeasible: what }: SearchOutcome, strata: number): readonly string[] {
  if (what === null) return [];
  const { constraint, stratum, by } = what;
  const where = stratum === null || strata === 1 ? '' : ` in intent ${stratum}`;
  return [
    `no config keeps every constraint: \`${constraint}\`${where} binds; the nearest misses it by ${Number(by.toPrecision(3))}.`,
  ];
}
