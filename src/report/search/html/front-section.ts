import { ABSENT, interval, percent, plural } from '../../format.js';
import { chartFigure, type Section } from '../../html/chart.js';
import { html, type Markup, NOTHING } from '../../html/markup.js';
import { headRow, tableBox } from '../../html/table.js';
import type { SearchFrontPoint } from '../../port.js';
import { multiple } from '../figures.js';
import { bestEstimate, type ObjectiveView } from '../objectives.js';
import { briefValue, isShownAsKnee, type PointView, pointName } from '../points.js';
import { standingCounts, standingWords } from '../standings.js';
import type { SearchView } from '../view.js';
import { cloudTable } from './cloud-table.js';
import { copyButton } from './config-block.js';
import { frontSpec, MAX_CLOUD } from './front-spec.js';
import { pointLink, stateKey } from './point-marks.js';

/** The plane of the front and, below it, the front as a table. */
export function frontSection(view: SearchView): Section {
  const spec = frontSpec(view);
  const table = view.points.length === 0 ? NOTHING : frontTable(view);
  if (spec === undefined) {
    return { id: 'front', title: 'Front', body: html`<p>There is nothing to draw.</p>${table}`, charts: [] };
  }
  const chart = { id: 'front', spec };
  const body = html`<p>${reading(view)}</p>
${chartFigure(
  chart,
  summary(view),
  html`${cloudTable(view)}`,
  html`${stateKey(view.document.cloud.length > 0)}<div class="picked" id="picked" hidden></div>
`,
)}${table}`;
  return { id: 'front', title: 'Front', body, charts: [chart] };
}

function reading({ document, points }: SearchView): string {
  const whiskers = points.some(({ point }) => point.remeasured !== null)
    ? 'Filled marks are re-measured on the gate part, with their intervals; hollow ones are what the search claimed of the same points.'
    : 'Nothing was measured again: marks are what the search claims, with its intervals.';
  const planes =
    document.search.per === 'intent' && document.cloud.some(({ intent }) => intent !== null)
      ? ' Inside one intent, marks are the configs that were measured there; large ones are used by points of the front.'
      : '';
  const thinned =
    document.cloud.length > MAX_CLOUD ? ' Of a large cloud the most measured configs are drawn.' : '';
  return points.length === 0
    ? 'No point is on the front; marks are the configs that were measured.'
    : `${whiskers}${planes}${thinned} Point at a mark for its config, or focus the chart and use the arrow keys.`;
}

/** The ends and the knee say where a front lies; the table has every point. */
function summary({ document, objectives, points }: SearchView): string {
  const ends = points.filter(({ point }, at) => at === 0 || at === points.length - 1 || isShownAsKnee(point));
  const named = ends.map((point) => {
    const figures = objectives.map((objective) => {
      const value = bestEstimate(point.point, objective.name)?.value ?? null;
      return `${objective.name} ${value === null ? ABSENT : objective.format(value)}`;
    });
    return `${pointName(point)}${isShownAsKnee(point.point) ? ' (knee)' : ''}: ${figures.join(', ')}`;
  });
  const cloud =
    document.cloud.length === 0 ? '' : ` ${plural(document.cloud.length, 'config')} measured beside it.`;
  return points.length === 0
    ? `No front.${cloud}`
    : `${plural(points.length, 'point')} of the front, from end to end. ${named.join('; ')}.${cloud}`;
}

function frontTable(view: SearchView): Markup {
  const hasPrices = view.points.some(({ point }) => point.priceRange !== null);
  const rows = view.points.map((point) => row(view, point, hasPrices));
  const head = headRow([
    { title: 'point', text: true },
    ...view.objectives.map(({ name, unit, direction }) => ({
      title: name,
      unit: `${unit === '' ? '' : `${unit}, `}${direction === 'minimize' ? 'lower' : 'higher'} is better`,
    })),
    { title: 'on the true front', unit: 'probability, within 2 % of its range' },
    { title: 'unbeaten', unit: 'on the gate part (when it is drawn anew)', text: true },
    { title: 'constraints', text: true },
    ...(hasPrices ? [{ title: 'stays for', unit: 'prices × today’s', text: true }] : []),
  ]);
  const note = html`In the order of the numbers in the plane; under each re-measured figure its interval and what the search claimed.${pricesNote(view)}`;
  return tableBox('The front', head, rows, note);
}

function pricesNote({ document: { priceRange } }: SearchView): string {
  return priceRange === null
    ? ''
    : ` Prices were varied from ${multiple(priceRange.low)} to ${multiple(priceRange.high)} of today’s.`;
}

function row({ objectives }: SearchView, view: PointView, hasPrices: boolean): Markup {
  const { point } = view;
  const problems = standingWords(point);
  return html`<tr data-point="${view.number}"><th scope="row">${pointLink(view)}${isShownAsKnee(point) ? html` <span class="badge quiet">knee</span>` : NOTHING}<span class="ci">${copyButton(view)}</span></th>${objectives.map((objective) => objectiveCell(objective, view))}<td class="num">${point.membership === null ? ABSENT : percent(point.membership)}</td><td>${staysWords(point)}</td><td class="standings">${standingCounts(point)}${problems.slice(0, 2).map((words) => html`<span class="ci">${words}</span>`)}${problems.length > 2 ? html`<span class="ci">and ${problems.length - 2} more</span>` : NOTHING}</td>${hasPrices ? html`<td class="prices">${priceWords(point.priceRange)}</td>` : NOTHING}</tr>
`;
}

function objectiveCell({ name, format }: ObjectiveView, { point }: PointView): Markup {
  const claimed = point.claimed[name];
  const claim =
    claimed === undefined || claimed.value === null
      ? NOTHING
      : html`<span class="ci claim">claimed ${format(claimed.value)}</span>`;
  const estimate = point.remeasured?.[name] ?? null;
  if (estimate === null) {
    const range = claimed === undefined ? undefined : interval(claimed, format);
    return html`<td class="num">${ABSENT}${claim}${range === undefined ? NOTHING : html`<span class="ci">${range}</span>`}</td>`;
  }
  const range = interval(estimate, format);
  return html`<td class="num">${estimate.value === null ? ABSENT : format(estimate.value)}${range === undefined ? html`<span class="ci why">${estimate.reason ?? 'no interval'}</span>` : html`<span class="ci">${range}</span>`}${claim}</td>`;
}

function staysWords({ stays, staysProbability: chance }: SearchFrontPoint): string {
  if (stays === null) return 'not measured';
  return `${stays ? '✓ yes' : '✕ no'}${chance === null ? '' : ` (${percent(chance)})`}`;
}

/** Between which multiples of today's price a point stays. */
export function priceWords(range: PointView['point']['priceRange']): string {
  if (range === null) return ABSENT;
  const { low, high } = range;
  const factor = briefValue(range.factor);
  if (low === null && high === null) return `${factor}: any in range`;
  const from = low === null ? 'any lower' : multiple(low);
  const to = high === null ? 'any higher' : multiple(high);
  return `${factor}: ${from} to ${to}`;
}
