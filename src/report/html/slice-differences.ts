import type { CandidateResult, SliceDifference } from '../../gate/port.js';
import { decimal, plural, signed } from '../format.js';
import { baselineName } from '../order.js';
import type { ReportModel } from '../port.js';
import { type Chart, chartFigure, type ForestPanel } from './chart.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup } from './markup.js';
import { estimateCell, headRow, numberCell, tableBox } from './table.js';

/** Rows that a plot holds; the table has all. */
const MAX_ROWS = 40;
/** A share of false discoveries that a reader may be pointed at. */
const NOTEWORTHY = 0.05;

/** Paired differences by slice of every candidate: a forest plot and its table; undefined where the gate gave none. */
export function sliceDifferences(
  model: ReportModel,
  looks: Looks,
): { readonly chart: Chart; readonly body: Markup } | undefined {
  const candidates = (model.document.gate?.candidates ?? []).filter(({ slices }) =>
    (slices ?? []).some(({ diff }) => diff.value !== null),
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
  const summary = candidates.slice(0, 3).map(summaryOf).join(' ');
  const body = html`<p>Paired differences candidate − ${baseline}, the largest loss first, with 95 % intervals that are not corrected; p is, by Benjamini–Hochberg over the slices of a candidate. They show where to look and change no verdict.</p>
${chartFigure(chart, summary, html`${candidates.map((candidate) => table(candidate, looks))}`)}`;
  return { chart, body };
}

function panelOf(candidate: CandidateResult, looks: Looks): ForestPanel {
  const look = looks.get(candidate.variant) ?? { colour: 0, shape: 0 };
  const rows = byEffect(candidate).flatMap((slice) => {
    const { value, low, high, n } = slice.diff;
    if (value === null) return [];
    const mark = { name: candidate.variant, ...look, value, low, high };
    return [{ label: `${sliceName(slice)} (n ${n})`, marks: [mark] }];
  });
  return {
    name: candidate.variant,
    lines: [{ at: 0, label: 'no difference' }],
    rows: rows.slice(0, MAX_ROWS),
  };
}

function summaryOf(candidate: CandidateResult): string {
  const slices = byEffect(candidate).filter(({ diff }) => diff.value !== null);
  const lost = slices.filter(({ diff, p }) => (diff.value ?? 0) < 0 && p !== null && p <= NOTEWORTHY);
  const [worst] = slices;
  const most =
    worst === undefined || worst.diff.value === null || worst.diff.value >= 0
      ? ''
      : `, the largest loss on ${sliceName(worst)} (${signed(worst.diff.value, 3)}, n ${worst.diff.n})`;
  return `${candidate.variant}: ${lost.length} of ${plural(slices.length, 'slice')} lower with p ≤ ${NOTEWORTHY}${most}.`;
}

function table(candidate: CandidateResult, looks: Looks): Markup {
  const three = (value: number): string => signed(value, 3);
  const rows = byEffect(candidate).map(
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
  return html`<p>${variantName(candidate.variant, looks)}</p>${tableBox(`Differences of ${candidate.variant} by slice`, head, rows)}`;
}

/** Largest loss first; what has no difference last; then by name, so that the order is total. */
function byEffect({ slices = [] }: CandidateResult): readonly SliceDifference[] {
  const effect = ({ diff }: SliceDifference): number => diff.value ?? Number.POSITIVE_INFINITY;
  return [...slices].sort(
    (a, b) =>
      effect(a) - effect(b) || (sliceName(a) < sliceName(b) ? -1 : sliceName(a) > sliceName(b) ? 1 : 0),
  );
}

function sliceName({ by, value, kind }: SliceDifference): string {
  return `${by} ${value}${kind === 'adversarial' ? ', adversarial' : ''}`;
}
