import type { CandidateResult, GateCheck } from '../gate/port.js';
import { decimal } from './format.js';
import { worstFirst } from './order.js';
import type { FlaggedDetail, ReportModel } from './port.js';
import { checkWords, settleWords } from './verdict-sentence.js';
import { xmlText } from './xml-escape.js';

const MAX_FLAGS_LISTED = 200;

/**
 * `junit.xml`: a suite for each candidate, a case for each check. A failed check is a `<failure>`; an
 * inconclusive one is an `<error type="inconclusive">`, because the check could not be decided: `<skipped>`
 * would turn a build green that nobody has shown to be safe, and `<failure>` would claim a regression that
 * nobody has shown either. Flagged samples are the suite's `<system-out>`. Without a gate: one empty suite.
 * Times are left out: the file is the same for two honest executions.
 */
export function renderJunit(model: ReportModel): string {
  const { gate, run } = model.document;
  const candidates = gate?.candidates ?? [];
  const flagged = new Map<string, FlaggedDetail[]>();
  for (const flag of worstFirst(model.flagged)) {
    const list = flagged.get(flag.candidate) ?? [];
    list.push(flag);
    flagged.set(flag.candidate, list);
  }
  const suites =
    gate === null
      ? [emptySuite(model)]
      : candidates.map((candidate) =>
          suite(model, gate.baseline, candidate, flagged.get(candidate.variant) ?? []),
        );
  const checks = candidates.flatMap((candidate) => candidate.checks);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xmlText(`parsimony ${run.experiment}`)}" ${counts(checks)}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(
  model: ReportModel,
  baseline: string,
  candidate: CandidateResult,
  flagged: readonly FlaggedDetail[],
): string {
  const className = `${model.document.run.experiment}.${candidate.variant}`;
  return [
    `  <testsuite name="${xmlText(candidate.variant)}" ${counts(candidate.checks)}>`,
    properties(model, [
      ['baseline', baseline],
      ['verdict', candidate.verdict],
    ]),
    ...candidate.checks.map((check) => testCase(className, check, baseline)),
    ...(flagged.length === 0 ? [] : [systemOut(flagged)]),
    '  </testsuite>',
  ].join('\n');
}

function emptySuite(model: ReportModel): string {
  return [
    `  <testsuite name="${xmlText(model.document.run.experiment)}" ${counts([])}>`,
    properties(model, []),
    '  </testsuite>',
  ].join('\n');
}

function properties(model: ReportModel, extra: readonly (readonly [string, string])[]): string {
  const { run, reports, cost } = model.document;
  const entries: (readonly [string, string])[] = [
    ['emulated', String(run.emulated)],
    ['provider', run.provider],
    ['seed', String(run.seed)],
    ...(cost.repriced === null ? [] : [['repriced', cost.repriced.to.priceBook.sha256] as const]),
    ...extra,
    ['report', reports.html],
  ];
  const lines = entries.map(
    ([name, value]) => `      <property name="${xmlText(name)}" value="${xmlText(value)}"/>`,
  );
  return ['    <properties>', ...lines, '    </properties>'].join('\n');
}

function testCase(className: string, check: GateCheck, baseline: string): string {
  const name = `${check.kind} ${check.metric} on ${check.slice}`;
  const open = `    <testcase classname="${xmlText(className)}" name="${xmlText(name)}"`;
  if (check.verdict === 'pass') return `${open}/>`;
  const words = checkWords(check, baseline);
  const outcome =
    check.verdict === 'fail'
      ? `<failure type="regression" message="${xmlText(words)}">${xmlText(figures(check))}</failure>`
      : `<error type="inconclusive" message="${xmlText(`${words} ${settleWords(check)}`)}">${xmlText(figures(check))}</error>`;
  return `${open}>\n      ${outcome}\n    </testcase>`;
}

function figures(check: GateCheck): string {
  const entries = {
    diff: check.diff,
    low: check.low,
    high: check.high,
    margin: check.margin,
    p: check.p,
    mde: check.mde,
  };
  const parts = Object.entries(entries).map(
    ([name, value]) => `${name} ${value === null ? 'undefined' : value}`,
  );
  return `${parts.join('; ')}; n ${check.n}; level ${check.level}; ${check.method}`;
}

function systemOut(flagged: readonly FlaggedDetail[]): string {
  const lines = flagged.slice(0, MAX_FLAGS_LISTED).map((flag) => {
    const review = flag.review === null ? 'not reviewed' : `${flag.review.decision}ed: ${flag.review.reason}`;
    return `flagged ${flag.sampleId} (${flag.intent}): ${decimal(flag.before, 3)} → ${decimal(flag.after, 3)}, ${review}`;
  });
  if (flagged.length > MAX_FLAGS_LISTED)
    lines.push(`… and ${flagged.length - MAX_FLAGS_LISTED} more in report.json`);
  return `    <system-out>${xmlText(lines.join('\n'))}</system-out>`;
}

function counts(checks: readonly GateCheck[]): string {
  const failures = checks.filter((check) => check.verdict === 'fail').length;
  const errors = checks.filter((check) => check.verdict === 'inconclusive').length;
  return `tests="${checks.length}" failures="${failures}" errors="${errors}" skipped="0"`;
}
