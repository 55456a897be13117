export { type CostOptions, costOf, plainUsage } from './cost-of.js';
export {
  type BatchEstimate,
  type CostEstimate,
  estimateRun,
  type LiveAndBatch,
  type PlannedCalls,
  type RunEstimate,
} from './estimate.js';
export type { LedgerRole } from './ledger-role.js';
export { type ModelAddress, modelAddress, type RegionClass } from './model-id.js';
export { fromUsd, type PicoUsd, picoUsd, toUsd, ZERO_USD } from './money.js';
export {
  type ComparedModel,
  compareOffers,
  type OfferComparison,
  type UnknownProduct,
} from './offer/compare-offers.js';
export { type Offer, type OfferRate, readOffer, type UnreadProduct } from './offer/read-offer.js';
export { type Locate, parsePriceBook } from './parse-price-book.js';
export { daysBetween, OLD_AFTER_DAYS } from './price-age.js';
export {
  type EndOfLife,
  mergePriceBooks,
  type PriceBook,
  type PricedModel,
  type PriceRow,
  type PriceSource,
  priceBookAsOf,
  RATE_FIELDS,
  type RateField,
  type Rates,
} from './price-book.js';
export { parsePriceBookText } from './price-book-text.js';
export {
  changeRates,
  type KeptRates,
  type ModelChange,
  type RateChange,
  type RateInput,
} from './price-change.js';
export { addPriceCommand, RATE_FLAGS } from './price-command.js';
export { editPriceFile, modelEntry, type PriceFileEdit } from './price-file.js';
export { restorePrice, type StoredPrice, storePrice } from './price-json.js';
export {
  findPrice,
  isEndOfLife,
  type ModelPrice,
  type PriceLookup,
  type PriceTier,
  priceOf,
} from './price-of.js';
export { type Reservation, SpendGuard } from './spend-guard.js';
export { DAYS_PER_MONTH } from './traffic.js';
export { type UnitPrice, unitPrice, usdPerMillion } from './unit-price.js';
export { type CallBound, upperBound } from './upper-bound.js';
