import type { SliceResult, VariantResult } from '../../analyze/port.js';
import { ABSENT, decimal, plural, signed } from '../format.js';
import { baselineName, variantsInOrder } from '../order.js';
import type { ReportModel } from '../port.js';
import { type Chart, chartFigure, type ForestPanel, type Section } from './chart.js';
import { type Looks, looksKey, variantName } from './identity.js';
import { html, type Markup, NOTHING } from './markup.js';
import { sliceDifferences } from './slice-differences.js';
import { estimateCell, tableBox } from './table.js';

const MAX_PANELS = 8;
const HEAT_STEPS = 10;
const three = (value: number): string => decimal(value, 3);

/** Quality where the traffic is: a heatmap by intent, and every slice of a candidate beside the baseline. */
export function slicesSection(model: ReportModel, looks: Looks): Section {
  const variants = variantsInOrder(model);
  const baseline = variants.find((variant) => variant.name === baselineName(model));
  const others =
    baseline === undefined ? [] : variants.filter((variant) => variant !== baseline).slice(0, MAX_PANELS);
  const pairs = others
    .map((variant) => ({ variant, rows: pairedSlices(baseline, variant) }))
    .filter((pair) => pair.rows.length > 0);
  const differences = sliceDifferences(model, looks);
  if (differences !== undefined) {
    const body = html`<h3>Differences by slice</h3>
${differences.body}<h3>Quality by intent</h3>
${heatmap(variants, looks)}`;
    return { id: 'slices', title: 'Where quality moved', body, charts: [differences.chart] };
  }
  const chart =
    baseline === undefined || pairs.length === 0 ? undefined : forestChart(baseline, pairs, looks);
  const body = html`<h3>Quality by intent</h3>
${heatmap(variants, looks)}
${
  chart === undefined || baseline === undefined
    ? NOTHING
    : html`<h3>Slices against ${baseline.name}</h3>
<p>Sorted by effect, the largest loss first. Each mark has the interval of its own mean; these are not intervals of the difference and no slice is corrected for being one of many, so read them as where to look, and the checks above as what is shown.</p>
${chartFigure(chart, slicesSummary(baseline, pairs), html`${pairs.map((pair) => sliceTable(baseline, pair, looks))}`, looksKey(new Map([...looks].filter(([name]) => name === baseline.name || pairs.some((pair) => pair.variant.name === name)))))}`
}`;
  return { id: 'slices', title: 'Where quality moved', body, charts: chart === undefined ? [] : [chart] };
}

interface Pair {
  readonly variant: VariantResult;
  readonly rows: readonly PairedSlice[];
}

interface PairedSlice {
  readonly label: string;
  readonly before: SliceResult;
  readonly after: SliceResult;
  readonly difference: number | null;
}

function pairedSlices(baseline: VariantResult | undefined, variant: VariantResult): readonly PairedSlice[] {
  const before = new Map(baseline?.slices.map((slice) => [`${slice.by} ${slice.value}`, slice]));
  return variant.slices
    .flatMap((after) => {
      const match = before.get(`${after.by} ${after.value}`);
      if (match === undefined) return [];
      const difference =
        match.quality.value === null || after.quality.value === null
          ? null
          : after.quality.value - match.quality.value;
      return [{ label: `${after.by} ${after.value}`, before: match, after, difference }];
    })
    .sort((a, b) => (a.difference ?? Number.POSITIVE_INFINITY) - (b.difference ?? Number.POSITIVE_INFINITY));
}

function heatmap(variants: readonly VariantResult[], looks: Looks): Markup {
  const intents = [
    ...new Set(
      variants.flatMap((variant) =>
        variant.slices.filter((slice) => slice.by === 'intent').map((slice) => slice.value),
      ),
    ),
  ];
  if (intents.length === 0) return html`<p>No intents are declared.</p>`;
  const cell = (variant: VariantResult, intent: string) =>
    variant.slices.find((slice) => slice.by === 'intent' && slice.value === intent);
  const values = variants
    .flatMap((variant) => intents.map((intent) => cell(variant, intent)?.quality.value ?? null))
    .filter((value) => value !== null);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const rows = intents.map((intent) => {
    const counts = [...new Set(variants.map((variant) => cell(variant, intent)?.n ?? 0))];
    const cells = variants.map((variant) => {
      const quality = cell(variant, intent)?.quality ?? null;
      const step =
        quality?.value == null ? undefined : Math.round(((quality.value - low) / span) * HEAT_STEPS);
      return estimateCell(quality, three, step === undefined ? {} : { className: `h${step}` });
    });
    return html`<tr><th scope="row">${intent} <span class="unit">n ${counts.join(' or ')}</span></th>${cells}</tr>
`;
  });
  const head = html`<tr><th scope="col">intent</th>${variants.map((variant) => html`<th scope="col" class="num">${variantName(variant.name, looks)}</th>`)}</tr>`;
  const note =
    values.length === 0
      ? undefined
      : html`Quality, 0 to 1; the deeper the shade, the higher: from ${three(low)} to ${three(low + span)}.`;
  return html`<div class="heat">${tableBox('Quality by intent and variant', head, rows, note)}</div>`;
}

function forestChart(baseline: VariantResult, pairs: readonly Pair[], looks: Looks): Chart {
  const mark = (variant: VariantResult, slice: SliceResult) =>
    slice.quality.value === null
      ? []
      : [
          {
            name: variant.name,
            ...(looks.get(variant.name) ?? { colour: 0, shape: 0 }),
            value: slice.quality.value,
            low: slice.quality.low,
            high: slice.quality.high,
          },
        ];
  const panels: readonly ForestPanel[] = pairs.map(({ variant, rows }) => ({
    name: variant.name,
    lines: [],
    rows: rows.slice(0, 40).map((row) => ({
      label: `${row.after.value} (n ${row.after.n})`,
      marks: [...mark(baseline, row.before), ...mark(variant, row.after)],
    })),
  }));
  return { id: 'slices', spec: { kind: 'forest', xTitle: 'quality (0 to 1)', panels } };
}

function slicesSummary(baseline: VariantResult, pairs: readonly Pair[]): string {
  const words = pairs.slice(0, 3).map(({ variant, rows }) => {
    const lower = rows.filter((row) => row.difference !== null && row.difference < 0).length;
    const worst = rows[0];
    const most =
      worst === undefined || worst.difference === null
        ? ''
        : `, most on ${worst.label} (${signed(worst.difference, 3)}, n ${worst.after.n})`;
    return `${variant.name} is below ${baseline.name} on ${lower} of ${plural(rows.length, 'slice')}${most}`;
  });
  return `${words.join('; ')}.`;
}

function sliceTable(baseline: VariantResult, pair: Pair, looks: Looks): Markup {
  const rows = pair.rows.map(
    (
      row,
    ) => html`<tr><th scope="row">${row.label}</th>${estimateCell(row.before.quality, three)}${estimateCell(row.after.quality, three)}<td class="num">${row.difference === null ? ABSENT : signed(row.difference, 3)}</td><td class="num">${decimal(row.after.n, 0)}</td></tr>
`,
  );
  const head = html`<tr><th scope="col">slice</th><th scope="col" class="num">${variantName(baseline.name, looks)}</th><th scope="col" class="num">${variantName(pair.variant.name, looks)}</th><th scope="col" class="num">difference</th><th scope="col" class="num">n <span class="unit">samples</span></th></tr>`;
  return tableBox(`Quality by slice: ${pair.variant.name} against ${baseline.name}`, head, rows);
}
