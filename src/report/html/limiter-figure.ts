import type { LimiterTrace } from '../../model/port.js';
import { decimal, duration, percent, plural } from '../format.js';
import { type Chart, chartFigure } from './chart.js';
import { html, type Markup } from './markup.js';
import { headRow, tableBox } from './table.js';

/** Sittings up to this long are drawn in the unit, longer ones in the next. */
const UNITS = [
  { unit: 's', ms: 1_000, upToMs: 180_000 },
  { unit: 'min', ms: 60_000, upToMs: 10_800_000 },
  { unit: 'h', ms: 3_600_000, upToMs: Number.POSITIVE_INFINITY },
] as const;

/** Rows of the folded table: what 240 points say is in `execution.json`. */
const MAX_ROWS = 24;

/** The story of one limiter as a chart; undefined where nothing changed and nothing was throttled. */
export function limiterFigure(
  trace: LimiterTrace,
  at: number,
): { readonly chart: Chart; readonly figure: Markup } | undefined {
  const { points, maxConcurrency } = trace;
  const last = points.at(-1);
  if (last === undefined || points.length < 2) return undefined;
  if (trace.throttled === 0 && points.every(({ limit }) => limit === last.limit)) return undefined;
  const stepMs = stepOf(points);
  const scale = UNITS.find(({ upToMs }) => last.atMs <= upToMs) ?? UNITS[2];
  const chart: Chart = {
    id: `limiter-${at}`,
    spec: {
      kind: 'timeline',
      unit: scale.unit,
      step: stepMs / scale.ms,
      most: maxConcurrency,
      points: points.map(({ atMs, limit, calls, throttled }) => [atMs / scale.ms, limit, calls, throttled]),
    },
  };
  return {
    chart,
    figure: chartFigure(chart, summaryOf(trace, last.atMs + stepMs), foldedTable(trace, stepMs)),
  };
}

function summaryOf(trace: LimiterTrace, spanMs: number): string {
  const { model, region, calls, throttled, lowestLimit, finalLimit, maxConcurrency } = trace;
  const limit =
    lowestLimit === finalLimit
      ? `the limit stood at ${finalLimit}`
      : `the limit fell to ${lowestLimit} at the lowest and ended at ${finalLimit}`;
  return `${model} in ${region}, ${duration(spanMs)}: ${plural(calls, 'call')}, ${decimal(throttled, 0)} of them throttled${
    calls === 0 ? '' : ` (${percent(throttled / calls, { decimals: 1 })})`
  }; ${limit} of ${maxConcurrency} calls at once.`;
}

/** Points are equally far apart but for gaps in which nothing happened. */
function stepOf(points: LimiterTrace['points']): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < points.length; at += 1) {
    least = Math.min(least, (points[at]?.atMs ?? 0) - (points[at - 1]?.atMs ?? 0));
  }
  return Math.max(1, least);
}

function foldedTable({ points, model }: LimiterTrace, stepMs: number): Markup {
  const perRow = Math.ceil(points.length / MAX_ROWS);
  const rows: Markup[] = [];
  for (let from = 0; from < points.length; from += perRow) {
    const group = points.slice(from, from + perRow);
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const sum = (of: 'calls' | 'throttled'): number => group.reduce((total, point) => total + point[of], 0);
    const limits = group.map(({ limit }) => limit);
    rows.push(html`<tr><th scope="row">${duration(first.atMs)} to ${duration(last.atMs + stepMs)}</th><td class="num">${Math.min(...limits)}</td><td class="num">${Math.max(...limits)}</td><td class="num">${decimal(sum('calls'), 0)}</td><td class="num">${decimal(sum('throttled'), 0)}</td></tr>
`);
  }
  const head = headRow([
    { title: 'since the first call', text: true },
    { title: 'lowest limit', unit: 'calls' },
    { title: 'highest limit', unit: 'calls' },
    { title: 'calls' },
    { title: 'throttled', unit: 'calls' },
  ]);
  return tableBox(`Limit and throttled calls of ${model}`, head, rows);
}
