import { type Command, InvalidArgumentError, Option } from 'commander';
import { FAIL_ON } from './exit-codes.js';

/** What the environment twin of every flag begins with. */
export const ENV_PREFIX = 'PARSIMONY_';

/** The environment twin of a long flag: `--max-cost` ↔ `PARSIMONY_MAX_COST`. */
export function envName(longFlag: string): string {
  return ENV_PREFIX + longFlag.replace(/^--/, '').replaceAll('-', '_').toUpperCase();
}

interface FlagSpec {
  readonly flags: string;
  readonly description: string;
  readonly parse?: (text: string) => unknown;
  readonly repeatable?: boolean;
}

/** Every flag that more than one command knows, once. */
export const FLAGS = {
  config: { flags: '-c, --config <file>', description: 'the experiment file (instead of the argument)' },
  output: { flags: '-o, --output <folder>', description: 'where reports are written (default: reports)' },
  maxConcurrency: {
    flags: '-j, --max-concurrency <n>',
    description: 'calls in flight at most (default: 16)',
    parse: wholeNumber(1, 1_000),
  },
  repeat: {
    flags: '--repeat <n>',
    description: 'how often each sample is asked',
    parse: wholeNumber(1, 1_000),
  },
  resume: {
    flags: '--resume [run]',
    description: 'go on with a run (default: the unfinished one of this plan, if any)',
  },
  retryErrors: {
    flags: '--retry-errors',
    description: 'take the failed cells of the newest run of this plan up again',
  },
  filterIntent: {
    flags: '--filter-intent <name>',
    description: 'only samples of this intent (repeatable)',
    repeatable: true,
  },
  filterSample: {
    flags: '--filter-sample <id>',
    description: 'only this sample (repeatable)',
    repeatable: true,
  },
  filterTag: {
    flags: '--filter-tag <tag>',
    description: 'only samples with this tag (repeatable)',
    repeatable: true,
  },
  first: {
    flags: '--first <n>',
    description: 'only the first n samples of each dataset',
    parse: wholeNumber(1),
  },
  partialAdversarial: {
    flags: '--partial-adversarial',
    description: 'let the gate judge an adversarial dataset that the filters cut; the verdict says so',
  },
  failOn: {
    flags: '--fail-on <verdict>',
    description:
      'the gate ends with a failure code from this verdict on: inconclusive (default), fail or none',
    parse: leastVerdict,
  },
  noCache: { flags: '--no-cache', description: 'use no answer that another run paid for' },
  maxCost: { flags: '--max-cost <usd>', description: 'stop before this run has cost more', parse: dollars },
  dryRun: { flags: '--dry-run', description: 'check everything and print the estimate; call nothing' },
  batch: {
    flags: '--batch',
    description: 'send the calls through batch jobs, at half price; waits for them (docs/batch.md)',
  },
  ab: {
    flags: '--ab <file>',
    description:
      'ask the question of an A/B definition: its two variants, metric and guardrails (docs/ab-tests.md)',
  },
  stopEarly: {
    flags: '--stop-early',
    description: 'look at the samples as they come, in seeded order, and stop once the gate has decided',
  },
  baseline: {
    flags: '--baseline <what>',
    description: 'a variant, run:<id>[/<variant>], a promoted config or an exported baseline',
  },
  provider: { flags: '--provider <name>', description: 'bedrock, emulator, recorded or echo' },
  region: { flags: '--region <region>', description: 'AWS region (default: the experiment’s)' },
  seed: { flags: '--seed <n>', description: 'seed of everything random', parse: wholeNumber(0) },
  prices: { flags: '--prices <file>', description: 'your own prices, laid over the shipped price book' },
  db: { flags: '--db <file>', description: 'the database (default: .parsimony/parsimony.db)' },
  json: { flags: '--json', description: 'one JSON document on stdout and nothing else there' },
  yes: { flags: '--yes', description: 'ask nothing' },
  verbose: { flags: '--verbose', description: 'say more on stderr' },
} as const satisfies { readonly [name: string]: FlagSpec };

export type FlagName = keyof typeof FLAGS;

/** Adds flags to a command. Their environment twins are applied by {@link readEnvironment}. */
export function addFlags(command: Command, names: readonly FlagName[]): Command {
  for (const name of names) {
    const spec: FlagSpec = FLAGS[name];
    const option = new Option(spec.flags, `${spec.description} [env: ${envName(longOf(spec.flags))}]`);
    const { parse } = spec;
    if (parse !== undefined) option.argParser(parse);
    if (spec.repeatable === true)
      option.argParser((value: string, earlier?: string[]) => [...(earlier ?? []), value]);
    command.addOption(option);
  }
  return command;
}

/** Parses a TCP port; 0 asks for any free one. */
export const portNumber = wholeNumber(0, 65_535);

/** Parses how many requests are counted exactly: a whole number, or `all` of them. */
export function requestCount(text: string): number {
  return text === 'all' ? Number.POSITIVE_INFINITY : wholeNumber(1)(text);
}

/** Parses what estimated tokens are multiplied by. */
export function bufferFactor(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 1 && value <= 10) return value;
  throw new InvalidArgumentError('Give a factor from 1 (none) to 10, for example 1.05.');
}

/** Parses a non-inferiority margin, in quality units. */
export function qualityMargin(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value < 1) return value;
  throw new InvalidArgumentError(
    'Give quality units from 0 (it must be better) to less than 1, for example 0.05.',
  );
}

/** Parses a share, 0 to 1. */
export function shareOfOne(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Give a share from 0 to 1, for example 0.05.');
}

/**
 * Fills options that the command line left out from the environment. Booleans take 1/true/yes and 0/false/no,
 * repeatable ones take a comma-separated list; anything else is a usage error that names the variable. `except`
 * names long flags that mean something else in this command than elsewhere, and are read from the line alone.
 */
export function readEnvironment(
  command: Command,
  env: NodeJS.ProcessEnv,
  except: readonly string[] = [],
): void {
  for (const option of command.options) {
    if (except.includes(option.long ?? '')) continue;
    const variable = envName(option.long ?? '');
    const text = env[variable];
    const given = command.getOptionValueSource(option.attributeName()) === 'cli';
    if (text === undefined || text === '' || given) continue;
    try {
      command.setOptionValueWithSource(option.attributeName(), fromEnvironment(option, text), 'env');
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      command.error(`error: environment variable ${variable} has the value '${text}'. ${error.message}`);
    }
  }
}

function fromEnvironment(option: Option, text: string): unknown {
  if (option.isBoolean() || option.negate) {
    if (/^(1|true|yes)$/i.test(text)) return !option.negate;
    if (/^(0|false|no)$/i.test(text)) return option.negate;
    throw new InvalidArgumentError('Use 1 or 0, true or false, yes or no.');
  }
  if (option.variadic || option.long?.startsWith('--filter-') === true)
    return text.split(',').map((item) => item.trim());
  return option.parseArg === undefined ? text : option.parseArg(text, undefined);
}

function longOf(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? '';
}

/** Parses a whole number in a range; both ends belong to it. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`Give a whole number ${range}.`);
  };
}

function leastVerdict(text: string): string {
  if (Object.hasOwn(FAIL_ON, text)) return text;
  throw new InvalidArgumentError('Use inconclusive, fail or none.');
}

/** Parses an amount of dollars. */
export function dollars(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isFinite(value)) {
    throw new InvalidArgumentError('Give an amount of dollars such as 5 or 0.25.');
  }
  return value;
}
