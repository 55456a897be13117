export {
  type AdaptiveLimiter,
  type AdaptiveLimiterOptions,
  createAdaptiveLimiter,
} from './adaptive-limiter.js';
export type { GivenQuota } from './lane.js';
export { quotaKey, quotaOf } from './quota-key.js';
