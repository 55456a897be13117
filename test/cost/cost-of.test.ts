import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  costOf,
  estimateRun,
  fromUsd,
  type ModelPrice,
  type PlannedCalls,
  parsePriceBookText,
  plainUsage,
  priceOf,
  toUsd,
  upperBound,
} from '../../src/cost/index.js';

const book = parsePriceBookText(readFileSync('prices/bedrock.json', 'utf8'), 'prices/bedrock.json');
const sonnet = priceOf(book, 'global.anthropic.claude-sonnet-4-5-20250929-v1:0');
const sonnet3 = priceOf(book, 'anthropic.claude-3-sonnet-20240229-v1:0');
const haiku55 = priceOf(book, 'global.anthropic.claude-haiku-5-5');

describe('cost of a call', () => {
  test('uses all usage fields: input, cache read, cache write, output', () => {
    const usage = {
      inputTokens: 500,
      outputTokens: 300,
      cacheReadInputTokens: 8000,
      cacheWriteInputTokens: 1000,
    };
    // 500 × 3 + 8000 × 0.30 + 1000 × 3.75 + 300 × 15 millionths of a dollar
    expect(toUsd(costOf(usage, sonnet))).toBe(0.01215);
    expect(toUsd(costOf({ ...usage, cacheWrite1hInputTokens: usage.cacheWriteInputTokens }, sonnet))).toBe(
      0.0144,
    );
  });

  test('a batch call costs half', () => {
    const usage = plainUsage(1247, 412);
    // 1,247 / 412 tokens at 3/15: 0.003741 + 0.006180 (domain's log record)
    expect(toUsd(costOf(usage, sonnet))).toBe(0.009921);
    expect(costOf(usage, sonnet, { batch: true }) * 2n).toBe(costOf(usage, sonnet));
  });

  test('tokens without a price are an error that names model and field (law 4)', () => {
    const usage = { ...plainUsage(1, 1), cacheReadInputTokens: 5 };
    expect(() => costOf(usage, sonnet3)).toThrow(/cacheRead price for anthropic\.claude-3-sonnet/);
    expect(costOf({ ...usage, cacheReadInputTokens: 0 }, sonnet3)).toBe(18_000_000n);
  });

  test('a count that is no count is refused, not priced', () => {
    for (const inputTokens of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => costOf(plainUsage(inputTokens, 0), sonnet)).toThrow(/not a count of tokens/);
    }
  });
});

test('the upper bound is never below what the call then costs (law 5)', () => {
  const tokens = fc.nat(200_000);
  fc.assert(
    fc.property(
      fc.constantFrom(sonnet, haiku55),
      fc.record({ uncached: tokens, read: tokens, write: tokens, maxTokens: tokens, slack: fc.nat(1000) }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom('5m' as const, '1h' as const),
      (price, call, used, ttl) => {
        const usage = {
          inputTokens: call.uncached,
          outputTokens: Math.floor(call.maxTokens * used),
          cacheReadInputTokens: call.read,
          cacheWriteInputTokens: call.write,
          cacheWrite1hInputTokens: ttl === '1h' ? call.write : 0,
        };
        const inputBytes = call.uncached + call.read + call.write + call.slack;
        const bound = upperBound({ inputBytes, maxTokens: call.maxTokens }, price);
        expect(bound >= costOf(usage, price)).toBe(true);
      },
    ),
  );
});

test('the upper bound leaves room for the frame around a very short text', () => {
  // "hi" was counted as 8 tokens by the service: 1 of text, 7 of frame.
  expect(upperBound({ inputBytes: 2, maxTokens: 1 }, sonnet) > costOf(plainUsage(8, 1), sonnet)).toBe(true);
});

function withoutBatch(price: ModelPrice): ModelPrice {
  const [{ rates, ...first }] = price.tiers;
  const { batchInput: _in, batchOutput: _out, ...live } = rates;
  return { ...price, tiers: [{ ...first, rates: live }] };
}

describe('estimate', () => {
  /** What the service takes at least. */
  const LARGE_JOBS = { minBatchRecords: 100 };
  const planned = (variant: string, role: PlannedCalls['role'], calls: number): PlannedCalls => ({
    variant,
    role,
    price: sonnet,
    calls,
    usage: plainUsage(800, 400),
    inputBytes: 3200,
    maxTokens: 500,
  });

  test('adds up per variant and per role', () => {
    const estimate = estimateRun(
      [planned('a', 'candidate', 200), planned('b', 'candidate', 100), planned('a', 'judge', 200)],
      LARGE_JOBS,
    );
    // 800 × 3 + 400 × 15 millionths = $0.0084 a call
    expect(toUsd(estimate.expected)).toBe(4.2);
    expect(estimate.calls).toBe(500);
    expect(toUsd(estimate.byRole.judge.expected)).toBe(1.68);
    expect(estimate.byRole.embedding).toEqual({ calls: 0, expected: 0n, worst: 0n });
    expect(
      estimate.byVariant.map((line) => [line.variant, toUsd(line.expected), line.byRole.judge.calls]),
    ).toEqual([
      ['a', 3.36, 200],
      ['b', 0.84, 0],
    ]);
  });

  test('through batch jobs half the price, where a role and model have enough calls', () => {
    const estimate = estimateRun(
      [planned('a', 'candidate', 60), planned('b', 'candidate', 40), planned('a', 'judge', 99)],
      LARGE_JOBS,
    );
    // The candidates share a model, so they share jobs: 100 calls at $0.0042 and 99 at $0.0084.
    expect(toUsd(estimate.batch.expected)).toBeCloseTo(100 * 0.0042 + 99 * 0.0084, 12);
    expect(estimate.batch).toMatchObject({
      calls: 199,
      batched: 100,
      liveBecause: ['99 calls, and a job takes at least 100'],
    });
    expect(estimate.byVariant[1]?.batch).toMatchObject({ batched: 40, liveBecause: [] });
    expect(estimate.batch.worst < estimate.worst).toBe(true);
  });

  test('what cannot go through a batch stays at its live price, with its reason', () => {
    const cached = {
      ...planned('a', 'candidate', 200),
      usage: { ...plainUsage(100, 400), cacheReadInputTokens: 700 },
      liveOnly: 'batch jobs do not cache prompts',
    };
    const { batch, expected } = estimateRun([cached], LARGE_JOBS);
    expect(batch).toMatchObject({ expected, batched: 0, liveBecause: ['batch jobs do not cache prompts'] });
    // A model without batch prices: the live price, said so, never 0 (law 4).
    const { price: _, ...line } = planned('c', 'candidate', 200);
    const unpriced = estimateRun([{ ...line, price: withoutBatch(sonnet) }], LARGE_JOBS);
    expect(unpriced.batch.expected).toBe(unpriced.expected);
    expect(unpriced.batch.liveBecause).toEqual(['the price book has no batch price']);
  });

  test('in a batch, cached tokens cost what plain ones do', () => {
    const cached = {
      ...planned('a', 'candidate', 100),
      usage: { ...plainUsage(100, 400), cacheReadInputTokens: 700 },
    };
    const plain = planned('a', 'candidate', 100);
    expect(estimateRun([cached], LARGE_JOBS).batch.expected).toBe(
      estimateRun([plain], LARGE_JOBS).batch.expected,
    );
  });

  test('the worst case is what the guard would reserve', () => {
    const line = planned('a', 'candidate', 7);
    expect(estimateRun([line], LARGE_JOBS).worst).toBe(upperBound(line, sonnet) * 7n);
    expect(estimateRun([line], LARGE_JOBS).worst > estimateRun([line], LARGE_JOBS).expected).toBe(true);
  });
});

test('money survives the way to dollars and back', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), (amount) => {
      expect(fromUsd(toUsd(amount))).toBe(amount);
    }),
  );
});

