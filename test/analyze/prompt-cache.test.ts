import { describe, expect, test } from 'vitest';
import { analyzeRun, type CachingData } from '../../src/analyze/index.js';
import { type ModelPrice, picoUsd } from '../../src/cost/index.js';
import { type SyntheticTrial, sampleMeta, syntheticRun } from './synthetic-run.js';

/** Dollars per million tokens: 3 in, 15 out, 0.30 read, 3.75 and 6 written. */
const PRICE: ModelPrice = {
  modelId: 'a-model',
  listedAs: 'a-model',
  name: 'A model',
  region: 'global',
  endOfLife: null,
  tiers: [
    {
      abovePromptTokens: 0,
      rates: {
        input: picoUsd(3_000_000n),
        output: picoUsd(15_000_000n),
        cacheRead: picoUsd(300_000n),
        cacheWrite5m: picoUsd(3_750_000n),
        cacheWrite1h: picoUsd(6_000_000n),
      },
      effective: null,
      sources: ['test'],
      verified: true,
    },
  ],
};

function resultOf(options: {
  readonly trials: readonly (SyntheticTrial | null)[];
  readonly ttl?: '5m' | '1h' | null;
  readonly prefixes?: number;
  readonly unmarked?: number;
  readonly price?: ModelPrice | null;
  readonly reversed?: boolean;
}) {
  const { trials, ttl = '5m', prefixes = 1, unmarked = 0, price = PRICE } = options;
  const caching: CachingData = { decisions: [{ variant: 'v', ttl, prefixes, unmarked }], price: () => price };
  const samples = trials.map((_, n) => sampleMeta(`s${n}`));
  const run = syntheticRun({
    variants: ['v'],
    samples,
    caching,
    trial: (_, { id }) => trials[Number(id.slice(1))] ?? null,
    ...(options.reversed === true && { order: (cells) => cells.reverse() }),
  });
  return analyzeRun(run, { quality: {}, level: 0.95, seed: 1 }).variants[0]?.promptCache;
}

const write: SyntheticTrial = { cacheWrite: 2_000 };
const read: SyntheticTrial = { cacheRead: 2_000 };
const neither: SyntheticTrial = { inputTokens: 2_080 };
const times = (count: number, trial: SyntheticTrial | null) => Array.from({ length: count }, () => trial);

describe('prompt caching of a variant', () => {
  test('counts hits, writes and misses, and sets the saving against the one that was possible', () => {
    const trials = [write, ...times(98, read), neither, null];
    // 98 × 2,000 × $2.70/M − 2,000 × $0.75/M = $0.5277; with the miss read too: 99 × 2,000 × $2.70/M − $0.0015.
    const expected = {
      ttl: '5m',
      prefixes: 1,
      calls: 100,
      hits: 98,
      writes: 1,
      misses: 1,
      unmarked: 0,
      readTokens: 196_000,
      writeTokens: 2_000,
      savedUsd: 0.5277,
      theoreticalUsd: 0.5331,
      note: null,
    };
    expect(resultOf({ trials })).toEqual(expected);
    expect(resultOf({ trials, reversed: true })).toEqual(expected);
  });

  test('does not expect a call without a checkpoint to read', () => {
    const trials = [write, ...times(9, read), ...times(30, neither)];
    // 9 × 2,000 × $2.70/M − $0.0015, reached; with 5 calls that could have read it: 14 × 2,000 × $2.70/M − $0.0015.
    expect(resultOf({ trials, unmarked: 30 })).toMatchObject({
      misses: 0,
      unmarked: 30,
      theoreticalUsd: 0.0471,
    });
    expect(resultOf({ trials, unmarked: 25 })).toMatchObject({
      misses: 5,
      unmarked: 25,
      theoreticalUsd: 0.0741,
    });
  });

  test('that only ever wrote cost more than it saved, and says so in words', () => {
    const trials = times(10, write);
    expect(resultOf({ trials, prefixes: 10 })).toMatchObject({
      hits: 0,
      writes: 10,
      savedUsd: -0.015,
      theoreticalUsd: -0.015,
      note: 'caching cost $0.015 more than it saved',
    });
    // With one prefix nine of the ten could have been read: 9 × 2,000 × $2.70/M − $0.0015.
    expect(resultOf({ trials, prefixes: 1 })).toMatchObject({ savedUsd: -0.015, theoreticalUsd: 0.0471 });
  });

  test('for an hour is priced by its own rate', () => {
    const trials = [{ cacheWrite: 2_000, cacheWrite1h: 2_000 }, read];
    // 2,000 × $2.70/M − 2,000 × $3/M.
    expect(resultOf({ trials, ttl: '1h' })).toMatchObject({
      savedUsd: -0.0006,
      theoreticalUsd: -0.0006,
      note: 'caching cost $0.00060 more than it saved',
    });
  });

  test('that found its prefix written by another variant says so', () => {
    expect(resultOf({ trials: times(3, read) })).toMatchObject({
      hits: 3,
      writes: 0,
      savedUsd: 0.0162,
      note: 'some prefixes were in the cache already, written for another variant or run',
    });
  });

  test('counts a call that reads one part and writes another as a hit that wrote', () => {
    const trials = [write, { cacheRead: 1_500, cacheWrite: 500 }, read, read];
    expect(resultOf({ trials, prefixes: 2 })).toMatchObject({ hits: 3, writes: 1, misses: 0, note: null });
  });

  test('that the service did unasked counts too, and is said to be so', () => {
    expect(resultOf({ trials: [write, read], ttl: null, prefixes: 0 })).toMatchObject({
      ttl: null,
      prefixes: null,
      hits: 1,
      savedUsd: 0.0039,
      theoreticalUsd: null,
      note: 'the service cached unasked',
    });
  });

  test('that was not asked for and does not show is nothing; asked for and idle it is a note', () => {
    expect(resultOf({ trials: times(3, neither), ttl: null })).toBeNull();
    expect(resultOf({ trials: times(3, neither) })).toMatchObject({
      misses: 3,
      savedUsd: 0,
      theoreticalUsd: null,
      note: 'no call read from the cache or wrote to it: the prefix may be shorter than the model keeps',
    });
  });

  test('that only read is priced by a book that has no price of writing; what might have been is not', () => {
    const [tier] = PRICE.tiers;
    const { cacheWrite5m: _, cacheWrite1h: __, ...rates } = tier.rates;
    const price: ModelPrice = { ...PRICE, tiers: [{ ...tier, rates }] };
    const own = resultOf({ trials: [read, read], ttl: null, price });
    expect(own).toMatchObject({ hits: 2, theoreticalUsd: null, note: 'the service cached unasked' });
    expect(own?.savedUsd).toBe(resultOf({ trials: [read, read], ttl: null })?.savedUsd);
    expect(resultOf({ trials: [read, read], price })).toMatchObject({
      savedUsd: own?.savedUsd,
      theoreticalUsd: null,
    });
  });

  test('without a price has counts and no saving, never 0', () => {
    const [tier] = PRICE.tiers;
    const { cacheRead: _, ...rates } = tier.rates;
    const unpriced: ModelPrice = { ...PRICE, tiers: [{ ...tier, rates }] };
    for (const price of [null, unpriced]) {
      expect(resultOf({ trials: [write, read], price })).toMatchObject({
        hits: 1,
        savedUsd: null,
        theoreticalUsd: null,
        note: 'the price book does not price the cached tokens',
      });
    }
  });
});
