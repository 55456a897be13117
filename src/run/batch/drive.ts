import { picoUsd, toUsd } from '../../cost/index.js';
import type { BatchPart } from '../../store/index.js';
import type { BatchEnd, BatchWork, DriveMode } from './port.js';
import { batchProgress } from './progress.js';
import { type Drive, holdCommitted, pollPart, type Step, submitPart, uploadPart } from './steps.js';

/** In 10⁻¹² dollars. */
const CENT = 10_000_000_000n;

/** Each wait between two looks is so much longer than the one before. */
const SLOWING = 1.5;

/** Takes the parts of a run as far as the mode says. Every step is in the manifest before the next is taken. */
export async function driveParts(work: BatchWork, mode: DriveMode): Promise<BatchEnd> {
  const drive: Drive = { ...work, mode, held: new Map(), own: new Set(), stumbles: new Map() };
  const startedAt = work.now();
  const report = (): void => work.onProgress(batchProgress(work, startedAt));
  try {
    for (let waitMs = work.pace.firstMs; ; ) {
      const parts = openParts(work, mode);
      if (parts.length === 0) return { state: 'done' };
      for (const part of parts) if (part.state === 'submitted') holdCommitted(part, drive);
      const round = await takeRound(parts, drive, mode);
      report();
      if (round.end !== undefined) return round.end;
      if (round.moved) {
        waitMs = work.pace.firstMs;
        continue;
      }
      if (round.refused && isStuck(parts, drive)) return { state: 'exhausted' };
      if (mode === 'submit' || mode === 'collect') return { state: 'done' };
      await work.sleep(waitMs, work.stop);
      waitMs = Math.min(work.pace.mostMs, waitMs * SLOWING);
    }
  } catch (error) {
    if (work.abort.aborted) return { state: 'interrupted' };
    throw error;
  } finally {
    // What is settled is settled; what a dying sitting held is counted anew by the next.
    for (const reservation of drive.held.values()) reservation.release();
  }
}

/** Whether the guard will never admit what it refused; says what it takes, where nobody waits for room. */
function isStuck(parts: readonly BatchPart[], drive: Drive): boolean {
  // What holds money will settle for less, and then there is room again.
  const stuck = drive.held.size === 0;
  if (stuck || drive.mode === 'submit') {
    const refused = parts.filter(({ id }) => !drive.held.has(id));
    drive.notice(refusal(refused, drive));
  }
  return stuck;
}

/** Why the smallest of the parts that wait cannot be submitted. */
function refusal(parts: readonly BatchPart[], { store, guard }: BatchWork): string {
  const counts = parts.map(({ id }) => store.batch.records.counts(id));
  const least = counts.reduce((a, b) => (b.openPico < a.openPico ? b : a));
  const dollars = (pico: bigint): string => `$${toUsd(picoUsd(pico)).toFixed(2)}`;
  const { cap, spent } = guard;
  if (cap === null) throw new Error('a guard without a cap refused a job');
  const left = cap - spent - guard.outstanding - guard.unseen;
  // A cent more than needed: what is printed is rounded.
  const enough = cap + least.openPico - left + CENT;
  return `The next job may cost up to ${dollars(least.openPico)}, and ${dollars(left)} of the cap of ${dollars(cap)} are left: it needs a cap of ${dollars(enough)}.`;
}

/** One step of every part that can take one. */
async function takeRound(
  parts: readonly BatchPart[],
  drive: Drive,
  mode: DriveMode,
): Promise<{ readonly moved: boolean; readonly refused: boolean; readonly end?: BatchEnd }> {
  let moved = false;
  let refused = false;
  for (const part of parts) {
    if (drive.stop.aborted) return { moved, refused, end: { state: 'interrupted' } };
    const step = await takeStep(part, drive, mode);
    if (step.state === 'stop') return { moved, refused, end: step.end };
    if (step.state === 'moved') moved = true;
    if (step.state === 'refused') refused = true;
  }
  return { moved, refused };
}

async function takeStep(part: BatchPart, drive: Drive, mode: DriveMode): Promise<Step> {
  if (part.state === 'submitted') return mode === 'submit' ? { state: 'waiting' } : pollPart(part, drive);
  if (jobsUnderWay(part, drive) >= drive.target.maxJobs) return { state: 'waiting' };
  return part.state === 'planned' ? uploadPart(part, drive) : submitPart(part, drive);
}

/** Parts of a run that the mode has something to do with. */
function openParts({ store, run }: BatchWork, mode: DriveMode): readonly BatchPart[] {
  return store.batch.parts(run.row).filter(({ state }) => {
    if (state === 'submitted') return true;
    return (mode === 'finish' || mode === 'submit') && (state === 'planned' || state === 'uploaded');
  });
}

function jobsUnderWay({ model }: BatchPart, { store, run }: Drive): number {
  return store.batch.parts(run.row).filter((part) => part.state === 'submitted' && part.model === model)
    .length;
}
