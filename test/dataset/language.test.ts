import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/dataset/index.js';

const sample = (question: string, tags: readonly string[] = [], metadata = {}) => ({
  vars: { question },
  tags,
  metadata,
});

describe('the language of a sample', () => {
  it('is what its metadata say, before its tags and its script', () => {
    expect(languageOf(sample('送料は？', ['lang:en'], { language: 'FR' }))).toBe('fr');
    expect(languageOf(sample('送料は？', ['vip', 'lang:mixed']))).toBe('mixed');
    expect(languageOf(sample('How much?', ['language:de']))).toBe('de');
  });

  it('shows in kana and kanji, and not in Latin letters', () => {
    expect(languageOf(sample('送料はいくらですか'))).toBe('ja');
    expect(languageOf(sample('Is ワンピース in stock?'))).toBe('ja');
    expect(languageOf(sample('Combien ça coûte ?'))).toBeUndefined();
    expect(languageOf({ vars: { order: 3 }, tags: [], metadata: { language: 7 } })).toBeUndefined();
  });
});
