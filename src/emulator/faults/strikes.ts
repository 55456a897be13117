import { hash32 } from '../chance.js';

/** Whether the n-th call that a rule fits is struck. `name` gives a share its seeded draw. */
export function strikes(
  { every, rate }: { readonly every?: number | undefined; readonly rate?: number | undefined },
  call: number,
  name: string,
  seed: number,
): boolean {
  if (every === undefined && rate === undefined) return true;
  if (every !== undefined && every > 0 && call % every === 0) return true;
  return rate !== undefined && rate > 0 && hash32(name, seed) / 4294967296 < rate;
}
