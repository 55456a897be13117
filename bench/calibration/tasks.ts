import { COVERAGE_SUBJECTS, coverageRows } from './coverage-rows.js';
import { gateRow } from './gate-rows.js';
import { PEEKING_METHODS, peekingRow, sequenceRows } from './peeking-rows.js';
import { SHAPES } from './shapes.js';

/** How much is simulated. */
export interface Effort {
  /** Evaluations per gate row with n up to 100; half as many at 200, a quarter beyond. */
  readonly replications: number;
  readonly seed: number;
  readonly sizes: readonly number[];
}

/** One piece of work, small enough to be sent to another process. */
export type Task =
  | { readonly part: 'gate'; readonly shape: string; readonly n: number }
  | { readonly part: 'coverage'; readonly subject: string }
  | { readonly part: 'peeking'; readonly subject: string }
  | { readonly part: 'sequences' };

const MARGIN = 0.05;

/** Everything there is to do, the longest first so that two processes end together. */
export function tasksOf({ sizes }: Effort): readonly Task[] {
  const gate = [...sizes]
    .sort((a, b) => b - a)
    .flatMap((n) => SHAPES.map(({ name }): Task => ({ part: 'gate', shape: name, n })));
  return [
    { part: 'sequences' },
    ...PEEKING_METHODS.map((subject): Task => ({ part: 'peeking', subject })),
    ...gate,
    ...COVERAGE_SUBJECTS.map((subject): Task => ({ part: 'coverage', subject })),
  ];
}

/** Rows of one task. Every task has a stream of chance of its own: the rows do not depend on who does them when. */
export function carryOut(task: Task, effort: Effort): readonly object[] {
  const { replications, seed } = effort;
  switch (task.part) {
    case 'gate': {
      const shape = SHAPES.find(({ name }) => name === task.shape);
      if (shape === undefined) throw new RangeError(`no such shape: ${task.shape}`);
      const share = task.n <= 100 ? 1 : task.n <= 200 ? 0.5 : 0.25;
      const count = Math.max(100, Math.round(share * replications));
      return [gateRow(shape, { n: task.n, margin: MARGIN, replications: count, seed })];
    }
    case 'coverage':
      return coverageRows(task.subject, { replications: 2 * replications, seed });
    case 'peeking':
      return [peekingRow(task.subject, { replications: Math.max(100, Math.round(replications / 4)), seed })];
    case 'sequences':
      return sequenceRows({ replications, seed });
  }
}
