export {
  type BatchFaultKind,
  type BatchFaultRule,
  type BatchOptions,
  type BatchStats,
  batchFaultKinds,
  type Clock,
} from './control-plane/index.js';
export { type FaultKind, faultKinds } from './faults/kinds.js';
export type { FaultOptions, FaultRule } from './faults/plan.js';
export { type EmulatedModel, findModel, type ModelLookup, type Tier } from './models.js';
export {
  createQuota,
  type Quota,
  type QuotaDecision,
  type QuotaLimits,
  type QuotaOptions,
  type QuotaRequest,
  type QuotaUse,
} from './quota/quota.js';
export {
  type JudgeBias,
  parameters,
  type ResponderParameters,
  type SharedParameters,
  type TierParameters,
} from './responder/parameters.js';
export type { ResponderReply, ResponderRequest } from './responder/request.js';
export { respond } from './responder/respond.js';
export {
  type Emulator,
  type EmulatorOptions,
  type EmulatorStats,
  type JudgeOptions,
  startEmulator,
} from './start-emulator.js';
export { type StorageFaultKind, type StorageFaultRule, storageFaultKinds } from './storage/index.js';
export { countTokens } from './token-count.js';
export type { InvocationCount, TokenCounts } from './wire/call-log.js';
