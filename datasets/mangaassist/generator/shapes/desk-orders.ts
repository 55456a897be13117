import { type OrderFacts, orderRecord, orderRecordJa, sumOf, volumes } from '../documents/order-record.js';
import { at } from '../rng.js';
import type { BookFilter, Context, Document } from '../shape.js';
import type { Book } from '../world/book.js';
import { type Day, dateEn, dateJa } from '../world/calendar.js';
import { CUSTOMERS, type Customer } from '../world/customers.js';

export const CARDS = [
  'Visa ending 4417',
  'Mastercard ending 0923',
  'JCB ending 7718',
  'Amex ending 3005',
] as const;
export const HUBS = [
  'Leipzig',
  'East Midlands',
  'Cincinnati',
  'Hong Kong',
  'Brussels',
  'Louisville',
] as const;

export const trackingNumber = ({ rng }: Context): string =>
  `${rng.int(2_001, 9_899)}-${rng.int(1_001, 9_899)}-${rng.int(1_001, 9_899)}`;
/** Not Gold: shipping inside Japan is not free for them whatever the sum. */
export const inJapan = ({ rng }: Context): Customer =>
  rng.pick(CUSTOMERS.filter((one) => !one.abroad && one.tier !== 'Gold'));
export const abroad = ({ rng }: Context): Customer => rng.pick(CUSTOMERS.filter((one) => one.abroad));

/** An older order of the same customer, delivered without trouble: what a wrong answer confuses. */
export function olderOrder(c: Context, customer: Customer, before: Day, inJa = false) {
  const id = c.orderId();
  const book = c.book(atLeast(2));
  const delivered = before - c.rng.int(24, 60);
  const tracking = trackingNumber(c);
  const record = (inJa ? orderRecordJa : orderRecord)(c.rng, {
    id,
    customer,
    placed: delivered - 3,
    paidBy: inJa ? 'Visa' : c.rng.pick(CARDS),
    lines: [volumes(book, 1, 2)],
    shipping: customer.abroad ? 1_900 : 350,
    status: inJa
      ? `配達完了(${dateJa(delivered)}、ヤマト運輸 ${tracking})。`
      : `Delivered on ${dateEn(delivered)}, tracking ${tracking}.`,
    notes: inJa ? 'この注文に関する未解決のお問い合わせはありません。' : 'No open requests for this order.',
  });
  return { id, delivered, record, tracking, book };
}

/** Series that have a volume of that number: running ones, and finished ones that are long enough. */
export const atLeast = (count: number): BookFilter => ({
  where: (book) => book.volumes === 0 || book.volumes >= count,
});

/** Two books whose prices and lengths differ. */
export function pair(c: Context, filter: BookFilter = {}): readonly [Book, Book] {
  const list = c.books(2, filter);
  return [at(list, 0), at(list, 1)];
}

type Entry = Pick<OrderFacts, 'id' | 'customer' | 'placed' | 'lines' | 'status'> & Partial<OrderFacts>;

/** Shipping at the usual rates, payment by some card: what most records have. */
const filled = (entry: Entry, card: string): OrderFacts => {
  const goods = sumOf(entry.lines);
  const domestic = goods >= 3_500 ? 0 : 350;
  const economy = goods >= 15_000 ? 0 : 1_900;
  return { paidBy: card, shipping: entry.customer.abroad ? economy : domestic, ...entry };
};
export const record = (c: Context, entry: Entry): Document =>
  orderRecord(c.rng, filled(entry, c.rng.pick(CARDS)));
export const recordJa = (c: Context, entry: Entry): Document =>
  orderRecordJa(c.rng, filled(entry, c.rng.pick(['Visa', 'JCB', 'Mastercard'])));
