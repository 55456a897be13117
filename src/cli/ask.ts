import { createInterface } from 'node:readline/promises';
import type { Terminal } from './print.js';

/** Whether somebody is there who can be asked. */
export function canAsk(terminal: Terminal): boolean {
  return terminal.isTty && process.stdin.isTTY === true;
}

/** Asks a yes-or-no question on stderr; no is the answer to everything but a yes. */
export async function ask(question: string): Promise<boolean> {
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await dialogue.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    dialogue.close();
  }
}
