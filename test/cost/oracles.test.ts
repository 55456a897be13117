import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  costOf,
  DAYS_PER_MONTH,
  fromUsd,
  type PicoUsd,
  parsePriceBookText,
  picoUsd,
  plainUsage,
  priceOf,
  toUsd,
} from '../../src/cost/index.js';

// The economics of the MangaAssist domain: worked by hand for this project, on Claude 3.5 Sonnet at 3/15 and
// Claude 3 Haiku at 0.25/1.25 dollars per million tokens. The book that ships must reproduce them to the cent.
const book = parsePriceBookText(readFileSync('prices/bedrock.json', 'utf8'), 'prices/bedrock.json');
const sonnet = priceOf(book, 'anthropic.claude-3-5-sonnet-20240620-v1:0');
const haiku = priceOf(book, 'anthropic.claude-3-haiku-20240307-v1:0');

const TABLE = [
  // intent, tier, conversations a day, input and output tokens
  ['recommendation', 'sonnet', 67_000, 1200, 450],
  ['product_question', 'sonnet', 50_000, 900, 400],
  ['product_discovery', 'sonnet', 60_000, 1100, 400],
  ['faq', 'haiku', 100_000, 500, 200],
  ['order_tracking', 'haiku', 83_000, 600, 300],
  ['return_request', 'haiku', 27_000, 700, 350],
  ['promotion', 'haiku', 40_000, 400, 200],
  ['checkout_help', 'sonnet', 33_000, 800, 300],
  ['chitchat', 'haiku', 17_000, 300, 150],
  ['escalation', 'haiku', 7_000, 600, 400],
] as const;

type Row = (typeof TABLE)[number];
const tier = { sonnet, haiku };

function cost(model: 'sonnet' | 'haiku', inputTokens: number, outputTokens: number): PicoUsd {
  return costOf(plainUsage(inputTokens, outputTokens), tier[model]);
}

function addUsd(...amounts: readonly PicoUsd[]): PicoUsd {
  return picoUsd(amounts.reduce((sum, amount) => sum + amount, 0n));
}

function timesUsd(amount: PicoUsd, times: number): PicoUsd {
  return picoUsd(amount * BigInt(times));
}

function perMonth(perDay: PicoUsd): PicoUsd {
  return timesUsd(perDay, DAYS_PER_MONTH);
}

function day([, , volume, input, output]: Row, model: 'sonnet' | 'haiku'): PicoUsd {
  return timesUsd(cost(model, input, output), volume);
}

/** A month in which the named intents run on Sonnet and the others on Haiku. */
function monthWithSonnetFor(intents: readonly string[]): number {
  return toUsd(
    perMonth(addUsd(...TABLE.map((row) => day(row, intents.includes(row[0]) ? 'sonnet' : 'haiku')))),
  );
}

describe('worked calculations of the domain, to the cent', () => {
  test('1: a recommendation at 800/400 costs $0.0084 on Sonnet and $0.0007 on Haiku, $9,240 a month apart', () => {
    const [dear, cheap] = [cost('sonnet', 800, 400), cost('haiku', 800, 400)];
    expect([toUsd(dear), toUsd(cheap), Number(dear) / Number(cheap)]).toEqual([0.0084, 0.0007, 12]);
    const perDay = [timesUsd(dear, 40_000), timesUsd(cheap, 40_000)] as const;
    expect(perDay.map(toUsd)).toEqual([336, 28]);
    expect(toUsd(perMonth(picoUsd(perDay[0] - perDay[1])))).toBe(9240);
  });

  test('2: cache hits turn $34.50 a day into $21.34', () => {
    const misses = (volume: number, hitPercent: number) => (volume * (100 - hitPercent)) / 100;
    const faq = timesUsd(cost('haiku', 500, 200), misses(50_000, 45));
    const orders = timesUsd(cost('haiku', 600, 300), misses(30_000, 30));
    expect([toUsd(faq), toUsd(orders)]).toEqual([10.3125, 11.025]);
    expect(toUsd(addUsd(faq, orders)).toFixed(2)).toBe('21.34');
    const uncached = addUsd(
      timesUsd(cost('haiku', 500, 200), 50_000),
      timesUsd(cost('haiku', 600, 300), 30_000),
    );
    expect(toUsd(uncached)).toBe(34.5);
    expect(toUsd(picoUsd(uncached - faq - orders)).toFixed(2)).toBe('13.16');
  });

  test('3: the whole table costs $2,034.775 a day and $61,043.25 a month', () => {
    const perDay = TABLE.map((row) => ({ intent: row[0], cost: day(row, row[1]) }));
    const total = addUsd(...perDay.map((row) => row.cost));
    expect([toUsd(total), toUsd(perMonth(total))]).toEqual([2034.775, 61_043.25]);
    const top = perDay.sort((a, b) => Number(b.cost - a.cost)).slice(0, 3);
    expect(top.map((row) => row.intent)).toEqual(['recommendation', 'product_discovery', 'product_question']);
  });

  test('4: a re-ranker with two chunks saves $4,680 a month against five chunks', () => {
    const five = cost('sonnet', 800 + 5 * 300, 400);
    const ranked = addUsd(cost('sonnet', 800 + 2 * 300, 400), fromUsd(0.0001));
    expect([toUsd(five), toUsd(cost('haiku', 2300, 400)), toUsd(ranked)]).toEqual([0.0129, 0.001075, 0.0103]);
    expect(toUsd(perMonth(timesUsd(picoUsd(five - ranked), 60_000)))).toBe(4680);
  });

  test('5: the corners of the config search', () => {
    expect(monthWithSonnetFor(TABLE.map((row) => row[0]))).toBe(100_849.5);
    expect(monthWithSonnetFor([])).toBe(8404.125);
    expect(monthWithSonnetFor(['recommendation'])).toBe(27_474);
    expect(monthWithSonnetFor(['recommendation', 'product_discovery', 'product_question'])).toBe(54_781.5);
  });

  test('7 and 13: maxima that overrun their targets, and an unnoticed overrun of $180 a day', () => {
    expect([toUsd(cost('haiku', 1200, 350)), toUsd(cost('haiku', 600, 150))]).toEqual([0.0007375, 0.0003375]);
    expect(toUsd(timesUsd(cost('sonnet', 200, 80), 100_000))).toBe(180);
  });
});
