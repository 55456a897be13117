import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { diversityOf, gramsOf, overlap } from '../../datasets/mangaassist/generator/diversity.js';
import { rngOf } from '../../datasets/mangaassist/generator/rng.js';
import { asJsonLines, type Sample, samplesOf } from '../../datasets/mangaassist/generator/samples.js';
import { SHAPES } from '../../datasets/mangaassist/generator/shapes/index.js';
import { CATALOGUE } from '../../datasets/mangaassist/generator/world/catalogue.js';
import { readAnswer } from '../../src/scorer/facts/match-fact.js';

const committed = new URL('../../datasets/mangaassist/golden-full.jsonl', import.meta.url);
let samples: readonly Sample[];
beforeAll(() => {
  samples = samplesOf(SHAPES);
});

const countBy = <T>(list: readonly T[], key: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};

describe('the generated golden set', () => {
  it('is byte for byte what the generator writes', () => {
    expect(asJsonLines(samples) === readFileSync(committed, 'utf8')).toBe(true);
  });

  it('has 200 samples of each of ten intents, from at least 25 shapes each', () => {
    expect([...countBy(samples, ({ intent }) => intent).values()]).toEqual(Array(10).fill(200));
    const shapes = countBy(SHAPES, ({ intent }) => intent);
    for (const count of shapes.values()) expect(count).toBeGreaterThanOrEqual(25);
    expect(new Set(SHAPES.map(({ slug }) => slug)).size).toBe(SHAPES.length);
  });

  it('is a fifth to a third Japanese or mixed, about a third with history', () => {
    const share = (of: (sample: Sample) => boolean): number => samples.filter(of).length / samples.length;
    const japanese = share(({ tags }) => tags.includes('lang:ja') || tags.includes('lang:mixed'));
    expect(japanese).toBeGreaterThan(0.2);
    expect(japanese).toBeLessThan(0.34);
    expect(share(({ history }) => history !== undefined)).toBeGreaterThan(0.2);
    expect(share(({ tags }) => tags.includes('kind:no-answer'))).toBeGreaterThan(0.04);
  });

  it('has references that state every must and name no mustNot', () => {
    const wrong = samples.filter(({ reference, facts }) => {
      const mentionOf = readAnswer(reference);
      return (
        facts.must.some((fact) => mentionOf(fact) !== 'stated') ||
        facts.mustNot.some((fact) => mentionOf(fact) !== 'absent')
      );
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('asks no question of a shape in the words of another', () => {
    for (const { intent, meanOverlap, ngramDuplicates } of diversityOf(samples)) {
      expect(meanOverlap, intent).toBeLessThan(0.15);
      expect(ngramDuplicates, intent).toBeLessThan(intent === 'all' ? 20 : 5);
    }
  });

  it('sells at least 120 titles, each code once', () => {
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(120);
    const codes = CATALOGUE.flatMap(({ code, codeEn, codeSet }) => [code, codeEn, codeSet]);
    expect(new Set(codes).size).toBe(codes.length);
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
