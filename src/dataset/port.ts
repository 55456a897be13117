import type { ContentHash, DatasetKind, Fact, Sample, SampleMeta } from '../domain/index.js';

/** Says whether a text states a fact, after normalising numbers, prices, dates, ids and titles. */
export interface FactMatcher {
  satisfies(text: string, fact: Fact): boolean;
  /** Whether the text names the fact at all, be it to deny it. */
  mentions(text: string, fact: Fact): boolean;
}

/** An immutable list of samples on disk; validated once, read lazily as often as wanted. */
export interface Dataset {
  readonly name: string;
  readonly kind: DatasetKind;
  readonly path: string;
  /** Hash of the file's bytes. */
  readonly hash: ContentHash;
  readonly count: number;
  /**
   * The samples in file order, read anew at each call. `skip(index)` leaves out samples without parsing them.
   * Throws `invalid-input` when the file changed since it was opened.
   */
  samples(skip?: (index: number) => boolean): Iterable<Sample>;
  /** What analysis knows of each sample, in file order. */
  metas(): Iterable<SampleMeta>;
}
