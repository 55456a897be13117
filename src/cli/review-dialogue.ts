import { createInterface } from 'node:readline/promises';
import type { ReviewState } from '../app/index.js';
import type { SampleReview } from '../gate/index.js';
import type { FlaggedDetail } from '../report/port.js';
import type { Terminal } from './print.js';

/** Walks through the flags that wait: accept, reject, skip or quit, with a reason for each decision. */
export async function reviewInteractively(
  state: ReviewState,
  terminal: Terminal,
  describe: (detail: FlaggedDetail) => string,
): Promise<readonly SampleReview[]> {
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  const decisions: SampleReview[] = [];
  try {
    for (const [position, flag] of state.unreviewed.entries()) {
      const detail = state.details.find(
        ({ candidate, sampleId }) => candidate === flag.variant && sampleId === flag.sampleId,
      );
      terminal.err(`\n${position + 1}/${state.unreviewed.length}`);
      terminal.err(detail === undefined ? `${flag.variant} · ${flag.sampleId}` : describe(detail));
      const answer = (await dialogue.question('[a]ccept, [r]eject, [s]kip or [q]uit? ')).trim().toLowerCase();
      if (answer.startsWith('q')) break;
      const decision = answer.startsWith('a') ? 'accept' : answer.startsWith('r') ? 'reject' : undefined;
      if (decision === undefined) continue;
      const reason = (await dialogue.question('Why? ')).trim();
      if (reason === '') {
        terminal.err('A decision needs a reason: skipped.');
        continue;
      }
      decisions.push({ variant: flag.variant, sampleId: flag.sampleId, decision, reason });
    }
  } finally {
    dialogue.close();
  }
  return decisions;
}
