import type { SearchDocument } from '../search-document.js';
import { bestEstimate, type ObjectiveView } from './objectives.js';
import type { PointView } from './points.js';
import { worstStanding } from './standings.js';

/** A point that a reader would take next, and by which rule. */
export interface Recommendation {
  readonly rule: 'cheapest' | 'knee';
  /** The same in a table: `cheapest`, `lowest latencyMs.p99`, `knee`. */
  readonly remark: string;
  /** What the rule is called: `cheapest that holds`, or `least latencyMs.p99 that holds`. */
  readonly label: string;
  readonly point: PointView;
}

/**
 * The cheapest point of those that hold, and the knee. A point holds when it was measured again, no other point
 * beats it there, and every constraint holds with its bound. Nothing is recommended on a search-part figure.
 */
export function recommendations(
  points: readonly PointView[],
  objectives: readonly ObjectiveView[],
): readonly Recommendation[] {
  const held = points.filter(holds);
  const cheapest = bestBy(held, objectives);
  const knee = held.find(({ point }) => point.isKnee);
  return [
    ...(cheapest === undefined ? [] : [cheapest]),
    ...(knee === undefined
      ? []
      : [{ rule: 'knee' as const, remark: 'knee', label: 'knee of the front', point: knee }]),
  ];
}

/** Measured again, not beaten there, every constraint holds. */
export function holds({ point }: PointView): boolean {
  return point.remeasured !== null && point.stays !== false && worstStanding(point) === 'holds';
}

function bestBy(
  held: readonly PointView[],
  objectives: readonly ObjectiveView[],
): Recommendation | undefined {
  const by =
    objectives.find((one) => one.isMoney && one.direction === 'minimize') ??
    objectives.find((one) => one.direction === 'minimize') ??
    objectives[0];
  if (by === undefined) return undefined;
  const sign = by.direction === 'minimize' ? 1 : -1;
  const value = ({ point }: PointView): number =>
    sign * (bestEstimate(point, by.name)?.value ?? Number.POSITIVE_INFINITY * sign);
  const [first, ...others] = held;
  if (first === undefined) return undefined;
  const point = others.reduce((best, one) => (value(one) < value(best) ? one : best), first);
  const word = by.isMoney ? 'cheapest' : `${by.direction === 'minimize' ? 'lowest' : 'highest'} ${by.name}`;
  return { rule: 'cheapest', remark: word, label: `${word} that holds`, point };
}

/** Why nothing is recommended, and what would help; undefined where something is. */
export function whyNone(document: SearchDocument, points: readonly PointView[]): string | undefined {
  if (points.some(holds)) return undefined;
  if (points.length === 0) return undefined;
  if (points.every(({ point }) => point.remeasured === null)) {
    return document.search.end === 'interrupted'
      ? 'Nothing was measured again yet: the same command goes on with the search.'
      : 'Nothing was measured again on the gate part, so nothing can be recommended or promoted.';
  }
  // Each point by the worst that stands against it.
  const reasons = points.map(({ point }) => {
    const worst = worstStanding(point);
    return worst === 'violated' ? worst : point.stays === false ? 'beaten' : worst;
  });
  const count = (reason: string): number => reasons.filter((one) => one === reason).length;
  const [violated, open, beaten] = [count('violated'), count('open'), count('beaten')];
  const parts = [
    ...(open > 0 ? [`${open} with an open constraint (${openWords(points)})`] : []),
    ...(violated > 0 ? [`${violated} that violate one`] : []),
    ...(beaten > 0 ? [`${beaten} beaten by another point`] : []),
  ];
  return `No point of the front holds on the gate part: ${parts.join(', ')}.`;
}

/** Which constraints are open, and why where an estimate says so: `latencyMs.p99: n too small: 200 observations`. */
function openWords(points: readonly PointView[]): string {
  const open = points.flatMap(({ point }) => point.constraints.filter(({ standing }) => standing === 'open'));
  const names = [...new Set(open.map(({ constraint }) => constraint))];
  return names
    .map((name) => {
      const own = open.filter(({ constraint }) => constraint === name);
      const reason = own.map(({ remeasured, claimed }) => (remeasured ?? claimed)?.reason).find(Boolean);
      const basis = reason ?? (name.startsWith('adversarial.') ? 'answers nobody could judge' : undefined);
      return basis === undefined ? `${name}: more gate samples would settle it` : `${name}: ${basis}`;
    })
    .join('; ');
}
