/** An objective of a race; whatever its direction, differences are taken so that above 0 is better. */
export type RaceObjective = { readonly direction: 'minimize' | 'maximize' } & (
  | {
      /** Measured, with values in a known range: bets on differences, valid from the first item on. */
      readonly kind: 'bounded';
      readonly low: number;
      readonly high: number;
    }
  /** Measured without a known range: asymptotic confidence sequence, from 50 items on. */
  | { readonly kind: 'unbounded' }
  /** Known without measuring, by configuration. */
  | { readonly kind: 'known'; readonly values: readonly number[] }
);

/** What was measured of one item, or averaged over one cluster. */
export interface RaceRow {
  /** `values[config][objective]`; null: without a value (or dropped before): the pair skips the item. */
  readonly values: readonly (readonly (number | null)[] | null)[];
  /** Relative weight, at most `1`: share of the stratum ÷ its share of the items, over the greatest such. Default 1. */
  readonly weight?: number;
}
