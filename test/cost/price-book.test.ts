import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  costOf,
  findPrice,
  isEndOfLife,
  mergePriceBooks,
  modelAddress,
  parsePriceBook,
  parsePriceBookText,
  plainUsage,
  priceOf,
  toUsd,
  unitPrice,
} from '../../src/cost/index.js';
import { ParsimonyError, type Problem } from '../../src/domain/index.js';

const book = parsePriceBookText(readFileSync('prices/bedrock.json', 'utf8'), 'prices/bedrock.json');
const SONNET_45 = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
const million = plainUsage(1_000_000, 0);

function problemsOf(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ParsimonyError && error.code === 'invalid-input') return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

const parse = (value: unknown) => problemsOf(() => parsePriceBook(value, 'my.json'));
const withRow = (row: unknown) => ({ date: '2026-11-22', models: { m: { prices: [row] } } });

describe('the book that ships', () => {
  test('global ids pay the list price, geographic profiles and bare ids the regional one', () => {
    const usd = (id: string) => toUsd(costOf(million, priceOf(book, id)));
    expect(usd(`global.${SONNET_45}`)).toBe(3);
    for (const id of [SONNET_45, `us.${SONNET_45}`, `eu.${SONNET_45}`, `jp.${SONNET_45}`])
      expect(usd(id)).toBe(3.3);
  });

  test('an ARN of a profile or of a foundation model is priced as the id at its end', () => {
    const arn = (rest: string) => `arn:aws:bedrock:us-east-1:123456789012:${rest}`;
    expect(priceOf(book, arn(`inference-profile/global.${SONNET_45}`)).region).toBe('global');
    expect(priceOf(book, arn(`inference-profile/us.${SONNET_45}`)).region).toBe('regional');
    expect(priceOf(book, `arn:aws:bedrock:us-east-1::foundation-model/${SONNET_45}`).listedAs).toBe(
      SONNET_45,
    );
    expect(findPrice(book, arn('application-inference-profile/abc123def456')).state).toBe('unknown');
  });

  test('an unknown model is an error that names it and says how to add it, never 0 (law 4)', () => {
    const [problem] = problemsOf(() => priceOf(book, 'global.anthropic.claude-nonesuch-9'));
    expect(problem?.code).toBe('unknown-price');
    expect(problem?.message).toContain('global.anthropic.claude-nonesuch-9');
    expect(problem?.hint).toContain(
      'parsimony prices add global.anthropic.claude-nonesuch-9 --input <usd> --output <usd>',
    );
  });

  test('the long-prompt tier of Haiku 5.5 prices every token of the request, cache reads counted', () => {
    const price = priceOf(book, 'global.anthropic.claude-haiku-5-5');
    expect(price.tiers.map((tier) => [tier.abovePromptTokens, tier.verified])).toEqual([
      [0, false],
      [100_000, false],
    ]);
    expect(toUsd(costOf(plainUsage(100_000, 1000), price))).toBe(0.0105);
    expect(toUsd(costOf(plainUsage(100_001, 1000), price))).toBe(0.0525005);
    const cached = { ...plainUsage(1, 0), cacheReadInputTokens: 100_000 };
    expect(toUsd(costOf(cached, price))).toBe(0.0050005);
  });

  test('a dated row holds from its day: cache reads of Sonnet 5.5 fell on 2026-10-06', () => {
    const reads = { ...plainUsage(0, 0), cacheReadInputTokens: 1_000_000 };
    const at = (day: string) =>
      toUsd(costOf(reads, priceOf(book, 'global.anthropic.claude-sonnet-5-5', { at: day })));
    expect([at('2026-10-05'), at('2026-10-06')]).toEqual([0.2, 0.1]);
  });

  test('old models keep their price and say when they ended', () => {
    const haiku = priceOf(book, 'anthropic.claude-3-haiku-20240307-v1:0');
    expect([isEndOfLife(haiku, '2026-10-09'), isEndOfLife(haiku, '2026-10-10')]).toEqual([false, true]);
    expect(isEndOfLife(priceOf(book, SONNET_45), '2026-11-22')).toBe(false);
  });

  test('batch is half price for every model that lists it, regional is never cheaper than global', () => {
    let halves = 0;
    for (const model of book.models.values()) {
      for (const { rates, region, abovePromptTokens, effective } of model.rows) {
        if (rates.batchInput !== undefined) {
          expect([rates.batchInput * 2n, (rates.batchOutput ?? 0n) * 2n]).toEqual([
            rates.input,
            rates.output,
          ]);
          halves += 1;
        }
        if (region !== 'global') continue;
        const regional = model.rows.find(
          (row) =>
            row.region === 'regional' &&
            row.abovePromptTokens === abovePromptTokens &&
            row.effective === effective,
        );
        expect((regional?.rates.input ?? 0n) * 10n, model.id).toBe(rates.input * 11n);
        expect((regional?.rates.cacheRead ?? 0n) * 10n, model.id).toBe((rates.cacheRead ?? 0n) * 11n);
      }
    }
    expect(halves).toBeGreaterThan(30);
  });
});

