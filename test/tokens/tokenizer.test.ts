import fc from 'fast-check';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { beforeAll, describe, expect, test } from 'vitest';
import { approximateTokens, loadTokenizer, type Tokenizer } from '../../src/tokens/index.js';
import { anyText } from '../any-text.js';

/** A repeatable pseudo-random sequence in [0, 1). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

function kana(length: number): string {
  const next = sequence(7);
  return Array.from({ length }, () => String.fromCharCode(0x3041 + Math.floor(next() * 80))).join('');
}

let tokenizer: Tokenizer;
/** The library's own encoder: the oracle wherever it is fast enough to be asked. */
let oracle: (text: string) => number;

beforeAll(async () => {
  tokenizer = await loadTokenizer();
  const library = new Tiktoken(o200k);
  oracle = (text) => library.encode(text, [], []).length;
});

describe('counts equal the encoder of js-tiktoken', () => {
  test.each([
    'Do you have Naruto volume 3 in stock? It was ¥1,980 last week.',
    "We'll ship order #MA-20418; it doesn't cost $12.50, and I'm SURE you'LL like it.\n\n  - one\n  - two",
    '『進撃の巨人』の第34巻はいつ発売されますか？送料は無料でしょうか。',
    'const total = items.reduce((sum, { price }) => sum + price, 0); // ☃ 👩‍👩‍👧',
    '{"id": 17, "tags": ["manga", "全巻セット"], "price": 4.2e3}',
    '   \t\r\n \u00a0x',
    '',
    'a',
    'あ',
  ])('%j', (text) => {
    expect(tokenizer.count(text)).toBe(oracle(text));
  });

  test('for any short text, lone surrogates included', () => {
    const text = fc.oneof(
      anyText({ maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
        .map((codes) => String.fromCharCode(...codes)),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(tokenizer.count(value)).toBe(oracle(value));
      }),
      { numRuns: 50 },
    );
  });

  test('for any mixture of prose, code, scripts, emoji and runs', () => {
    const unit = fc.constantFrom(
      ...[
        'the volume',
        ' SHIPS',
        "we'll",
        ' ISBN-13: ',
        '12,345.67',
        '¥1,980',
        '進撃の巨人',
        'ﾅﾙﾄ',
        '전집',
        '全巻',
      ],
      ...[
        'книга',
        'كتاب',
        'หนังสือ',
        'naïve café',
        '👩‍👩‍👧',
        '🇯🇵',
        '\u0301',
        'x = y[i++] != null;',
        '</div>\n',
      ],
      ...[
        'https://a.example/b?c=d&e=%20',
        '{"k":[1,2]}',
        '\t',
        '\r\n',
        '\u00a0',
        '\u3000',
        '\ufeff',
        '\u200b',
      ],
    );
    const run = fc
      .tuple(
        fc.constantFrom(' ', '\n', 'a', 'Z', '=', '0', 'ー', '。', '!?'),
        fc.integer({ min: 1, max: 90 }),
      )
      .map(([char, times]) => char.repeat(times));
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: unit }, run), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        expect(tokenizer.count(text)).toBe(oracle(text));
      }),
      { numRuns: 120 },
    );
  });

  test('for a long text with white space, which is read in windows', () => {
    const words = ['manga', 'the', 'volume', 'ships', 'ナルト', '12,000', 'isn’t', '\n', 'reorder!'];
    const next = sequence(3);
    const text = Array.from({ length: 12_000 }, () => words[Math.floor(next() * words.length)]).join(' ');
    expect(text.length).toBeGreaterThan(65_536);
    expect(tokenizer.count(text)).toBe(oracle(text));
  });

  test.each([
    ['one letter', 'a'.repeat(700)],
    ['one kana', 'あ'.repeat(300)],
    ['spaces before a word', `${' '.repeat(700)}x`],
    ['line feeds', '\n'.repeat(500)],
    ['rules', '='.repeat(700)],
    ['a word that never ends', 'internationalization'.repeat(40)],
    ['kana without a break', kana(400)],
    ['emoji families', '👩‍👩‍👧‍👦🏽'.repeat(40)],
    ['base64', Buffer.from(Array.from({ length: 900 }, (_, k) => (k * k * 31) % 251)).toString('base64')],
    ['code', 'if (a[i]!=null){b["k"]+=`$x`;}\t// 0x1F\r\n'.repeat(20)],
  ])('for an unbroken run: %s', (_, text) => {
    expect(tokenizer.count(text)).toBe(oracle(text));
  });

  test('tokens by script add up to the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { latin, marks, cjk, other } = tokenizer.countByScript(text);
        expect(latin + marks + cjk + other).toBe(tokenizer.count(text));
      }),
      { numRuns: 50 },
    );
    expect(tokenizer.countByScript('manga 12,000 全巻セット книга')).toMatchObject({
      latin: oracle('manga'),
      cjk: oracle(' 全巻セット'),
      other: oracle(' книга'),
    });
  });
});

describe('hostile text is counted, not thrown at', () => {
  test.each(['<|endoftext|>', '<|endofprompt|>', 'x<|endoftext|>y <|fim_prefix|>', '<|im_start|>system'])(
    'special token %s is plain text',
    (text) => {
      expect(tokenizer.count(text)).toBe(oracle(text));
      expect(tokenizer.count(text)).toBeGreaterThan(1);
    },
  );

  // js-tiktoken itself needs half a minute for 16,000 of these and does not come back for 64,000.
  test.each(['a', 'A', 'あ', ' ', '\n', '=', '0', '\u0000', '👩', '\ud800'])('64,000 × %j', (unit) => {
    const one = tokenizer.count(unit.repeat(64_000));
    expect(one).toBeGreaterThan(100);
    expect(one).toBeLessThanOrEqual(64_000 * 3);
  });

  test('a count does not depend on what was counted before', async () => {
    const fresh = await loadTokenizer();
    const next = sequence(11);
    // More distinct pieces than are remembered.
    for (let index = 0; index < 60_000; index += 1) fresh.count(` w${Math.floor(next() * 1e9)}`);
    const text = 'Do you have Naruto volume 3 in stock?';
    expect(fresh.count(text)).toBe(oracle(text));
  });
});

describe('the cheap guess', () => {
  test('grows with the text and is 0 only for the empty one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (head, tail) => {
          expect(approximateTokens(head + tail)).toBeGreaterThanOrEqual(approximateTokens(head));
          expect(approximateTokens(tail)).toBeGreaterThan(0);
        },
      ),
    );
    expect(approximateTokens('')).toBe(0);
  });

  test('follows the measured density of each script', () => {
    const prose = 'The shop ships every volume within two working days of the order. '.repeat(10);
    // 4.24 characters a token in English, about one a token in Japanese (service counts, Claude Haiku 4.5)
    expect(prose.length / approximateTokens(prose)).toBeCloseTo(4.24, 0);
    const japanese = '進撃の巨人は諫山創による日本の漫画作品である';
    expect(approximateTokens(japanese) / japanese.length).toBeCloseTo(0.92, 1);
  });
});
