import { type ContentHash, hashJson, type JsonValue } from '../domain/index.js';
import type { RegionClass } from './model-id.js';
import type { PicoUsd } from './money.js';

/** What can have a price, per token. */
export const RATE_FIELDS = [
  'input',
  'output',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'batchInput',
  'batchOutput',
] as const;

export type RateField = (typeof RATE_FIELDS)[number];

/** Pico-dollars per token. A field that is absent has no known price; 0 means that it is free. */
export type Rates = { readonly input: PicoUsd; readonly output: PicoUsd } & {
  readonly [field in Exclude<RateField, 'input' | 'output'>]?: PicoUsd;
};

/** One dated line of the price list. */
export interface PriceRow {
  /** `any`: the same price in every profile and Region. */
  readonly region: RegionClass | 'any';
  /** The row prices whole requests whose prompt (uncached + cache reads + cache writes) is longer than this. */
  readonly abovePromptTokens: number;
  /** ISO date from which the row holds; null: since the model's launch, or as far back as is known. */
  readonly effective: string | null;
  readonly rates: Rates;
  /** Keys of the book's `sources`. */
  readonly sources: readonly string[];
  /** False where the source itself says that the figure is not checked. */
  readonly verified: boolean;
  readonly note?: string;
}

/** When a model stops answering. */
export interface EndOfLife {
  /** ISO date. */
  readonly date: string;
  readonly note?: string;
}

export interface PricedModel {
  readonly id: string;
  readonly name: string;
  /** Further names under which AWS's published price list knows it. */
  readonly awsNames: readonly string[];
  readonly endOfLife: EndOfLife | null;
  readonly rows: readonly PriceRow[];
}

/** Where a figure comes from. */
export interface PriceSource {
  readonly title: string;
  /** ISO date of the state that was read. */
  readonly date: string;
}

/** Dated prices per model. */
export interface PriceBook {
  /** ISO date on which the book was put together. */
  readonly date: string;
  readonly sources: { readonly [key: string]: PriceSource };
  readonly models: ReadonlyMap<string, PricedModel>;
  /** ISO date on which a model's prices were found unchanged in AWS's own list; not part of the hash. */
  readonly checked: ReadonlyMap<string, string>;
  /** Hash of date, sources and models: which prices a report was computed with. */
  readonly sha256: ContentHash;
}

/** Freezes the parts into a book and hashes them. */
export function makePriceBook(parts: Omit<PriceBook, 'sha256'>): PriceBook {
  const models = Object.fromEntries([...parts.models].map(([id, model]) => [id, plain(model)]));
  return { ...parts, sha256: hashJson({ date: parts.date, sources: plain(parts.sources), models }) };
}

/**
 * The base book with the models of the overrides put in place: a model that an override lists is replaced as a
 * whole (half an old row and half a new one would be nobody's price). Later overrides win; the newest date holds.
 */
export function mergePriceBooks(base: PriceBook, ...overrides: readonly PriceBook[]): PriceBook {
  if (overrides.length === 0) return base;
  const models = new Map(base.models);
  let date = base.date;
  let sources = base.sources;
  const checked = new Map(base.checked);
  for (const book of overrides) {
    for (const [id, model] of book.models) models.set(id, model);
    for (const [id, day] of book.checked) checked.set(id, day);
    if (book.date > date) date = book.date;
    sources = { ...sources, ...book.sources };
  }
  return makePriceBook({ date, sources, models, checked });
}

/** The same prices looked up as of another day (ISO date). */
export function priceBookAsOf(book: PriceBook, date: string): PriceBook {
  return makePriceBook({ ...book, date });
}

function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? `${part}` : part)));
}
