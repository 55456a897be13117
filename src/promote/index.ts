export { buildPromotion, type PromotionSource } from './build.js';
export { choosePromotion, type PromotionChoice, type PromotionOptions, refusalError } from './choose.js';
export { type LoadOptions, loadPromoted, parsePromotion } from './load.js';
export {
  type PromotedConfig,
  type PromotedVariant,
  type PromotionEvidence,
  promotedConfigJsonSchema,
} from './promoted-config.js';
export { type Drift, type VerifyDeps, verifyPromotion } from './verify.js';
export { serialisePromotion, writePromotion } from './write.js';
