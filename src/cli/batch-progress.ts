import type { BatchProgress } from '../run/index.js';
import { duration } from './duration.js';
import type { Terminal } from './print.js';

const LINE_EVERY_MS = 30_000;

/** Shows how batch jobs go on: one line that changes in a terminal; elsewhere a line when something changed, or now and then. */
export function createBatchProgress(
  terminal: Terminal,
  now: () => number,
): { update(progress: BatchProgress): void; end(): void } {
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = '';
  let open = false;
  return {
    update(progress) {
      const state = batchStateLine(progress);
      if (terminal.isTty) {
        process.stderr.write(`\r\u001b[K${state} · ${elapsed(progress.elapsedMs)}`);
        open = true;
        return;
      }
      if (state === shown && now() - shownAt < LINE_EVERY_MS) return;
      shown = state;
      shownAt = now();
      terminal.err(`${state} · ${elapsed(progress.elapsedMs)}`);
    },
    end() {
      if (open) process.stderr.write('\n');
      open = false;
    },
  };
}

/** Jobs by state, and records. */
export function batchStateLine({ jobs, records }: BatchProgress): string {
  const states = Object.entries(jobs).map(([state, count]) => `${count} ${state}`);
  const done = Math.max(records.processed, records.answered + records.failed);
  const failed = records.failed === 0 ? '' : ` · ${records.failed} failed`;
  return `batch jobs: ${states.length === 0 ? 'none' : states.join(', ')} · records ${done}/${records.total}, ${records.answered} answers in${failed}`;
}

function elapsed(ms: number): string {
  return duration(Math.floor(ms / 1_000));
}
