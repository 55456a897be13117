import type { MeasuredProblem } from '../port.js';
import { permutationAt, randomKey } from '../random.js';

const STREAM_OF_ITEMS = 71;

/**
 * The items of each stratum in an order of chance that every configuration shares, so that any two are compared on
 * the same items. Whole clusters stay together no longer than they must: the order takes one item of each cluster
 * in turn, because items of new clusters say more than further ones of the same.
 */
export function commonOrder(
  problem: Pick<MeasuredProblem, 'strata' | 'items'>,
  seed: number,
): readonly (readonly number[])[] {
  return problem.strata.map((_, stratum) => {
    const key = randomKey(seed, STREAM_OF_ITEMS, stratum);
    const own = problem.items.flatMap((item, at) => (item.stratum === stratum ? [at] : []));
    const shuffled = [...permutationAt(key, own.length)].map((at) => own[at] ?? 0);
    const seen = new Map<string, number>();
    const turns = shuffled.map((item) => {
      const cluster = problem.items[item]?.cluster ?? '';
      const turn = seen.get(cluster) ?? 0;
      seen.set(cluster, turn + 1);
      return { item, turn };
    });
    // Stable: inside a turn the order of chance stays.
    return turns.sort((a, b) => a.turn - b.turn).map(({ item }) => item);
  });
}

/** Items that a baseline spends on one configuration: in all strata together, or in each. */
export const BLOCK = { all: 50, intent: 25 };

/**
 * The first items of the common order that make a block: for `per: all` shared out by traffic, two of each stratum at
 * least; for `per: intent` as many of each. Never more than there are.
 */
export function blockSizes(
  problem: Pick<MeasuredProblem, 'strata' | 'per'>,
  order: readonly (readonly number[])[],
): readonly number[] {
  return problem.strata.map(({ share }, stratum) => {
    const wanted = problem.per === 'intent' ? BLOCK.intent : Math.max(2, Math.round(share * BLOCK.all));
    return Math.min(order[stratum]?.length ?? 0, wanted);
  });
}
