import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factMatcher, satisfies } from '../../src/scorer/index.js';
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
  ['¥1,200', '千二百円', '1千200円', 'twelve hundred yen', 'one thousand two hundred yen'],
  ['¥12,000', '一万二千円', '1万2000円', 'twelve thousand yen'],
  ['12.99 €', '€12,99', '12,99 EUR', '12,99 euros', '12.99ユーロ'],
  ['1234.56 €', '1.234,56 €', '€1,234.56', '1 234,56 €'],
  ['1234 €', '1.234 €', '€ 1.234', '1,234 euros'],
  ['12.5%', '12,5 %', '12.5パーセント'],
  ['30%', '三割', '3割', '30パーセント', 'thirty percent'],
  ['35%', '三割五分', '3割5分'],
  ['half price', '半額', 'half-off'],
  ['三月五日', 'March 5', '3月5日', 'March the 5th'],
  ['2026-03-05', '令和8年3月5日', '5.3.2026', '05.03.2026', '3/5/2026', '2026.03.05'],
  ['3 pm', '15:00', '午後3時', '3:00 PM', '3 p.m.', '15時', '午後三時'],
  ['3:30 pm', '15:30', '午後3時半', '午後3時30分', 'PM3:30'],
  ['noon', '12:00', '正午', '12 pm'],
  ['2 pm to 4 pm', '2-4 pm', '14:00〜16:00', '午後2時から午後4時', '2:00-4:00 pm'],
  ['10 am to 6 pm', '10-6 pm', '午前10時〜午後6時'],
  ['vols. 1-3', '1〜3巻', '第1〜3巻', 'volumes 1 to 3'],
  ['volume 12', '第十二巻', 'volume twelve', '十二巻'],
  ['March 5 to March 7', 'March 5-7', '3月5日〜7日', '3月5日から3月7日'],
  ['¥300 to ¥500', '¥300–500', '300〜500円'],
  ['10-15%', '10% to 15%', '10〜15%'],
  ['2 to 3 weeks', 'two to three weeks', '2〜3週間'],
  ['12 people', '12名', 'twelve people', '十二人'],
  ['4.5 stars', '星4.5つ'],
  ['18 cm', '18センチ', '18 centimetres'],
  ["doesn't ship abroad", 'does not ship abroad'],
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
  ['$0', 'Shipping is free.'],
  ['free', 'Shipping is $0.'],
  ['無料', '送料は0円です'],
  ['1000円', '数千円です'],
  ['10 minutes', '在庫は十分です'],
  ['¥1,234', '1.234 €'],
  ['$1,234', '$1.234'],
  ['3 pm', '3 am'],
  ['3 pm', '03:00'],
  ['15:00', '5:00'],
  ['16:9', '16:09'],
  ['March 5', 'rated 3/5'],
  ['March 5', 'on 5/3'],
  ['July 24', 'open 24/7'],
  ['April 5', '評価は4/5点です'],
  ['7 days', 'twenty-seven days'],
  ['200 yen', 'one thousand two hundred yen'],
  ['2 days', 'two three days ago'],
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
  ['3 days', 'in 3–5 days'],
  ['1997', '1997年に始まった'],
  ['1997年', 'It began in 1997.'],
  ['March 5', 'It ships on 3/5.'],
  ['3月5日', '3/5(木)に発売'],
  ['5 March', 'from 25/2 until 5/3'],
  ['March 25', 'out 3/25'],
  ['4', 'rated 4/5'],
  ['3/5', 'rated 3/5'],
  ['3/5', 'on March 5'],
  ['6 pm', '午後6時まで'],
  ['15:00', '3時に届きます'],
  ['三月のライオン', '『3月のライオン』'],
  ['七つの大罪', '『七つの大罪』'],
  ['千葉', '千葉県から発送'],
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

/** What is mentioned only to be denied is not stated. */
const denied: readonly (readonly [fact: string, text: string])[] = [
  ['in stock', 'It is not in stock.'],
  ['in stock', 'It is not currently in stock.'],
  ['in stock', "It isn't in stock"],
  ['in stock', 'It is no longer in stock.'],
  ['available', 'Volume 3 is not available.'],
  ['free shipping', 'We do not offer free shipping.'],
  ['free shipping', 'Free shipping is not available for Canada.'],
  ['free shipping', 'There is no free shipping.'],
  ['$12.99', 'It is not $12.99 but $10.99.'],
  ['$12.99', "It doesn't cost $12.99."],
  ['$12.99', 'It is $10.99 instead of $12.99.'],
  ['$12.99', '$12.99 is not the current price.'],
  ['$12.99', '$12.99 is wrong.'],
  ['volume 80', 'There is no volume 80.'],
  ['Boruto', 'That is not Boruto but Naruto.'],
  ['1200円', '1200円ではありません'],
  ['1200円', '1200円ではなく1000円です'],
  ['1200円', '1200円という価格ではありません'],
  ['送料無料', '送料無料ではございません。'],
  ['在庫あり', '在庫ありません'],
  ['返品可能', '返品可能ではない'],
  ['海外発送', '海外発送は行っておりません。'],
  ['割引', '割引はありません'],
  ['返品', '返品不可です'],
  ['対応', '海外には未対応です'],
];

describe('what a text denies', () => {
  test.each(denied)('%s is not stated by: %s', (fact, text) => {
    expect(satisfies(text, fact)).toBe(false);
    expect(factMatcher.mentions(text, fact)).toBe(true);
  });
});

/** A negation in the sentence that is about something else. */
const stillStated: readonly (readonly [fact: string, text: string])[] = [
  ['in stock', 'Not only is it in stock, it ships today.'],
  ['in stock', 'It is not expensive, and it is in stock.'],
  ['in stock', 'It was not in stock last week. It is in stock now.'],
  ['30 days', 'Returns are not accepted after 30 days.'],
  ['March 5', 'It does not ship until March 5.'],
  ['3 items', 'No more than 3 items per order.'],
  ['$10.99', 'It is not $12.99 but $10.99.'],
  ['not refundable', 'Signed copies are not refundable.'],
  ['cannot be returned', "They can't be returned."],
  ['Naruto', 'We do not carry Naruto.'],
  ['volume 3', 'Volume 3 is not available.'],
  ['1000円', '1200円ではなく1000円です'],
  ['返品できません', '開封後は返品できません。'],
  ['3巻', '3巻は在庫がありません'],
  ['『よつばと!』', '『よつばと!』は取り扱いがありません'],
  ['5日', '5日以内に届かないことはありません'],
];

describe('a negation reaches no further than its words', () => {
  test.each(stillStated)('%s is stated by: %s', (fact, text) => {
    expect(satisfies(text, fact)).toBe(true);
  });
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
  for (const piece of ['123 ', '1.234.', 'one ', 'twenty-', '千', '3/5 ', 'not ', 'not the ']) {
    expect(satisfies(piece.repeat(12_000 / piece.length), '7 yen')).toBe(false);
  }
});
