import { ABSENT } from '../format.js';
import type { SearchDocument, SearchFrontPoint } from '../search-document.js';
import { bestEstimate, firstAxes, type ObjectiveView } from './objectives.js';

type Params = NonNullable<SearchFrontPoint['params']>;

/** A point of the front as the reports name it. */
export interface PointView {
  /** From 1, by the first axis: the number beside the point wherever it appears. */
  readonly number: number;
  /** Tells it from the others in a few words: the values of the factors that differ, or the end of its name. */
  readonly short: string;
  /** The same for a table whose key names the factors (`factorKey`): values alone. */
  readonly values: string;
  readonly point: SearchFrontPoint;
}

/** Whether a point is to be called the knee: one that another beats on the gate part bends no front. */
export function isShownAsKnee({ isKnee, stays }: SearchFrontPoint): boolean {
  return isKnee && stays !== false;
}

const MAX_SHORT = 60;

/** The front by ascending first axis (what costs), each point with its number and a short name. */
export function pointViews(
  document: SearchDocument,
  objectives: readonly ObjectiveView[],
): readonly PointView[] {
  const axis = firstAxes(objectives)?.[0] ?? objectives[0];
  const value = (point: SearchFrontPoint): number =>
    (axis === undefined ? null : bestEstimate(point, axis.name)?.value) ?? Number.POSITIVE_INFINITY;
  const sorted = document.front
    .map((point, at) => ({ point, at, by: value(point) }))
    .sort((a, b) => (a.by === b.by ? a.at - b.at : a.by - b.by));
  const differing = differingFactors(document);
  return sorted.map(({ point }, at) => ({
    number: at + 1,
    short: cut(shortName(point, differing, document.space.factors)),
    values: cut(valueWords(point, differing, document.space.factors)),
    point,
  }));
}

/** Factors that do not have one and the same value in every point of the front. */
function differingFactors(document: SearchDocument): readonly string[] {
  return document.space.factors
    .map(({ name }) => name)
    .filter((name) => new Set(document.front.map((point) => String(point.params?.[name]))).size > 1);
}

function shortName(
  point: SearchFrontPoint,
  differing: readonly string[],
  factors: SearchDocument['space']['factors'],
): string {
  const { params, name } = point;
  if (point.perIntent !== null) return `${name}: ${mixWords(point.perIntent, factors)}`;
  return params === null || differing.length === 0 ? ending(name) : paramWords(params, differing);
}

function valueWords(
  point: SearchFrontPoint,
  differing: readonly string[],
  factors: SearchDocument['space']['factors'],
): string {
  const { params } = point;
  if (point.perIntent !== null) return mixWords(point.perIntent, factors);
  return differing
    .map((name) => (params?.[name] === undefined ? ABSENT : briefValue(params[name])))
    .join(' · ');
}

function cut(text: string): string {
  const signs = [...text];
  return signs.length > MAX_SHORT ? `${signs.slice(0, MAX_SHORT - 1).join('')}…` : text;
}

/** `haiku-4-5 · maxTokens 250`: a text says by itself what it is, a number or a switch does not. */
function paramWords(params: Params, factors: readonly string[]): string {
  return factors
    .flatMap((name) => {
      const value = params[name];
      if (value === undefined) return [];
      return [typeof value === 'string' ? briefValue(value) : `${name} ${briefValue(value)}`];
    })
    .join(' · ');
}

/** What the values of a point stand for, and what all points have alike: the key below a table. */
export function factorKey(document: SearchDocument): string {
  const { front, space, search } = document;
  if (front.length === 0) return '';
  if (search.per === 'intent')
    return 'mix: one config for each intent, here by how many have which; the report shows them.';
  const differing = differingFactors(document);
  const params = front[0]?.params ?? {};
  const alike = space.factors.flatMap(({ name }) =>
    differing.includes(name) || params[name] === undefined ? [] : [`${name} ${briefValue(params[name])}`],
  );
  return [
    ...(differing.length === 0 ? [] : [`config: ${differing.join(' · ')}`]),
    ...(alike.length === 0
      ? []
      : [`${front.length === 1 ? 'the point has' : 'all points have'} ${alike.join(', ')}`]),
  ].join('; ');
}

/** Ids of models without vendor and date: `us.anthropic.claude-haiku-4-5-20251001-v1:0` is `haiku-4-5`. */
export function briefValue(value: string | number | boolean): string {
  return String(value)
    .replace(/^(?:[a-z]+\.)?anthropic\.(?:claude-)?/, '')
    .replace(/(?:-\d{8})?-v\d+(?::\d+)?$/, '');
}

/** The factor that the words of a mix count. */
function countedFactor(
  factors: SearchDocument['space']['factors'],
): SearchDocument['space']['factors'][number] | undefined {
  return factors.find(({ kind }) => kind === 'categorical') ?? factors[0];
}

/** How many intents have which value of the first named factor: `haiku-4-5 ×7 · opus-4-6 ×3`. */
function mixWords(
  perIntent: NonNullable<SearchFrontPoint['perIntent']>,
  factors: SearchDocument['space']['factors'],
): string {
  const factor = countedFactor(factors);
  const counts = new Map<string, number>();
  for (const { params } of Object.values(perIntent)) {
    const value = factor === undefined ? undefined : params[factor.name];
    if (value !== undefined) counts.set(briefValue(value), (counts.get(briefValue(value)) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value, count]) => `${value} ×${count}`)
    .join(' · ');
}

/** Grid names are `from/model=…,maxTokens=…`: what they have in common stands before the slash. */
function ending(name: string): string {
  const after = name.slice(name.indexOf('/') + 1);
  return after === '' ? name : after;
}

/** `#3 haiku-4-5 · maxTokens 250`, as sentences name a point. */
export function pointName({ number, short }: PointView): string {
  return short === '' ? `#${number}` : `#${number} ${short}`;
}

/** `#3`, or `#3 mix-3` where a name is needed to promote it. */
export function pointLabel({ number, point }: PointView): string {
  return point.perIntent === null ? `#${number}` : `#${number} ${point.name}`;
}
