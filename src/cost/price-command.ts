import type { RateField } from './price-book.js';

/** The flag of `parsimony prices add` that gives a rate. */
export const RATE_FLAGS: { readonly [field in RateField]: string } = {
  input: '--input',
  output: '--output',
  cacheRead: '--cache-read',
  cacheWrite5m: '--cache-write-5m',
  cacheWrite1h: '--cache-write-1h',
  batchInput: '--batch-input',
  batchOutput: '--batch-output',
};

/** The command that would add these rates of a model, with `<usd>` where `rates` has no figure. */
export function addPriceCommand(
  modelId: string,
  fields: readonly RateField[],
  options: {
    readonly abovePromptTokens?: number;
    readonly rates?: { readonly [field in RateField]?: string };
  } = {},
): string {
  const { abovePromptTokens = 0, rates = {} } = options;
  return [
    'parsimony prices add',
    shellWord(modelId),
    ...fields.map((field) => `${RATE_FLAGS[field]} ${rates[field] ?? '<usd>'}`),
    ...(abovePromptTokens === 0 ? [] : [`--above-prompt-tokens ${abovePromptTokens}`]),
  ].join(' ');
}

function shellWord(text: string): string {
  return /^[\w.:/@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
