import { ABSENT, interval, percent } from '../../format.js';
import { html, type Markup, NOTHING } from '../../html/markup.js';
import { tableBox } from '../../html/table.js';
import { type Effect, effectName } from '../effect-names.js';
import { briefValue } from '../points.js';

const DEPTHS = 6;

/** A heat map of one interaction as a table: sign by hue and by the number itself, intervals below. */
export function interactionMap(effect: Effect, format: (value: number) => string, isOpen: boolean): Markup {
  const [rowFactor = '', columnFactor = ''] = effect.factors;
  const rowValues = distinct(effect.levels.map(({ values }) => String(values[0])));
  const columnValues = distinct(effect.levels.map(({ values }) => String(values[1])));
  const cells = new Map(effect.levels.map((level) => [key(level.values.map(String)), level.effect]));
  const most = Math.max(...effect.levels.map((level) => Math.abs(level.effect.value ?? 0)));
  const rows = rowValues.map(
    (
      row,
    ) => html`<tr><th scope="row">${briefValue(row)}</th>${columnValues.map((column) => cell(cells.get(key([row, column])), most, format))}</tr>
`,
  );
  const head = html`<tr><th scope="col">${rowFactor} ↓ ${columnFactor} →</th>${columnValues.map((column) => html`<th scope="col" class="num">${briefValue(column)}</th>`)}</tr>`;
  const name = effectName(effect);
  return html`<details class="numbers"${isOpen ? html` open` : NOTHING}><summary>${name}: ${percent(effect.share, { decimals: 1 })} of the variance</summary>
${tableBox(`${name}, effect on ${effect.figure}`, head, rows)}</details>
`;
}

function cell(
  estimate: Effect['levels'][number]['effect'] | undefined,
  most: number,
  format: (value: number) => string,
): Markup {
  if (estimate === undefined || estimate.value === null) return html`<td class="num">${ABSENT}</td>`;
  const depth = most === 0 ? 0 : Math.round((Math.abs(estimate.value) / most) * DEPTHS);
  const hue = depth === 0 ? '' : `${estimate.value < 0 ? 'below' : 'above'}${depth}`;
  return html`<td class="num ${hue}">${format(estimate.value)}<span class="ci">${interval(estimate, format) ?? ''}</span></td>`;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function key(values: readonly string[]): string {
  return JSON.stringify(values);
}
