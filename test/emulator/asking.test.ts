import { describe, expect, it } from 'vitest';
import { isHeader } from '../../src/emulator/evidence/headers.js';
import { partsOf } from '../../src/emulator/evidence/parts.js';
import { readWish } from '../../src/emulator/evidence/wishes.js';
import { ask, type GardenDocument, layouts, mean, models, share } from './garden.js';

const page = (id: string, text: string): GardenDocument => ({ id, title: '', text });
const laid = {
  doc: (documents: readonly GardenDocument[]) =>
    documents.map((d) => `<doc id="${d.id}">${d.text}</doc>`).join('\n'),
  bracket: layouts.bracket,
  named: layouts.named,
  context: layouts.context,
};
type Layout = keyof typeof laid;
const layoutNames = Object.keys(laid) as Layout[];
const counters = Array.from({ length: 30 }, (_, at) => `You serve counter ${101 + at}.`);
const replies = (
  documents: readonly GardenDocument[],
  question: string,
  layout: Layout = 'doc',
  model: string = models.large,
) =>
  counters.map(
    (counter) =>
      ask({ model, system: counter, user: `${laid[layout](documents)}\n\nCustomer: ${question}` }).text,
  );

const mowers = [
  page('a', 'Thunder 400, petrol mower, MW-400. Price $310.00. Loud but fast. Weight 28 kg.'),
  page(
    'b',
    'Lark, push reel mower, MW-12. Price $38.50. Quiet and light, made for a balcony or a small lawn. Weight 6 kg.',
  ),
  page(
    'c',
    'Finch, electric trimmer, MW-31. Price $35.00. Quiet and light, made for a balcony. Weight 3 kg.',
  ),
  page('d', 'Heron, push reel mower, MW-77. Price $95.00. Quiet and light, for a balcony. Weight 7 kg.'),
];
const wish = 'I am looking for something quiet and light for a balcony, under $40, not electric.';

describe('a wish is met by attributes', () => {
  it.each(layoutNames)(
    'the one document that keeps every bound is named with price and reason: %s',
    (layout) => {
      const texts = replies(mowers, wish, layout);
      expect(share(texts, (text) => text.includes('Lark') && text.includes('$38.50'))).toBeGreaterThan(0.8);
      expect(share(texts, (text) => text.includes('Lark') && /Quiet and light/.test(text))).toBeGreaterThan(
        0.8,
      );
      expect(share(texts, (text) => /Finch|Heron/.test(text))).toBeLessThan(0.2);
    },
  );

  it('near misses tempt the small tier more than the large, and the large finds more', () => {
    const rate = (model: string, pattern: RegExp) =>
      share(
        layoutNames.flatMap((layout) => replies(mowers, wish, layout, model)),
        (text) => pattern.test(text),
      );
    expect(rate(models.small, /Finch|Heron/)).toBeGreaterThan(rate(models.large, /Finch|Heron/));
    expect(rate(models.large, /\$38\.50/)).toBeGreaterThan(rate(models.small, /\$38\.50/));
  });

  it('the bound decides: raised and without the exclusion another mower wins', () => {
    const texts = replies(mowers, 'Please recommend a petrol mower that is fast, under $400.');
    expect(share(texts, (text) => text.includes('$310.00'))).toBeGreaterThan(0.8);
    const none = replies(mowers, 'Please recommend a fast petrol mower under $30.');
    expect(share(none, (text) => text.includes('$310.00'))).toBeLessThan(0.2);
  });

  it('a taste without a question mark is looked up', () => {
    const plants = [
      page('edel', 'Edelweiss, alpine plant, PL-3. Price $4.20. Hardy, flowers until autumn.'),
      page('fern', 'Tree fern, PL-9. Price $60.00. Tender, wants a greenhouse.'),
    ];
    const texts = replies(
      plants,
      'I have got into alpine plants after a trip. Something hardy, finished by autumn, please.',
    );
    expect(share(texts, (text) => text.includes('Edelweiss') && text.includes('$4.20'))).toBeGreaterThan(0.7);
  });

  it('Japanese wishes know 以外, NG and 以下', () => {
    const books = [
      page('1', '『峠の線路』。価格は1800円です。静かな山岳鉄道の写真集です。'),
      page('2', '『峠の蒸気』。価格は900円です。静かな山岳鉄道の話で、蒸気機関車が主役です。'),
      page('3', '『峠の駅』。価格は950円です。静かな山岳鉄道の話です。'),
    ];
    const texts = replies(
      books,
      '山岳鉄道にハマってます。静かな話がいいです。1000円以下で、蒸気機関車はNGです。',
    );
    expect(share(texts, (text) => text.includes('950円'))).toBeGreaterThan(0.7);
    expect(share(texts, (text) => text.includes('1800円'))).toBeLessThan(0.2);
  });

  it('reads bounds and exclusions, and no exclusion where there is none', () => {
    expect(readWish('Something for the shed up to 2 kg, no thorns or spikes, please')).toMatchObject({
      limits: [{ kind: 'n:g', value: 2000, side: 'most' }],
      excluded: ['thorns', 'spikes'],
    });
    expect(readWish('I am not sure what I want, something nice')?.excluded).toEqual([]);
    expect(readWish('What does the rake cost without tax?')).toBeUndefined();
    expect(readWish('How heavy is the Ashdown Rake?')).toBeUndefined();
    expect(readWish('Can you recommend three tools?')?.count).toBe(3);
  });
});

