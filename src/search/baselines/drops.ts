import type { JsonValue } from '../../domain/index.js';
import type { Point } from '../port.js';
import type { Drop } from './heat.js';

/** Chance that a search ever drops a configuration that is not dominated. */
export const RACE_LEVEL = 0.05;

/** Dropped configurations as JSON. */
export function dropsJson(drops: readonly Drop[]): JsonValue {
  return drops.map(({ config, stratum, by, after }) => [config, stratum, by, after]);
}

/** Reads what {@link dropsJson} wrote. */
export function readDrops(stored: JsonValue | undefined): Drop[] {
  return (Array.isArray(stored) ? stored : []).map((drop: JsonValue) => {
    const [config, stratum, by, after] = Array.isArray(drop) ? drop : [];
    return {
      config: Number(config),
      stratum: typeof stratum === 'number' ? stratum : null,
      by: Number(by),
      after: Number(after),
    };
  });
}

/** Rivals that are named in the report. */
const NAMED = 3;

/** How the race went, in a sentence. */
export function raceMethods(
  drops: readonly Drop[],
  of: { readonly entered: number; readonly perIntent: boolean; readonly points: readonly Point[] },
): string {
  const who = of.perIntent ? 'configurations of intents' : 'configurations';
  const rule = `Racing: a configuration is no longer measured once an allowed one is shown to be better in every objective, by paired differences on common items; chance of any wrong drop at most ${RACE_LEVEL} over all looks and configurations (mean of e-processes over rivals)`;
  if (drops.length === 0) return `${rule}; none of ${of.entered} ${who} was dropped`;
  const counts = new Map<number, number>();
  for (const { by } of drops) counts.set(by, (counts.get(by) ?? 0) + 1);
  const named = [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, NAMED)
    .map(([by, count]) => `${count} by ${nameOf(of.points[by] ?? {})}`);
  const others = counts.size > NAMED ? `, the others by ${counts.size - NAMED} more` : '';
  const items = drops.map(({ after }) => after);
  const range = `after ${Math.min(...items)} to ${Math.max(...items)} items`;
  return `${rule}; ${drops.length} of ${of.entered} ${who} were dropped ${range}: ${named.join('; ')}${others}. They stay in the cloud, with what was measured of them`;
}

function nameOf(point: Point): string {
  return Object.entries(point)
    .map(([factor, value]) => `${factor}=${value}`)
    .join(',');
}
