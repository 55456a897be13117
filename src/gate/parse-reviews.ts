import { isRecord, type Problem } from '../domain/index.js';
import type { SampleReview } from './port.js';

export type ParsedReviews =
  | { readonly state: 'ok'; readonly reviews: readonly SampleReview[] }
  | { readonly state: 'invalid'; readonly problems: readonly Problem[] };

const KEYS: readonly string[] = ['sampleId', 'variant', 'decision', 'reason'];

/**
 * Checks a review file given as parsed JSON or YAML: a list of `{sampleId, decision: accept | reject, reason}`, each
 * optionally for one `variant`. Every problem is reported at once, with its path. Never throws.
 */
export function parseReviews(value: unknown): ParsedReviews {
  if (!Array.isArray(value)) {
    const message = 'a review file is a list of {sampleId, decision, reason}';
    return { state: 'invalid', problems: [{ code: 'invalid-review', message }] };
  }
  const problems: Problem[] = [];
  const reviews: SampleReview[] = [];
  const seen = new Set<string>();
  for (const [at, entry] of value.entries()) {
    const checked = checkReview(entry, `[${at}]`);
    if (Array.isArray(checked)) {
      problems.push(...checked);
      continue;
    }
    const key = `${checked.variant ?? ''}\n${checked.sampleId}`;
    if (seen.has(key)) {
      problems.push({
        code: 'duplicate-review',
        path: `[${at}].sampleId`,
        message: `sample ${checked.sampleId} is reviewed twice`,
        hint: 'Keep one decision for each sample, or name the variant each is for.',
      });
    }
    seen.add(key);
    reviews.push(checked);
  }
  return problems.length > 0 ? { state: 'invalid', problems } : { state: 'ok', reviews };
}

function checkReview(entry: unknown, path: string): SampleReview | Problem[] {
  if (!isRecord(entry)) {
    return [
      { code: 'invalid-review', path, message: 'must be an object with sampleId, decision and reason' },
    ];
  }
  const problems: Problem[] = [];
  const { sampleId, variant, decision, reason } = entry;
  if (typeof sampleId !== 'string' || sampleId === '') {
    problems.push({
      code: 'missing-sample-id',
      path: `${path}.sampleId`,
      message: 'the id of the flagged sample is missing',
    });
  }
  if (decision !== 'accept' && decision !== 'reject') {
    problems.push({
      code: 'invalid-decision',
      path: `${path}.decision`,
      message: `${JSON.stringify(decision) ?? 'nothing'} is not a decision`,
      hint: 'Write accept (the drop is fine) or reject (it is a regression).',
    });
  }
  if (typeof reason !== 'string' || reason.trim() === '') {
    problems.push({
      code: 'missing-reason',
      path: `${path}.reason`,
      message: 'a decision needs a reason',
      hint: 'Say in a sentence why; it is kept with the promoted config.',
    });
  }
  if (variant !== undefined && (typeof variant !== 'string' || variant === '')) {
    problems.push({
      code: 'invalid-variant',
      path: `${path}.variant`,
      message: 'must be the name of a variant',
    });
  }
  for (const key of Object.keys(entry)) {
    if (!KEYS.includes(key)) {
      problems.push({
        code: 'unknown-key',
        path: `${path}.${key}`,
        message: `there is no key ${key} in a review`,
        hint: `Known keys: ${KEYS.join(', ')}.`,
      });
    }
  }
  if (problems.length > 0 || (decision !== 'accept' && decision !== 'reject')) return problems;
  return {
    sampleId: String(sampleId),
    decision,
    reason: String(reason),
    ...(typeof variant === 'string' && { variant }),
  };
}
