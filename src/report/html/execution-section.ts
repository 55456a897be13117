import type { LimiterTrace } from '../../model/port.js';
import { ABSENT, decimal, decimalsFor, duration, percent, plural, usd } from '../format.js';
import type { BatchJobSummary, EstimationDrift, ExecutionSummary, ReportModel } from '../port.js';
import { unseenSentence } from '../unseen-words.js';
import type { Section } from './chart.js';
import { type Looks, variantName } from './identity.js';
import { limiterFigure } from './limiter-figure.js';
import { html, type Markup, NOTHING } from './markup.js';
import { headRow, numberCell, tableBox } from './table.js';

/** Charts beyond these would only be scrolled past; the table names every limiter. */
const MAX_CHARTS = 6;

/** How the run was carried out: what may differ between two honest executions, and no figure of the verdict. */
export function executionSection(model: ReportModel, looks: Looks): Section {
  const { execution } = model;
  const { limiters = [], timing = [], estimation = [], batch = [] } = execution;
  const drawn = limiters
    .map(limiterFigure)
    .filter((one) => one !== undefined)
    .slice(0, MAX_CHARTS);
  const body = html`${overview(execution)}
${
  limiters.length === 0
    ? NOTHING
    : html`<h3>Limits and throttling</h3>
${limiterTable(limiters)}${drawn.map(({ figure }) => figure)}`
}
${
  timing.length === 0
    ? NOTHING
    : html`<h3>Time of calls</h3>
${timingTable(timing, looks)}`
}
${
  estimation.length === 0
    ? NOTHING
    : html`<h3>Estimate against what was used</h3>
${estimationTable(estimation, looks)}`
}
${
  batch.length === 0
    ? NOTHING
    : html`<h3>Batch jobs</h3>
${batchTable(batch)}`
}`;
  return { id: 'execution', title: 'Execution', body, charts: drawn.map(({ chart }) => chart) };
}

function overview(execution: ExecutionSummary): Markup {
  const { calls, concurrency, phasesMs, startedAt, wallMs, stopped, notices = [] } = execution;
  const phases = Object.entries(phasesMs).map(([phase, time]) => `${phase} ${duration(time)}`);
  const judges = calls.judge === undefined ? '' : ` (${decimal(calls.judge, 0)} by judges)`;
  const throttled = calls.throttled === undefined ? '' : `, ${plural(calls.throttled, 'throttled attempt')}`;
  const unseen = unseenSentence(execution);
  return html`<p>Started ${startedAt}, ${duration(wallMs)} of wall time${phases.length === 0 ? '' : ` (${phases.join(', ')})`}. ${plural(calls.made, 'call')}${judges}, ${plural(calls.retries, 'retry', 'retries')}${throttled}, ${decimal(calls.failed, 0)} failed, ${decimal(calls.cached, 0)} answered by the cache; at most ${concurrency.peak ?? concurrency.limit} of ${concurrency.limit} at a time. Counts are of the last sitting.</p>
${unseen === undefined ? NOTHING : html`<p>${unseen} The spend guard holds that much back.</p>`}${stopped === null ? NOTHING : html`<p>Stopped early: ${stopped}.</p>`}${notices.map((notice) => html`<p>${notice}</p>`)}`;
}

function limiterTable(limiters: readonly LimiterTrace[]): Markup {
  const rows = limiters.map(
    (
      one,
    ) => html`<tr><th scope="row">${one.model}</th><td>${one.region}</td><td class="num">${one.lowestLimit}</td><td class="num">${one.finalLimit}</td><td class="num">${one.maxConcurrency}</td><td class="num">${decimal(one.calls, 0)}</td><td class="num">${decimal(one.throttled, 0)}</td><td class="num">${one.calls === 0 ? ABSENT : percent(one.throttled / one.calls, { decimals: 1 })}</td><td>${quotaWords(one)}</td></tr>
`,
  );
  const head = headRow([
    { title: 'model', text: true },
    { title: 'Region', text: true },
    { title: 'lowest limit', unit: 'calls' },
    { title: 'last limit', unit: 'calls' },
    { title: '-j', unit: 'calls' },
    { title: 'attempts' },
    { title: 'throttled' },
    { title: 'share' },
    { title: 'quota that was given', text: true },
  ]);
  const note = html`The limit is how many calls may be under way at once. It falls once for each event of throttling and rises again with answers; the pace is learned from the moments of throttling.`;
  return tableBox('Limiters of the last sitting', head, rows, note);
}

