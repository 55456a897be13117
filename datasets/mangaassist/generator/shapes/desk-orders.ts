import { orderRecord, orderRecordJa, volumes } from '../documents/order-record.js';
import type { BookFilter, Context, Document } from '../shape.js';
import { type Day, dateEn, dateJa } from '../world/calendar.js';
import { CUSTOMERS, type Customer } from '../world/customers.js';
import { billed, type Entry } from './bill.js';

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
  const entry = billed(inJa ? 'Visa' : c.rng.pick(CARDS), {
    id,
    customer,
    placed: delivered - 3,
    lines: [volumes(book, 1, 2)],
    status: inJa
      ? `配達完了(${dateJa(delivered)}、ヤマト運輸 ${tracking})。`
      : `Delivered on ${dateEn(delivered)}, tracking ${tracking}.`,
    notes: inJa ? 'この注文に関する未解決のお問い合わせはありません。' : 'No open requests for this order.',
  });
  const record = (inJa ? orderRecordJa : orderRecord)(c.rng, entry);
  return { id, delivered, record, tracking, book };
}

/** Series that have a volume of that number: running ones, and finished ones that are long enough. */
export const atLeast = (count: number): BookFilter => ({
  where: (book) => book.volumes === 0 || book.volumes >= count,
});

/** The record of an order that was paid by some card. */
export const record = (c: Context, entry: Entry): Document =>
  orderRecord(c.rng, billed(c.rng.pick(CARDS), entry));
export const recordJa = (c: Context, entry: Entry): Document =>
  orderRecordJa(c.rng, billed(c.rng.pick(['Visa', 'JCB', 'Mastercard']), entry));

type Delivery = Omit<Entry, 'placed' | 'status'> & { readonly day: Day; readonly placed?: Day };

/** The record of an order that arrived on `day`, two days after it was placed unless it says otherwise. */
export const delivered = (c: Context, { day, ...entry }: Delivery): Document =>
  record(c, { placed: day - 2, status: `Delivered on ${dateEn(day)}.`, ...entry });
export const deliveredJa = (c: Context, { day, ...entry }: Delivery): Document =>
  recordJa(c, { placed: day - 2, status: `配達完了(${dateJa(day)})。`, ...entry });
