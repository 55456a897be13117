import { plural } from '../../format.js';
import type { Section } from '../../html/chart.js';
import { html, type Markup, NOTHING } from '../../html/markup.js';
import { estimateCell, headRow, tableBox } from '../../html/table.js';
import type { SearchDocument } from '../../search-document.js';
import { columnFormat } from '../figures.js';
import { infeasibleSentence } from '../search-words.js';
import type { SearchView } from '../view.js';

/** Rows of one constraint that are shown; `report.json` has all. */
const MAX_ROWS = 200;

type Excluded = SearchDocument['excluded'];

/** Configs that a constraint keeps out although they would stand on the front or near it. */
export function excludedSection({ document }: SearchView): Section | undefined {
  const { excluded, infeasible } = document;
  if (excluded.length === 0 && infeasible === null) return undefined;
  const reasons = [...new Set(excluded.map(({ by }) => by))].map((by) => ({
    by,
    members: excluded.filter((one) => one.by === by),
  }));
  reasons.sort((a, b) => b.members.length - a.members.length);
  const body = html`${infeasible === null ? NOTHING : html`<p><strong>${infeasibleSentence(document)}</strong></p>`}
<p>Each of these would otherwise stand on the front or near it; a bound of its figure does not hold.</p>
${reasons.map(({ by, members }, at) => group(by, members, at === 0))}`;
  return { id: 'excluded', title: 'Excluded by constraints', body, charts: [] };
}

function group(by: string, members: Excluded, isOpen: boolean): Markup {
  const shown = members.slice(0, MAX_ROWS);
  const intents = new Set(members.flatMap(({ intent }) => (intent === null ? [] : [intent])));
  const where = intents.size === 0 ? '' : ` in ${plural(intents.size, 'intent')}`;
  const format = columnFormat(
    by,
    shown.map(({ value }) => value?.value ?? null),
  );
  const rows = shown.map(
    ({ name, intent, value, params }) =>
      html`<tr><th scope="row">${name}</th><td>${intent ?? 'all'}</td>${estimateCell(value, format)}<td class="params">${Object.entries(
        params,
      )
        .map(([factor, one]) => `${factor}=${one}`)
        .join(', ')}</td></tr>
`,
  );
  const head = headRow([
    { title: 'config', text: true },
    { title: 'intent', text: true },
    { title: by },
    { title: 'params', text: true },
  ]);
  const note =
    members.length > shown.length
      ? html`The first ${MAX_ROWS} of ${members.length}; report.json has all.`
      : undefined;
  return html`<details class="numbers"${isOpen ? html` open` : NOTHING}><summary>${by}: ${plural(members.length, 'config')}${where}</summary>
${tableBox(`Excluded by ${by}`, head, rows, note)}</details>
`;
}
