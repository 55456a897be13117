import type { JsonValue } from '../../domain/index.js';
import type { FactorValue, Point, SearchSpace } from '../port.js';
import { inSpaceOrder, pointKey } from '../space/index.js';

/** Configurations by number, in order of first use. */
export interface Registry {
  /** The number of a canonical point; a new one for a point that is new. */
  numberOf(point: Point): number;
  /** Its number if it has one. */
  find(point: Point): number | undefined;
  readonly points: readonly Point[];
  state(): JsonValue;
}

/** An empty registry, or the one that `state` was written of. */
export function createRegistry(space: SearchSpace, state?: JsonValue): Registry {
  const points: Point[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (point: Point): number => {
    const key = pointKey(space, point);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = points.length;
    numbers.set(key, number);
    points.push(point);
    return number;
  };
  for (const stored of Array.isArray(state) ? state : []) numberOf(inSpaceOrder(space, readPoint(stored)));
  const find = (point: Point): number | undefined => numbers.get(pointKey(space, point));
  return { numberOf, find, points, state: () => points };
}

function readPoint(stored: JsonValue): Point {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) {
    throw new RangeError('not the state of a search: a configuration is no record');
  }
  const point: { [factor: string]: FactorValue } = {};
  for (const [factor, value] of Object.entries(stored)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      point[factor] = value;
  }
  return point;
}
