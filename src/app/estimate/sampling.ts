import type { RunPlan } from '../../run/index.js';

/**
 * Positions of samples that a plan takes, `limit` of them at most, evenly over their order: always the same ones, the
 * first among them.
 */
export function evenPositions({ included }: Pick<RunPlan, 'included'>, limit: number): ReadonlySet<number> {
  const taken: number[] = [];
  for (const [position, mark] of included.entries()) if (mark === 1) taken.push(position);
  if (taken.length <= limit) return new Set(taken);
  const chosen = Array.from({ length: limit }, (_, k) => taken[Math.floor((k * taken.length) / limit)]);
  return new Set(chosen.filter((position) => position !== undefined));
}

/** The same plan with each request once: repeats of a cell send the same. */
export function withoutRepeats(plan: RunPlan): RunPlan {
  return { ...plan, repeats: 1 };
}

/** Marks every cell of a plan without repeats as done, but those of the chosen samples. */
export function allButChosen(plan: RunPlan, chosen: ReadonlySet<number>): Uint8Array {
  const perSample = plan.variants.length;
  const finished = new Uint8Array(plan.included.length * perSample).fill(1);
  for (const position of chosen) finished.fill(0, position * perSample, (position + 1) * perSample);
  return finished;
}
