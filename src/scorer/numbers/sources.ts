import type { Token } from '../facts/token.js';

/** What a derivation may draw on. */
export interface Sources {
  readonly tokens: readonly Token[];
  readonly mayUse: (...operands: readonly Token[]) => boolean;
  /** Whether a percentage may be added to a price. */
  readonly withTax: boolean;
}
