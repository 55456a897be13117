import type { CallFailure } from '../../domain/index.js';
import type { SearchDocument } from '../../report/port.js';
import type { SearchWork } from './work.js';

/** How much was measured, and what of it said nothing. */
export type Tally = Omit<SearchDocument['search']['evaluated'], 'costUsd'>;

/**
 * Adds to the counts of a search what its trials say, each distinct one once. A cell is unscored where it was answered
 * and a figure that the search asks for is missing all the same; adversarial answers are asked for conduct alone.
 */
export function tallyOf(work: SearchWork, counts: Omit<Tally, 'failed' | 'unscored'>): Tally {
  const adversarial = new Set(work.search.samples.adversarial.map(({ position }) => position));
  let failed = 0;
  let unscored = 0;
  for (const { position, result } of work.session.all()) {
    if (result.trial.outcome.state === 'failed') failed += 1;
    else if (!adversarial.has(position) && work.valuesOf(result).includes(null)) unscored += 1;
  }
  return { ...counts, failed, unscored };
}

/** Why the first of the cells that failed did, in their order. */
export function firstFailure({ session }: SearchWork): CallFailure | undefined {
  for (const { result } of session.all())
    if (result.trial.outcome.state === 'failed') return result.trial.outcome.failure;
  return undefined;
}
