import { decimal, interval, percent, usd } from '../../format.js';
import type { Section } from '../../html/chart.js';
import { html, type Markup, NOTHING } from '../../html/markup.js';
import { honesty } from '../honesty.js';
import { mergedLabels } from '../next-words.js';
import { bestEstimate } from '../objectives.js';
import { type PointView, pointName } from '../points.js';
import { whyNone } from '../recommendation.js';
import {
  algorithmWords,
  ENDS,
  headline,
  limits,
  searchedSentence,
  spentDecimals,
  tableSentence,
} from '../search-words.js';
import { standingCounts } from '../standings.js';
import type { SearchView } from '../view.js';
import { copyButton } from './config-block.js';

/** The ten seconds: what was found and how far to trust it, what it took, what to take next. */
export function resultSection(view: SearchView): Section {
  const { document } = view;
  const table = tableSentence(document);
  const body = html`<p class="headline">${headline(document)}</p>
<p>${searchedSentence(document)}</p>
${document.infeasible === null ? NOTHING : infeasibleBox()}<dl class="deciding boxed">${honestyFigure(view)}${tableFigure(view)}${spentFigures(view)}</dl>
${table === '' ? NOTHING : html`<p>${table}</p>\n`}${nextBox(view)}${promotionLine(view)}${limitsBox(view)}`;
  return { id: 'result', title: 'Result', body, charts: [] };
}

function infeasibleBox(): Markup {
  return html`<div class="verdict fail"><p class="who">Nothing can be recommended</p><p>Loosen the constraint that binds, or widen the space; what was excluded, and by how much, stands below.</p></div>
`;
}

function figure(label: string, value: Markup | string, basis: string): Markup {
  return html`<div><dt>${label}</dt><dd><span class="figure">${value}</span><br><span class="basis">${basis}</span></dd></div>
`;
}

const BADGES = {
  confirmed: 'pass',
  overclaims: 'fail',
  underclaims: 'inconclusive',
  wide: 'inconclusive',
  open: 'inconclusive',
} as const;
const SIGNS = { confirmed: '✓', overclaims: '✕', underclaims: '?', wide: '?', open: '?' } as const;

function honestyFigure({ document }: SearchView): Markup {
  if (document.front.length === 0) return NOTHING;
  const { state, word, figure: ratio, detail } = honesty(document);
  const badge = html`${ratio} <span class="badge ${BADGES[state]}"><span aria-hidden="true">${SIGNS[state]} </span>${word}</span>`;
  return figure('Claimed ÷ re-measured hypervolume', badge, detail.join(', '));
}

function tableFigure({ document: { table } }: SearchView): Markup {
  if (table === null || table.share === null) return NOTHING;
  return figure(
    'Share of the true front',
    percent(table.share, { decimals: 1 }),
    `hypervolume of this front, read off the table, ÷ the true one${table.missing === 0 ? '' : ` (${decimal(table.missing, 0)} cells are missing)`}`,
  );
}

function spentFigures({ document }: SearchView): Markup {
  const { evaluated, budget, end } = document.search;
  const ofItems =
    budget.maxItemEvaluations === null ? [] : [`of at most ${decimal(budget.maxItemEvaluations, 0)}`];
  const beside = [
    ...(evaluated.gateItems > 0 ? [`${decimal(evaluated.gateItems, 0)} more on the gate part`] : []),
    ...(evaluated.guardItems > 0 ? [`${decimal(evaluated.guardItems, 0)} on adversarial samples`] : []),
  ];
  const ofCost = budget.maxCostUsd === null ? [] : [`of at most ${usd(budget.maxCostUsd, 2)}`];
  return html`${figure(
    'Item evaluations',
    decimal(evaluated.items, 0),
    [...ofItems, `of ${decimal(evaluated.configs, 0)} configs`, ...beside].join(', '),
  )}${figure(
    document.search.emulated ? 'Cost of the search, emulated' : 'Paid for the search',
    usd(evaluated.costUsd, spentDecimals(evaluated.costUsd)),
    [...ofCost, `${algorithmWords(document)}, ${ENDS[end]}`].join(', '),
  )}`;
}

function nextBox(view: SearchView): Markup {
  const { recommended, document, points } = view;
  const why = whyNone(document, points);
  if (recommended.length === 0)
    return why === undefined
      ? NOTHING
      : html`<div class="verdict inconclusive"><p class="who">Nothing to recommend yet</p><p>${why}</p></div>\n`;
  return html`<h3>Next</h3>
<div class="nexts">${mergedLabels(recommended).map((one) => nextCard(view, one))}</div>
`;
}

function nextCard(
  { objectives }: SearchView,
  { label, point }: { readonly label: string; readonly point: PointView },
): Markup {
  const figures = objectives.map((objective) => {
    const estimate = bestEstimate(point.point, objective.name);
    const range = estimate === null ? undefined : interval(estimate, objective.format);
    const value = estimate?.value ?? null;
    return html`<div><dt>${objective.name}</dt><dd><span class="figure">${value === null ? '—' : objective.format(value)}</span> <span class="unit inline">${unitBeside(objective)}</span><br><span class="basis">${range ?? 'no interval'}</span></dd></div>
`;
  });
  return html`<div class="verdict pass"><p class="who">${label}: <a href="#point-${point.number}">${pointName(point)}</a></p>
<dl class="deciding">${figures}</dl>
<p class="next">Re-measured figures; constraints: ${standingCounts(point.point)}.${membershipWords(point.point.membership)} ${copyButton(point)}</p></div>
`;
}

/** Money has its sign already. */
function unitBeside({ unit, isMoney }: { readonly unit: string; readonly isMoney: boolean }): string {
  return isMoney ? unit.replace(/^(?:USD|US dollars|\$)\s*/i, '') : unit;
}

function membershipWords(membership: number | null): string {
  return membership === null
    ? ''
    : ` On the true front, give or take 2 % of its range, with probability ${percent(membership)}.`;
}

function promotionLine({ document: { promotion } }: SearchView): Markup {
  if (promotion === null) return NOTHING;
  return html`<p>Promoted: <strong>${promotion.point}</strong> to <code>${promotion.path}</code>, on re-measured figures.</p>
`;
}

function limitsBox({ document }: SearchView): Markup {
  const all = limits(document);
  if (all.length === 0) return NOTHING;
  return html`<div class="limits"><h3>Read this with</h3><ul>${all.map((limit) => html`<li>${limit}</li>`)}</ul></div>
`;
}
