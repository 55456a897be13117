import { orderRecord, orderRecordJa, volumes } from '../documents/order-record.js';
import type { Context } from '../shape.js';
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
export const inJapan = ({ rng }: Context): Customer => rng.pick(CUSTOMERS.filter((one) => !one.abroad));
export const abroad = ({ rng }: Context): Customer => rng.pick(CUSTOMERS.filter((one) => one.abroad));

/** An older order of the same customer, delivered without trouble: what a wrong answer confuses. */
export function olderOrder(c: Context, customer: Customer, before: Day, inJa = false) {
  const id = c.orderId();
  const book = c.book();
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
