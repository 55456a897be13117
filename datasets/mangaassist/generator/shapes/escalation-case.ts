import { orderRecord, volumes } from '../documents/order-record.js';
import type { Context, Document } from '../shape.js';
import type { Book } from '../world/book.js';
import { type Day, dayOf } from '../world/calendar.js';
import type { Customer } from '../world/customers.js';
import { billed, domestic, type Entry } from './bill.js';

/** Who wants a human, and about which order. */
export interface Case {
  readonly customer: Customer;
  readonly id: string;
  readonly placed: Day;
}

/** A new case; of a customer in Japan unless told of whom. */
export const caseOf = (c: Context, customer = domestic(c)): Case => ({
  customer,
  id: c.orderId(),
  placed: dayIn2026(c),
});

export const dayIn2026 = (c: Context): Day => dayOf(2026, c.rng.int(2, 11), c.rng.int(2, 24));

export const cardOf = (c: Context): string =>
  `${c.rng.pick(['Visa', 'Mastercard', 'JCB', 'Amex'])} ending ${c.rng.int(1000, 9999)}`;

/** Series that have every volume which the cases order. */
export const long = (book: Book): boolean => book.volumes === 0 || book.volumes > 5;

/** The record of an order that was paid by some card. */
export const cardOrder = (c: Context, entry: Entry): Document => orderRecord(c.rng, billed(cardOf(c), entry));

type Other = Pick<Entry, 'id' | 'customer' | 'placed' | 'status' | 'paidBy' | 'shipping'> & {
  /** Number of the volume that was ordered. */
  readonly volume: number;
  /** Books of the case. */
  readonly except: readonly Book[];
};

/** Another order of the same customer, of one volume of another series: what a wrong answer confuses with the case. */
export function otherOrder(c: Context, { volume, except, ...entry }: Other): Document {
  const card = entry.paidBy ?? cardOf(c);
  const lines = [volumes(c.book({ except, where: long }), volume)];
  return orderRecord(c.rng, billed(card, { ...entry, lines }));
}
