/** What shapes are written with, in one place. */
export { helpPage } from '../documents/help-page.js';
export { lineSum, orderRecord, orderRecordJa, setOf, volumes } from '../documents/order-record.js';
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
  defineShape,
  doc,
  type Fact,
  ja,
  mixed,
  type Shape,
} from '../shape.js';
export type { Book } from '../world/book.js';
export * from '../world/calendar.js';
export { bookOf, CATALOGUE } from '../world/catalogue.js';
export { extraOf } from '../world/commerce.js';
export type { Customer } from '../world/customers.js';
export { grouped, usd, yen, yenJa } from '../world/money.js';
export { RULES } from '../world/policies.js';
export { bill, domestic } from './bill.js';
export { type Handover, handover, handoverJa } from './handover.js';
export { THEMES, type Theme, titled } from './phrases.js';