describe('Claude Haiku 5.5 by hand', () => {
  // 0.10 / 0.50 to 100,000 prompt tokens, 0.50 / 2.50 above; regional 10 % more; writes 1.25 × and 2 × input.
  const regional = priceOf(book, 'us.anthropic.claude-haiku-5-5');
  const call = {
    inputTokens: 10_000,
    outputTokens: 2_000,
    cacheReadInputTokens: 60_000,
    cacheWriteInputTokens: 30_000,
    cacheWrite1hInputTokens: 20_000,
  };

  test('at exactly 100,000 prompt tokens every token has the short price', () => {
    // 10,000 × 0.10 + 2,000 × 0.50 + 60,000 × 0.01 + 10,000 × 0.125 + 20,000 × 0.20 = 7,850 millionths
    expect(toUsd(costOf(call, haiku55))).toBe(0.00785);
    expect(toUsd(costOf(call, regional))).toBe(0.008635);
  });

  test('one cached token more, and every token has the long price', () => {
    // 10,000 × 0.50 + 2,000 × 2.50 + 60,001 × 0.05 + 10,000 × 0.625 + 20,000 × 1 = 39,250.05 millionths
    const longer = { ...call, cacheReadInputTokens: 60_001 };
    expect(toUsd(costOf(longer, haiku55))).toBe(0.03925005);
    expect(toUsd(costOf(longer, regional))).toBe(0.043175055);
  });

  test('a batch call of either length costs half of input and output', () => {
    // 100,000 × 0.05 + 2,000 × 0.25; 100,001 × 0.25 + 2,000 × 1.25
    expect(toUsd(costOf(plainUsage(100_000, 2_000), haiku55, { batch: true }))).toBe(0.0055);
    expect(toUsd(costOf(plainUsage(100_001, 2_000), haiku55, { batch: true }))).toBe(0.02750025);
  });

  test('a missing price of a tier names the command that adds it', () => {
    const { rates } = haiku55.tiers[1] ?? haiku55.tiers[0];
    const { cacheWrite1h: _, ...rest } = rates;
    const tiers = [
      haiku55.tiers[0],
      { ...haiku55.tiers[0], abovePromptTokens: 100_000, rates: rest },
    ] as const;
    const problems = (() => {
      try {
        costOf({ ...call, cacheReadInputTokens: 90_000 }, { ...haiku55, tiers });
      } catch (error) {
        return (error as { problems: readonly { hint?: string }[] }).problems;
      }
      return [];
    })();
    expect(problems[0]?.hint).toContain(
      'parsimony prices add global.anthropic.claude-haiku-5-5 --cache-write-1h <usd> --above-prompt-tokens 100000',
    );
  });
});
