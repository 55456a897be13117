import type { Estimate } from '../../../domain/index.js';
import { percent } from '../../format.js';
import type { SearchDocument } from '../../search-document.js';
import { firstAxes, type ObjectiveView } from '../objectives.js';
import { briefValue, isShownAsKnee, type PointView, pointName } from '../points.js';
import { constraintWords, standingCounts, standingWords } from '../standings.js';
import type { SearchView } from '../view.js';
import type { AxisSpec, CloudSpec, FrontPointSpec, SearchChartSpec, Triple } from './chart-specs.js';
import { pointState } from './point-marks.js';

/** Members of a plane's cloud that are drawn; the most measured ones where there are more. */
export const MAX_CLOUD = 3000;

type Cloud = SearchDocument['cloud'];

/** The plane of the front; undefined where there are fewer than two objectives or nothing to draw. */
export function frontSpec(view: SearchView): Extract<SearchChartSpec, { kind: 'front' }> | undefined {
  const { document, objectives, points } = view;
  const first = firstAxes(objectives);
  if (first === undefined || (points.length === 0 && document.cloud.length === 0)) return undefined;
  return {
    kind: 'front',
    axes: objectives.map((objective) => axisSpec(objective, document)),
    first: [objectives.indexOf(first[0]), objectives.indexOf(first[1])],
    points: points.map((point) => pointSpec(view, point)),
    planes: planes(view),
  };
}

function axisSpec(
  { name, unit, isMoney, decimals, direction }: ObjectiveView,
  document: SearchDocument,
): AxisSpec {
  const constraint = document.constraints.find((one) => one.name === name);
  return {
    name,
    unit,
    money: isMoney,
    decimals,
    better: direction === 'minimize' ? 'low' : 'high',
    bound:
      constraint === undefined
        ? null
        : { min: constraint.min, max: constraint.max, label: constraintWords(constraint) },
  };
}

function pointSpec({ document, objectives }: SearchView, view: PointView): FrontPointSpec {
  const { point, number, short } = view;
  const config = configLines(document, view);
  const membership =
    point.membership === null
      ? []
      : [`on the true front (give or take 2 % of its range) with probability ${percent(point.membership)}`];
  const standings = [`constraints: ${standingCounts(point)}`, ...standingWords(point).slice(0, 3)];
  const stays = point.stays === false ? ['beaten by another point on the gate part'] : [];
  return {
    number,
    short,
    state: pointState(view),
    knee: isShownAsKnee(point),
    claimed: objectives.map(({ name }) => triple(point.claimed[name])),
    remeasured:
      point.remeasured === null ? null : objectives.map(({ name }) => triple(point.remeasured?.[name])),
    lines: [...membership, ...stays, ...standings, ...config],
    said: [
      `${pointName(view)}${isShownAsKnee(point) ? ', knee' : ''}`,
      ...objectives.map((objective) => said(objective, view)),
      ...membership,
      ...stays,
      ...standings.slice(0, 2),
    ].join('; '),
  };
}

function said({ name, format }: ObjectiveView, { point }: PointView): string {
  const claimed = point.claimed[name]?.value ?? null;
  const remeasured = point.remeasured?.[name]?.value ?? null;
  const words = [
    ...(remeasured === null ? [] : [`${format(remeasured)} re-measured`]),
    ...(claimed === null ? [] : [`${format(claimed)} claimed`]),
  ];
  return `${name} ${words.length === 0 ? 'unknown' : words.join(', ')}`;
}

const MAX_CONFIG_LINES = 12;

function configLines(document: SearchDocument, { point }: PointView): readonly string[] {
  const entries =
    point.perIntent === null
      ? Object.entries(point.params ?? {}).map(([factor, value]) => `${factor}: ${value}`)
      : Object.entries(point.perIntent).map(
          ([intent, { params }]) =>
            `${intent}: ${document.space.factors.flatMap(({ name }) => (params[name] === undefined ? [] : [briefValue(params[name])])).join(' · ')}`,
        );
  return entries.length > MAX_CONFIG_LINES
    ? [...entries.slice(0, MAX_CONFIG_LINES), `… and ${entries.length - MAX_CONFIG_LINES} more`]
    : entries;
}

function planes({ document, objectives, points }: SearchView) {
  const whole = document.cloud.filter((member) => member.intent === null);
  const intents = [...new Set(document.cloud.flatMap(({ intent }) => (intent === null ? [] : [intent])))];
  return [
    ...(points.length > 0 || whole.length > 0
      ? [
          {
            name: document.search.per === 'intent' ? 'all intents' : 'all',
            front: true,
            cloud: cloudSpec(whole, objectives, null),
          },
        ]
      : []),
    ...intents.map((intent) => {
      const used = new Map<string, number>();
      for (const { point } of points) {
        const name = point.perIntent?.[intent]?.name;
        if (name !== undefined) used.set(name, (used.get(name) ?? 0) + 1);
      }
      const members = document.cloud.filter((member) => member.intent === intent);
      return { name: intent, front: false, cloud: cloudSpec(members, objectives, used) };
    }),
  ];
}

function cloudSpec(
  members: Cloud,
  objectives: readonly ObjectiveView[],
  used: ReadonlyMap<string, number> | null,
): CloudSpec {
  const kept = mostMeasured(members, MAX_CLOUD);
  return {
    names: kept.map(({ name }) => name),
    values: objectives.map(({ name }) => kept.map((member) => brief(member.objectives[name] ?? null))),
    feasible: kept.map(({ isFeasible }) => (isFeasible ? 1 : 0)),
    n: kept.map(({ n }) => n),
    used: used === null ? null : kept.map(({ name }) => used.get(name) ?? 0),
  };
}

/** At most so many, in their own order: those with the most measurements. */
export function mostMeasured(members: Cloud, most: number): Cloud {
  if (members.length <= most) return members;
  const kept = new Set([...members].sort((a, b) => b.n - a.n).slice(0, most));
  return members.filter((member) => kept.has(member));
}

function triple(estimate: Estimate | undefined): Triple {
  return [brief(estimate?.value ?? null), brief(estimate?.low ?? null), brief(estimate?.high ?? null)];
}

/** Six digits are more than a drawing shows. */
function brief(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6));
}
