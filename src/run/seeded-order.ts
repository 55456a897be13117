import type { SampleMeta } from '../domain/index.js';
import { createRng, randomIndex } from '../stats/index.js';

/** The order in which the samples of a run come when it may stop early. */
export interface SeededOrder {
  /** Positions over all datasets: adversarial samples first, all of them, then whole clusters drawn by seed. */
  readonly positions: Int32Array;
  /** How many of them are adversarial. */
  readonly adversarial: number;
  /** Ends of clusters among `positions`, ascending: where a block may end. */
  readonly ends: readonly number[];
}

/**
 * Draws the order of the included samples. Clusters stay whole, since their samples say together what one of them
 * says; adversarial samples are never a part of themselves, so they come before all others (law 9). Same samples and
 * seed, same order (law 6).
 */
export function seededOrder(
  datasets: readonly { readonly count: number; readonly metas: () => Iterable<SampleMeta> }[],
  options: { readonly included: Uint8Array; readonly seed: number },
): SeededOrder {
  const adversarial: number[] = [];
  const clusters = new Map<string, number[]>();
  let position = 0;
  for (const dataset of datasets) {
    for (const meta of dataset.metas()) {
      if (options.included[position] === 1) {
        if (meta.datasetKind === 'adversarial') adversarial.push(position);
        else {
          const members = clusters.get(meta.cluster);
          if (members === undefined) clusters.set(meta.cluster, [position]);
          else members.push(position);
        }
      }
      position += 1;
    }
  }
  const drawn = shuffled([...clusters.values()], options.seed);
  const positions = [...adversarial];
  const ends: number[] = [];
  for (const members of drawn) {
    positions.push(...members);
    ends.push(positions.length);
  }
  return { positions: Int32Array.from(positions), adversarial: adversarial.length, ends };
}

/** Fisher and Yates, from the end. */
function shuffled<T>(items: T[], seed: number): readonly T[] {
  const rng = createRng(seed);
  for (let last = items.length - 1; last > 0; last--) {
    const other = randomIndex(rng, last + 1);
    const [a, b] = [items[last], items[other]];
    if (a === undefined || b === undefined) throw new RangeError('an item was lost');
    items[last] = b;
    items[other] = a;
  }
  return items;
}

/** Includes the samples from place `from` (default the first) up to `to` of an order: the mask of a plan. */
export function partOf(
  order: SeededOrder,
  part: { readonly from?: number; readonly to: number; readonly size: number },
): Uint8Array {
  const { from = 0, to, size } = part;
  const included = new Uint8Array(size);
  for (const position of order.positions.subarray(from, to)) included[position] = 1;
  return included;
}
