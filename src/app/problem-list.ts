import { invalidInput, ParsimonyError, type Problem } from '../domain/index.js';

/** Collects what several checks find, so that a user sees every problem at once. */
export interface ProblemList {
  add(problems: readonly Problem[]): void;
  /** What the check returns; undefined when it found something, which is kept. Faults of ours are thrown on. */
  try<T>(check: () => T): T | undefined;
  tryAsync<T>(check: () => Promise<T>): Promise<T | undefined>;
  throwIfAny(): void;
}

export function createProblemList(): ProblemList {
  const found: Problem[] = [];
  const errors: ParsimonyError[] = [];
  const keep = (error: unknown): undefined => {
    if (!(error instanceof ParsimonyError)) throw error;
    errors.push(error);
    const { code, message, problems, hint } = error;
    found.push(
      ...(problems.length > 0 ? problems : [{ code, message, ...(hint !== undefined && { hint }) }]),
    );
  };
  return {
    add: (problems) => void found.push(...problems),
    try(check) {
      try {
        return check();
      } catch (error) {
        return keep(error);
      }
    },
    async tryAsync(check) {
      try {
        return await check();
      } catch (error) {
        return keep(error);
      }
    },
    throwIfAny() {
      const [only] = errors;
      // One error alone keeps its own words and kind.
      if (only !== undefined && errors.length === 1 && found.length === Math.max(1, only.problems.length))
        throw only;
      if (found.length > 0) throw invalidInput(found);
    },
  };
}
