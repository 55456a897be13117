import { decimal, plural } from '../../format.js';
import { html, type Markup, NOTHING } from '../../html/markup.js';
import { headRow, numberCell, tableBox } from '../../html/table.js';
import { columnFormat } from '../figures.js';
import type { SearchView } from '../view.js';
import { mostMeasured } from './front-spec.js';

/** Rows of the table behind the cloud: those that were measured most. */
const MAX_ROWS = 250;

/** The configs beside the front, the most measured ones; all of them stand in `report.json`. */
export function cloudTable({ document, objectives }: SearchView): Markup {
  const all = document.cloud;
  if (all.length === 0)
    return html`<p class="note">The table of the front stands below; nothing else was measured.</p>`;
  const kept = mostMeasured(all, MAX_ROWS);
  const hasIntents = kept.some(({ intent }) => intent !== null);
  const formats = objectives.map(({ name }) =>
    columnFormat(
      name,
      kept.map((member) => member.objectives[name] ?? null),
    ),
  );
  const rows = kept.map(
    (member) =>
      html`<tr><th scope="row">${member.name}</th>${hasIntents ? html`<td>${member.intent ?? 'all'}</td>` : NOTHING}${objectives.map(({ name }, at) => numberCell(member.objectives[name] ?? null, formats[at] ?? String))}<td class="num">${decimal(member.n, 0)}</td><td>${member.isFeasible ? 'holds' : 'breaks one'}</td></tr>
`,
  );
  const head = headRow([
    { title: 'config', text: true },
    ...(hasIntents ? [{ title: 'intent', text: true }] : []),
    ...objectives.map(({ name, unit }) => ({ title: name, ...(unit !== '' && { unit }) })),
    { title: 'measured', unit: 'cells' },
    { title: 'constraints', text: true },
  ]);
  const note =
    all.length > kept.length
      ? html`The ${plural(kept.length, 'config')} with the most measurements of ${decimal(all.length, 0)}; report.json has all. The front itself stands in the table below.`
      : html`The front itself stands in the table below.`;
  return tableBox('Configs that were measured', head, rows, note);
}
