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
  const decimals = decimalsFor(values, 2, 6);
  return /usd/i.test(figure) ? (value) => signedUsd(value, decimals) : (value) => signed(value, decimals);
}
