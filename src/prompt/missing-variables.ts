import { questionOf, type Sample } from '../domain/index.js';
import type { Prompt } from './port.js';

/**
 * The variables that a prompt names and a sample lacks, so that a run can refuse before its first call. Looks
 * at whole variables (`product` of `{{ product.price }}`); a missing inner key is found when it is rendered.
 */
export function missingVariables(prompt: Pick<Prompt, 'variables'>, sample: Sample): readonly string[] {
  return prompt.variables.filter((name) =>
    name === 'question' ? questionOf(sample) === undefined : !Object.hasOwn(sample.vars, name),
  );
}
