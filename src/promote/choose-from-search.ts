import type { Estimate, Problem } from '../domain/index.js';
import type { SearchDocument, SearchFrontPoint } from '../report/port.js';

/** How a point of a front is picked. Every rule reads figures of the gate part only. */
export type SearchRule =
  /** The cheapest, or the cheapest whose quality is shown to be at least so much. */
  | { readonly kind: 'cheapest'; readonly minQuality?: number }
  /** The best, or the best that is shown to cost at most so much (in units of the cost objective). */
  | { readonly kind: 'best'; readonly maxCost?: number }
  /** Where the front bends most. */
  | { readonly kind: 'knee' }
  | { readonly kind: 'named'; readonly name: string };

/** The choice, or why there is none: a value that must be looked at. */
export type SearchChoice =
  | {
      readonly state: 'chosen';
      readonly point: SearchFrontPoint;
      readonly measuredAgain: { readonly [objective: string]: Estimate };
      /** In words, with its bound. */
      readonly rule: string;
      /** Points that the rule could choose from. */
      readonly among: number;
      readonly runnerUp: { readonly variant: string; readonly why: string } | null;
      readonly forced?: { readonly reason: string };
    }
  | { readonly state: 'refused'; readonly message: string; readonly problems: readonly Problem[] };

/** A front point with its figures of the gate part. */
interface Measured {
  readonly point: SearchFrontPoint;
  readonly again: { readonly [objective: string]: Estimate };
}

/** The objectives that the rules speak of; null: the search has none. */
interface Axes {
  readonly cost: string | null;
  readonly quality: string | null;
}

const COSTS = ['monthlyCostUsd', 'costUsdPer1k', 'costUsd'];

/**
 * Picks what to promote from a finished search. Refused is what another point dominates on the gate part (it is
 * named), what a constraint does not hold for there, and what was never measured again. Never throws.
 *
 * Bounds are tested in an order that the search part alone decided (most promising first), each at the level of its
 * interval, up to the first that fails: a fixed sequence, so that trying many points needs no further correction.
 */
export function chooseFromSearch(
  document: SearchDocument,
  rule: SearchRule,
  options: { readonly force?: { readonly reason: string } } = {},
): SearchChoice {
  if (document.search.end !== 'finished' && document.search.end !== 'budget') {
    return refused(`search ${document.search.id} is not finished`, [
      problem(
        'not-finished',
        document.search.id,
        'its front was not measured again',
        'Run the same search again: it goes on.',
      ),
    ]);
  }
  const measured = document.front.flatMap((point): Measured[] =>
    point.remeasured === null ? [] : [{ point, again: point.remeasured }],
  );
  if (measured.length === 0) {
    return refused(`search ${document.search.id} has no front that was measured again`, [
      problem(
        'no-front',
        document.search.id,
        'nothing on its front can be promoted',
        'Loosen a constraint, or search longer.',
      ),
    ]);
  }
  if (rule.kind === 'named') return chooseNamed(document, measured, rule.name, options.force);
  const axes = axesOf(document);
  const eligible = measured.filter(({ point }) => objections(document, point).length === 0);
  if (eligible.length === 0) {
    const problems = measured.flatMap(({ point }) => objections(document, point));
    return refused('no point of the front holds all constraints on the gate part', problems);
  }
  switch (rule.kind) {
    case 'cheapest':
      return chooseCheapest(eligible, axes, rule.minQuality);
    case 'best':
      return chooseBest(eligible, axes, rule.maxCost);
    case 'knee':
      return chooseKnee(eligible, axes);
  }
}

function chooseNamed(
  document: SearchDocument,
  measured: readonly Measured[],
  name: string,
  force: { readonly reason: string } | undefined,
): SearchChoice {
  const found = measured.find(({ point }) => point.name === name);
  if (found === undefined) {
    const dominating = dominatingOf(document, name);
    const names = measured.map(({ point }) => point.name).join(', ');
    return refused(`${name} is not promoted`, [
      dominating === undefined
        ? problem(
            'unknown-point',
            name,
            `search ${document.search.id} has no such point`,
            `Its front has ${names}.`,
          )
        : problem('dominated', name, `${dominating} dominates it`, `Promote ${dominating} instead.`),
    ]);
  }
  const against = objections(document, found.point);
  // A dominated point is never chosen, whatever the reason: the other is better for everybody.
  const fatal = against.filter(({ code }) => code === 'dominated');
  const rest = against.filter(({ code }) => code !== 'dominated');
  if (fatal.length > 0 || (rest.length > 0 && force === undefined))
    return refused(`${name} is not promoted`, against);
  return chosen(found, `named ${name}`, measured, null, rest.length > 0 ? force : undefined);
}

