import type { VariantResult } from '../../analyze/port.js';
import { decimal } from '../format.js';
import { variantsInOrder } from '../order.js';
import type { ReportModel } from '../port.js';
import type { Section } from './chart.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup, NOTHING } from './markup.js';
import { sliceDifferences } from './slice-differences.js';
import { estimateCell, tableBox } from './table.js';

const HEAT_STEPS = 10;
const three = (value: number): string => decimal(value, 3);

/** Where quality moved: paired differences by slice where there is a gate, and quality by intent. */
export function slicesSection(model: ReportModel, looks: Looks): Section {
  const differences = sliceDifferences(model, looks);
  const body = html`${
    differences === undefined
      ? NOTHING
      : html`<h3>Differences by slice</h3>
${differences.body}`
  }<h3>Quality by intent</h3>
${heatmap(variantsInOrder(model), looks)}`;
  const charts = differences === undefined ? [] : [differences.chart];
  return { id: 'slices', title: 'Where quality moved', body, charts };
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
