import type { JsonValue } from '../../domain/index.js';
import type { MeasuredProblem, Searcher, SearcherOptions } from '../port.js';
import { samplePoints } from '../space/index.js';
import { designPlanner } from './design.js';
import { createBaseline } from './searcher.js';

/**
 * Configurations by chance without replacement, each measured on one block of common items, until the budget or the
 * space ends. For `per: intent` every intent draws for itself, in turns.
 */
export function createRandomSearcher(
  problem: MeasuredProblem,
  options: SearcherOptions,
  state?: JsonValue,
): Searcher {
  return createBaseline(
    'random',
    designPlanner({
      methods: [
        'Random: configurations drawn without replacement, each measured on one block of common items',
      ],
      design: (place) => samplePoints(problem.space, place.intent, options.seed * 1009 + place.stratum),
    }),
    { problem, options, ...(state === undefined ? {} : { state }) },
  );
}
