import { describe, expect, it } from 'vitest';
import { gramsOf, overlap } from '../../datasets/mangaassist/generator/overlap.js';
import { rngOf } from '../../datasets/mangaassist/generator/rng.js';
import { samplesOf } from '../../datasets/mangaassist/generator/samples.js';
import type { Context, Draft } from '../../datasets/mangaassist/generator/shape.js';
import { shapesOf } from '../../datasets/mangaassist/generator/shape.js';
import { withHistory } from '../../datasets/mangaassist/generator/shapes/with-history.js';

const faq = shapesOf('faq');
const draftOf = (draft: Partial<Draft>): Draft => ({
  question: { language: 'en', text: 'What is the fee?' },
  documents: [],
  reference: 'The fee is ¥350.',
  must: ['¥350'],
  mustNot: [],
  ...draft,
});

describe('a shape', () => {
  // Shows that a shape whose right answer is not right by its own facts cannot enter the set.
  it('is refused when its reference does not state a must', () => {
    const shape = faq('fee', ['policy'], () => draftOf({ must: ['¥350', '¥480'] }));
    expect(() => samplesOf([shape])).toThrow('no "¥480" in: The fee is ¥350.');
  });

  // Shows that a distractor's figure which chance put into the right answer costs a draw, and never stays.
  it('is drawn again while its reference names a mustNot', () => {
    let draws = 0;
    const shape = faq('fee', ['policy'], (c) => {
      draws += 1;
      const fee = c.rng.pick(['¥350', '¥480']);
      return draftOf({ reference: `The fee is ${fee}.`, must: [fee], mustNot: ['¥480'] });
    });
    const references = samplesOf([shape]).map(({ reference }) => reference);
    expect(references).toEqual(Array(8).fill('The fee is ¥350.'));
    expect(draws).toBeGreaterThan(8);
  });

  it('is refused when it names a mustNot in every draw', () => {
    const shape = faq('fee', ['policy'], () => draftOf({ mustNot: ['¥350'] }));
    expect(() => samplesOf([shape])).toThrow('no draw will do: "¥350"');
  });

  // Shows that a sample hangs on its shape and number alone, so that a change of one shape changes no other.
  it('gives the same samples whatever stands beside it', () => {
    const fees = faq('fee', ['policy'], ({ rng }) =>
      draftOf({ documents: [{ slug: 'p', text: `${rng.next()}` }] }),
    );
    const other = shapesOf('chitchat')('hello', ['smalltalk'], ({ rng }) =>
      draftOf({ history: [`${rng.next()}`] }),
    );
    expect(samplesOf([other, fees]).slice(8)).toEqual(samplesOf([fees]));
  });
});

describe('earlier talk', () => {
  const built = (shape: ReturnType<typeof faq>): Draft => shape.build({} as Context);

  // Shows that talk which belongs to a question is kept, and that other questions get what was drawn for them.
  it('comes before questions without a history of their own, and only those', () => {
    const own = faq('own', ['policy'], () => draftOf({ history: ['Hello?', 'Hello!'] }));
    const none = faq('none', ['policy'], () => draftOf({}));
    const before = (_: Context, language: string): readonly string[] => [`in ${language}`];
    expect(withHistory([own, none], before).map((shape) => built(shape).history)).toEqual([
      ['Hello?', 'Hello!'],
      ['in en'],
    ]);
    expect(withHistory([none], () => undefined).map(built)).toEqual([draftOf({})]);
  });
});

describe('random numbers of the generator', () => {
  // Pinned: a change of these changes the file on every machine.
  it('are the same everywhere', () => {
    const rng = rngOf('a name');
    expect(Array.from({ length: 4 }, () => rng.int(0, 999))).toEqual([974, 160, 229, 248]);
  });

  it('differ by name', () => {
    expect(rngOf('one').next()).not.toBe(rngOf('two').next());
  });
});

// The measure behind the table of repetition in the README and the limits in golden-full.test.ts.
describe('the overlap of questions', () => {
  it('is 1 for the same words, whatever their case and signs', () => {
    expect(
      overlap(gramsOf('When will my order come, please?'), gramsOf('when WILL my order come please')),
    ).toBe(1);
  });

  it('is 0 without five words in common', () => {
    expect(overlap(gramsOf('a b c d e f'), gramsOf('a b c d x f'))).toBe(0);
  });

  it('is the shared part of all 5-grams', () => {
    // Of a–e b–f and b–f c–g three are different and one is shared.
    expect(overlap(gramsOf('a b c d e f'), gramsOf('b c d e f g'))).toBeCloseTo(1 / 3, 12);
  });

  it('goes by characters in Japanese', () => {
    expect(gramsOf('注文はいつ届く').size).toBe(3);
  });
});
