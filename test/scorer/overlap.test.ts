import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bleu } from '../../src/scorer/assertions/bleu.js';
import { gleu } from '../../src/scorer/assertions/gleu.js';
import { meteor } from '../../src/scorer/assertions/meteor.js';
import { rougeL, rougeN } from '../../src/scorer/assertions/rouge.js';
import { wordTokens } from '../../src/scorer/assertions/word-tokens.js';

fc.configureGlobal({ seed: 42 });

const split = (text: string) => text.split(' ');

// The sentences of NLTK's documentation of its BLEU, GLEU and METEOR modules, which it scores as lists of words.
const hypothesis1 = split(
  'It is a guide to action which ensures that the military always obeys the commands of the party',
);
const reference1 = split(
  'It is a guide to action that ensures that the military will forever heed Party commands',
);
const reference2 = split(
  'It is the guiding principle which guarantees the military forces always being under the command of the Party',
);
const reference3 = split('It is the practical guide for the army always to heed the directions of the party');
const lower = (words: readonly string[]) => words.map((word) => word.toLowerCase());

describe('published values', () => {
  test('ROUGE agrees with the example in the README of rouge_score', () => {
    const reference = wordTokens('The quick brown fox jumps over the lazy dog');
    const candidate = wordTokens('The quick brown dog jumps on the log.');
    expect(rougeN(candidate, reference)).toBeCloseTo(0.7058823529411765, 12);
    expect(rougeL(candidate, reference)).toBeCloseTo(0.5882352941176471, 12);
  });

  // By hand: bigrams in common are "the quick" and "quick brown", of 7 and 8: 4/15.
  test('ROUGE-2 counts bigrams', () => {
    const reference = wordTokens('The quick brown fox jumps over the lazy dog');
    expect(rougeN(wordTokens('The quick brown dog jumps on the log.'), reference, 2)).toBeCloseTo(4 / 15, 12);
  });

  // nltk.translate.bleu_score.sentence_bleu([reference1, reference2, reference3], hypothesis1): every order has a
  // match, so smoothing plays no part.
  test('BLEU agrees with NLTK’s example, 0.5045…', () => {
    expect(bleu(hypothesis1, [reference1, reference2, reference3])).toBeCloseTo(0.5045666840058485, 12);
  });

  // By hand, after sacreBLEU's `exp`: p1 = 2/3, p2 = 1/2, no trigram of one matches: (1/2)/1; no order 4 (effective
  // order); brevity penalty exp(1 − 5/3).
  test('BLEU smooths an order without a match, and leaves out orders that the candidate has not', () => {
    const score = bleu(split('the cat sat'), [split('the cat is here now')]);
    expect(score).toBeCloseTo(Math.exp(1 - 5 / 3) * ((2 / 3) * (1 / 2) * (1 / 2)) ** (1 / 3), 12);
  });

  test('BLEU penalises what is too short, never what is long', () => {
    expect(bleu(split('a b'), [split('a b c d')])).toBeCloseTo(Math.exp(1 - 2), 12);
    expect(bleu(split('a b c d'), [split('a b c')])).toBeLessThan(1);
  });

  // nltk.translate.gleu_score, examples with 29 matches of 66 n-grams and 7 of 58.
  test('GLEU agrees with NLTK’s examples', () => {
    const hypothesis2 = split(
      'It is to insure the troops forever hearing the activity guidebook that party direct',
    );
    expect(gleu(hypothesis1, [reference1])).toBeCloseTo(29 / 66, 12);
    expect(gleu(hypothesis2, [reference1])).toBeCloseTo(7 / 58, 12);
  });

  // nltk.translate.meteor_score.single_meteor_score(reference1, hypothesis1), printed as 0.6944; by hand: 12 matches,
  // P = 12/18, R = 12/16, 6 chunks by NLTK's alignment. No synonym of WordNet takes part in it.
  test('METEOR agrees with NLTK’s example, 0.6944', () => {
    const score = meteor(lower(hypothesis1), [lower(reference1)]);
    expect(score.toFixed(4)).toBe('0.6944');
    expect(score).toBeCloseTo((0.5 / 0.675) * (1 - 0.5 * (6 / 12) ** 3), 12);
    expect(meteor(['non', 'matching', 'hypothesis'], [split('this is a cat')])).toBe(0);
  });

  // By hand: both words match by Porter stem (run, jump), one chunk of two: 1 − 0.5·(1/2)³.
  test('METEOR matches stems', () => {
    expect(meteor(['running', 'jumps'], [['runs', 'jumping']])).toBeCloseTo(1 - 0.5 / 8, 12);
  });

  test('Japanese is read by character', () => {
    expect(rougeL(wordTokens('新刊は金曜日'), wordTokens('新刊は金曜日発売'))).toBeCloseTo(12 / 14, 12);
    expect(bleu(wordTokens('新刊は金曜日'), [wordTokens('新刊は、金曜日。')])).toBeCloseTo(1, 12);
  });
});

describe('laws of overlap', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'runs', 'running'), { minLength: 1, maxLength: 12 });
  const measures = {
    bleu: (a: string[], b: string[]) => bleu(a, [b]),
    gleu: (a: string[], b: string[]) => gleu(a, [b]),
    meteor: (a: string[], b: string[]) => meteor(a, [b]),
    rougeL,
    rouge1: rougeN,
    rouge2: (a: string[], b: string[]) => rougeN(a, b, 2),
  };

  test.each(Object.entries(measures))(
    '%s stays inside [0, 1], and is 0 where no word is shared',
    (_, measure) => {
      fc.assert(
        fc.property(words, words, (a, b) => {
          const value = measure(a, b);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          expect(measure(a, ['zz', 'yy'])).toBe(0);
          expect(measure([], b)).toBe(0);
        }),
      );
    },
  );

  test.each(['bleu', 'gleu', 'rougeL', 'rouge1'] as const)('%s of equal texts is 1', (name) => {
    fc.assert(
      fc.property(words, (a) => {
        expect(measures[name](a, [...a])).toBeCloseTo(1, 12);
      }),
    );
  });

  test('METEOR of m equal words is 1 − 0.5/m³: its penalty never vanishes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 9 }),
        (a) => {
          expect(meteor(a, [[...a]])).toBeCloseTo(1 - 0.5 / a.length ** 3, 10);
        },
      ),
    );
  });

  test.each(['gleu', 'rougeL', 'rouge1', 'rouge2'] as const)('%s is symmetric', (name) => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(measures[name](a, b)).toBeCloseTo(measures[name](b, a), 12);
      }),
    );
  });

  test('another reference never lowers a score', () => {
    fc.assert(
      fc.property(words, words, words, (a, b, c) => {
        expect(gleu(a, [b, c])).toBeGreaterThanOrEqual(gleu(a, [b]));
        expect(meteor(a, [b, c])).toBeGreaterThanOrEqual(meteor(a, [b]));
      }),
    );
  });
});
