import { anyOf, type Fact } from '../shape.js';
import type { Book } from '../world/book.js';

/** The title in either language. */
export const titled = (book: Book): Fact => (book.en === book.ja ? book.en : anyOf(book.en, book.ja));

/** What customers look for: a tag of the catalogue with the words for it. */
export interface Theme {
  readonly tag: string;
  readonly en: string;
  readonly ja: string;
}

export const THEMES: readonly Theme[] = [
  { tag: 'food', en: 'cooking and food', ja: '料理' },
  { tag: 'history', en: 'history', ja: '歴史' },
  { tag: 'sports', en: 'sport', ja: 'スポーツ' },
  { tag: 'music', en: 'music', ja: '音楽' },
  { tag: 'medical', en: 'medicine', ja: '医療' },
  { tag: 'scifi', en: 'science fiction', ja: 'SF' },
  { tag: 'mystery', en: 'mysteries', ja: 'ミステリー' },
  { tag: 'art', en: 'art', ja: '美術' },
  { tag: 'animals', en: 'animals', ja: '動物' },
  { tag: 'work', en: 'working life', ja: '仕事' },
  { tag: 'yokai', en: 'spirits and yokai', ja: '妖怪' },
  { tag: 'supernatural', en: 'the supernatural', ja: '不思議な話' },
];
