import type { GuardrailSpec } from '../../experiment/port.js';
import { decimal, percent, plural } from '../format.js';
import { methodLines } from '../method-lines.js';
import type { ReportModel } from '../port.js';
import type { Section } from './chart.js';
import { html, type Markup } from './markup.js';
import { headRow, tableBox } from './table.js';

/** How every number came to be, so that somebody else can come to it too. */
export function methodsSection(model: ReportModel): Section {
  const { run, cost, cells } = model.document;
  const facts: readonly (readonly [string, string])[] = [
    ['run', run.id],
    ['provider', `${run.provider}${run.emulated ? ' (emulated)' : ''}`],
    ['seed', String(run.seed)],
    ['repeats', String(model.experiment.repeats)],
    [
      'cells',
      `${decimal(cells.completed, 0)} of ${decimal(cells.planned, 0)} completed, ${decimal(cells.failed, 0)} failed, ${decimal(cells.unscored, 0)} unscored, ${decimal(cells.cached, 0)} from the cache`,
    ],
    [
      'price book',
      cost.priceBook === null ? 'none' : `${cost.priceBook.date}, sha256 ${cost.priceBook.sha256}`,
    ],
    ...gateFacts(model),
    ...trafficFacts(model),
    ...Object.entries(run.versions).map(([name, version]) => [`version of ${name}`, version] as const),
  ];
  const body = html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<h3>Intervals and tests</h3>
<ul>${methodLines(model).map((method) => html`<li>${method}</li>`)}</ul>
<p>A percentile is given only from enough samples; an unscored or failed trial is missing, never 0; comparisons are paired by sample, and samples of one cluster are not taken as independent.</p>
<h3>Inputs</h3>
${inputTable(model)}`;
  return { id: 'methods', title: 'Methods and inputs', body, charts: [] };
}

function gateFacts(model: ReportModel): readonly (readonly [string, string])[] {
  const { gate } = model.experiment;
  if (gate === undefined) return [];
  return [
    [
      'gate',
      `margin ${decimal(gate.margin, 3)} of quality, alpha ${gate.alpha}, ${gate.candidates.length === 1 ? 'one candidate' : `${gate.require} of ${gate.candidates.length} candidates`}, at most ${percent(gate.maxMissing)} of pairs missing`,
    ],
    [
      'flags',
      `quality fell by more than ${percent(gate.drop)} of its baseline value, facts newly wrong, or newly refused`,
    ],
    ...(gate.maxWorse === undefined
      ? []
      : [['adversarial samples', `at most ${percent(gate.maxWorse)} may get severely worse`] as const]),
    ...(gate.margins ?? []).map(
      ({ metric, margin, on, slice }) =>
        ['margin', `${metric} −${margin}${placeWords({ on, slice })}`] as const,
    ),
    ...model.experiment.guardrails.map((rail) => ['guardrail', guardrailWords(rail)] as const),
  ];
}

/** `costUsd ≤ 1.05 × baseline on golden, language ja; on the scale …`. */
function guardrailWords(rail: GuardrailSpec): string {
  const { metric, min, max, minRatio, maxRatio, fingerprint } = rail;
  const bounds = [
    min === undefined ? undefined : `≥ ${min}`,
    max === undefined ? undefined : `≤ ${max}`,
    minRatio === undefined ? undefined : `≥ ${minRatio} × baseline`,
    maxRatio === undefined ? undefined : `≤ ${maxRatio} × baseline`,
  ].filter((bound) => bound !== undefined);
  const scale = fingerprint === undefined ? '' : `, on the scale ${fingerprint}`;
  return `${metric} ${bounds.join(' and ')}${placeWords(rail)}${scale}`;
}

function placeWords({
  on,
  slice,
}: {
  readonly on?: string | undefined;
  readonly slice?: GuardrailSpec['slice'] | undefined;
}): string {
  const where = [on, slice === undefined ? undefined : `${slice.by} ${slice.value}`].filter(
    (part) => part !== undefined,
  );
  return where.length === 0 ? '' : ` on ${where.join(', ')}`;
}

function trafficFacts(model: ReportModel): readonly (readonly [string, string])[] {
  const entries = Object.entries(model.experiment.traffic ?? {});
  if (entries.length === 0) return [];
  return [
    [
      'traffic',
      entries
        .map(([intent, count]) => `${intent} ${decimal(count, 0)}`)
        .join(', ')
        .concat(' conversations a day'),
    ],
  ];
}

function inputTable(model: ReportModel): Markup {
  const datasets = model.datasets.map(
    (
      dataset,
    ) => html`<tr><th scope="row">${dataset.name}</th><td>dataset, ${dataset.kind}</td><td>${plural(dataset.count, 'sample')}</td><td class="hash">${dataset.hash}</td></tr>
`,
  );
  const prompts = model.prompts.map(
    (
      prompt,
    ) => html`<tr><th scope="row">${prompt.path}</th><td>prompt</td><td>${prompt.name} ${prompt.version}</td><td class="hash">${prompt.hash}</td></tr>
`,
  );
  const head = headRow([
    { title: 'input', text: true },
    { title: 'kind', text: true },
    { title: 'what', text: true },
    { title: 'sha256', text: true },
  ]);
  return tableBox('Inputs by content hash', head, [...datasets, ...prompts]);
}
