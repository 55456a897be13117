import type { Estimate } from '../../domain/index.js';
import { ABSENT, interval } from '../format.js';
import { html, type Markup, NOTHING } from './markup.js';

/** A table that scrolls inside its own box and can be scrolled by keyboard. */
export function tableBox(caption: string, head: Markup, rows: readonly Markup[], note?: Markup): Markup {
  return html`${note === undefined ? NOTHING : html`<p class="note">${note}</p>`}<div class="box" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead>${head}</thead>
<tbody>
${rows}</tbody></table></div>
`;
}

/** The header row: the first column left, the others right when they are numbers. */
export function headRow(
  columns: readonly { readonly title: string; readonly unit?: string; readonly text?: boolean }[],
): Markup {
  return html`<tr>${columns.map(
    (column) =>
      html`<th scope="col"${column.text === true ? NOTHING : html` class="num"`}>${column.title}${column.unit === undefined ? NOTHING : html` <span class="unit">${column.unit}</span>`}</th>`,
  )}</tr>`;
}

/** A figure with its interval under it; an undefined one is a dash with its reason. */
export function estimateCell(
  estimate: Estimate | null,
  format: (value: number) => string,
  options: { readonly best?: boolean; readonly className?: string } = {},
): Markup {
  const classes = ['num', options.className].filter((name) => name !== undefined).join(' ');
  if (estimate === null) return html`<td class="${classes}">${ABSENT}</td>`;
  const range = interval(estimate, format);
  const why = estimate.value === null || range === undefined ? estimate.reason : undefined;
  const figure = estimate.value === null ? ABSENT : format(estimate.value);
  return html`<td class="${classes}">${options.best === true ? html`<strong>${figure}</strong>` : figure}${
    why !== undefined
      ? html`<span class="ci why">${why}</span>`
      : range === undefined
        ? NOTHING
        : html`<span class="ci">${range}</span>`
  }</td>`;
}

/** A plain number, or a dash. */
export function numberCell(value: number | null, format: (value: number) => string): Markup {
  return html`<td class="num">${value === null ? ABSENT : format(value)}</td>`;
}
