import type { Verdict } from '../../domain/index.js';
import type { GateCheck } from '../../gate/port.js';
import { capitalise, checkFigure, checkLimit } from '../check-words.js';
import { decimal, level, percent, plural, signed } from '../format.js';
import { judgeLine, noticesBesideJudges } from '../judge-words.js';
import { baselineName } from '../order.js';
import type { ReportModel } from '../port.js';
import type { VerdictFigure } from '../verdict-figure.js';
import { type VerdictWords, verdictHeadline, verdictWords, worseWords } from '../verdict-sentence.js';
import { type Chart, chartFigure, type ForestPanel, type Section } from './chart.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup, NOTHING } from './markup.js';
import { headRow, numberCell, tableBox } from './table.js';

const KINDS: { readonly [kind in GateCheck['kind']]: string } = {
  'non-inferiority': 'difference',
  guardrail: 'guardrail',
  ratio: 'ratio to the baseline',
  exact: 'share of worse samples',
};

const SIGNS: { readonly [verdict in Verdict]: string } = { pass: '✓', fail: '✕', inconclusive: '?' };

/** A verdict as a word with a sign; colour only repeats it. */
export function verdictBadge(verdict: Verdict): Markup {
  return html`<span class="badge ${verdict}"><span aria-hidden="true">${SIGNS[verdict]} </span>${verdict}</span>`;
}

/** The ten seconds: what was compared, the verdict, the number that decided, the money. Then every check. */
export function verdictSection(model: ReportModel, looks: Looks): Section {
  const chart = checksChart(model, looks);
  const body = html`<p class="headline">${verdictHeadline(model)}</p>
${verdictWords(model).map((words) => verdictCard(words, looks))}${promotionLine(model)}${noticeBox(model)}${
  model.document.gate === null
    ? NOTHING
    : html`<h3>Every check behind the verdict</h3>
${
  chart === undefined
    ? checksTable(model, looks)
    : chartFigure(chart, checksSummary(model), checksTable(model, looks))
}`
}`;
  return { id: 'verdict', title: 'Verdict', body, charts: chart === undefined ? [] : [chart] };
}

/** At most three figures, large, each with what it is held against; then what a reader does about it. */
function verdictCard({ variant, verdict, figures, next }: VerdictWords, looks: Looks): Markup {
  return html`<div class="verdict ${verdict}"><p class="who">${variantName(variant, looks)} ${verdictBadge(verdict)}</p>
${figures.length === 0 ? html`<p>No check was made.</p>` : html`<dl class="deciding">${figures.map(figureItem)}</dl>`}
${next.length === 0 ? NOTHING : html`<p class="next">${next.join(' ')}</p>`}</div>
`;
}

function figureItem({ label, value, detail, state }: VerdictFigure): Markup {
  return html`<div><dt>${capitalise(label)}</dt><dd><span class="figure">${value}</span>${state === undefined ? NOTHING : html` ${verdictBadge(state)}`}<br><span class="basis">${detail.join(', ')}</span></dd></div>
`;
}

function promotionLine(model: ReportModel): Markup {
  const { promotion } = model.document;
  if (promotion === null) return NOTHING;
  return html`<p>Promoted: <strong>${promotion.variant}</strong> to <code>${promotion.path}</code>. It was chosen on the samples of this run and not measured again on others.</p>
`;
}

function noticeBox(model: ReportModel): Markup {
  const { cells, judges = [] } = model.document;
  const small = model.datasets.filter((dataset) => dataset.count < 30);
  const limits = [
    ...judges.map(judgeLine),
    ...noticesBesideJudges(model),
    ...(cells.failed + cells.unscored > 0
      ? [
          `${plural(cells.failed, 'cell')} failed and ${decimal(cells.unscored, 0)} went unscored; they count as missing, never as 0.`,
        ]
      : []),
    ...small.map((dataset) => `The dataset ${dataset.name} has only ${plural(dataset.count, 'sample')}.`),
    ...(model.execution.stopped === null ? [] : [`The run was stopped early (${model.execution.stopped}).`]),
  ];
  if (limits.length === 0) return NOTHING;
  return html`<div class="limits"><h3>Read this with</h3><ul>${limits.map((limit) => html`<li>${limit}</li>`)}</ul></div>
`;
}

function checksChart(model: ReportModel, looks: Looks): Chart | undefined {
  const candidates = model.document.gate?.candidates ?? [];
  const rows = candidates.flatMap((candidate) =>
    candidate.checks
      .filter((check) => check.kind === 'non-inferiority')
      .flatMap((check) => {
        if (check.diff === null) return [];
        const look = looks.get(candidate.variant) ?? { colour: 0, shape: 0 };
        const mark = {
          name: candidate.variant,
          ...look,
          value: check.diff,
          low: check.low,
          high: check.high,
        };
        return [
          { label: `${candidate.variant}, ${check.metric}, ${check.slice} (n ${check.n})`, marks: [mark] },
        ];
      }),
  );
  if (rows.length === 0 || rows.length > 40) return undefined;
  const margins = new Set(
    candidates.flatMap((candidate) => candidate.checks.map((check) => check.margin ?? 0)),
  );
  margins.delete(0);
  const lines: ForestPanel['lines'] = [
    { at: 0, label: 'no difference' },
    ...marginLines([...margins].sort((a, b) => b - a)),
  ];
  return {
    id: 'checks',
    spec: {
      kind: 'forest',
      xTitle: `difference from ${baselineName(model) ?? 'the baseline'} (metric units)`,
      panels: [{ name: 'checks', lines, rows }],
    },
  };
}

