import type { MeasuredProblem } from '../port.js';
import { childKey, indexAt, type RandomKey, uniformAt } from '../random.js';
import { type DrawnFront, frontOf } from './contenders.js';
import type { Landscape } from './landscape.js';

/** A block of items of a configuration to be measured: in one stratum, or (−1) over all. */
export interface Visit {
  readonly position: number;
  readonly stratum: number;
}

/** Share of the visits that go to contenders at random, whatever the draws say. */
const EXPLORED = 0.1;
/** Draws whose fronts share the visits of a round. */
const DRAWS = 24;

/**
 * Where the next blocks go: Thompson sampling of fronts. Each visit takes a draw's front in turn, and of it a point with a
 * chance proportional to its posterior standard deviation: points that may be on the front, and of those the ones about which
 * most is to be learnt. A tenth goes to contenders at random. `room`: blocks that a visit's place has left.
 */
export function acquire(
  problem: MeasuredProblem,
  landscape: Landscape,
  contenders: readonly Int32Array[],
  options: { readonly count: number; readonly key: RandomKey; readonly room: (visit: Visit) => number },
): readonly Visit[] {
  const fronts = Array.from({ length: DRAWS }, (_, index) =>
    frontOf(problem, landscape, contenders, { kind: 'draw', index }),
  ).filter(({ rows }) => rows.count > 0);
  const visits: Visit[] = [];
  const taken = new Map<string, number>();
  const take = (visit: Visit): boolean => {
    const id = `${visit.position},${visit.stratum}`;
    const before = taken.get(id) ?? 0;
    if (before >= options.room(visit)) return false;
    taken.set(id, before + 1);
    visits.push(visit);
    return true;
  };
  const weights = fronts.map((front) => weightsOf(problem, landscape, front));
  for (let trial = 0; visits.length < options.count && trial < options.count * 6; trial++) {
    const own = childKey(options.key, trial);
    const isExplored = fronts.length === 0 || uniformAt(own, 0) < EXPLORED;
    if (isExplored) {
      const list = indexAt(own, contenders.length, 1);
      const positions = contenders[list] ?? new Int32Array();
      if (positions.length === 0) continue;
      take({
        position: positions[indexAt(own, positions.length, 2)] ?? 0,
        stratum: problem.per === 'intent' ? list : -1,
      });
      continue;
    }
    const at = trial % fronts.length;
    const cumulative = weights[at] ?? new Float64Array();
    const chosen = locate(cumulative, uniformAt(own, 3));
    const front = fronts[at];
    if (front === undefined) continue;
    const lists = Math.max(1, contenders.length);
    const index = Math.floor(chosen / lists);
    const list = chosen % lists;
    take({ position: front.choice(index)[list] ?? 0, stratum: problem.per === 'intent' ? list : -1 });
  }
  return visits;
}

/** Cumulated weights of a front's points, each with one entry per list. */
function weightsOf(problem: MeasuredProblem, landscape: Landscape, front: DrawnFront): Float64Array {
  const choices = Array.from({ length: front.rows.count }, (_, index) => front.choice(index));
  const lists = choices[0]?.length ?? 1;
  const weights = new Float64Array(choices.length * lists);
  for (let list = 0; list < lists; list++) {
    const positions = Int32Array.from(choices, (choice) => choice[list] ?? 0);
    const spread = landscape.spread(list, positions, problem.per === 'intent' ? list : -1);
    for (let index = 0; index < spread.length; index++)
      weights[index * lists + list] = spread[index] as number;
  }
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += (weights[i] as number) + 1e-12;
    weights[i] = sum;
  }
  return weights;
}

/** The first entry whose cumulated weight exceeds the share of the whole. */
function locate(cumulative: Float64Array, share: number): number {
  const target = share * (cumulative[cumulative.length - 1] ?? 0);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] as number) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
