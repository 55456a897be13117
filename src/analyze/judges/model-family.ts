import { modelAddress } from '../../cost/index.js';

/**
 * Maker and line of a model, whatever its inference profile: `anthropic.claude` for every Claude. Models of one family
 * share makers, data and taste.
 */
export function modelFamily(model: string): string {
  const { base } = modelAddress(model);
  return /^[a-z0-9]+\.[a-z]+/.exec(base)?.[0] ?? base;
}
