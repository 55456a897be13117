import type { Rng } from '../rng.js';
import { type Document, doc } from '../shape.js';
import { type Day, dateEn, dateJa } from '../world/calendar.js';
import type { Customer } from '../world/customers.js';
import { yen } from '../world/money.js';

export interface OrderLine {
  /** What was ordered, as the record names it: `Monster, volume 1, English (MK-52071)`. */
  readonly item: string;
  readonly quantity: number;
  /** Yen, each. */
  readonly price: number;
}

export interface Order {
  readonly id: string;
  readonly customer: Customer;
  readonly placed: Day;
  readonly lines: readonly OrderLine[];
  readonly shipping: number;
  /** `Visa ending 4412`. */
  readonly payment: string;
  /** `dispatched on March 5 with Yamato, tracking 4410-…`: ends the sentence "Status: …". */
  readonly status: string;
  /** Further sentences. */
  readonly note?: string;
}

export const goodsOf = ({ lines }: Order): number =>
  lines.reduce((sum, line) => sum + line.quantity * line.price, 0);
export const totalOf = (order: Order): number => goodsOf(order) + order.shipping;

/** An order as the order system shows it to the assistant, in English. */
export function orderRecord(rng: Rng, order: Order): Document {
  const { id, customer, placed, lines, shipping, payment, status, note = '' } = order;
  const items = lines.map(({ item, quantity, price }) => `${quantity} × ${item} at ${yen(price)}`).join('; ');
  const text = rng.pick([
    `Order ${id}, placed on ${dateEn(placed)} by ${customer.name}, ${customer.city} (${customer.email}). Items: ${items}. Goods ${yen(goodsOf(order))}, shipping ${yen(shipping)}, total ${yen(totalOf(order))}. Payment: ${payment}. Status: ${status}. ${note}`,
    `${id} | customer ${customer.name}, Hoshi Club ${customer.tier} | ordered ${dateEn(placed)} | ${items} | shipping ${yen(shipping)} | total ${yen(totalOf(order))} | paid by ${payment} | ${status} | delivery to ${customer.city}. ${note}`,
    `Order record ${id}. ${customer.name} (${customer.city}) ordered on ${dateEn(placed)}: ${items}. With shipping of ${yen(shipping)} the total is ${yen(totalOf(order))}, ${payment}. Current state: ${status}. Contact: ${customer.email}. ${note}`,
  ]);
  return doc(`order-${id.toLowerCase()}`, text.trim());
}

/** The same in Japanese; `item`, `payment`, `status` and `note` must be Japanese too. */
export function orderRecordJa(rng: Rng, order: Order): Document {
  const { id, customer, placed, lines, shipping, payment, status, note = '' } = order;
  const items = lines.map(({ item, quantity, price }) => `${item} ${yen(price)}×${quantity}`).join('、');
  const text = rng.pick([
    `注文番号${id}。${dateJa(placed)}、${customer.nameJa}様(${customer.cityJa})のご注文。内容:${items}。商品合計${yen(goodsOf(order))}、送料${yen(shipping)}、総額${yen(totalOf(order))}。お支払い:${payment}。状況:${status}。連絡先:${customer.email}。${note}`,
    `【注文記録】${id} お客様:${customer.nameJa}様(${customer.tier}会員) 注文日:${dateJa(placed)} 商品:${items} 送料:${yen(shipping)} 合計:${yen(totalOf(order))} 支払方法:${payment} 現在の状況:${status}。お届け先は${customer.cityJa}です。${note}`,
  ]);
  return doc(`order-${id.toLowerCase()}`, text.trim());
}
