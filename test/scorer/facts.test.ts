import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { satisfies } from '../../src/scorer/index.js';
import { anyText } from '../any-text.js';

fc.configureGlobal({ seed: 42 });

/** Every writing of one group states every other. */
const sameFact: readonly (readonly string[])[] = [
  ['¥1,200', '￥1200', '1200円', '1,200 yen', 'JPY 1,200', '１２００円', '1200 JPY', '1,200円'],
  ['$9.99', '9.99 dollars', 'USD 9.99', 'US$9.99', '9.99ドル', '$9.990', '9.99 USD'],
  ['$10', '$10.00', '10 dollars'],
  ['$0.99', '99 cents'],
  ['¥12,000', '1万2000円', '1.2万円', '12000 yen'],
  [
    'March 5',
    '3月5日',
    'Mar 5',
    'Mar. 5th',
    '2026-03-05',
    '5 March',
    '5th of March',
    '2026年3月5日',
    '2026/3/5',
  ],
  ['10%', '10 percent', '１０％', '10 per cent', '10パーセント', '1割'],
  ['MK-20931', 'mk-20931', 'ＭＫ－２０９３１', 'MK20931', 'MK‑20931'],
  ['volume 12', 'Vol. 12', '第12巻', 'Volume #12', '12th volume', 'vol.12'],
  ['30 days', '30-day', '30日', '30日間', 'thirty days'],
  ['5 business days', '5営業日', 'five working days'],
  ['3-5 days', '3 to 5 days', '3〜5日', '3–5 days'],
  ['10:00–18:00', '10:00 to 18:00', '10:00〜18:00'],
  ['three copies', '3 copies', '3冊'],
  ['24 hours', 'twenty-four hours', '24時間'],
  ['Spice and Wolf', 'Spice & Wolf', '“Spice and Wolf”', 'SPICE　AND　WOLF'],
  ['進撃の巨人', '『進撃の巨人』', '「進撃の巨人」'],
  ['Shōnen Jump', 'Shonen Jump', 'SHONEN JUMP'],
];

describe('one fact in several writings', () => {
  test.each(sameFact.map((group) => [group[0], group] as const))('%s', (_, group) => {
    for (const fact of group) {
      for (const text of group) {
        expect([fact, text, satisfies(`Well: ${text}, as asked.`, fact)]).toEqual([fact, text, true]);
      }
    }
  });
});

const notStated: readonly (readonly [fact: string, text: string])[] = [
  ['¥1,200', '¥11,200'],
  ['¥1,200', '¥1,200,000'],
  ['¥1,200', '$1,200'],
  ['¥1,200', '1200 points'],
  ['¥1,200', '1,200'],
  ['$9.99', '$9.9'],
  ['$9.99', '$89.99'],
  ['$9', '$9.99'],
  ['12', '2012'],
  ['12', '120'],
  ['12', '1.12'],
  ['12', '12:30'],
  ['12', '12%'],
  ['12', 'MK-12'],
  ['12 volumes', 'volume 12'],
  ['12 volumes', '12 points'],
  ['30 days', '30 business days'],
  ['30 days', '30 hours'],
  ['30 days', '130 days'],
  ['5 days', 'two hundred five days'],
  ['4 hours', 'twenty-four hours'],
  ['March 5', 'March 15'],
  ['March 5', 'May 5'],
  ['March 5', 'March'],
  ['2026-03-05', 'March 5, 2025'],
  ['May 30', 'orders over 30 may ship later'],
  ['10%', '10'],
  ['10%', '110%'],
  ['MK-20931', 'MK-209310'],
  ['MK-20931', 'MK-2093'],
  ['#10482', '#104820'],
  ['#10482', '10,482 yen'],
  ['#00123', '#123'],
  ['Naruto', 'Narutomaki'],
  ['Boruto: Naruto Next Generations', 'Naruto'],
  ['One Piece', 'one masterpiece'],
  ['バス', 'パス'],
  ['3-5 days', '3 and 5 days'],
];

describe('what a text does not state', () => {
  test.each(notStated)('%s is not in %s', (fact, text) => {
    expect(satisfies(text, fact)).toBe(false);
  });
});

const stated: readonly (readonly [fact: string, text: string])[] = [
  ['1,200', 'it costs ¥1,200'],
  ['12', '12 volumes'],
  ['#10482', 'Your order 10482 has shipped.'],
  ['10482', 'Order #10482'],
  ['12 volumes', '全12巻'],
  ['volume 12', '12巻は在庫切れです'],
  ['2026-03-05', 'It arrives on March 5.'],
  ['March 2026', 'on 5 March 2026'],
  ['March', 'on March 5'],
  ['Vinland Saga', "Vinland Saga's first volume"],
  ['Yotsuba&!', '『よつばと!』, in English Yotsuba & !'],
  ['ワンピース', 'ﾜﾝﾋﾟｰｽの最新刊'],
  ['¥500', '¥300–500円'],
];

describe('what a text states', () => {
  test.each(stated)('%s is in %s', (fact, text) => {
    expect(satisfies(text, fact)).toBe(true);
  });
});

test('one of several alternatives suffices', () => {
  const fact = { anyOf: ['Friday', '金曜'] };
  expect(satisfies('金曜日に届きます', fact)).toBe(true);
  expect(satisfies('on friday', fact)).toBe(true);
  expect(satisfies('on Monday', fact)).toBe(false);
  expect(satisfies('anything', { anyOf: [] })).toBe(false);
});

test('presence is matched, not sense: a negated price is still stated', () => {
  expect(satisfies('It is not $9.99.', '$9.99')).toBe(true);
});

test('a fact of signs alone is looked for as it stands, and an empty fact is never stated', () => {
  expect(satisfies('wait!?', '!?')).toBe(true);
  expect(satisfies('wait', '!?')).toBe(false);
  expect(satisfies('wait', ' ')).toBe(false);
});

test('every text states itself and is stated inside quotes, in any case and width', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,20}[A-Za-z]$/), (title) => {
      expect(satisfies(`see 「${title.toUpperCase()}」`, title)).toBe(true);
    }),
  );
});

test('a price is found at its own amount and at no other', () => {
  fc.assert(
    fc.property(fc.nat(99_999_999), fc.nat(99_999_999), (price, other) => {
      const text = `now ¥${price.toLocaleString('en-US')} each`;
      expect(satisfies(text, `${price}円`)).toBe(true);
      if (price !== other) expect(satisfies(text, `${other}円`)).toBe(false);
    }),
  );
});

test('no text makes the reader throw or hang', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 300 }), fc.string({ maxLength: 20 }), (text, fact) => {
      expect(typeof satisfies(text, fact)).toBe('boolean');
    }),
  );
  expect(satisfies('1,'.repeat(50_000), '7')).toBe(false);
  expect(satisfies('1 '.repeat(50_000), '7')).toBe(false);
  expect(satisfies('-'.repeat(100_000), '7')).toBe(false);
});
