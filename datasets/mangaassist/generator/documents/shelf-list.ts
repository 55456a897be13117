import { type Document, doc } from '../shape.js';
import type { Book } from '../world/book.js';
import { yen } from '../world/money.js';

const stateEn = (book: Book): string =>
  book.volumes > 0 ? `finished, ${book.volumes} vol.` : 'not finished';
const stateJa = (book: Book): string => (book.volumes > 0 ? `全${book.volumes}巻完結` : '未完');

/** A shelf of the shop with the English first volumes that stand on it. */
export function shelfList(slug: string, heading: string, books: readonly Book[], closing: string): Document {
  const rows = books.map(
    (b) => `${b.en} by ${b.author} (${b.codeEn}, ${yen(b.priceEn)}, ${stateEn(b)}, ${b.age})`,
  );
  return doc(slug, `${heading} First volumes in English: ${rows.join('; ')}. ${closing}`);
}

/** The same in Japanese, with the Japanese first volumes. */
export function shelfListJa(
  slug: string,
  heading: string,
  books: readonly Book[],
  closing: string,
): Document {
  const rows = books.map((b) => `『${b.ja}』${b.authorJa}(${b.code}、${yen(b.price)}、${stateJa(b)})`);
  return doc(slug, `${heading}日本語版1巻:${rows.join('、')}。${closing}`);
}
