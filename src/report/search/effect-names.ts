import { decimalsFor, signed, signedUsd } from '../format.js';
import type { SearchDocument } from '../search-document.js';

/** What a factor, or a pair of them, does to a figure. */
export type Effect = SearchDocument['effects'][number];

/** `model × maxTokens`. */
export function effectName({ factors }: Effect): string {
  return factors.join(' × ');
}

/** One format for all effects of a figure, signed. */
export function effectFormat(figure: string, effects: readonly Effect[]): (value: number) => string {
  const values = effects
    .filter((one) => one.figure === figure)
    .flatMap(({ levels }) => levels.map(({ effect }) => effect.value));
  // Digits of the largest: effects near zero need no more.
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  const decimals = decimalsFor([largest], 2, 7);
  return /usd/i.test(figure) ? (value) => signedUsd(value, decimals) : (value) => signed(value, decimals);
}
