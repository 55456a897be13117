import type { VariantResult } from '../../analyze/port.js';
import type { Estimate } from '../../domain/index.js';
import { ABSENT, decimal, decimalsFor } from '../format.js';
import { gateWord, inputTokensOf, isOnFront, variantsInOrder } from '../order.js';
import type { ReportModel } from '../port.js';
import type { Section } from './chart.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup, NOTHING } from './markup.js';
import { estimateCell, headRow, numberCell, tableBox } from './table.js';
import { verdictBadge } from './verdict-section.js';

interface FigureColumn {
  readonly title: string;
  readonly unit: string;
  readonly of: (variant: VariantResult) => Estimate | null;
  /** Which end is better; undefined: neither. */
  readonly better?: 'high' | 'low';
  readonly fewest?: number;
}

const MAIN: readonly FigureColumn[] = [
  { title: 'quality', unit: '0 to 1', of: (variant) => variant.quality, better: 'high', fewest: 3 },
  {
    title: 'cost',
    unit: '$ a conversation',
    of: (variant) => variant.costUsdPerSample,
    better: 'low',
  },
  { title: 'month', unit: '$', of: (variant) => variant.monthlyCostUsd, better: 'low' },
  { title: 'quality per 1K tokens', unit: '', of: (variant) => variant.qualityPer1kTokens, better: 'high' },
  { title: 'quality per dollar', unit: '1/$', of: (variant) => variant.qualityPerUsd, better: 'high' },
  { title: 'latency p50', unit: 'ms', of: (variant) => variant.latencyMs.p50, better: 'low', fewest: 0 },
  { title: 'latency p95', unit: 'ms', of: (variant) => variant.latencyMs.p95, better: 'low', fewest: 0 },
  { title: 'latency p99', unit: 'ms', of: (variant) => variant.latencyMs.p99, better: 'low', fewest: 0 },
];

/** Variants side by side: what they are worth, what they cost, and each metric on its own scale. */
export function variantsSection(model: ReportModel, looks: Looks): Section {
  const variants = variantsInOrder(model);
  const metrics: readonly FigureColumn[] = model.metrics.map((metric) => ({
    title: metric.name,
    unit: `${metric.min} to ${metric.max}`,
    of: (variant) => variant.metrics[metric.name] ?? null,
    better: 'high',
    fewest: 3,
  }));
  const declared = MAIN.filter((column) => variants.some((variant) => column.of(variant) !== null));
  const used = declared.filter((column) =>
    variants.some((variant) => (column.of(variant)?.value ?? null) !== null),
  );
  const body = html`<p>Under each figure its interval (${levels(variants)}). <strong>Bold</strong> marks the best value of a column; where intervals overlap, the difference may be chance.</p>
${figureTable('Variants', model, looks, variants, used, true)}
${absentWords(
  declared.filter((column) => !used.includes(column)),
  variants,
)}${
  metrics.length === 0
    ? ''
    : html`<h3>Metrics</h3>
<p>${qualityWords(model)}</p>
${figureTable('Metrics by variant', model, looks, variants, metrics, false)}
<dl class="meanings">${model.metrics.map((metric) => html`<div><dt>${metric.name}</dt><dd>${metric.description}</dd></div>`)}</dl>`
}`;
  return { id: 'variants', title: 'Variants', body, charts: [] };
}

function figureTable(
  caption: string,
  model: ReportModel,
  looks: Looks,
  variants: readonly VariantResult[],
  columns: readonly FigureColumn[],
  full: boolean,
): Markup {
  const formats = columns.map((column) => columnFormat(column, variants));
  const bests = columns.map((column) => bestValue(column, variants));
  const rows = variants.map((variant) => {
    const figures = columns.map((column, at) => {
      const estimate = column.of(variant);
      const best = estimate?.value !== null && estimate?.value !== undefined && estimate.value === bests[at];
      return estimateCell(estimate, formats[at] ?? String, { best });
    });
    const whole = (value: number): string => decimal(value, 0);
    const rest = full
      ? html`${numberCell(inputTokensOf(variant), whole)}${numberCell(variant.tokens.output, whole)}<td class="num">${decimal(variant.n, 0)}</td><td class="num">${decimal(variant.failed, 0)} / ${decimal(variant.unscored, 0)}</td>`
      : '';
    const [first, ...others] = figures;
    const place = full ? html`<td>${standing(model, variant)}</td>` : NOTHING;
    return html`<tr><th scope="row">${variantName(variant.name, looks)}</th>${first}${place}${others}${rest}</tr>
`;
  });
  const counted = [
    { title: 'tokens in', unit: 'mean' },
    { title: 'tokens out', unit: 'mean' },
    { title: 'n', unit: 'samples' },
    { title: 'failed / unscored', unit: 'trials' },
  ];
  const [leading, ...following] = columns;
  const head = headRow([
    { title: 'variant', text: true },
    ...(leading === undefined ? [] : [leading]),
    ...(full ? [{ title: 'gate', text: true }] : []),
    ...following,
    ...(full ? counted : []),
  ]);
  return tableBox(caption, head, rows);
}

/** Columns that no variant can fill are said in words instead of shown as dashes. */
function absentWords(columns: readonly FigureColumn[], variants: readonly VariantResult[]): Markup {
  const parts = columns.map((column) => {
    const reasons = new Set(variants.map((variant) => column.of(variant)?.reason ?? 'undefined'));
    return `${column.title}: ${[...reasons].join('; ')}`;
  });
  return parts.length === 0
    ? NOTHING
    : html`<p class="meta">Not shown, because no variant has it: ${parts.join('. ')}.</p>
`;
}

function standing(model: ReportModel, variant: VariantResult): Markup {
  const word = gateWord(model, variant.name);
  if (word === 'pass' || word === 'fail' || word === 'inconclusive') {
    const dominated =
      variant.dominatedBy === null ? '' : html`<span class="ci">dominated by ${variant.dominatedBy}</span>`;
    return html`${verdictBadge(word)}${dominated}`;
  }
  if (word !== undefined) return html`${word}`;
  if (variant.dominatedBy !== null) return html`dominated by ${variant.dominatedBy}`;
  return isOnFront(model, variant.name) ? html`on the front` : html`measured`;
}

function columnFormat(column: FigureColumn, variants: readonly VariantResult[]): (value: number) => string {
  const decimals = decimalsFor(
    variants.map((variant) => column.of(variant)?.value ?? null),
    column.fewest ?? 2,
    column.fewest === 0 ? 0 : column.fewest === 3 ? 3 : 6,
  );
  return (value) => decimal(value, decimals);
}

function bestValue(column: FigureColumn, variants: readonly VariantResult[]): number | undefined {
  const values = variants
    .map((variant) => column.of(variant)?.value ?? null)
    .filter((value) => value !== null);
  if (values.length < 2 || column.better === undefined) return undefined;
  return column.better === 'high' ? Math.max(...values) : Math.min(...values);
}

function levels(variants: readonly VariantResult[]): string {
  const found = new Set(
    variants.map((variant) => `${decimal(variant.quality.level * 100, 0)} %, ${variant.quality.method}`),
  );
  return found.size === 0 ? ABSENT : [...found].join('; ');
}

function qualityWords(model: ReportModel): string {
  const weights = Object.entries(model.experiment.quality);
  if (weights.length === 0) return 'The experiment declares no quality: every metric stands for itself.';
  const parts = weights.map(([metric, weight]) => `${decimal(weight, 2)} × ${metric}`);
  return `Quality = ${parts.join(' + ')}, each on 0 to 1. A sample with an unscored part has no quality; its weight is not given to the other parts.`;
}
