import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { repetitionOf } from '../../datasets/mangaassist/generator/overlap.js';
import { asJsonLines, type Sample, samplesOf } from '../../datasets/mangaassist/generator/samples.js';
import { SHAPES } from '../../datasets/mangaassist/generator/shapes/index.js';
import { inSequence } from '../../datasets/mangaassist/generator/shapes/sequence.js';
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
  // Shows that the file can be made anew from the generator alone. The generator writes no sample whose reference
  // fails its facts (see generator.test.ts), so the same holds for every line of the file.
  it('is byte for byte what the generator writes', () => {
    expect(asJsonLines(samples) === readFileSync(committed, 'utf8')).toBe(true);
  });

  // Shows that no intent weighs more than another, and that intervals over clusters have enough of them.
  it('has 200 samples of each of ten intents, from at least 25 shapes each', () => {
    expect([...countBy(samples, ({ intent }) => intent).values()]).toEqual(Array(10).fill(200));
    const shapes = countBy(SHAPES, ({ intent }) => intent);
    for (const count of shapes.values()) expect(count).toBeGreaterThanOrEqual(25);
    expect(new Set(SHAPES.map(({ slug }) => slug)).size).toBe(SHAPES.length);
  });

  // Shows the shares of languages, of conversations and of questions without an answer that the README promises.
  it('is a fifth to a third Japanese or mixed, about a third with history', () => {
    const share = (of: (sample: Sample) => boolean): number => samples.filter(of).length / samples.length;
    const japanese = share(({ tags }) => tags.includes('lang:ja') || tags.includes('lang:mixed'));
    expect(japanese).toBeGreaterThan(0.2);
    expect(japanese).toBeLessThan(0.34);
    expect(share(({ history }) => history !== undefined)).toBeGreaterThan(0.2);
    expect(share(({ tags }) => tags.includes('kind:no-answer'))).toBeGreaterThan(0.04);
  });

  // Shows from outside, by the scorer itself, what the generator promises of every sample: one of each shape.
  it('has references that state every must and name no mustNot', () => {
    const shown = samples.filter((_, index) => index % 8 === Math.floor(index / 8) % 8);
    expect(new Set(shown.map(({ cluster }) => cluster)).size).toBe(SHAPES.length);
    const wrong = shown.filter(({ reference, facts }) => {
      const mentionOf = readAnswer(reference);
      return (
        facts.must.some((fact) => mentionOf(fact) !== 'stated') ||
        facts.mustNot.some((fact) => mentionOf(fact) !== 'absent')
      );
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  // Shows that the samples of a shape are no one template with other words, nor those of two shapes.
  it('asks no question of a shape in the words of another', () => {
    for (const { intent, meanOverlap, duplicates } of repetitionOf(samples)) {
      expect(meanOverlap, intent).toBeLessThan(0.15);
      expect(duplicates, intent).toBeLessThan(intent === 'all' ? 20 : 5);
    }
  });

  // Shows that an order or return id names one conversation: a wrong answer cannot be right elsewhere.
  it('gives every order and return id to one sample', () => {
    const owners = new Map<string, Set<string>>();
    for (const { id, documents, vars } of samples) {
      const text = [vars.question, ...documents.map((document) => document.text)].join('\n');
      for (const [code] of text.matchAll(/HB-\d{6}|RMA-\d{5}/g)) {
        owners.set(code, (owners.get(code) ?? new Set()).add(id));
      }
    }
    expect(owners.size).toBeGreaterThan(500);
    expect([...owners].filter(([, ids]) => ids.size > 1).map(([code]) => code)).toEqual([]);
  });

  // Shows that the order of the file does not hang on the module that holds a shape, and that none is left out.
  it('stands in one sequence, whatever module holds a shape', () => {
    expect(inSequence([...SHAPES].reverse())).toEqual(SHAPES);
    expect(() => inSequence(SHAPES.slice(1))).toThrow(SHAPES[0]?.slug);
    const [first] = SHAPES;
    if (first === undefined) throw new Error('there are shapes');
    expect(() => inSequence([...SHAPES, { ...first, slug: 'rec-unheard-of' }])).toThrow('rec-unheard-of');
  });

  // Shows that a product code means one product.
  it('sells at least 120 titles, each code once', () => {
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(120);
    const codes = CATALOGUE.flatMap(({ code, codeEn, codeSet }) => [code, codeEn, codeSet]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
