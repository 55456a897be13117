import type { CandidateResult, SliceDifference } from '../gate/port.js';
import { signed } from './format.js';

/** Adjusted p from which on a slice is worth a look. */
export const NOTEWORTHY_P = 0.05;

/** Largest loss first; what has no difference last; then by name, so that the order is total. */
export function slicesByEffect({ slices }: CandidateResult): readonly SliceDifference[] {
  const effect = ({ diff }: SliceDifference): number => diff.value ?? Number.POSITIVE_INFINITY;
  return [...slices].sort(
    (a, b) =>
      effect(a) - effect(b) || (sliceName(a) < sliceName(b) ? -1 : sliceName(a) > sliceName(b) ? 1 : 0),
  );
}

/** Slices that differ from the baseline with an adjusted p of at most 0.05, the largest loss first. */
export function noteworthySlices(candidate: CandidateResult): readonly SliceDifference[] {
  return slicesByEffect(candidate).filter(({ p }) => p !== null && p <= NOTEWORTHY_P);
}

/** `intent faq`, `tag injection, adversarial`. */
export function sliceName({ by, value, kind }: SliceDifference): string {
  return `${by} ${value}${kind === 'adversarial' ? ', adversarial' : ''}`;
}

/** `language ja −0.061`. */
export function sliceWords(slice: SliceDifference): string {
  return `${sliceName(slice)} ${slice.diff.value === null ? '' : signed(slice.diff.value, 3)}`.trim();
}