describe('unit prices', () => {
  test('are exact pico-dollars per token', () => {
    const exact = (value: unknown) => {
      const price = unitPrice(value);
      return price.state === 'exact' ? price.perToken : price.reason;
    };
    expect([exact('3'), exact(0.3125), exact('0.00875'), exact('0'), exact('1.000000000')]).toEqual([
      3_000_000n,
      312_500n,
      8750n,
      0n,
      1_000_000n,
    ]);
  });

  test.each(['0.0000001', 1e-7, -1, '-3', '3 USD', '', 'NaN', Number.NaN, '1,5', null, true, '1e3'])(
    'refuse %j',
    (value) => {
      expect(unitPrice(value).state).toBe('invalid');
    },
  );

  test('scaling a price scales the cost', () => {
    fc.assert(
      fc.property(
        fc.nat(999_999),
        fc.integer({ min: 1, max: 1000 }),
        fc.nat(100_000),
        (micro, factor, tokens) => {
          const usd = (scaled: number) => {
            const digits = String(micro * scaled).padStart(7, '0');
            const input = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
            const own = parsePriceBook(withRow({ input, output: '0', source: 'test' }), 'own.json');
            return costOf(plainUsage(tokens, 0), priceOf(own, 'm'));
          };
          expect(usd(factor)).toBe(usd(1) * BigInt(factor));
        },
      ),
    );
  });
});

describe('a price file that is wrong', () => {
  test('reports every problem at once, each with its line', () => {
    const text = [
      '{',
      '  "date": "2026-13-01",',
      '  "models": {',
      '    "a": { "prices": [{ "input": "0.00000001", "output": "15", "source": "x" }] },',
      '    "b": { "prices": [{ "input": 3, "source": "x", "outptu": 15 }] },',
      '    "c": { "prices": [] }',
      '  }',
      '}',
    ].join('\n');
    const problems = problemsOf(() => parsePriceBookText(text, 'own.json'));
    expect(problems.map((problem) => [problem.code, problem.line])).toEqual([
      ['invalid-date', 2],
      ['invalid-price', 4],
      ['unknown-key', 5],
      ['missing-key', 5],
      ['missing-key', 6],
    ]);
    expect(problems.every((problem) => problem.file === 'own.json')).toBe(true);
  });

  test.each(['{"date": ', '{"date": "2026-11-22", "date": "2026-11-22", "models": {}}', 'a: [1'])(
    'syntax: %s',
    (text) => {
      const [problem] = problemsOf(() => parsePriceBookText(text, 'own.json'));
      expect([problem?.code, problem?.file, problem?.line]).toEqual(['syntax', 'own.json', 1]);
    },
  );

  test.each([
    [[], 'wrong-type'],
    [{ date: '2026-11-22' }, 'missing-key'],
    [withRow({ input: 1, output: 1 }), 'missing-key'],
    [withRow({ input: 1, output: 1, source: 'x', region: 'us' }), 'invalid-value'],
    [withRow({ input: 1, output: 1, source: 'x', abovePromptTokens: 0.5 }), 'invalid-value'],
    [withRow({ input: 1, output: 1, source: 'x', abovePromptTokens: 5 }), 'missing-row'],
    [withRow({ input: 1, output: 1, source: 'x', verified: 'no' }), 'wrong-type'],
    [
      {
        ...withRow({ input: 1, output: 1, source: 'x' }),
        sources: { L: { title: 'L', date: '2026-01-01' } },
      },
      'unknown-source',
    ],
  ])('%j is refused', (value, code) => {
    expect(parse(value).map((problem) => problem.code)).toContain(code);
  });

  test('two rows for the same region, tier and day contradict each other', () => {
    const row = { input: 1, output: 1, source: 'x' };
    const twice = { date: '2026-11-22', models: { m: { prices: [row, row] } } };
    expect(parse(twice).map((problem) => problem.code)).toEqual(['duplicate-row']);
    const mixed = { date: '2026-11-22', models: { m: { prices: [row, { ...row, region: 'global' }] } } };
    expect(parse(mixed).map((problem) => problem.code)).toEqual(['contradiction']);
  });
});

describe('overrides', () => {
  const own = (input: string) =>
    parsePriceBook(
      {
        date: '2026-12-01',
        models: {
          [SONNET_45]: { prices: [{ input, output: '9', source: 'contract' }] },
          'my.tuned': { prices: [{ input: '1', output: '2', source: 'contract' }] },
        },
      },
      'own.json',
    );

  test('replace a model as a whole, add new ones, keep the rest, and change the hash', () => {
    const merged = mergePriceBooks(book, own('2.5'));
    expect(toUsd(costOf(million, priceOf(merged, `us.${SONNET_45}`)))).toBe(2.5);
    expect(priceOf(merged, SONNET_45).tiers[0].rates.cacheRead).toBeUndefined();
    expect(findPrice(merged, 'my.tuned').state).toBe('found');
    expect(merged.models.size).toBe(book.models.size + 1);
    expect([merged.date, book.date]).toEqual(['2026-12-01', '2026-11-22']);
    expect(merged.sha256).not.toBe(book.sha256);
    expect(mergePriceBooks(book, own('2.5')).sha256).toBe(merged.sha256);
  });

  test('a price that starts later does not hold yet', () => {
    const later = parsePriceBook(
      withRow({ input: 1, output: 1, source: 'x', effective: '2027-01-01' }),
      'own.json',
    );
    expect(findPrice(later, 'm').state).toBe('unknown');
    expect(findPrice(later, 'm', { at: '2027-01-01' }).state).toBe('found');
  });
});

test('profile prefixes are stripped once and only where they are profiles', () => {
  expect(modelAddress('apac.anthropic.x')).toEqual({ base: 'anthropic.x', region: 'regional' });
  expect(modelAddress('globalish.anthropic.x')).toEqual({
    base: 'globalish.anthropic.x',
    region: 'regional',
  });
  expect(modelAddress('global.us.x')).toEqual({ base: 'us.x', region: 'global' });
});
