import { questionOf, type Sample } from '../domain/index.js';
import { scriptOf } from './script.js';

/** `lang:ja`, `language:en`: how tags name a language. */
const TAG = /^lang(?:uage)?:(\S{1,40})$/i;

/**
 * The language of a sample: `metadata.language`, else a tag `lang:…`, else `ja` where the question holds kana or kanji.
 * Undefined otherwise: Latin letters do not tell English from French.
 */
export function languageOf(sample: Pick<Sample, 'metadata' | 'tags' | 'vars'>): string | undefined {
  const { language } = sample.metadata;
  if (typeof language === 'string' && language.trim() !== '') return language.trim().toLowerCase();
  for (const tag of sample.tags) {
    const named = TAG.exec(tag)?.[1];
    if (named !== undefined) return named.toLowerCase();
  }
  const question = questionOf(sample);
  return question === undefined || scriptOf(question) === 'other' ? undefined : 'ja';
}
