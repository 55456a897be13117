import { ABSENT, interval } from '../../format.js';
import type { Section } from '../../html/chart.js';
import { html, type Markup, NOTHING } from '../../html/markup.js';
import { estimateCell, headRow, tableBox } from '../../html/table.js';
import type { SearchDocument } from '../../search-document.js';
import { columnFormat } from '../figures.js';
import { isShownAsKnee, type PointView, pointName } from '../points.js';
import type { SearchView } from '../view.js';
import { configBlock, copyButton } from './config-block.js';
import { pointState, stateMark } from './point-marks.js';

/** Every point of the front with its config to copy and how it stands to each constraint. */
export function configsSection(view: SearchView): Section {
  const body = html`<p>Configs can be copied as YAML; constraints are judged on the gate part where it was measured.</p>
${view.points.map((point) => card(view, point))}`;
  return { id: 'configs', title: 'Configs', body, charts: [] };
}

function card({ document, objectives }: SearchView, view: PointView): Markup {
  const figures = objectives.map((objective) => {
    const estimate = view.point.remeasured?.[objective.name] ?? view.point.claimed[objective.name];
    const value = estimate?.value ?? null;
    const range = estimate === undefined ? undefined : interval(estimate, objective.format);
    return `${objective.name} ${value === null ? ABSENT : objective.format(value)}${range === undefined ? '' : ` ${range}`}`;
  });
  const basis = view.point.remeasured === null ? 'claimed: ' : '';
  return html`<details class="flag point-card"><summary>${stateMark(pointState(view))} <span class="id">${pointName(view)}</span>${isShownAsKnee(view.point) ? html` <span class="badge quiet">knee</span>` : NOTHING} <span class="meta">${basis}${figures.join(', ')}</span></summary>
<div class="evidence" id="point-${view.number}" tabindex="-1"><p class="meta">Name: <code>${view.point.name}</code> ${copyButton(view)}</p>
${document.search.per === 'intent' ? intentTable(document, view) : NOTHING}${configBlock(document, view)}${constraintTable(view)}</div></details>
`;
}

/** Intent × factor: what the point chose where. */
function intentTable({ space }: SearchDocument, { point, number }: PointView): Markup {
  const rows = Object.entries(point.perIntent ?? {}).map(
    ([intent, { params }]) =>
      html`<tr><th scope="row">${intent}</th>${space.factors.map(({ name }) => html`<td>${params[name] === undefined ? ABSENT : String(params[name])}</td>`)}</tr>
`,
  );
  const head = headRow([
    { title: 'intent', text: true },
    ...space.factors.map(({ name }) => ({ title: name, text: true })),
  ]);
  return tableBox(`Config of each intent, point ${number}`, head, rows);
}

function constraintTable({ point, number }: PointView): Markup {
  if (point.constraints.length === 0) return NOTHING;
  const rows = point.constraints.map((entry) => {
    const format = columnFormat(entry.constraint, [
      entry.claimed?.value ?? null,
      entry.remeasured?.value ?? null,
    ]);
    return html`<tr><th scope="row">${entry.constraint}</th><td>${entry.intent ?? 'all'}</td>${estimateCell(entry.remeasured, format)}${estimateCell(entry.claimed, format)}<td><span class="badge ${BADGES[entry.standing]}"><span aria-hidden="true">${SIGNS[entry.standing]} </span>${entry.standing}</span></td></tr>
`;
  });
  const head = headRow([
    { title: 'constraint', text: true },
    { title: 'intent', text: true },
    { title: 're-measured' },
    { title: 'claimed' },
    { title: 'standing', text: true },
  ]);
  return tableBox(`Constraints of point ${number}`, head, rows);
}

const BADGES = { holds: 'pass', open: 'inconclusive', violated: 'fail' } as const;
const SIGNS = { holds: '✓', open: '?', violated: '✕' } as const;
