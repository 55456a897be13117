export { chooseExamples, type FewShotExample } from './few-shot.js';
export { conversation, historyWindow } from './history.js';
export { type LoadedPrompt, type LoadPromptOptions, loadPrompt, RESERVED_NAMES } from './load.js';
export { missingVariables } from './missing-variables.js';
export type { Prompt, PromptComponents, RenderedPrompt } from './port.js';
