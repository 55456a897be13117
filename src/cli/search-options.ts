import type { PriceRange, SearchOptions } from '../app/index.js';
import { ParsimonyError } from '../domain/index.js';
import { type RunFlags, toRunOptions } from './run-options.js';

const ALGORITHMS = ['auto', 'surrogate', 'nsga2', 'exact', 'random', 'grid'] as const;

/** Options of `search`, as the command line gives them. */
export interface SearchFlags
  extends Pick<
    RunFlags,
    | 'config'
    | 'output'
    | 'maxConcurrency'
    | 'resume'
    | 'retryErrors'
    | 'cache'
    | 'maxCost'
    | 'dryRun'
    | 'batch'
    | 'provider'
    | 'region'
    | 'seed'
    | 'prices'
    | 'db'
    | 'json'
    | 'yes'
    | 'verbose'
  > {
  readonly algorithm?: string;
  readonly maxItems?: number;
  readonly unlessFinished?: boolean;
  readonly priceRange?: PriceRange;
}

/** The flags as search options. */
export function toSearchOptions(argument: string | undefined, flags: SearchFlags): SearchOptions {
  const { algorithm, maxItems, unlessFinished, priceRange, ...runFlags } = flags;
  if (unlessFinished === true && (flags.retryErrors === true || flags.resume !== undefined)) {
    throw new ParsimonyError(
      'invalid-input',
      `--unless-finished and ${flags.retryErrors === true ? '--retry-errors' : '--resume'} contradict each other`,
      { hint: 'The one shows what was found, the other works on it. Drop one of the two.' },
    );
  }
  if (flags.retryErrors === true && flags.cache === false) {
    throw new ParsimonyError('invalid-input', '--retry-errors and --no-cache contradict each other', {
      hint: 'What was answered comes from the cache, so that only what failed is paid. Drop one of the two.',
    });
  }
  const { filter: _all, ...options } = toRunOptions(argument, runFlags);
  return {
    ...options,
    ...(algorithm !== undefined && { algorithm: toAlgorithm(algorithm) }),
    ...(maxItems !== undefined && { maxItems }),
    ...(unlessFinished === true && { unlessFinished }),
    ...(priceRange !== undefined && { priceRange }),
  };
}

function toAlgorithm(name: string): (typeof ALGORITHMS)[number] {
  const known = ALGORITHMS.find((algorithm) => algorithm === name);
  if (known !== undefined) return known;
  throw new ParsimonyError('invalid-input', `--algorithm: there is no algorithm ${name}`, {
    hint: `Use one of ${ALGORITHMS.join(', ')}.`,
  });
}