function chooseCheapest(
  eligible: readonly Measured[],
  axes: Axes,
  minQuality: number | undefined,
): SearchChoice {
  const { cost, quality } = axes;
  if (cost === null) return lacksObjective('cheapest', 'cost', COSTS.join(', '));
  const byCost = ranked(eligible, (one) => again(one, cost));
  if (minQuality === undefined) return fromRanking(byCost, 'cheapest', cost);
  if (quality === null) return lacksObjective('cheapest with a quality', 'quality', 'quality');
  const shown = inFixedSequence(
    [...eligible].sort((a, b) => claimedValue(b, quality) - claimedValue(a, quality)),
    ({ again: figures }) => (figures[quality]?.low ?? Number.NEGATIVE_INFINITY) >= minQuality,
  );
  if (shown.length === 0) {
    const best = ranked(eligible, (one) => -again(one, quality))[0];
    return refused(`no point is shown to have a quality of ${minQuality} on the gate part`, [
      problem(
        'below-quality',
        best?.point.name ?? '',
        `the best re-measured quality is ${words(best?.again[quality])}`,
        'Lower the bound, or measure more samples.',
      ),
    ]);
  }
  return fromRanking(
    byCost.filter((one) => shown.includes(one)),
    `cheapest with ${quality} ≥ ${minQuality}`,
    cost,
  );
}

function chooseBest(eligible: readonly Measured[], axes: Axes, maxCost: number | undefined): SearchChoice {
  const { cost, quality } = axes;
  if (quality === null) return lacksObjective('best', 'quality', 'quality');
  const byQuality = ranked(eligible, (one) => -again(one, quality));
  if (maxCost === undefined) return fromRanking(byQuality, 'best', quality);
  if (cost === null) return lacksObjective('best within a budget', 'cost', COSTS.join(', '));
  const shown = inFixedSequence(
    [...eligible].sort((a, b) => claimedValue(a, cost) - claimedValue(b, cost)),
    ({ again: figures }) => (figures[cost]?.high ?? Number.POSITIVE_INFINITY) <= maxCost,
  );
  if (shown.length === 0) {
    const cheapest = ranked(eligible, (one) => again(one, cost))[0];
    return refused(`no point is shown to cost at most ${maxCost} (${cost}) on the gate part`, [
      problem(
        'above-budget',
        cheapest?.point.name ?? '',
        `the cheapest re-measured cost is ${words(cheapest?.again[cost])}`,
        'Raise the bound, or search cheaper configs.',
      ),
    ]);
  }
  return fromRanking(
    byQuality.filter((one) => shown.includes(one)),
    `best with ${cost} ≤ ${maxCost}`,
    quality,
  );
}

/** Greatest distance from the line through cheapest and best, both axes scaled to the front's range. */
function chooseKnee(eligible: readonly Measured[], { cost, quality }: Axes): SearchChoice {
  if (cost === null) return lacksObjective('knee', 'cost', COSTS.join(', '));
  if (quality === null) return lacksObjective('knee', 'quality', 'quality');
  const scaleOf = (name: string) => {
    const values = eligible.map((one) => again(one, name));
    const low = Math.min(...values);
    const range = Math.max(...values) - low;
    return (one: Measured): number => (range === 0 ? 0 : (again(one, name) - low) / range);
  };
  const dear = scaleOf(cost);
  const good = scaleOf(quality);
  const byBend = ranked(eligible, (one) => dear(one) - good(one));
  return fromRanking(byBend, `knee of ${cost} against ${quality}`, quality);
}

/** Those that pass, in order, up to the first that does not. */
function inFixedSequence(
  order: readonly Measured[],
  passes: (one: Measured) => boolean,
): readonly Measured[] {
  const end = order.findIndex((one) => !passes(one));
  return end < 0 ? order : order.slice(0, end);
}

function fromRanking(order: readonly Measured[], rule: string, by: string): SearchChoice {
  const [first, second] = order;
  if (first === undefined) return refused('no point of the front can be chosen', []);
  const runnerUp =
    second === undefined
      ? null
      : {
          variant: second.point.name,
          why: `${by} ${words(second.again[by])} against ${words(first.again[by])}`,
        };
  return chosen(first, rule, order, runnerUp, undefined);
}

