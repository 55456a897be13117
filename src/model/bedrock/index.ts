export { createBedrockModel } from './bedrock-model.js';
export { EMULATOR_HEADER } from './emulation-label.js';
export { bedrockEndpointFromEnv, isLoopbackEndpoint } from './endpoint.js';
export type { AwsCredentials, BedrockOptions } from './options.js';
export { createProxyAgent } from './proxy-agent.js';
export { proxyFor } from './proxy-for.js';
export { createTokenCounter } from './token-counter.js';
