import type { RunProgress } from '../run/index.js';
import { duration } from './duration.js';
import type { Terminal } from './print.js';

const BAR_WIDTH = 24;
const TTY_EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;

/** Shows how a run goes on: a bar in a terminal, a line every few seconds elsewhere. Writes to stderr only. */
export function createProgress(
  terminal: Terminal,
  now: () => number,
): { update(progress: RunProgress): void; end(): void; labelEmulated(): void } {
  const started = now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let firstDone: number | undefined;
  let last: RunProgress | undefined;
  let emulated = false;
  const every = terminal.isTty ? TTY_EVERY_MS : LINE_EVERY_MS;
  return {
    update(progress) {
      firstDone ??= progress.done;
      last = progress;
      const at = now();
      if (at - shownAt < every) return;
      shownAt = at;
      show(terminal, progress, { elapsedMs: at - started, here: progress.done - firstDone, emulated });
    },
    /** From now on the money shown is list price that nobody pays (law 10). */
    labelEmulated() {
      emulated = true;
    },
    end() {
      if (last === undefined) return;
      show(terminal, last, { elapsedMs: now() - started, here: last.done - (firstDone ?? 0), emulated });
      if (terminal.isTty) process.stderr.write('\n');
      last = undefined;
    },
  };
}

function show(
  terminal: Terminal,
  progress: RunProgress,
  timing: { readonly elapsedMs: number; readonly here: number; readonly emulated: boolean },
): void {
  const { comparisons } = progress;
  const share = shareOf(comparisons ?? progress);
  const rate = timing.elapsedMs <= 0 ? 0 : (timing.here / timing.elapsedMs) * 1000;
  const left = progress.planned - progress.done;
  const eta = left === 0 ? 'done' : rate === 0 ? 'ETA –' : `ETA ${duration(Math.ceil(left / rate))}`;
  const end = comparisons === undefined ? eta : comparing(comparisons);
  const failed = progress.failed === 0 ? '' : ` · ${progress.failed} failed`;
  const text = `${progress.done}/${progress.planned} cells · ${rate.toFixed(1)}/s · $${progress.spentUsd.toFixed(4)} ${timing.emulated ? 'emulated' : 'spent'}${failed} · ${end}`;
  if (!terminal.isTty) {
    terminal.err(`${Math.floor(share * 100)} % · ${text}`);
    return;
  }
  const filled = Math.round(share * BAR_WIDTH);
  process.stderr.write(`\r\u001b[K[${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}] ${text}`);
}

/** The second pass of a run, once its cells are done. */
function comparing({ done, planned }: NonNullable<RunProgress['comparisons']>): string {
  return done === planned ? `${planned} samples compared` : `comparing: ${done}/${planned} samples`;
}

function shareOf({ done, planned }: { readonly done: number; readonly planned: number }): number {
  return planned === 0 ? 1 : done / planned;
}
