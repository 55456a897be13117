import { decimal, usd } from '../../format.js';
import { type Chart, chartFigure, type Section } from '../../html/chart.js';
import { html, type Markup } from '../../html/markup.js';
import { headRow, tableBox } from '../../html/table.js';
import { spentDecimals } from '../search-words.js';
import type { SearchView } from '../view.js';

/** How the front grew with what was spent. */
export function convergenceSection({ document }: SearchView): Section | undefined {
  const rounds = document.convergence;
  if (rounds.length === 0) return undefined;
  const paid = rounds.some(({ costUsd }) => costUsd > 0);
  const chart: Chart = {
    id: 'convergence',
    spec: {
      kind: 'convergence',
      efforts: [
        { title: 'item evaluations', money: false, values: rounds.map(({ items }) => items) },
        ...(paid ? [{ title: 'dollars', money: true, values: rounds.map(({ costUsd }) => costUsd) }] : []),
        { title: 'rounds', money: false, values: rounds.map(({ round }) => round) },
      ],
      hypervolume: rounds.map(({ hypervolume }) => hypervolume),
      frontSize: rounds.map(({ frontSize }) => frontSize),
    },
  };
  const body = html`<p>Hypervolume as the search itself claimed it after each round: it shows where more money stopped to help, not how good the front is. That is measured again above.</p>
${chartFigure(chart, summary(document), table(document))}`;
  return { id: 'convergence', title: 'Convergence', body, charts: [chart] };
}

type Document = SearchView['document'];

function summary({ convergence }: Document): string {
  const last = convergence.at(-1);
  if (last === undefined) return '';
  // A claim may fall again, so the last round that was off counts, not the first that was near.
  const off = convergence.map(
    ({ hypervolume }) => Math.abs(hypervolume - last.hypervolume) > 0.01 * last.hypervolume,
  );
  const near = convergence[off.lastIndexOf(true) + 1] ?? last;
  return `${decimal(convergence.length, 0)} rounds to a claimed hypervolume of ${decimal(last.hypervolume, 3)} after ${decimal(last.items, 0)} item evaluations and ${usd(last.costUsd, spentDecimals(last.costUsd))}; within 1 % of it from ${decimal(near.items, 0)} evaluations and ${usd(near.costUsd, spentDecimals(near.costUsd))} on.`;
}

function table({ convergence }: Document): Markup {
  const rows = convergence.map(
    (one) =>
      html`<tr><th scope="row">${decimal(one.round, 0)}</th><td class="num">${decimal(one.items, 0)}</td><td class="num">${usd(one.costUsd, 4)}</td><td class="num">${decimal(one.frontSize, 0)}</td><td class="num">${decimal(one.hypervolume, 4)}</td></tr>
`,
  );
  const head = headRow([
    { title: 'round', text: true },
    { title: 'item evaluations' },
    { title: 'cost', unit: '$' },
    { title: 'front', unit: 'points' },
    { title: 'claimed hypervolume' },
  ]);
  return tableBox('Rounds of the search', head, rows);
}
