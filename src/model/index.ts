export {
  type BatchEndpoints,
  type BatchServiceOptions,
  batchEndpointsFromEnv,
  batchProviderOf,
  createBatchService,
} from './bedrock/batch/index.js';
export {
  type AwsCredentials,
  type BedrockOptions,
  bedrockEndpointFromEnv,
  createBedrockModel,
  createProxyAgent,
  createTokenCounter,
  EMULATOR_HEADER,
  isLoopbackEndpoint,
  proxyFor,
} from './bedrock/index.js';
export { createDiagnostics } from './diagnostics/create-diagnostics.js';
export type { AccountQuota, Diagnosis, Diagnostics, ModelAvailability } from './diagnostics/port.js';
export { createEchoModel } from './echo.js';
export { limitConcurrency } from './limit-concurrency.js';
export {
  type AdaptiveLimiter,
  type AdaptiveLimiterOptions,
  createAdaptiveLimiter,
  quotaOf,
} from './limiter/index.js';
export {
  type CacheSupport,
  type CapabilityOverrides,
  cacheSupportOf,
  capabilitiesOf,
  type ModelCapabilities,
} from './model-capabilities.js';
export type { CallRole, Model, ModelCall, ModelRequest, OutputSchema, ProviderKind } from './port.js';
export {
  loadRecordedModel,
  type RecordedCell,
  type RecordedImport,
  type RecordedModel,
  recordedKey,
  scanRecorded,
  type Tally,
} from './recorded/index.js';
export { redactSecrets } from './redact-secrets.js';
export { hashRequest } from './request-hash.js';
export {
  type AttemptFailure,
  type AttemptResult,
  type RetriedResult,
  type RetryClass,
  type RetryPolicy,
  withRetry,
} from './retry.js';
