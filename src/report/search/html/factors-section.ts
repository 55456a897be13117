import { ABSENT, decimal } from '../../format.js';
import { type Chart, chartFigure, type Section } from '../../html/chart.js';
import { html, type Markup } from '../../html/markup.js';
import { headRow, tableBox } from '../../html/table.js';
import { bestEstimate } from '../objectives.js';
import { briefValue } from '../points.js';
import type { SearchView } from '../view.js';
import { intentMaps } from './intent-maps.js';
import { parallelSpec } from './parallel-spec.js';
import { pointLink } from './point-marks.js';

/** What the points of the front chose: parallel coordinates, or one map for each factor where intents choose. */
export function factorsSection(view: SearchView): Section | undefined {
  if (view.points.length === 0) return undefined;
  if (view.document.search.per === 'intent') {
    const maps = intentMaps(view);
    return { id: 'factors', title: 'Choices along the front', body: maps, charts: [] };
  }
  const chart: Chart = { id: 'parallel', spec: parallelSpec(view) };
  const body = html`<p>Each line is a point of the front, from its factors to what it reaches; the better end of an objective is at the top. A point that is picked in any chart stands out in all of them.</p>
${chartFigure(chart, summary(view), factorTable(view))}`;
  return { id: 'factors', title: 'Choices along the front', body, charts: [chart] };
}

const MAX_LEVELS = 6;

/** By factor: which values the front uses, and how often. */
function summary({ document, points }: SearchView): string {
  const sentences = document.space.factors.map(({ name }) => {
    const counts = new Map<string, number>();
    for (const { point } of points) {
      const value = point.params?.[name];
      if (value !== undefined) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    }
    const sorted = [...counts].sort((a, b) => b[1] - a[1]);
    const shown = sorted
      .slice(0, MAX_LEVELS)
      .map(([value, count]) => `${briefValue(value)} ${decimal(count, 0)}×`);
    const more = sorted.length > MAX_LEVELS ? ` and ${sorted.length - MAX_LEVELS} more values` : '';
    return shown.length === 0 ? `${name}: in no point` : `${name}: ${shown.join(', ')}${more}`;
  });
  return `Values that the front uses. ${sentences.join('; ')}.`;
}

function factorTable({ document, objectives, points }: SearchView): Markup {
  const { factors } = document.space;
  const rows = points.map((view) => {
    const { point } = view;
    return html`<tr><th scope="row">${pointLink(view)}</th>${factors.map(({ name }) => html`<td>${point.params?.[name] === undefined ? ABSENT : String(point.params[name])}</td>`)}${objectives.map(
      (objective) => {
        const value = bestEstimate(point, objective.name)?.value ?? null;
        return html`<td class="num">${value === null ? ABSENT : objective.format(value)}</td>`;
      },
    )}</tr>
`;
  });
  const head = headRow([
    { title: 'point', text: true },
    ...factors.map(({ name }) => ({ title: name, text: true })),
    ...objectives.map(({ name, unit }) => ({ title: name, ...(unit !== '' && { unit }) })),
  ]);
  return tableBox('Factors and objectives of the front', head, rows);
}
