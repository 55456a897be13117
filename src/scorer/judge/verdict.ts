import { isRecord } from '../../domain/index.js';
import type { Rubric } from './rubric.js';

export type ParsedVerdict =
  | { readonly state: 'verdict'; readonly score: number; readonly reason: string }
  | { readonly state: 'unreadable'; readonly reason: string };

/**
 * Reads a judge's answer: exactly one JSON object with a reason and an integer score inside the scale (a code fence
 * around it is tolerated). Nothing is guessed: no first number of a text, no rounding, no clamping.
 */
export function parseVerdict(text: string, rubric: Pick<Rubric, 'min' | 'max'>): ParsedVerdict {
  const value = parseObject(text);
  if (value === undefined) return { state: 'unreadable', reason: 'it is not one JSON object' };
  const { reason, score } = value;
  if (typeof reason !== 'string' || reason.trim() === '') {
    return { state: 'unreadable', reason: 'its "reason" is not a text' };
  }
  if (typeof score !== 'number' || !Number.isInteger(score) || score < rubric.min || score > rubric.max) {
    return {
      state: 'unreadable',
      reason: `its "score" is not an integer from ${rubric.min} to ${rubric.max}`,
    };
  }
  return { state: 'verdict', score, reason: reason.trim() };
}

function parseObject(text: string): { readonly reason?: unknown; readonly score?: unknown } | undefined {
  const trimmed = text.trim();
  const fenced = /^```(?:json)?\s*\n([\s\S]*?)\n\s*```$/.exec(trimmed)?.[1] ?? trimmed;
  try {
    const value: unknown = JSON.parse(fenced);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