function chosen(
  one: Measured,
  rule: string,
  among: readonly Measured[],
  runnerUp: { readonly variant: string; readonly why: string } | null,
  forced: { readonly reason: string } | undefined,
): SearchChoice {
  return {
    state: 'chosen',
    point: one.point,
    measuredAgain: one.again,
    rule,
    among: among.length,
    runnerUp,
    ...(forced !== undefined && { forced }),
  };
}

/** Everything that speaks against a point; empty: nothing does. */
function objections(document: SearchDocument, point: SearchFrontPoint): readonly Problem[] {
  const by = dominatingOf(document, point.name);
  const dominated =
    by === undefined
      ? []
      : [problem('dominated', point.name, `${by} dominates it on the gate part`, `Promote ${by} instead.`)];
  const broken = point.constraints.flatMap(({ constraint, intent, remeasured, standing }) =>
    standing === 'holds'
      ? []
      : [
          problem(
            `constraint-${standing}`,
            point.name,
            `${constraint}${intent === null ? '' : ` of ${intent}`} is ${standing} on the gate part${remeasured === null ? '' : ` (${words(remeasured)})`}`,
            standing === 'open'
              ? 'Measure more samples, loosen the constraint, or force it with a reason.'
              : 'Take another point, or force it with a reason.',
          ),
        ],
  );
  return [...dominated, ...broken];
}

/** The point of the front, or of the cloud's front, that is better or equal in every objective and better in one. */
function dominatingOf(document: SearchDocument, name: string): string | undefined {
  const own = document.front.find((point) => point.name === name);
  if (own !== undefined) {
    if (own.remeasured === null || own.stays !== false) return undefined;
    const mine = own.remeasured;
    return document.front.find(
      (other) => other.remeasured !== null && beats(document, valuesOf(other.remeasured), valuesOf(mine)),
    )?.name;
  }
  const seen = document.cloud.find((member) => member.name === name);
  return seen === undefined
    ? undefined
    : document.front.find(({ claimed }) => beats(document, valuesOf(claimed), seen.objectives))?.name;
}

type Values = { readonly [objective: string]: number | null };

function valuesOf(estimates: { readonly [objective: string]: Estimate }): Values {
  return Object.fromEntries(Object.entries(estimates).map(([name, { value }]) => [name, value]));
}

function beats({ objectives }: SearchDocument, a: Values, b: Values): boolean {
  let isBetter = false;
  for (const { name, direction } of objectives) {
    const [x, y] = [a[name] ?? null, b[name] ?? null];
    if (x === null || y === null) return false;
    const gain = direction === 'minimize' ? y - x : x - y;
    if (gain < 0) return false;
    if (gain > 0) isBetter = true;
  }
  return isBetter;
}

function axesOf({ objectives }: SearchDocument): Axes {
  const cost = COSTS.find((name) =>
    objectives.some((one) => one.name === name && one.direction === 'minimize'),
  );
  const maximised = objectives.filter(({ direction }) => direction === 'maximize');
  const quality = maximised.find(({ name }) => name === 'quality') ?? maximised[0];
  return { cost: cost ?? null, quality: quality?.name ?? null };
}

function lacksObjective(rule: string, what: string, names: string): SearchChoice {
  return refused(`the rule “${rule}” needs a ${what} among the objectives`, [
    problem(
      'no-objective',
      rule,
      `the search did not weigh ${what}`,
      `Search with one of ${names} as an objective, or name a point.`,
    ),
  ]);
}

/** Ascending; ties by name, so that the choice is one. */
function ranked(points: readonly Measured[], by: (one: Measured) => number): readonly Measured[] {
  return [...points].sort((a, b) => by(a) - by(b) || (a.point.name < b.point.name ? -1 : 1));
}

function again({ again: figures }: Measured, objective: string): number {
  return figures[objective]?.value ?? Number.POSITIVE_INFINITY;
}

function claimedValue({ point }: Measured, objective: string): number {
  return point.claimed[objective]?.value ?? Number.NaN;
}

function words(estimate: Estimate | undefined): string {
  if (estimate === undefined || estimate.value === null) return 'unknown';
  const figure = (value: number): string =>
    Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 6 });
  const { value, low, high } = estimate;
  return low === null || high === null ? figure(value) : `${figure(value)} [${figure(low)}, ${figure(high)}]`;
}

function problem(code: string, path: string, message: string, hint: string): Problem {
  return { code, path, message, hint };
}

function refused(message: string, problems: readonly Problem[]): SearchChoice {
  return { state: 'refused', message, problems };
}