/** The labels of several margins would lie over one another: the farthest names all. */
function marginLines(margins: readonly number[]): ForestPanel['lines'] {
  const named = margins.map((margin) => signed(-margin, 3)).join(', ');
  return margins.map((margin, at) => ({
    at: -margin,
    label: at > 0 ? '' : `${margins.length === 1 ? 'margin' : 'margins'} ${named}`,
  }));
}

function checksSummary(model: ReportModel): string {
  const checks = model.document.gate?.candidates.flatMap((candidate) => candidate.checks) ?? [];
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length;
  const drop = model.experiment.gate?.maxMissing;
  const missing =
    drop === undefined ? '' : ` More than ${percent(drop)} of pairs missing makes a check inconclusive.`;
  return `${plural(checks.length, 'check')}: ${count('pass')} passed, ${count('fail')} failed, ${count('inconclusive')} inconclusive. A difference passes when its whole one-sided bound stays right of the margin.${missing}`;
}

function checksTable(model: ReportModel, looks: Looks): Markup {
  const three = (value: number): string => decimal(value, 3);
  const rows = (model.document.gate?.candidates ?? []).flatMap((candidate) =>
    candidate.checks.map(
      (
        check,
      ) => html`<tr><th scope="row">${variantName(candidate.variant, looks)}</th><td>${KINDS[check.kind]}</td><td>${check.metric}</td><td>${check.slice}</td>${numberCell(check.diff, (value) => (check.kind === 'non-inferiority' ? signed(value, 3) : checkFigure(check, value)))}${numberCell(check.low, (value) => checkFigure(check, value))}${numberCell(check.high, (value) => checkFigure(check, value))}<td>${checkLimit(check)}</td>${numberCell(check.p, three)}<td class="num">${decimal(check.n, 0)}</td>${numberCell(check.mde, three)}<td>${verdictBadge(check.verdict)}${check.reason === undefined ? NOTHING : html`<span class="ci">${check.reason}</span>`}</td><td class="method">${level(check.level)}, ${check.method}</td></tr>
`,
    ),
  );
  const head = headRow([
    { title: 'candidate', text: true },
    { title: 'check', text: true },
    { title: 'metric', text: true },
    { title: 'on', text: true },
    { title: 'value' },
    { title: 'low' },
    { title: 'high' },
    { title: 'must be', text: true },
    { title: 'p' },
    { title: 'n', unit: 'pairs' },
    { title: 'detectable', unit: '80 % power' },
    { title: 'verdict', text: true },
    { title: 'level and method', text: true },
  ]);
  return html`${tableBox('Checks of the gate', head, rows)}${besideChecks(model)}${missingPairs(model)}`;
}

/** What is shown beside the checks, with its methods: it decides nothing. */
function besideChecks(model: ReportModel): Markup {
  const candidates = model.document.gate?.candidates ?? [];
  const worse = candidates.flatMap(({ variant, worse: shares = [] }) =>
    shares.map((share) => html`<li>${variant}: ${worseWords(share)}</li>`),
  );
  const methods = new Set(
    candidates.flatMap(({ cost, worse: shares = [] }) => [
      ...(cost === undefined ? [] : [`change of cost: ${cost.ratio.method}`]),
      ...shares.map(({ method }) => `share of severely worse samples: ${method}`),
    ]),
  );
  if (methods.size === 0) return NOTHING;
  return html`${worse.length === 0 ? NOTHING : html`<p>Adversarial samples with a flag of any kind:</p><ul>${worse}</ul>`}<p class="meta">Beside the checks, ${[...methods].join('; ')}.</p>
`;
}

const MAX_MISSING = 200;

/** Which pairs no check could use: they shrink n, and are named so that somebody can look. */
function missingPairs(model: ReportModel): Markup {
  const lines = (model.document.gate?.candidates ?? [])
    .filter((candidate) => candidate.missing.length > 0)
    .map(({ variant, missing }) => {
      const ids = missing.slice(0, MAX_MISSING).map(({ sampleId, side }) => `${sampleId} (${side})`);
      const rest =
        missing.length > MAX_MISSING ? `, and ${decimal(missing.length - MAX_MISSING, 0)} more` : '';
      return html`<li>${variant}: ${ids.join(', ')}${rest}</li>`;
    });
  return lines.length === 0
    ? NOTHING
    : html`<p>Missing pairs, with the side that is missing:</p><ul>${lines}</ul>
`;
}
