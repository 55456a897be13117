import type { ContentHash } from '../../domain/index.js';
import type { ModelCall, ModelRequest } from '../../model/port.js';
import type { ScorableTrial } from '../port.js';

/** Above every repeat that an experiment may have. */
const REPEATS_OF_A_TRIAL = 1000;

/**
 * The repeat of a judge's call, which with the request's hash is its key (law 2): different for every repeat of the
 * trial and of the judge, and the same whatever the number of either, so that raising one re-pays nothing.
 */
export function callRepeat(trialRepeat: number, judgeRepeat: number): number {
  return trialRepeat + REPEATS_OF_A_TRIAL * judgeRepeat;
}

/** A judge's call for a trial; what it costs is booked on the cell that it grades. */
export function judgeCall(parts: {
  readonly request: ModelRequest;
  readonly trial: ScorableTrial;
  readonly judgeRepeat: number;
  readonly criterion: string;
  readonly hashRequest: (request: ModelRequest) => ContentHash;
  /** It needs other answers too, and so never goes through a batch job. */
  readonly compares?: boolean;
}): ModelCall {
  const { request, trial, judgeRepeat, criterion, hashRequest, compares = false } = parts;
  const { sample, variantName, repeat } = trial;
  return {
    request,
    requestHash: hashRequest(request),
    repeat: callRepeat(repeat, judgeRepeat),
    role: 'judge',
    cell: { sampleId: sample.id, variantName, ...(judgeRepeat > 0 && { repeat }) },
    metadata: { role: 'judge', ...trial.labels, criterion },
    ...(compares && { liveOnly: true }),
  };
}
