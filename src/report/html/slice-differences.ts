import type { Estimate } from '../../domain/index.js';
import type { CandidateResult, SliceDifference } from '../../gate/port.js';
import { decimal, plural, signed } from '../format.js';
import { baselineName } from '../order.js';
import type { ReportModel } from '../port.js';
import { NOTEWORTHY_P, noteworthySlices, sliceName, slicesByEffect } from '../slice-words.js';
import { type Chart, chartFigure, type ForestPanel } from './chart.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup } from './markup.js';
import { estimateCell, headRow, numberCell, tableBox } from './table.js';

/** Rows that a plot holds; the table has all. */
const MAX_ROWS = 30;
/** An interval wider than the whole scale of quality says nothing, and would squeeze all others to points. */
const MAX_WIDTH = 1;

/** Paired differences by slice of every candidate: a forest plot and its table; undefined where the gate gave none. */
export function sliceDifferences(
  model: ReportModel,
  looks: Looks,
): { readonly chart: Chart; readonly body: Markup } | undefined {
  const candidates = (model.document.gate?.candidates ?? []).filter(({ slices }) =>
    slices.some(({ diff }) => diff.value !== null),
  );
  if (candidates.length === 0) return undefined;
  const baseline = baselineName(model) ?? 'the baseline';
  const chart: Chart = {
    id: 'slices',
    spec: {
      kind: 'forest',
      xTitle: `difference of quality from ${baseline}`,
      panels: candidates.map((candidate) => panelOf(candidate, looks)),
    },
  };
  const hidden = Math.max(
    ...candidates.map((candidate) => candidate.slices.length - plotted(candidate).length),
  );
  const rest =
    hidden === 0
      ? ''
      : ` Slices whose interval is wider than the scale of quality, that repeat another one, or beyond ${MAX_ROWS} stand in the table only.`;
  const summary = `${candidates.slice(0, 3).map(summaryOf).join(' ')}${rest}`;
  const body = html`<p>Paired differences candidate − ${baseline}, the largest loss first, with 95 % intervals that are not corrected; p is, by Benjamini–Hochberg over the slices of a candidate. They show where to look and change no verdict.</p>
${chartFigure(chart, summary, html`${candidates.map((candidate) => table(candidate, looks))}`)}`;
  return { chart, body };
}

function panelOf(candidate: CandidateResult, looks: Looks): ForestPanel {
  const look = looks.get(candidate.variant) ?? { colour: 0, shape: 0 };
  const rows = plotted(candidate).map((slice) => {
    const { value, low, high, n } = slice.diff;
    const mark = { name: candidate.variant, ...look, value: value ?? 0, low, high };
    const p = slice.p !== null && slice.p <= NOTEWORTHY_P ? `, p ${decimal(slice.p, 3)}` : '';
    return { label: `${sliceName(slice)} (n ${n}${p})`, marks: [mark] };
  });
  return { name: candidate.variant, lines: [{ at: 0, label: 'no difference' }], rows };
}

/** What a plot can show: no slice without a difference, none that says nothing, none twice under two names. */
function plotted(candidate: CandidateResult): readonly SliceDifference[] {
  const seen = new Set<string>();
  const readable = slicesByEffect(candidate).filter(
    ({ diff }) => diff.value !== null && width(diff) <= MAX_WIDTH,
  );
  const distinct = [...readable]
    .sort((a, b) => BY.indexOf(a.by) - BY.indexOf(b.by))
    .filter(({ diff: { value, low, high, n }, kind }) => {
      const key = JSON.stringify([kind, value, low, high, n]);
      return !seen.has(key) && seen.add(key);
    });
  const kept = new Set(distinct);
  const all = readable.filter((slice) => kept.has(slice));
  if (all.length <= MAX_ROWS) return all;
  // Both ends tell where quality moved; the middle tells that it did not.
  return [...all.slice(0, Math.ceil((2 * MAX_ROWS) / 3)), ...all.slice(-Math.floor(MAX_ROWS / 3))];
}

/** A language goes before the tag that means the same. */
const BY: readonly SliceDifference['by'][] = ['language', 'intent', 'tag'];

function width({ low, high }: Estimate): number {
  return low === null || high === null ? 0 : high - low;
}

function summaryOf(candidate: CandidateResult): string {
  const slices = slicesByEffect(candidate).filter(({ diff }) => diff.value !== null);
  const lost = noteworthySlices(candidate).filter(({ diff }) => (diff.value ?? 0) < 0);
  const [worst] = lost;
  const most =
    worst === undefined || worst.diff.value === null || worst.diff.value >= 0
      ? ''
      : ` (most on ${sliceName(worst)} ${signed(worst.diff.value, 3)}, n ${worst.diff.n})`;
  return `${candidate.variant}: ${lost.length} of ${plural(slices.length, 'slice')} lower with p ≤ ${NOTEWORTHY_P}${most}.`;
}

function table(candidate: CandidateResult, looks: Looks): Markup {
  const three = (value: number): string => signed(value, 3);
  const rows = slicesByEffect(candidate).map(
    (
      slice,
    ) => html`<tr><th scope="row">${sliceName(slice)}</th>${estimateCell(slice.diff, three)}${numberCell(slice.p, (p) => decimal(p, 3))}<td class="num">${decimal(slice.diff.n, 0)}</td></tr>
`,
  );
  const head = headRow([
    { title: 'slice', text: true },
    { title: 'difference', unit: 'of quality' },
    { title: 'p', unit: 'BH' },
    { title: 'n', unit: 'pairs' },
  ]);
  const methods = [...new Set(candidate.slices.map(({ diff }) => diff.method))];
  return html`<p>${variantName(candidate.variant, looks)}</p>${tableBox(`Differences of ${candidate.variant} by slice`, head, rows)}<p class="meta">Intervals: ${methods.join('; ')}.</p>`;
}
