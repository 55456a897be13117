import type { Problem } from '../domain/index.js';

/** Takes one flaw of a record: literal code, path inside the record, message, remedy. */
export type Report = (code: string, path: string, message: string, hint: string) => void;

/** What a value is, in words for a message. */
export function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === undefined ? 'nothing' : `a ${typeof value}`;
}

/** Keeps the first `limit` problems and counts them all, so that a bad 100 MB file stays in flat memory. */
export interface ProblemLog {
  readonly kept: readonly Problem[];
  readonly total: number;
  add(problem: Problem): void;
}

export function problemLog(limit: number): ProblemLog {
  const kept: Problem[] = [];
  let total = 0;
  return {
    kept,
    get total() {
      return total;
    },
    add(problem) {
      total += 1;
      if (kept.length < limit) kept.push(problem);
    },
  };
}
