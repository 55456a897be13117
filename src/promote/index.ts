export { buildPromotion, type PromotionSource } from './build.js';
export { buildSearchPromotion, type ChosenConfig, type SearchPromotionSource } from './build-from-search.js';
export { choosePromotion, type PromotionChoice, type PromotionOptions, refusalError } from './choose.js';
export { chooseFromSearch, type SearchChoice, type SearchRule } from './choose-from-search.js';
export type { RunEvidence, SearchEvidence } from './evidence.js';
export {
  type HistoryEntry,
  promoteTo,
  promotionHistory,
  type Rollback,
  rollbackPromotion,
} from './history.js';
export { type LoadOptions, loadPromoted, parsePromotion } from './load.js';
export {
  configFor,
  type PromotedConfig,
  type PromotedVariant,
  type PromotionEvidence,
  promotedConfigJsonSchema,
} from './promoted-config.js';
export { serialisePromotion } from './serialise.js';
export { type Drift, type VerifyDeps, type VerifyOptions, verifyPromotion } from './verify.js';
