import type { PromotionChoice } from '../promote/index.js';

/** What is said where a rule of the experiment promotes nothing: the first reasons, and how many more there are. */
export function nothingPromoted({
  message,
  problems,
}: Pick<Extract<PromotionChoice, { readonly state: 'refused' }>, 'message' | 'problems'>): string {
  const reasons = problems
    .slice(0, 3)
    .map(({ path, message: reason }) => (path === undefined ? reason : `${path}: ${reason}`));
  const more = problems.length > 3 ? ` and ${problems.length - 3} more reasons` : '';
  return `Nothing was promoted: ${message} (${reasons.join('; ')}${more}).`;
}
