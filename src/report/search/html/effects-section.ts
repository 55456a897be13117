import { interval, percent } from '../../format.js';
import { type Chart, chartFigure, type ForestPanel, type Section } from '../../html/chart.js';
import { html, type Markup, NOTHING } from '../../html/markup.js';
import { estimateCell, headRow, tableBox } from '../../html/table.js';
import { type Effect, effectFormat, effectName } from '../effect-names.js';
import { briefValue } from '../points.js';
import type { SearchView } from '../view.js';
import { interactionMap } from './interaction-map.js';

const MAX_PARTS = 6;
const COLOURS = 8;
const SHAPES = 5;
/** Interactions of a figure that are open; the others fold. */
const OPEN_MAPS = 2;
/** An interaction below this share of the variance stands in the bars only. */
const LEAST_SHARE = 0.002;

/** What the factors do to each figure: shares of variance, main effects with intervals, interactions. */
export function effectsSection({ document }: SearchView): Section | undefined {
  if (document.effects.length === 0) return undefined;
  const figures = [...new Set(document.effects.map(({ figure }) => figure))];
  const main = document.effects.filter(({ factors }) => factors.length === 1);
  const bars: Chart = { id: 'shares', spec: barsSpec(document.effects, figures) };
  const forest: Chart | undefined =
    main.length === 0
      ? undefined
      : {
          id: 'effects',
          spec: {
            kind: 'forest',
            xTitle: 'effect against the mean over the levels, in units of the figure',
            pick: 'Figure',
            panels: figures.map((figure) => forestPanel(figure, main)),
          },
        };
  const body = html`<h3>Which factors matter</h3>
${chartFigure(bars, barsSummary(document.effects, figures), sharesTable(document.effects))}
${
  forest === undefined
    ? NOTHING
    : html`<h3>Main effects</h3>
${chartFigure(forest, forestSummary(main, figures), html`${figures.map((figure) => effectTable(figure, main))}`)}`
}
${interactions(document.effects, figures)}`;
  return {
    id: 'effects',
    title: 'What the factors do',
    body,
    charts: [bars, ...(forest === undefined ? [] : [forest])],
  };
}

function barsSpec(effects: readonly Effect[], figures: readonly string[]): Chart['spec'] {
  const total = new Map<string, number>();
  for (const effect of effects)
    total.set(effectName(effect), (total.get(effectName(effect)) ?? 0) + effect.share);
  const names = [...total].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const shown = names.slice(0, MAX_PARTS);
  const share = (figure: string, keep: (name: string) => boolean): number =>
    100 *
    effects
      .filter((effect) => effect.figure === figure && keep(effectName(effect)))
      .reduce((sum, effect) => sum + effect.share, 0);
  const others = names.length > shown.length;
  return {
    kind: 'bars',
    xTitle: 'share of the variance over the space (%)',
    categories: figures,
    parts: [
      ...shown.map((name) => ({
        name,
        values: figures.map((figure) => share(figure, (other) => other === name)),
      })),
      ...(others
        ? [
            {
              name: `${names.length - shown.length} others`,
              values: figures.map((figure) => share(figure, (other) => !shown.includes(other))),
            },
          ]
        : []),
    ],
    decimals: 1,
    prefix: '',
  };
}

function barsSummary(effects: readonly Effect[], figures: readonly string[]): string {
  const sentences = figures.map((figure) => {
    const sorted = effects.filter((effect) => effect.figure === figure).sort((a, b) => b.share - a.share);
    const top = sorted.slice(0, 3).map((effect) => `${effectName(effect)} ${percent(effect.share)}`);
    return `${figure}: ${top.join(', ')}`;
  });
  return `Shares of the variance over the space, the largest first. ${sentences.join('; ')}.`;
}

function sharesTable(effects: readonly Effect[]): Markup {
  const rows = effects.map(
    (effect) =>
      html`<tr><th scope="row">${effect.figure}</th><td>${effectName(effect)}</td><td class="num">${percent(effect.share, { decimals: 1 })}</td></tr>
`,
  );
  const head = headRow([
    { title: 'figure', text: true },
    { title: 'factor or interaction', text: true },
    { title: 'share of variance' },
  ]);
  return tableBox('Shares of variance', head, rows);
}

function forestPanel(figure: string, main: readonly Effect[]): ForestPanel {
  const rows = main
    .filter((effect) => effect.figure === figure)
    .flatMap((effect, factor) =>
      effect.levels.flatMap(({ values, effect: estimate }) =>
        estimate.value === null
          ? []
          : [
              {
                label: `${effectName(effect)} = ${values.map(briefValue).join(', ')}`,
                marks: [
                  {
                    name: figure,
                    colour: factor % COLOURS,
                    shape: factor % SHAPES,
                    value: estimate.value,
                    low: estimate.low,
                    high: estimate.high,
                  },
                ],
              },
            ],
      ),
    );
  return { name: figure, lines: [{ at: 0, label: 'mean' }], rows };
}

function forestSummary(main: readonly Effect[], figures: readonly string[]): string {
  const sentences = figures.flatMap((figure) => {
    const format = effectFormat(figure, main);
    const all = main
      .filter((effect) => effect.figure === figure)
      .flatMap((effect) => effect.levels.map((one) => ({ name: effectName(effect), ...one })))
      .filter((one) => one.effect.value !== null)
      .sort((a, b) => Math.abs(b.effect.value ?? 0) - Math.abs(a.effect.value ?? 0));
    const largest = all[0];
    if (largest === undefined) return [];
    const range = interval(largest.effect, format);
    return [
      `${figure}: most by ${largest.name} = ${largest.values.map(briefValue).join(', ')}, ${format(largest.effect.value ?? 0)}${range === undefined ? '' : ` ${range}`}`,
    ];
  });
  return `Effect of each value, averaged over the other factors. ${sentences.join('; ')}.`;
}

function effectTable(figure: string, main: readonly Effect[]): Markup {
  const format = effectFormat(figure, main);
  const rows = main
    .filter((effect) => effect.figure === figure)
    .flatMap((effect) =>
      effect.levels.map(
        ({ values, effect: estimate }) =>
          html`<tr><th scope="row">${effectName(effect)}</th><td>${values.join(', ')}</td>${estimateCell(estimate, format)}</tr>
`,
      ),
    );
  const head = headRow([
    { title: 'factor', text: true },
    { title: 'value', text: true },
    { title: 'effect', unit: figure },
  ]);
  return tableBox(`Main effects on ${figure}`, head, rows);
}

function interactions(effects: readonly Effect[], figures: readonly string[]): Markup {
  const all = effects.filter(({ factors, share }) => factors.length === 2 && share >= LEAST_SHARE);
  if (all.length === 0) return NOTHING;
  return html`<h3>Interactions</h3>
<p>What a pair of values does beyond both main effects; orange is below, blue above, and the number says it. Pairs that make less than ${percent(LEAST_SHARE, { decimals: 1 })} of the variance are left out here.</p>
${figures.map((figure) => {
  const own = all.filter((effect) => effect.figure === figure).sort((a, b) => b.share - a.share);
  if (own.length === 0) return NOTHING;
  const format = effectFormat(figure, own);
  return html`<h4>${figure}</h4>
${own.map((effect, at) => interactionMap(effect, format, at < OPEN_MAPS))}`;
})}`;
}
