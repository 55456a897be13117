import type { JudgeCriterionReport } from '../analyze/port.js';
import type { Estimate } from '../domain/index.js';
import type { GateCheck } from '../gate/port.js';
import { level } from './format.js';
import type { ReportModel } from './port.js';

const CHECKS: { readonly [kind in GateCheck['kind']]: string } = {
  'non-inferiority': 'differences',
  guardrail: 'guardrails',
  ratio: 'ratios',
  exact: 'shares of severely worse samples',
};

/** Every method behind a figure of the report, with what it was used for; each once, in the order of the page. */
export function methodLines(model: ReportModel): readonly string[] {
  const found = new Map<string, Set<string>>();
  const note = (what: string, figure: { readonly method: string; readonly level?: number } | null): void => {
    if (figure === null) return;
    const key = general(figure.method) + (figure.level === undefined ? '' : `, ${level(figure.level)}`);
    found.set(key, (found.get(key) ?? new Set()).add(what));
  };
  noteGate(model, note);
  noteVariants(model, note);
  for (const { scorer, criteria } of model.document.judges) {
    for (const criterion of criteria) noteJudge(scorer, criterion, note);
  }
  return [...found].map(([method, uses]) => `${[...uses].join(', ')}: ${method}`);
}

type Note = (what: string, figure: { readonly method: string; readonly level?: number } | null) => void;

function noteGate({ document: { gate } }: ReportModel, note: Note): void {
  if (gate?.sequential !== undefined) note('stopping early', { method: gate.sequential.method });
  for (const { checks, cost, worse, slices } of gate?.candidates ?? []) {
    // Levels differ with Holm's order; the table of checks has each.
    for (const { kind, method } of checks) note(CHECKS[kind], { method });
    if (cost !== undefined) note('change of cost', cost.ratio);
    for (const share of worse) note('shares of severely worse samples', share);
    for (const { diff } of slices) note('differences by slice', diff);
    if (slices.some(({ p }) => p !== null))
      note('p of slices', { method: 'Benjamini–Hochberg over the slices of a candidate' });
  }
}

function noteVariants({ document: { variants } }: ReportModel, note: Note): void {
  for (const variant of variants) {
    note('quality', variant.quality);
    for (const [name, estimate] of Object.entries(variant.metrics)) note(name, estimate);
    note('cost a conversation', variant.costUsdPerSample);
    note('cost a month', variant.monthlyCostUsd);
    note('quality per 1K tokens', variant.qualityPer1kTokens);
    note('quality per dollar', variant.qualityPerUsd);
    note('latency percentiles', variant.latencyMs.p50);
  }
}

function noteJudge(scorer: string, criterion: JudgeCriterionReport, note: Note): void {
  const { agreement, debiased, ...figures } = criterion;
  const named: readonly (readonly [string, Estimate | null])[] = [
    ['noise', figures.repeatSd],
    ['length bias', figures.lengthBias],
    ['position bias', figures.positionBias],
    ['order agreement', figures.orderAgreement],
  ];
  for (const [what, estimate] of named) note(`${what} of ${scorer}`, estimate);
  if (agreement !== null) note(`agreement of ${scorer}`, { method: 'Krippendorff’s alpha, ordinal' });
  for (const estimate of Object.values(debiased ?? {})) note(`debiased means of ${scorer}`, estimate);
  for (const estimate of Object.values(figures.lengthControlled ?? {}))
    note(`means of ${scorer} at equal length`, estimate);
}

/** A method without what belongs to one figure only (counts, degrees of freedom), so that it is named once. */
function general(method: string): string {
  return method
    .replace(/ (over|by|as) \d+ clusters/g, ' $1 clusters')
    .replace(/, df [\d.]+/g, '')
    .split('; ')
    .filter((part) => !/^\d+ of \d+ samples missing$|^no spread observed$/.test(part))
    .join('; ');
}
