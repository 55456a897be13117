import { type Line, sumOf } from '../documents/order-record.js';
import type { Context } from '../shape.js';
import type { Customer } from '../world/customers.js';
import { RULES } from '../world/policies.js';

/** The lines of an order with what shipping them costs this customer (economy abroad). */
export function bill(
  customer: Customer,
  lines: readonly Line[],
): { readonly lines: readonly Line[]; readonly shipping: number } {
  const goods = sumOf(lines);
  if (customer.abroad) {
    return { lines, shipping: goods >= RULES.freeEconomyAbroadFrom ? 0 : RULES.economyAbroad };
  }
  const free = customer.tier === 'Gold' || goods >= RULES.freeShippingJapanFrom;
  return { lines, shipping: free ? 0 : RULES.shippingJapan };
}

/** A customer in Japan, whose parcels arrive within days. */
export function domestic(c: Context): Customer {
  const customer = c.customer();
  return customer.abroad ? c.again() : customer;
}
