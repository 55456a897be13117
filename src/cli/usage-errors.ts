import type { Command } from 'commander';
import { nearest } from '../domain/index.js';
import { ENV_PREFIX, envName } from './flags.js';

/**
 * Commander's own complaint in the form of all others: what is wrong on the first line, what to do on lines that
 * begin with an arrow.
 */
export function usageError(text: string): string {
  return text
    .trimEnd()
    .replace(/^error: /, 'parsimony: ')
    .replace(/\n\((Did you mean [^)]+)\)/, '\n  → $1')
    .replace(/( is invalid| has the value '[^']*')\. /, '$1\n  → ');
}

/** Variables that stand for keys of the experiment file and have no flag. */
const SETTINGS: readonly string[] = ['PARSIMONY_BATCH_BUCKET', 'PARSIMONY_BATCH_ROLE_ARN'];

/**
 * Variables of the environment that look like flags of Parsimony and are none, one warning each. They do not stop a
 * command: the environment may be meant for another version, or for several tools.
 */
export function unknownVariables(commands: readonly Command[], env: NodeJS.ProcessEnv): readonly string[] {
  const given = Object.keys(env).filter((name) => name.startsWith(ENV_PREFIX));
  if (given.length === 0) return [];
  const known = new Set([
    ...SETTINGS,
    ...commands.flatMap(({ options }) => options.map((option) => envName(option.long ?? ''))),
  ]);
  return given
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = nearest(
        name.slice(ENV_PREFIX.length),
        [...known].map((other) => other.slice(ENV_PREFIX.length)),
      );
      const hint =
        near === undefined ? 'the flags in --help name theirs' : `did you mean ${ENV_PREFIX}${near}?`;
      return `warning: environment variable ${name} means nothing here; ${hint}`;
    });
}
