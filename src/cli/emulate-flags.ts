import { type Command, InvalidArgumentError, Option } from 'commander';
import { envName, portNumber } from './flags.js';

/** Adds what only `emulate` takes. Rules and quotas are read by the command, which knows the emulator. */
export function addEmulateFlags(command: Command): Command {
  const add = (
    flags: string,
    description: string,
    parse?: (text: string, earlier: unknown) => unknown,
  ): void => {
    const option = new Option(flags);
    option.description = `${description} [env: ${envName(option.long ?? '')}]`;
    if (parse !== undefined) option.argParser(parse);
    command.addOption(option);
  };
  add('--port <n>', 'port; 0 takes any (default: 0)', portNumber);
  add('--host <address>', 'loopback address to listen on (default: 127.0.0.1)');
  add('--state <folder>', 'keep objects and batch jobs there over restarts (default: a temporary folder)');
  add('--time-scale <n>', 'how many times as fast batch jobs go (default: 600)', factor);
  add('--sleep', 'sleep the simulated latency instead of only reporting it');
  add(
    '--quota <model=rpm/tpm>',
    'requests and tokens per minute, - for no limit; * is every other model (repeatable)',
    list,
  );
  add(
    '--fault <kind:every=n>',
    'inject a fault, also with rate=, operation=, model=, attempts=, limit= (repeatable)',
    list,
  );
  add(
    '--judge-position-bias <x>',
    'what a judge adds to the first of two answers, −1 to 1 (default: 0.03)',
    biasOnUnit,
  );
  add(
    '--judge-verbosity-bias <x>',
    'what a judge adds for length, × tanh((words − 80)/80), −1 to 1 (default: 0.03)',
    biasOnUnit,
  );
  add(
    '--judge-noise <factor>',
    'multiplies the noise of every judge; 0 takes it away (default: 1)',
    atLeastZero,
  );
  add('--explicit-buckets', 'have S3 buckets only where CreateBucket made them');
  add('--log', 'one line per call on stderr');
  return command;
}

/** Several values in one text are parted by semicolons, which is how the environment twin takes them. */
function list(text: string, earlier: unknown): readonly string[] {
  const before = Array.isArray(earlier) ? (earlier as readonly string[]) : [];
  const values = text
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return [...before, ...values];
}

/** Parses a bias on the scale of quality, 0 to 1. */
export function biasOnUnit(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= -1 && value <= 1) return value;
  throw new InvalidArgumentError('Give a number from -1 to 1, for example 0.2.');
}

function atLeastZero(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('Give a number of at least 0, for example 2.');
}

function factor(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('Give a number above 0, for example 600.');
}
