import { ABSENT, percent } from '../../format.js';
import { html, type Markup } from '../../html/markup.js';
import { tableBox } from '../../html/table.js';
import type { SearchDocument } from '../../search-document.js';
import { briefValue, type PointView, pointName } from '../points.js';
import type { SearchView } from '../view.js';

type FactorSpec = SearchDocument['space']['factors'][number];
type Scalar = NonNullable<FactorSpec['values']>[number];

/** Depth of shading for the last of the values. */
const DARKEST = 9;

/**
 * One map for each factor, intent × point of the front: where along the front an intent changes its mind. Cells hold
 * the number of the value (named above the map), so that shade never carries it alone.
 */
export function intentMaps({ document, points }: SearchView): Markup {
  return html`<p>Points stand by ascending cost from left to right, intents by their share of the traffic. Cells number the values of the factor in their order; numbers of a range stand as they are.</p>
<div class="maps">${document.space.factors.map((factor) => map(factor, document, points))}</div>
`;
}

function map(factor: FactorSpec, { space }: SearchDocument, points: readonly PointView[]): Markup {
  const values = valuesOf(factor, points);
  const intents = [...space.intents].sort((a, b) => b.share - a.share);
  const rows = intents.map(
    (
      intent,
    ) => html`<tr><th scope="row">${intent.name} <span class="unit inline">${percent(intent.share)}</span></th>${points.map((view) => cell(factor, values, view.point.perIntent?.[intent.name]?.params[factor.name]))}</tr>
`,
  );
  const head = html`<tr><th scope="col">intent</th>${points.map((view) => html`<th scope="col" class="num" title="${pointName(view)}">${view.number}</th>`)}</tr>`;
  const legend =
    factor.values === null
      ? html`${String(factor.min)} to ${String(factor.max)}`
      : html`${values.map((value, at) => html`<span class="level"><b class="${shade(at, values.length)}">${at + 1}</b> ${briefValue(value)}</span> `)}`;
  return html`<div class="map"><h3>${factor.name}</h3>
<p class="legend">${legend}</p>
${tableBox(`${factor.name} by intent and point`, head, rows)}</div>
`;
}

function cell(factor: FactorSpec, values: readonly Scalar[], value: Scalar | undefined): Markup {
  if (value === undefined) return html`<td class="num">${ABSENT}</td>`;
  const at = values.indexOf(value);
  const text = factor.values === null ? String(value) : String(at + 1);
  return html`<td class="num ${shade(at, values.length)}" title="${String(value)}">${text}</td>`;
}

function valuesOf({ name, values }: FactorSpec, points: readonly PointView[]): readonly Scalar[] {
  if (values !== null) return values;
  const used = points.flatMap(({ point }) =>
    Object.values(point.perIntent ?? {}).flatMap(({ params }) => params[name] ?? []),
  );
  return [...new Set(used)].sort((a, b) => Number(a) - Number(b));
}

/** From faint to deep in the order of the values; `h0` to `h9` of the style sheet. */
function shade(at: number, count: number): string {
  return `h${count <= 1 ? 4 : Math.round((at / (count - 1)) * DARKEST)}`;
}
