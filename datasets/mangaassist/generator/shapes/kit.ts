/** What shapes are written with, in one place. */
export { helpPage } from '../documents/help-page.js';
export {
  lineJa,
  lineSum,
  listEn,
  listJa,
  orderRecord,
  orderRecordJa,
  setOf,
  sumOf,
  volumes,
} from '../documents/order-record.js';
export {
  ageJa,
  englishPage,
  japaneseEditionPage,
  japanesePage,
  sentence,
  setPage,
} from '../documents/product-page.js';
export { goodsPage, pastCampaign, reviewDigest } from '../documents/shelf.js';
export { shelfList, shelfListJa } from '../documents/shelf-list.js';
export { at } from '../rng.js';
export {
  anyOf,
  type Context,
  type Document,
  doc,
  type Fact,
  ja,
  mixed,
  type Shape,
  shapesOf,
} from '../shape.js';
export type { Book } from '../world/book.js';
export * from '../world/calendar.js';
export { bookOf, CATALOGUE } from '../world/catalogue.js';
export { extraOf } from '../world/commerce.js';
export type { Customer } from '../world/customers.js';
export { grouped, usd, yen, yenJa } from '../world/money.js';
export { RULES } from '../world/policies.js';
export { billed, domestic, foreign, shippingOf } from './bill.js';
export { type Handover, handover, handoverJa } from './handover.js';
export { THEMES, type Theme, titled } from './phrases.js';
