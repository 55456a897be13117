import { type Line, type OrderFacts, sumOf } from '../documents/order-record.js';
import type { Context } from '../shape.js';
import type { Customer } from '../world/customers.js';
import { RULES } from '../world/policies.js';

/** Yen for shipping these lines to the customer at the usual rates (economy abroad). */
export function shippingOf(customer: Customer, lines: readonly Line[]): number {
  const goods = sumOf(lines);
  if (customer.abroad) return goods >= RULES.freeEconomyAbroadFrom ? 0 : RULES.economyAbroad;
  return customer.tier === 'Gold' || goods >= RULES.freeShippingJapanFrom ? 0 : RULES.shippingJapan;
}

/** An order whose shipping costs what it usually does, unless it says otherwise. */
export type Entry = Omit<OrderFacts, 'paidBy' | 'shipping'> & Partial<OrderFacts>;

/** The entry with shipping at the usual rates, and paid that way unless it says otherwise. */
export const billed = (paidBy: string, entry: Entry): OrderFacts => ({
  paidBy,
  shipping: shippingOf(entry.customer, entry.lines),
  ...entry,
});

/** A customer in Japan, whose parcels arrive within days. */
export function domestic(c: Context): Customer {
  const customer = c.customer();
  return customer.abroad ? c.again() : customer;
}
/** A customer in another country. */
export function foreign(c: Context): Customer {
  const customer = c.customer();
  return customer.abroad ? customer : c.again();
}
