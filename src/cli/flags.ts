import { type Command, InvalidArgumentError, Option } from 'commander';

const ENV_PREFIX = 'PARSIMONY_';

/** The environment twin of a long flag: `--max-cost` ↔ `PARSIMONY_MAX_COST`. */
export function envName(longFlag: string): string {
  return (
    ENV_PREFIX +
    longFlag
      .replace(/^--(no-)?/, '')
      .replaceAll('-', '_')
      .toUpperCase()
  );
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
    parse: wholeNumber(1),
  },
  repeat: { flags: '--repeat <n>', description: 'how often each sample is asked', parse: wholeNumber(1) },
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
  noCache: { flags: '--no-cache', description: 'use no answer that another run paid for' },
  maxCost: { flags: '--max-cost <usd>', description: 'stop before this run has cost more', parse: dollars },
  dryRun: { flags: '--dry-run', description: 'check everything and print the estimate; call nothing' },
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

/**
 * Fills options that the command line left out from the environment. Booleans take 1/true/yes and 0/false/no,
 * repeatable ones take a comma-separated list; anything else is a usage error that names the variable.
 */
export function readEnvironment(command: Command, env: NodeJS.ProcessEnv): void {
  for (const option of command.options) {
    const variable = envName(option.long ?? '');
    const text = env[variable];
    const given = command.getOptionValueSource(option.attributeName()) === 'cli';
    if (text === undefined || text === '' || given) continue;
    try {
      command.setOptionValueWithSource(option.attributeName(), fromEnvironment(option, text), 'env');
    } catch (error) {
      const reason = error instanceof InvalidArgumentError ? error.message : String(error);
      command.error(`error: environment variable ${variable}=${text}: ${reason}`);
    }
  }
}

function fromEnvironment(option: Option, text: string): unknown {
  if (option.isBoolean() || option.negate) {
    if (/^(1|true|yes)$/i.test(text)) return !option.negate;
    if (/^(0|false|no)$/i.test(text)) return option.negate;
    throw new InvalidArgumentError('use 1 or 0, true or false, yes or no');
  }
  if (option.long?.startsWith('--filter-') === true) return text.split(',').map((item) => item.trim());
  return option.parseArg === undefined ? text : option.parseArg(text, undefined);
}

function longOf(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? '';
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`a whole number of at least ${least} is expected, not "${text}"`);
    }
    return value;
  };
}

function dollars(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isFinite(value)) {
    throw new InvalidArgumentError(`an amount of dollars such as 5 or 0.25 is expected, not "${text}"`);
  }
  return value;
}
