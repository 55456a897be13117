import type { Terminal } from './print.js';

/** A command as its own module gives it: what it needs is loaded only when it runs. */
export type CommandAction = (
  args: readonly (string | undefined)[],
  options: { readonly [name: string]: unknown },
  terminal: Terminal,
) => Promise<number>;
