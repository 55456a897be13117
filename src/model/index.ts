export { createEchoModel, ECHO_CHARACTERS_PER_TOKEN } from './echo.js';
export { limitConcurrency } from './limit-concurrency.js';
export type { CallRole, Model, ModelCall, ModelRequest, OutputSchema, ProviderKind } from './port.js';
export { loadRecordedModel, type RecordedImport, type RecordedModel, type Tally } from './recorded/index.js';
export { hashRequest } from './request-hash.js';
