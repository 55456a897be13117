export type { FewShotExample } from './few-shot.js';
export { conversation } from './history.js';
export { type LoadedPrompt, type LoadPromptOptions, loadPrompt } from './load.js';
export { missingVariables } from './missing-variables.js';
export type { Prompt, PromptComponents, RenderedPrompt } from './port.js';
