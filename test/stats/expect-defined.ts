import type { Stat } from '../../src/stats/index.js';

/** The values of a statistic that must exist. */
export function defined<T>(stat: Stat<T>): T {
  if (stat.state === 'undefined') throw new Error(`undefined: ${stat.reason}`);
  return stat;
}
