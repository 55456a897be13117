import type { SearchProgress } from '../app/index.js';
import { duration } from './duration.js';
import type { Terminal } from './print.js';

const TTY_EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;

const PHASES: { readonly [phase in SearchProgress['phase']]: string } = {
  searching: 'searching',
  adversarial: 'checking finalists on adversarial samples',
  gate: 'measuring the front again',
};

/** Shows how a search goes on: one line that is written over in a terminal, a line every few seconds elsewhere. */
export function createSearchProgress(
  terminal: Terminal,
  now: () => number,
): { update(progress: SearchProgress): void; end(): void; labelEmulated(): void } {
  const started = now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown: string | undefined;
  let last: SearchProgress | undefined;
  let firstItems: number | undefined;
  let emulated = false;
  const show = (progress: SearchProgress): void => {
    const here = itemsOf(progress) - (firstItems ?? 0);
    const text = progressText(progress, { elapsedMs: now() - started, here, emulated });
    if (text === shown) return;
    shown = text;
    if (terminal.isTty) process.stderr.write(`\r\u001b[K${text}`);
    else terminal.err(text);
  };
  return {
    update(progress) {
      firstItems ??= itemsOf(progress);
      const isNewPhase = last !== undefined && last.phase !== progress.phase;
      last = progress;
      const at = now();
      if (!isNewPhase && at - shownAt < (terminal.isTty ? TTY_EVERY_MS : LINE_EVERY_MS)) return;
      shownAt = at;
      show(progress);
    },
    /** From now on the money shown is list price that nobody pays (law 10). */
    labelEmulated() {
      emulated = true;
    },
    end() {
      if (last === undefined) return;
      show(last);
      if (terminal.isTty) process.stderr.write('\n');
      last = undefined;
    },
  };
}

/** What a progress line says; `here`: item evaluations of this sitting. */
export function progressText(
  progress: SearchProgress,
  timing: { readonly elapsedMs: number; readonly here: number; readonly emulated: boolean },
): string {
  const { phase, round, maxItems, cells, frontSize, hypervolume, spentUsd, failed } = progress;
  const items = itemsOf(progress);
  const rate = timing.elapsedMs <= 0 ? 0 : (timing.here / timing.elapsedMs) * 1_000;
  const left =
    phase !== 'searching' ? cells.planned - cells.done : maxItems === null ? null : maxItems - items;
  const eta =
    left === null || rate === 0 ? 'ETA –' : left <= 0 ? 'done' : `ETA ${duration(Math.ceil(left / rate))}`;
  const where =
    phase === 'searching'
      ? `round ${round + (cells.planned > 0 ? 1 : 0)} · ${items}${maxItems === null ? '' : `/${maxItems}`} items`
      : `${PHASES[phase]}: ${cells.done}/${cells.planned} cells`;
  return [
    where,
    `front ${frontSize}`,
    `hypervolume ${hypervolume.toFixed(3)}`,
    `$${spentUsd.toFixed(4)} ${timing.emulated ? 'emulated' : 'spent'}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    eta,
  ].join(' · ');
}

function itemsOf({ phase, items, cells }: SearchProgress): number {
  // Cells of the round at hand are not among the items yet.
  return items + (phase === 'searching' ? cells.done : 0);
}