function quotaWords({ requestsPerMinute, tokensPerMinute }: LimiterTrace): string {
  const words = [
    ...(requestsPerMinute === undefined ? [] : [`${decimal(requestsPerMinute, 0)} requests/min`]),
    ...(tokensPerMinute === undefined ? [] : [`${decimal(tokensPerMinute, 0)} tokens/min`]),
  ];
  return words.length === 0 ? 'none' : words.join(', ');
}

function timingTable(timing: NonNullable<ExecutionSummary['timing']>, looks: Looks): Markup {
  const whole = (value: number): string => decimal(value, 0);
  const rows = timing.map(
    ({
      variant,
      wallMs,
      firstTokenMs,
    }) => html`<tr><th scope="row">${variantName(variant, looks)}</th><td class="num">${whole(wallMs.n)}</td>${numberCell(wallMs.p50, whole)}${numberCell(wallMs.p95, whole)}${numberCell(firstTokenMs?.n ?? null, whole)}${numberCell(firstTokenMs?.p50 ?? null, whole)}${numberCell(firstTokenMs?.p95 ?? null, whole)}</tr>
`,
  );
  const head = headRow([
    { title: 'variant', text: true },
    { title: 'calls' },
    { title: 'whole call p50', unit: 'ms' },
    { title: 'whole call p95', unit: 'ms' },
    { title: 'streams' },
    { title: 'first text p50', unit: 'ms' },
    { title: 'first text p95', unit: 'ms' },
  ]);
  const note = html`By our clock, of the attempt that was answered, network included, waiting for a place not; only live calls of this run. A p95 is given from 59 calls on. Latency in the other sections is the service's own.`;
  return tableBox('Time of calls by variant', head, rows, note);
}

function estimationTable(estimation: readonly EstimationDrift[], looks: Looks): Markup {
  const whole = (value: number): string => decimal(value, 0);
  const decimals = decimalsFor(estimation.flatMap(({ costUsd }) => [costUsd.estimated, costUsd.actual]));
  const cells = (of: EstimationDrift['costUsd'], format: (value: number) => string): Markup =>
    html`<td class="num">${format(of.estimated)}</td>${numberCell(of.actual, format)}${numberCell(of.drift, (drift) => percent(drift, { decimals: 1, sign: true }))}`;
  const rows = estimation.map(
    (
      one,
    ) => html`<tr><th scope="row">${variantName(one.variant, looks)}</th>${cells(one.inputTokensPerCall, whole)}${cells(one.outputTokensPerCall, whole)}${cells(one.costUsd, (value) => usd(value, decimals))}</tr>
`,
  );
  const three = (what: string, unit: string) => [
    { title: `${what} estimated`, unit },
    { title: 'used', unit },
    { title: 'drift' },
  ];
  const head = headRow([
    { title: 'variant', text: true },
    ...three('input', 'tokens/call'),
    ...three('output', 'tokens/call'),
    ...three('cost', '$'),
  ]);
  const note = html`Drift is used over estimated, minus 1. Costs are over the calls that were completed. Counted by ${[...new Set(estimation.map(({ method }) => method))].join('; ')}.`;
  return tableBox('Estimate against what was used, by variant', head, rows, note);
}

function batchTable(batch: readonly BatchJobSummary[]): Markup {
  const decimals = decimalsFor(batch.map(({ billedUsd }) => billedUsd));
  const rows = batch.map(
    (
      job,
    ) => html`<tr><th scope="row">${job.part}</th><td>${job.role}</td><td>${job.model}</td><td>${job.jobName}</td><td>${job.status}</td><td class="num">${decimal(job.records, 0)}</td><td class="num">${decimal(job.answered, 0)}</td><td class="num">${decimal(job.failed, 0)}</td><td class="num">${usd(job.billedUsd, decimals)}</td><td>${job.submittedAt ?? ABSENT}</td><td>${job.endedAt ?? ABSENT}</td></tr>
`,
  );
  const head = headRow([
    { title: 'part', text: true },
    { title: 'role', text: true },
    { title: 'model', text: true },
    { title: 'job', text: true },
    { title: 'status', text: true },
    { title: 'records' },
    { title: 'answered' },
    { title: 'failed' },
    { title: 'billed', unit: '$' },
    { title: 'submitted', text: true },
    { title: 'ended', text: true },
  ]);
  return tableBox('Batch jobs of the run', head, rows);
}
