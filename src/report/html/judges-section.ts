import type { JudgeCriterionReport, JudgeReport } from '../../analyze/port.js';
import type { Estimate } from '../../domain/index.js';
import { ABSENT, decimal, interval, percent, signed } from '../format.js';
import { judgeSentences } from '../judge-words.js';
import type { ReportModel } from '../port.js';
import type { Section } from './chart.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup, NOTHING } from './markup.js';
import { estimateCell, headRow, tableBox } from './table.js';

/** Whether the judges can be trusted: calibration, agreement, bias and noise; undefined where nothing was judged. */
export function judgesSection(model: ReportModel, looks: Looks): Section | undefined {
  const judges = model.document.judges;
  if (judges.length === 0) return undefined;
  const body = html`${judges.map((judge) => judgeBlock(judge, looks))}`;
  return { id: 'judges', title: 'How far to trust the judges', body, charts: [] };
}

function judgeBlock(judge: JudgeReport, looks: Looks): Markup {
  return html`<h3>${judge.scorer}</h3>
<p class="meta">${judge.kind}, ${judge.models.length === 1 ? 'one model' : `a panel of ${judge.models.length}, combined by ${judge.combine}`}: ${judge.models.join(', ')}; asked ${judge.repeats === 1 ? 'once' : `${judge.repeats} times`}</p>
<ul>${judgeSentences(judge).map((sentence) => html`<li>${sentence}</li>`)}</ul>
${criteriaTable(judge)}${debiasedTable(judge, looks)}`;
}

function criteriaTable(judge: JudgeReport): Markup {
  const pairwise = judge.kind === 'pairwise';
  const rows = judge.criteria.map(
    (
      criterion,
    ) => html`<tr><th scope="row">${criterion.criterion}</th>${alphaCell(criterion)}${estimateCell(criterion.repeatSd, (v) => decimal(v, 3))}${estimateCell(criterion.lengthBias, (v) => signed(v, 3))}${
      pairwise
        ? html`${estimateCell(criterion.positionBias, (v) => signed(v, 3))}${shareCell(criterion.orderAgreement)}`
        : NOTHING
    }</tr>
`,
  );
  const head = headRow([
    { title: 'criterion', text: true },
    { title: 'agreement', unit: 'Krippendorff’s alpha' },
    { title: 'noise', unit: 'sd when asked again' },
    { title: 'length bias', unit: pairwise ? 'preference per sd' : 'score per sd of length' },
    ...(pairwise
      ? [
          { title: 'position bias', unit: 'first − second' },
          { title: 'order agreement', unit: 'of pairs' },
        ]
      : []),
  ]);
  return tableBox(`Bias and noise of ${judge.scorer}`, head, rows);
}

function alphaCell({ agreement }: JudgeCriterionReport): Markup {
  if (agreement === null) return html`<td class="num">${ABSENT}<span class="ci why">one model</span></td>`;
  const { alpha, n, reason } = agreement;
  return html`<td class="num">${alpha === null ? ABSENT : decimal(alpha, 3)}<span class="ci why">${reason ?? `n ${decimal(n, 0)}`}</span></td>`;
}

function shareCell(estimate: Estimate | null): Markup {
  return estimateCell(estimate, (value) => percent(value));
}

function debiasedTable(judge: JudgeReport, looks: Looks): Markup {
  const known = judge.criteria.flatMap(({ criterion, debiased }) =>
    debiased === null ? [] : [{ criterion, debiased }],
  );
  const variants = [...new Set(known.flatMap(({ debiased }) => Object.keys(debiased)))];
  if (variants.length === 0) return NOTHING;
  const rows = variants.map(
    (variant) =>
      html`<tr><th scope="row">${variantName(variant, looks)}</th>${known.map(({ debiased }) =>
        estimateCell(debiased[variant] ?? null, (value) => decimal(value, 2)),
      )}</tr>
`,
  );
  const head = headRow([
    { title: 'variant', text: true },
    ...known.map(({ criterion }) => ({ title: criterion, unit: 'raw units' })),
  ]);
  const first = known[0]?.debiased[variants[0] ?? ''];
  const note =
    first === undefined
      ? undefined
      : html`Means as the labels correct them, by ${first.method}${interval(first, (v) => decimal(v, 2)) === undefined ? '' : '; the intervals carry the labels’ own uncertainty'}.`;
  return tableBox(`Debiased means of ${judge.scorer}`, head, rows, note);
}
