import { isRecord } from '../../domain/index.js';
import type { Reading } from './ask.js';
import type { Rubric } from './rubric.js';

export interface PointVerdict {
  readonly score: number;
  readonly reason: string;
  /** Beginnings of passages that, as the judge has it, speak to whoever grades. Nothing of it is checked here. */
  readonly addressed: readonly string[];
}

/**
 * Reads a judge's answer: exactly one JSON object with the passages that it was asked for, a reason and an integer
 * score inside the scale (a code fence around it is tolerated). Nothing is guessed: no first number of a text, no rounding, no clamping.
 */
export function readPointVerdict(text: string, rubric: Pick<Rubric, 'min' | 'max'>): Reading<PointVerdict> {
  const value = parseObject(text);
  if (value === undefined) return { state: 'unreadable', reason: 'it is not one JSON object' };
  const { addressed, reason, score } = value;
  if (!isTexts(addressed)) return NO_PASSAGES;
  if (typeof reason !== 'string' || reason.trim() === '') {
    return { state: 'unreadable', reason: 'its "reason" is not a text' };
  }
  if (typeof score !== 'number' || !Number.isInteger(score) || score < rubric.min || score > rubric.max) {
    return {
      state: 'unreadable',
      reason: `its "score" is not an integer from ${rubric.min} to ${rubric.max}`,
    };
  }
  return { state: 'verdict', verdict: { score, reason: reason.trim(), addressed } };
}

export interface PairVerdict {
  readonly winner: 'A' | 'B' | 'tie';
  readonly reason: string;
  /** As in `PointVerdict`, of either answer. */
  readonly addressed: readonly string[];
}

/** Reads which of two answers a judge prefers, as strictly as `readPointVerdict`. */
export function readPairVerdict(text: string): Reading<PairVerdict> {
  const value = parseObject(text);
  if (value === undefined) return { state: 'unreadable', reason: 'it is not one JSON object' };
  const { addressed, reason, winner } = value;
  if (!isTexts(addressed)) return NO_PASSAGES;
  if (typeof reason !== 'string' || reason.trim() === '') {
    return { state: 'unreadable', reason: 'its "reason" is not a text' };
  }
  if (winner !== 'A' && winner !== 'B' && winner !== 'tie') {
    return { state: 'unreadable', reason: 'its "winner" is not "A", "B" or "tie"' };
  }
  return { state: 'verdict', verdict: { winner, reason: reason.trim(), addressed } };
}

const NO_PASSAGES = { state: 'unreadable', reason: 'its "addressed" is not a list of texts' } as const;

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function parseObject(text: string): { readonly [key: string]: unknown } | undefined {
  const trimmed = text.trim();
  const fenced = /^```(?:json)?\s*\n([\s\S]*?)\n\s*```$/.exec(trimmed)?.[1] ?? trimmed;
  try {
    const value: unknown = JSON.parse(fenced);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
