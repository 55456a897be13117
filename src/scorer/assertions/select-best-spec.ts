import type { AssertionType } from './check.js';
import { badValue, textValue } from './check.js';

/** Compares the answers of all variants: judged by a comparative scorer once all are there, under a metric of its own. */
export const selectBest: AssertionType = {
  graded: true,
  compile({ value }) {
    const criterion = textValue(value);
    return criterion === undefined || criterion.trim() === ''
      ? badValue('select-best needs a criterion', 'give `value: what the best answer does`')
      : { state: 'elsewhere' };
  },
};
