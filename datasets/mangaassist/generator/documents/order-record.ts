import type { Rng } from '../rng.js';
import { type Document, doc } from '../shape.js';
import type { Book } from '../world/book.js';
import { type Day, dateEn, dateJa } from '../world/calendar.js';
import type { Customer } from '../world/customers.js';
import { yen, yenJa } from '../world/money.js';

/** Volumes of one series in Japanese, or its set, as an order holds them. */
export interface Line {
  readonly book: Book;
  readonly from: number;
  readonly to: number;
  /** The complete set instead of single volumes. */
  readonly set?: boolean;
}

/** Throws where the finished series has fewer volumes: a shape must choose books that are long enough. */
export function volumes(book: Book, from: number, to = from): Line {
  if (book.volumes > 0 && to > book.volumes) throw new Error(`${book.en} has no volume ${to}`);
  return { book, from, to };
}
export const setOf = (book: Book): Line => ({ book, from: 1, to: book.volumes, set: true });

/** Yen for all of the line. */
export const lineSum = ({ book, from, to, set }: Line): number =>
  set ? book.priceSet : book.price * (to - from + 1);
export const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + lineSum(line), 0);

/** `Monster vols. 4–6`. */
export function lineEn({ book, from, to, set }: Line): string {
  if (set) return `${book.en}, complete set of ${book.volumes}`;
  return from === to ? `${book.en} vol. ${from}` : `${book.en} vols. ${from}–${to}`;
}
/** `『MONSTER』4〜6巻`. */
export function lineJa({ book, from, to, set }: Line): string {
  if (set) return `『${book.ja}』全${book.volumes}巻セット`;
  return from === to ? `『${book.ja}』${from}巻` : `『${book.ja}』${from}〜${to}巻`;
}
export const listEn = (lines: readonly Line[]): string => lines.map(lineEn).join('; ');
export const listJa = (lines: readonly Line[]): string => lines.map(lineJa).join('、');

/** What an order record says. `status` and `notes` are sentences of the shape, in the record's language. */
export interface OrderFacts {
  readonly id: string;
  readonly customer: Customer;
  readonly placed: Day;
  readonly paidBy: string;
  readonly lines: readonly Line[];
  readonly shipping: number;
  readonly status: string;
  readonly notes?: string;
}

const slugOf = (id: string): string => `order-${id.slice(3)}`;

/** The record in English, in one of four layouts. */
export function orderRecord(rng: Rng, facts: OrderFacts): Document {
  const { id, customer, placed, paidBy, lines, shipping, status, notes = '' } = facts;
  const goods = sumOf(lines);
  const prices = lines.map((line) => `${lineEn(line)} (${yen(lineSum(line))})`).join('; ');
  return doc(
    slugOf(id),
    rng
      .pick([
        `Order ${id}, customer ${customer.name}, ${customer.city}. Placed ${dateEn(placed)}, paid by ${paidBy}. Items: ${prices}. Merchandise ${yen(goods)}, shipping ${yen(shipping)}. Status: ${status} ${notes}`,
        `ORDER RECORD ${id}\nAccount: ${customer.name} <${customer.email}>\nDate: ${dateEn(placed)}\nPayment: ${paidBy}\n${lines.map((line) => `- ${lineEn(line)}: ${yen(lineSum(line))}`).join('\n')}\nGoods ${yen(goods)} + shipping ${yen(shipping)} = ${yen(goods + shipping)}\nState: ${status}\nRemarks: ${notes || 'none'}`,
        `${id} | ${customer.name} (${customer.city}, ${customer.tier === 'Base' ? 'no tier' : customer.tier}) | ordered ${dateEn(placed)} | ${listEn(lines)} | goods ${yen(goods)}, shipping ${yen(shipping)}, ${paidBy} | ${status} ${notes}`,
        `My Page > Orders > ${id}. Ordered on ${dateEn(placed)} by ${customer.name}. ${status} ${notes} What is in it: ${prices}. Paid or payable by ${paidBy}: ${yen(goods + shipping)}, of which shipping ${yen(shipping)}. Delivery to ${customer.city}.`,
      ])
      .trim(),
  );
}

/** The record in Japanese, in one of three layouts. */
export function orderRecordJa(rng: Rng, facts: OrderFacts): Document {
  const { id, customer, placed, paidBy, lines, shipping, status, notes = '' } = facts;
  const goods = sumOf(lines);
  const prices = lines.map((line) => `${lineJa(line)}(${yenJa(lineSum(line))})`).join('、');
  return doc(
    slugOf(id),
    rng.pick([
      `ご注文 ${id}、${customer.nameJa}様(${customer.cityJa})。${dateJa(placed)}ご注文、お支払い:${paidBy}。商品:${prices}。商品合計${yenJa(goods)}、送料${yenJa(shipping)}。状況:${status}${notes}`,
      `【注文記録】${id}\nお客様:${customer.nameJa}様\n注文日:${dateJa(placed)}\n商品:${prices}\n小計${yenJa(goods)}、送料${yenJa(shipping)}、合計${yenJa(goods + shipping)}\nお支払い:${paidBy}\n状況:${status}\n備考:${notes || 'なし'}`,
      `マイページ>注文履歴>${id}。${status}${notes}ご注文日は${dateJa(placed)}、お届け先は${customer.cityJa}の${customer.nameJa}様。内容は${prices}。送料${yenJa(shipping)}、お支払い方法は${paidBy}。`,
    ]),
  );
}
