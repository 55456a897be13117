import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PricedChoice, priceRange } from '../../../src/search/honest/index.js';

const choice = (haiku: number, sonnet: number, loss: number): PricedChoice => ({
  costs: { haiku, sonnet },
  others: [loss],
});

/** Whether a rival beats a choice at a multiple, by the definition. */
function isDominated(own: PricedChoice, candidates: readonly PricedChoice[], multiple: number): boolean {
  const cost = ({ costs }: PricedChoice) => (costs.haiku ?? 0) + multiple * (costs.sonnet ?? 0);
  return candidates.some((rival) => {
    const [mine, theirs] = [cost(own), cost(rival)];
    const noWorse = theirs <= mine && rival.others.every((value, at) => value <= (own.others[at] ?? 0));
    const better = theirs < mine || rival.others.some((value, at) => value < (own.others[at] ?? 0));
    return rival !== own && noWorse && better;
  });
}

describe('the prices for which a choice stays on the front', () => {
  it('end where a better one gets as cheap', () => {
    // Mixed: 2 + 3t at loss .2; all on sonnet: 6t at loss .1, which is cheaper below t = 2/3.
    const mixed = choice(2, 3, 0.2);
    const best = choice(0, 6, 0.1);
    const cheap = choice(4, 0, 0.2);
    expect(priceRange(mixed, [mixed, best], ['sonnet'])).toEqual({
      low: 2 / 3,
      high: null,
      containsToday: true,
    });
    // The cheap one at the same loss is cheaper from t = 2/3 on: nothing is left between the two.
    expect(priceRange(mixed, [mixed, best, cheap], ['sonnet'])).toBeNull();
    expect(priceRange(mixed, [mixed, cheap], ['sonnet'])).toEqual({
      low: null,
      high: 2 / 3,
      containsToday: false,
    });
  });

  it('move together where all models do: only what is cheaper at any price counts', () => {
    const own = choice(1, 2, 0.2);
    const rival = choice(4, 0, 0.1);
    expect(priceRange(own, [own, rival], ['haiku', 'sonnet'])).toEqual({
      low: null,
      high: null,
      containsToday: true,
    });
    expect(priceRange(own, [own, choice(1, 1, 0.1)], ['haiku', 'sonnet'])).toBeNull();
  });

  it('are exactly those at which no rival beats it', () => {
    const amount = fc.integer({ min: 0, max: 8 });
    const anyChoice = fc
      .tuple(amount, amount, fc.integer({ min: 0, max: 3 }))
      .map(([a, b, loss]) => choice(a, b, loss));
    fc.assert(
      fc.property(anyChoice, fc.array(anyChoice, { maxLength: 6 }), (own, rivals) => {
        const range = priceRange(own, [own, ...rivals], ['sonnet']);
        // Multiples off the crossings, which are quotients of numbers up to 8.
        for (const multiple of [0.013, 0.131, 0.377, 0.611, 0.953, 1.049, 1.477, 2.273, 3.331, 5.557, 9.11]) {
          const isInside =
            range !== null &&
            multiple > (range.low ?? 0) &&
            multiple < (range.high ?? Number.POSITIVE_INFINITY);
          expect(isInside).toBe(!isDominated(own, rivals, multiple));
        }
      }),
    );
  });
});
