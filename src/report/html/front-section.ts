import type { VariantResult } from '../../analyze/port.js';
import { decimal, decimalsFor, plural, usd } from '../format.js';
import { baselineName, variantsInOrder } from '../order.js';
import type { ReportModel } from '../port.js';
import { type Chart, chartFigure, type ScatterPoint, type Section } from './chart.js';
import { type Looks, looksKey, variantName } from './identity.js';
import { html, type Markup } from './markup.js';
import { estimateCell, headRow, tableBox } from './table.js';

/** Quality against cost, with both intervals; dominated variants pale. */
export function frontSection(model: ReportModel, looks: Looks): Section {
  const variants = variantsInOrder(model);
  const points = variants.flatMap((variant) => scatterPoint(variant, looks));
  const table = frontTable(model, variants, looks);
  if (points.length === 0) {
    return {
      id: 'front',
      title: 'Quality against cost',
      body: html`<p>No variant has both a quality and a cost, so there is nothing to plot.</p>${table}`,
      charts: [],
    };
  }
  const costs = points.map((point) => point.x[0]).filter((cost) => cost > 0);
  const log = costs.length === points.length && Math.max(...costs) >= 10 * Math.min(...costs);
  const chart: Chart = {
    id: 'front',
    spec: {
      kind: 'scatter',
      xTitle: `cost ($ a conversation${log ? ', log scale' : ''})`,
      yTitle: 'quality (0 to 1)',
      log,
      region: marginRegion(model, variants),
      points,
    },
  };
  return {
    id: 'front',
    title: 'Quality against cost',
    body: html`<p>Up and left is better. ${frontWords(model)}</p>
${chartFigure(chart, frontSummary(variants, log), table, looksKey(looks))}`,
    charts: [chart],
  };
}

function scatterPoint(variant: VariantResult, looks: Looks): ScatterPoint[] {
  const { quality, costUsdPerSample: cost } = variant;
  const look = looks.get(variant.name);
  if (quality.value === null || cost.value === null || look === undefined) return [];
  return [
    {
      name: variant.name,
      ...look,
      pale: variant.dominatedBy !== null,
      x: [cost.value, cost.low, cost.high],
      y: [quality.value, quality.low, quality.high],
    },
  ];
}

function marginRegion(model: ReportModel, variants: readonly VariantResult[]) {
  const margin = model.experiment.gate?.margin;
  const name = baselineName(model);
  const quality = variants.find((variant) => variant.name === name)?.quality.value ?? null;
  if (margin === undefined || quality === null || name === undefined) return null;
  return { from: quality - margin, label: `within the margin of ${name}` };
}

function frontWords(model: ReportModel): string {
  const objectives = new Set(model.document.front.flatMap((point) => Object.keys(point.objectives)));
  const names = { quality: 'quality', costUsdPerSample: 'cost', latencyP95Ms: 'p95 latency' };
  const used = Object.entries(names).flatMap(([key, word]) => (objectives.has(key) ? [word] : []));
  const basis =
    used.length === 0 ? '' : ` Objectives: ${used.join(', ')}; only those that all variants have are used.`;
  return `Whiskers are the intervals of both figures. Pale points are dominated: another variant is at least as good on every objective and better on one.${basis}`;
}

function frontSummary(variants: readonly VariantResult[], log: boolean): string {
  const front = variants.filter((variant) => variant.dominatedBy === null);
  const costs = front.flatMap((variant) =>
    variant.costUsdPerSample.value === null ? [] : [variant.costUsdPerSample.value],
  );
  const decimals = decimalsFor(costs);
  const named = front
    .filter((variant) => variant.quality.value !== null && variant.costUsdPerSample.value !== null)
    .slice(0, 8)
    .map(
      (variant) =>
        `${variant.name} ${decimal(variant.quality.value ?? 0, 3)} at ${usd(variant.costUsdPerSample.value ?? 0, decimals)}`,
    );
  const scale = log ? ' Cost is on a log scale.' : '';
  return `${front.length} of ${plural(variants.length, 'variant')} not dominated: ${named.join('; ')}${front.length > 8 ? `; and ${front.length - 8} more` : ''}.${scale}`;
}

function frontTable(model: ReportModel, variants: readonly VariantResult[], looks: Looks): Markup {
  const decimals = decimalsFor(variants.map((variant) => variant.costUsdPerSample.value));
  const onFront = new Set(model.document.front.map((point) => point.variant));
  const rows = variants.map(
    (
      variant,
    ) => html`<tr><th scope="row">${variantName(variant.name, looks)}</th>${estimateCell(variant.quality, (value) => decimal(value, 3))}${estimateCell(variant.costUsdPerSample, (value) => usd(value, decimals))}${estimateCell(variant.latencyMs.p95, (value) => decimal(value, 0))}<td>${onFront.has(variant.name) ? 'on the front' : `dominated by ${variant.dominatedBy ?? '—'}`}</td></tr>
`,
  );
  const head = headRow([
    { title: 'variant', text: true },
    { title: 'quality', unit: '0 to 1' },
    { title: 'cost', unit: '$ a conversation' },
    { title: 'latency p95', unit: 'ms' },
    { title: 'front', text: true },
  ]);
  return tableBox('Quality, cost and latency', head, rows);
}
