import path from 'node:path';
import type { RunOptions } from '../app/port.js';
import { ParsimonyError } from '../domain/index.js';
import type { ProviderKind } from '../model/port.js';
import type { SampleFilter } from '../store/index.js';

const PROVIDERS: readonly ProviderKind[] = ['bedrock', 'emulator', 'recorded', 'echo'];

/** Options of the commands that run something, as the command line gives them. */
export interface RunFlags {
  readonly config?: string;
  readonly output?: string;
  readonly maxConcurrency?: number;
  readonly repeat?: number;
  readonly resume?: string | true;
  readonly retryErrors?: boolean;
  readonly filterIntent?: readonly string[];
  readonly filterSample?: readonly string[];
  readonly filterTag?: readonly string[];
  readonly first?: number;
  /** Commander's form of `--no-cache`. */
  readonly cache?: boolean;
  readonly maxCost?: number;
  readonly dryRun?: boolean;
  readonly baseline?: string;
  readonly provider?: string;
  readonly region?: string;
  readonly seed?: number;
  readonly prices?: string;
  readonly db?: string;
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly verbose?: boolean;
  readonly gate?: boolean;
  readonly failOn?: string;
  readonly partialAdversarial?: boolean;
  readonly batch?: boolean;
  readonly stopEarly?: boolean;
  readonly ab?: string;
}

/** The experiment's path, from the argument or `-c`; both is a contradiction, neither an error that says so. */
export function experimentPath(argument: string | undefined, flags: Pick<RunFlags, 'config'>): string {
  if (
    argument !== undefined &&
    flags.config !== undefined &&
    path.resolve(argument) !== path.resolve(flags.config)
  ) {
    throw new ParsimonyError(
      'invalid-input',
      `two experiments are named: ${argument} and --config ${flags.config}`,
      {
        hint: 'Name one.',
      },
    );
  }
  const file = argument ?? flags.config;
  if (file === undefined) {
    throw new ParsimonyError('invalid-input', 'no experiment is named', {
      hint: 'For example: parsimony run experiments/mangaassist.yaml',
    });
  }
  return file;
}

/** The flags as run options. */
export function toRunOptions(argument: string | undefined, flags: RunFlags): RunOptions {
  if (flags.resume !== undefined && flags.cache === false) {
    throw new ParsimonyError('invalid-input', '--resume and --no-cache contradict each other', {
      hint: 'A resumed run always uses its own answers. Drop one of the two.',
    });
  }
  if (typeof flags.resume === 'string' && flags.dryRun === true) {
    throw new ParsimonyError('invalid-input', '--resume with a run and --dry-run contradict each other', {
      hint: 'An estimate is of a whole plan. Drop one of the two.',
    });
  }
  return {
    experiment: experimentPath(argument, flags),
    filter: filterOf(flags),
    ...(flags.output !== undefined && { output: flags.output }),
    ...(flags.maxConcurrency !== undefined && { concurrency: flags.maxConcurrency }),
    ...(flags.repeat !== undefined && { repeats: flags.repeat }),
    ...(flags.resume !== undefined && { resume: flags.resume }),
    ...(flags.retryErrors !== undefined && { retryErrors: flags.retryErrors }),
    ...(flags.cache === false && { cache: false }),
    ...(flags.maxCost !== undefined && { maxCostUsd: flags.maxCost }),
    ...(flags.baseline !== undefined && { baseline: flags.baseline }),
    ...(flags.provider !== undefined && { provider: toProvider(flags.provider) }),
    ...(flags.region !== undefined && { region: flags.region }),
    ...(flags.seed !== undefined && { seed: flags.seed }),
    ...(flags.prices !== undefined && { prices: flags.prices }),
    ...(flags.db !== undefined && { db: flags.db }),
    ...(flags.gate === true && { judge: true }),
    ...(flags.batch === true && { batch: true }),
    ...(flags.stopEarly === true && { stopEarly: true }),
    ...(flags.ab !== undefined && { ab: flags.ab }),
  };
}

/** Which samples are taken; that a part of an adversarial dataset may be judged matters only where some are left out. */
function filterOf(flags: RunFlags): SampleFilter {
  const filter: SampleFilter = {
    ...(flags.filterIntent !== undefined && { intents: flags.filterIntent }),
    ...(flags.filterSample !== undefined && { samples: flags.filterSample }),
    ...(flags.filterTag !== undefined && { tags: flags.filterTag }),
    ...(flags.first !== undefined && { first: flags.first }),
  };
  const narrows = Object.keys(filter).length > 0;
  return narrows && flags.partialAdversarial === true ? { ...filter, partialAdversarial: true } : filter;
}

function toProvider(name: string): ProviderKind {
  const provider = PROVIDERS.find((known) => known === name);
  if (provider !== undefined) return provider;
  throw new ParsimonyError('invalid-input', `--provider: there is no provider ${name}`, {
    hint: `Use one of ${PROVIDERS.join(', ')}.`,
  });
}
