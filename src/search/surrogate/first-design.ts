import type { Point } from '../port.js';
import { indexAt, type RandomKey } from '../random.js';
import type { Design } from './design.js';
import { placesOf } from './observations.js';

/** Points that are compared for every place of the design. */
const CANDIDATES = 12;

/**
 * `count` positions of a list that spread evenly: of a few random ones, each time the one whose levels and pairs of
 * levels were seen least, Σ 1/(1 + times seen). Random numbers are addressed by place, so the design is a function of
 * key and list.
 */
export function spreadDesign(
  design: Design,
  points: readonly Point[],
  list: Int32Array,
  { count, key }: { readonly count: number; readonly key: RandomKey },
): number[] {
  const own = design.codings.flatMap((coding, at) =>
    at === design.stratum || coding.levels < 2 ? [] : [at],
  );
  const seen = new Map<number, number>();
  const chosen: number[] = [];
  const taken = new Set<number>();
  const wanted = Math.min(count, list.length);
  for (let place = 0; chosen.length < wanted; place++) {
    let best = -1;
    let bestGain = -1;
    let bestCells: number[] = [];
    for (let one = 0; one < CANDIDATES; one++) {
      const position = list[indexAt(key, list.length, place, one)] ?? 0;
      if (taken.has(position)) continue;
      const cells = cellsOf(design, own, points[position] ?? {});
      const gain = cells.reduce((sum, cell) => sum + 1 / (1 + (seen.get(cell) ?? 0)), 0);
      if (gain > bestGain) [best, bestGain, bestCells] = [position, gain, cells];
    }
    // Nearly everything is taken: the rest comes in the list's order.
    if (best < 0) {
      const rest = list.find((position) => !taken.has(position));
      if (rest === undefined) break;
      [best, bestCells] = [rest, cellsOf(design, own, points[rest] ?? {})];
    }
    taken.add(best);
    chosen.push(best);
    for (const cell of bestCells) seen.set(cell, (seen.get(cell) ?? 0) + 1);
  }
  return chosen;
}

/** Numbers of the levels and pairs of levels of a point. */
function cellsOf(design: Design, own: readonly number[], point: Point): number[] {
  const { levels } = placesOf(design.codings, [{ point, stratum: 0 }], design.stratum);
  const cells: number[] = [];
  for (const [i, a] of own.entries()) {
    const first = 1 + a * 64 + (levels[a * 2] ?? 0);
    cells.push(first);
    for (const b of own.slice(i + 1)) cells.push(first * 100_000 + b * 64 + (levels[b * 2] ?? 0));
  }
  return cells;
}
