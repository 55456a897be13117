import { ParsimonyError } from '../domain/index.js';
import { type Flag, type SampleReview, unmatchedReviews, unreviewedFlags } from '../gate/index.js';
import type { FlaggedDetail } from '../report/port.js';
import type { RunRow, Store } from '../store/index.js';
import { judgeRun } from './conclude.js';
import { flaggedDetails } from './flagged.js';
import type { RunContext } from './port.js';

/** The flags of a run: what still waits for a decision, and the evidence behind each. */
export interface ReviewState {
  readonly run: string;
  readonly flags: readonly Flag[];
  readonly unreviewed: readonly Flag[];
  readonly details: readonly FlaggedDetail[];
}

/** Reads the flags of a run with their evidence. */
export async function reviewState(store: Store, run: RunRow): Promise<ReviewState> {
  const { data, gate } = await judgeRun(store, run);
  if (gate === null) {
    throw new ParsimonyError('refused', `run ${run.name} has no gate, so nothing was flagged`, {
      hint: 'Add a `gate:` block to the experiment.',
    });
  }
  return {
    run: run.name,
    flags: gate.candidates.flatMap(({ variant, flagged }) => flagged.map((flag) => ({ ...flag, variant }))),
    unreviewed: unreviewedFlags(gate),
    details: flaggedDetails({ store, run, data, gate, datasets: [] }),
  };
}

/** Keeps decisions; refuses all of them when one fits no flag. Returns how many flags each decision settled. */
export async function keepReviews(
  store: Store,
  run: RunRow,
  reviews: readonly SampleReview[],
  context: Pick<RunContext, 'now'>,
): Promise<{ readonly kept: number; readonly unreviewed: number }> {
  const { gate } = await judgeRun(store, run);
  if (gate === null)
    throw new ParsimonyError('refused', `run ${run.name} has no gate, so nothing was flagged`, {
      hint: 'Add a `gate:` block to the experiment and run it again: what is unchanged comes from the cache.',
    });
  const unmatched = unmatchedReviews(
    gate,
    reviews.filter(({ sampleId }) => sampleId !== '*'),
  );
  if (unmatched.length > 0) {
    const names = unmatched.map(({ sampleId, variant }) =>
      variant === undefined ? sampleId : `${sampleId} (${variant})`,
    );
    throw new ParsimonyError('invalid-input', `not flagged in run ${run.name}: ${names.join(', ')}`, {
      hint: `parsimony review ${run.name} lists what is.`,
    });
  }
  if (reviews.some(({ sampleId }) => sampleId === '*') && !run.snapshot.emulated) {
    throw new ParsimonyError('refused', 'answers of a real model are reviewed one by one', {
      hint: "`sampleId: '*'` is for emulated runs only.",
    });
  }
  let kept = 0;
  const at = context.now().toISOString();
  for (const { variant, sampleId, decision, reason } of reviews) {
    const targets = gate.candidates.flatMap((candidate) =>
      variant === undefined || variant === candidate.variant
        ? candidate.flagged
            // A decision for all leaves those that were taken one by one.
            .filter((flag) => (sampleId === '*' ? flag.review === null : flag.sampleId === sampleId))
            .map((flag) => [candidate.variant, flag.sampleId] as const)
        : [],
    );
    for (const [candidate, id] of targets) {
      store.reviews.put({ runRow: run.row, candidate, sampleId: id, review: { decision, reason }, at });
      kept += 1;
    }
  }
  const after = await judgeRun(store, run);
  return { kept, unreviewed: after.gate === null ? 0 : unreviewedFlags(after.gate).length };
}
