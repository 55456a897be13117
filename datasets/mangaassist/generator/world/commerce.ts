import { at, hash32 } from '../rng.js';
import type { Book } from './book.js';

/** What is known of a title apart from the shop. */
export type Title = Pick<
  Book,
  'slug' | 'en' | 'ja' | 'author' | 'authorJa' | 'volumes' | 'age' | 'tags' | 'about' | 'aboutJa'
>;

const EN_PRICES = [880, 935, 990, 1045, 1100, 1155, 1210, 1265, 1320, 1375, 1430, 1485, 1540];

/** Gives each title codes, prices, stock and editions: invented, the same wherever the title appears. */
export function offer(title: Title, index: number): Book {
  const draw = (what: string, low: number, high: number): number =>
    low + (hash32(`${title.slug}/${what}`) % (high - low + 1));
  const code = 52_000 + index * 31;
  const price = 11 * draw('price', 46, 79);
  const priceEn = at(EN_PRICES, draw('price-en', 0, EN_PRICES.length - 1));
  const sold = title.volumes > 0 ? title.volumes : draw('volumes-en', 6, 14);
  return {
    ...title,
    code: `MK-${code}`,
    codeEn: `MK-${code + 7}`,
    codeSet: `MK-${code + 18}`,
    price,
    priceEn,
    priceSet: title.volumes > 1 ? 10 * Math.round(title.volumes * price * 0.095) : 0,
    usd: draw('usd', 799, 1499) / 100,
    stock: draw('stock', 2, 46),
    stockEn: draw('stock-en', 2, 28),
    pages: 8 * draw('pages', 21, 29),
    grams: 10 * draw('grams', 17, 27),
    volumesEn: title.volumes > 3 ? title.volumes - (draw('behind', 0, 3) === 0 ? 2 : 0) : sold,
    printed: draw('printed', 2021, 2025),
    rating: `${draw('rating-whole', 3, 4)}.${draw('rating-tenth', 2, 9)}`,
    ratings: draw('ratings', 23, 418),
  };
}

const EXTRAS = [
  'calendar',
  'guide',
  'bag',
  'stand',
  'colouring book',
  'quiz book',
  'illustration collection',
  'fan book',
];

/** Code and price in yen of something around a series: the same wherever it appears. */
export function extraOf(book: Book, kind: string): { readonly code: string; readonly price: number } {
  const place = EXTRAS.indexOf(kind);
  if (place < 0) throw new Error(`no code for a ${kind}`);
  const code = Number(book.code.slice(3)) + 20 + place;
  return { code: `MK-${code}`, price: 1015 + 10 * (hash32(`${book.slug}/${kind}`) % 289) };
}
