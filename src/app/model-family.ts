import { modelAddress } from '../cost/index.js';

/** `anthropic.claude` for every Claude, whatever its profile: models of one family share makers, data and taste. */
export function familyOf(model: string): string {
  const { base } = modelAddress(model);
  return /^[a-z0-9]+\.[a-z]+/.exec(base)?.[0] ?? base;
}