const forks = [
  page(
    'f',
    'Hand fork, 3 tines, GT-2041. Price $12.90. Weight 300 g. In stock from May 4. Supplied with a sleeve.',
  ),
  page('h', 'Border hoe, GT-7310. Price $21.40. Weight 900 g. Sold out.'),
];

describe('every part and attribute of a question is looked up', () => {
  it.each(layoutNames)('a header is no answer, what follows it is: %s', (layout) => {
    const texts = replies(forks, 'How much is the hand fork and how heavy is it?', layout);
    expect(share(texts, (text) => text.includes('$12.90') && text.includes('300 g'))).toBeGreaterThan(0.75);
    expect(share(texts, (text) => /hand fork/i.test(text))).toBeGreaterThan(0.9);
  });

  it('an attribute needs no shared word', () => {
    for (const [question, value] of [
      ['When can I get the hand fork?', 'May 4'],
      ['How many tines has the hand fork?', '3 tines'],
      ['Is the border hoe in stock?', 'Sold out'],
      ['GT-7310 はいくらですか？', '$21.40'],
    ] as const) {
      expect(
        share(replies(forks, question), (text) => text.includes(value)),
        question,
      ).toBeGreaterThan(0.8);
    }
  });

  it('two questions in one message find their two documents, the second less often on the small tier', () => {
    const documents = [...forks, page('r', 'Unused goods can be returned within 45 days.')];
    const both = (model: string) =>
      mean(
        layoutNames.map((layout) =>
          share(
            replies(
              documents,
              'What does the border hoe cost? And within how many days can goods be returned?',
              layout,
              model,
            ),
            (text) => text.includes('$21.40') && text.includes('45 days'),
          ),
        ),
      );
    expect(both(models.large)).toBeGreaterThan(0.75);
    expect(both(models.small)).toBeLessThan(both(models.large));
  });

  it('splits at question marks and clauses, not at nouns', () => {
    expect(partsOf('What does it cost and weigh?')).toEqual([]);
    expect(partsOf('What does it cost, and when does it arrive?')).toHaveLength(2);
    expect(partsOf('いくらですか？いつ届きますか？')).toHaveLength(2);
  });

  it('knows a header from a statement', () => {
    for (const header of ['Hand fork, 3 tines, GT-2041.', 'The Railway Atlas, vol. 2, A-77', 'Border Hoe']) {
      expect(isHeader(header), header).toBe(!/^The/.test(header));
    }
    for (const statement of [
      'Dogs stay on a lead.',
      'Price $12.90.',
      'It opens at nine.',
      '開館は9時です。',
    ]) {
      expect(isHeader(statement), statement).toBe(false);
    }
  });
});

describe('only statements about one thing contradict', () => {
  const told = (documents: readonly GardenDocument[], question: string) =>
    share(replies(documents, question), (text) => /disagree|different statements/.test(text));

  it.each([
    [
      'editions',
      'The paperback edition of the atlas costs £9.50.',
      'The hardback edition of the atlas costs £21.00.',
      'How much does the atlas cost?',
    ],
    [
      'lettered editions',
      'Edition A of the atlas costs £9.50.',
      'Edition B of the atlas costs £21.00.',
      'How much does the atlas cost?',
    ],
    [
      'orders',
      'Order GT-4471 arrives on May 4.',
      'Order GT-4472 arrives on May 19.',
      'When do my orders arrive?',
    ],
    [
      'speeds',
      'Standard delivery of a rake takes 5 days.',
      'Express delivery of a rake takes 1 day.',
      'How long does delivery of a rake take?',
    ],
  ])('different %s', (_, one, other, question) => {
    expect(told([page('1', one), page('2', other)], question)).toBe(0);
  });

  it('the same thing with two values still does', () => {
    const documents = [page('1', 'The atlas costs £9.50.'), page('2', 'The atlas costs £21.00.')];
    expect(told(documents, 'How much does the atlas cost?')).toBeGreaterThan(0.5);
  });
});
