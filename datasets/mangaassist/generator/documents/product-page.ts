import type { Rng } from '../rng.js';
import { type Document, doc } from '../shape.js';
import type { Book } from '../world/book.js';
import { grouped, yen } from '../world/money.js';

export interface PageOptions {
  /** A last sentence of the shape's own, in the page's language. */
  readonly note?: string;
  /** Prices in US dollars too. */
  readonly dollars?: boolean;
}

const state = (book: Book): string =>
  book.volumes > 1
    ? `The series is finished with ${book.volumes} volumes.`
    : book.volumes === 1
      ? 'Complete in this one book.'
      : 'The series is not finished yet.';
const stateJa = (book: Book): string =>
  book.volumes > 1 ? `全${book.volumes}巻で完結。` : book.volumes === 1 ? '1巻完結。' : '未完。';
const dollarsOf = (book: Book, { dollars }: PageOptions): string =>
  dollars ? ` ($${book.usd.toFixed(2)} for customers abroad)` : '';

/** The page of volume 1 in its English edition. */
export function englishPage(rng: Rng, book: Book, options: PageOptions = {}): Document {
  const { note = '' } = options;
  const price = `${yen(book.priceEn)}${dollarsOf(book, options)}`;
  const text = rng.pick([
    `${book.en}, volume 1, English edition, ${book.codeEn}. By ${book.author}. The story: ${book.about}. ${state(book)} Paperback with ${book.pages} pages, ${book.grams} g. Price ${price}, ${book.stockEn} copies in stock. Age mark: ${book.age}. ${note}`,
    `${book.codeEn} ${book.en} vol. 1 (English). ${book.author} tells how ${book.about}. Age mark ${book.age}, ${book.pages} pages, printing of ${book.printed}. ${state(book)} We sell it for ${price}; stock today: ${book.stockEn}. Customers give it ${book.rating} of 5 (${book.ratings} ratings). ${note}`,
    `English edition of ${book.en} (${book.ja}), first volume. Author: ${book.author}. Price: ${price}. Code: ${book.codeEn}. In short: ${book.about}. For readers: ${book.age}. Right-to-left reading order as in the original, ${book.pages} pages, printed ${book.printed}. ${state(book)} Copies in the warehouse: ${book.stockEn}. ${note}`,
    `${book.en} 1, ${book.author}, in English. ${sentence(book.about)}. Softcover, ${book.grams} g, ${book.pages} pages, age mark ${book.age}. ${state(book)} Product code ${book.codeEn}, ${price} with tax, ${book.stockEn} left on the shelf. Average of ${book.ratings} ratings: ${book.rating}. ${note}`,
  ]);
  return doc(`${book.slug}-en-1`, text.trim());
}

/** The page of volume 1 in its Japanese edition, written in Japanese. */
export function japanesePage(rng: Rng, book: Book, options: PageOptions = {}): Document {
  const { note = '' } = options;
  const text = rng.pick([
    `『${book.ja}』第1巻 日本語版 ${book.code}。${book.authorJa}。${book.aboutJa}。${stateJa(book)}${book.pages}ページ、約${book.grams}g。税込¥${grouped(book.price)}、在庫${book.stock}冊。年齢の目安は${ageJa(book)}です。${book.printed}年の重版で、電子版コードは付きません。${note}`,
    `${book.code} ${book.ja} 1(日本語版)。作者:${book.authorJa}。あらすじ:${book.aboutJa}。価格は${yen(book.price)}(税込)、在庫は${book.stock}冊。${stateJa(book)}対象:${ageJa(book)}。お客様の評価は5点満点中${book.rating}(${book.ratings}件)。全${book.pages}ページ。${note}`,
    `日本語コミックス『${book.ja}』1巻。${book.authorJa}が描く、${book.aboutJa}。${stateJa(book)}商品番号${book.code}、${yen(book.price)}。残り${book.stock}冊、${ageJa(book)}。新書判またはB6判、${book.pages}ページ、カバー付き。帯の有無はお選びいただけません。${note}`,
  ]);
  return doc(`${book.slug}-ja-1`, text);
}

/** The page of volume 1 in its Japanese edition, written in English. */
export function japaneseEditionPage(rng: Rng, book: Book, options: PageOptions = {}): Document {
  const { note = '' } = options;
  const text = rng.pick([
    `${book.en} (${book.ja}), volume 1, Japanese edition, ${book.code}. By ${book.author}. In it, ${book.about}. ${state(book)} Japanese text only, ${book.pages} pages, about ${book.grams} g. Price ${yen(book.price)} with tax; ${book.stock} copies in stock. Age mark: ${book.age}. ${note}`,
    `Japanese edition: ${book.ja} 1 by ${book.author}, known in English as ${book.en}. What it is about: ${book.about}. ${yen(book.price)}, code ${book.code}, stock ${book.stock}. ${state(book)} Age mark ${book.age}. The text is Japanese; no translation is enclosed, and the dust jacket belongs to it. ${note}`,
  ]);
  return doc(`${book.slug}-jp-1`, text.trim());
}

/** The page of the complete Japanese set, written in English or Japanese. */
export function setPage(
  rng: Rng,
  book: Book,
  options: PageOptions & { readonly inJapanese?: boolean } = {},
): Document {
  const { note = '' } = options;
  const japanese = [
    `『${book.ja}』全${book.volumes}巻セット ${book.codeSet}。${book.authorJa}。${book.aboutJa}。完結済みの全巻を日本語版でお届けします。セット価格${yen(book.priceSet)}(税込)、1巻のみの場合は${yen(book.price)}。${ageJa(book)}。収納ボックスは付きません。${note}`,
  ];
  const english = [
    `${book.en} (${book.ja}), all ${book.volumes} volumes, Japanese edition, ${book.codeSet}. ${book.author}. The story: ${book.about}. Finished. The set costs ${yen(book.priceSet)}; a single volume is ${yen(book.price)}. Sold without a slipcase, in stock. Age mark: ${book.age}. ${note}`,
    `Complete set ${book.codeSet}: ${book.en} by ${book.author}, volumes 1 to ${book.volumes} in Japanese, ${yen(book.priceSet)}. The series is finished. In it, ${book.about}. The set comes shrink-wrapped; volume 1 alone is ${yen(book.price)}. Age mark ${book.age}, in stock. ${note}`,
  ];
  return doc(`${book.slug}-set`, rng.pick(options.inJapanese ? japanese : english).trim());
}

export const ageJa = (book: Book): string =>
  book.age === 'All ages' ? '全年齢' : `${book.age.slice(0, -1)}歳以上`;

export const sentence = (phrase: string): string => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`;
