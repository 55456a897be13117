import type { Estimate } from '../../domain/index.js';
import { decimal, level, percent, plural } from '../format.js';
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
<ul>${methods(model).map((method) => html`<li>${method}</li>`)}</ul>
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
    ['flags', `quality fell by more than ${percent(gate.drop)} of its baseline value`],
    ...model.experiment.guardrails.map(
      (rail) =>
        [
          'guardrail',
          [
            rail.metric,
            rail.min === undefined ? '' : `≥ ${rail.min}`,
            rail.max === undefined ? '' : `≤ ${rail.max}`,
            rail.on === undefined ? '' : `on ${rail.on}`,
          ]
            .filter((part) => part !== '')
            .join(' '),
        ] as const,
    ),
  ];
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

function methods(model: ReportModel): readonly string[] {
  const found = new Map<string, Set<string>>();
  const note = (what: string, estimate: Pick<Estimate, 'method' | 'level'> | null): void => {
    if (estimate === null) return;
    const key = `${estimate.method}, ${level(estimate.level)}`;
    found.set(key, (found.get(key) ?? new Set()).add(what));
  };
  for (const variant of model.document.variants) {
    note('quality', variant.quality);
    for (const [name, estimate] of Object.entries(variant.metrics)) note(name, estimate);
    note('cost a conversation', variant.costUsdPerSample);
    note('quality per 1K tokens', variant.qualityPer1kTokens);
    note('quality per dollar', variant.qualityPerUsd);
    note('latency percentiles', variant.latencyMs.p50);
  }
  for (const candidate of model.document.gate?.candidates ?? []) {
    for (const check of candidate.checks)
      note(check.kind === 'guardrail' ? 'guardrails' : 'differences', check);
  }
  return [...found].map(([method, uses]) => `${[...uses].join(', ')}: ${method}`);
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
