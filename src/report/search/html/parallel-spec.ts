import type { SearchDocument } from '../../search-document.js';
import { bestEstimate, type ObjectiveView } from '../objectives.js';
import { briefValue, type PointView, pointName } from '../points.js';
import type { SearchView } from '../view.js';
import type { SearchChartSpec } from './chart-specs.js';
import { pointState } from './point-marks.js';

type Parallel = Extract<SearchChartSpec, { kind: 'parallel' }>;
type FactorSpec = SearchDocument['space']['factors'][number];

interface Placed {
  readonly name: string;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly at: (view: PointView) => number | null;
}

/** Lines that share a level lie this far apart at most, as a share of the axis. */
const SPREAD = 0.05;

/** Axes for every factor and objective, and a line across them for every point. */
export function parallelSpec({ document, objectives, points }: SearchView): Parallel {
  const count = points.length;
  const axes = [
    ...document.space.factors.map((factor) => factorAxis(factor, points)),
    ...objectives.map((objective) => objectiveAxis(objective, points)),
  ];
  return {
    kind: 'parallel',
    axes: axes.map(({ name, ticks }) => ({ name, ticks })),
    lines: points.map((view) => ({
      number: view.number,
      short: view.short,
      state: pointState(view),
      at: axes.map(({ at }, axis) => {
        const place = at(view);
        const shift = (view.number / (count + 1) - 0.5) * 2 * SPREAD;
        const isFactor = axis < document.space.factors.length;
        return place === null ? null : Number((isFactor ? place + shift : place).toFixed(4));
      }),
      lines: [pointName(view), ...describe(document, view)],
    })),
  };
}

function describe(document: SearchDocument, { point }: PointView): readonly string[] {
  return document.space.factors.flatMap(({ name }) =>
    point.params?.[name] === undefined ? [] : [`${name}: ${point.params[name]}`],
  );
}

function factorAxis(factor: FactorSpec, points: readonly PointView[]): Placed {
  const { name, values } = factor;
  if (values !== null) {
    const at = (index: number): number => (values.length === 1 ? 0.5 : index / (values.length - 1));
    return {
      name,
      ticks: values.map((value, index) => ({ at: at(index), label: cut(briefValue(value)) })),
      at: ({ point }) => {
        const value = point.params?.[name];
        const index = value === undefined ? -1 : values.indexOf(value);
        return index < 0 ? null : at(index);
      },
    };
  }
  const used = points.flatMap(({ point }) =>
    typeof point.params?.[name] === 'number' ? [point.params[name]] : [],
  );
  const low = factor.min ?? Math.min(...used);
  const high = factor.max ?? Math.max(...used);
  const place = (value: number): number => (high > low ? (value - low) / (high - low) : 0.5);
  return {
    name,
    ticks: [low, high].filter(Number.isFinite).map((value) => ({ at: place(value), label: String(value) })),
    at: ({ point }) => {
      const value = point.params?.[name];
      return typeof value === 'number' ? place(value) : null;
    },
  };
}

const MAX_LABEL = 18;

/** Room beside an axis is what lies between two of them. */
function cut(text: string): string {
  const signs = [...text];
  return signs.length > MAX_LABEL ? `${signs.slice(0, MAX_LABEL - 1).join('')}…` : text;
}

/** The better end is at the top; logarithmic where it spans a decade, as in the plane of the front. */
function objectiveAxis({ name, direction, format }: ObjectiveView, points: readonly PointView[]): Placed {
  const value = ({ point }: PointView): number | null => bestEstimate(point, name)?.value ?? null;
  const values = points.flatMap((point) => value(point) ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isLog = low > 0 && high >= 10 * low;
  const scale = (one: number): number => (isLog ? Math.log(one) : one);
  const place = (one: number): number => {
    const share = high > low ? (scale(one) - scale(low)) / (scale(high) - scale(low)) : 0.5;
    return direction === 'minimize' ? 1 - share : share;
  };
  return {
    name,
    ticks: [...new Set(values.length === 0 ? [] : [low, high])].map((one) => ({
      at: place(one),
      label: format(one),
    })),
    at: (view) => {
      const one = value(view);
      return one === null ? null : place(one);
    },
  };
}
