import type { CandidateResult, GateCheck } from '../gate/port.js';
import { checkLimit, checkWords, settleWords } from './check-words.js';
import { flagCounts, flagKindWords } from './flag-words.js';
import { decimal } from './format.js';
import { worstFirst } from './order.js';
import type { FlaggedDetail, ReportModel } from './port.js';
import { sequentialWords, worseWords } from './verdict-sentence.js';
import { xmlText } from './xml-escape.js';

const MAX_FLAGS_LISTED = 200;
const MAX_REASON = 80;

/**
 * `junit.xml`: a suite for each candidate, a case for each check. A failed check is a `<failure>`; an
 * inconclusive one is an `<error type="inconclusive">`, because the check could not be decided: `<skipped>`
 * would turn a build green that nobody has shown to be safe, and `<failure>` would claim a regression that
 * nobody has shown either. Class and name of a case are unique, since GitLab and Jenkins tell cases apart by them.
 * Flagged samples and what stopping early did are the suite's `<system-out>`. Without a gate: one empty suite.
 * Every `time` is 0: a check takes none, some readers want one, and the file is the same for two honest executions.
 */
export function renderJunit(model: ReportModel): string {
  const { gate, run } = model.document;
  const candidates = gate?.candidates ?? [];
  const flagged = worstFirst(model);
  const suites =
    gate === null
      ? [emptySuite(model)]
      : candidates.map((candidate) =>
          suite(
            model,
            candidate,
            flagged.filter((flag) => flag.candidate === candidate.variant),
          ),
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

function suite(model: ReportModel, candidate: CandidateResult, flagged: readonly FlaggedDetail[]): string {
  const { gate, run } = model.document;
  const baseline = gate?.baseline ?? 'baseline';
  const className = `${run.experiment}.${candidate.variant}`;
  const names = uniqueNames(candidate.checks);
  const said = suiteWords(model, candidate, flagged);
  return [
    `  <testsuite name="${xmlText(candidate.variant)}" ${counts(candidate.checks)}>`,
    properties(model, [
      ['baseline', baseline],
      ['verdict', candidate.verdict],
      ['gate', gate?.verdict ?? 'none'],
      ...(gate?.sequential === undefined
        ? []
        : [['stopped-early', String(gate.sequential.stopped)] as const]),
      ...(flagged.length === 0 ? [] : [['flags', flagCounts(flagged)] as const]),
    ]),
    ...candidate.checks.map((check, at) =>
      testCase({ className, name: names[at] ?? `check ${at + 1}` }, check, baseline),
    ),
    ...(said.length === 0 ? [] : [`    <system-out>${xmlText(said.join('\n'))}</system-out>`]),
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
    ['run', run.id],
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

/** `non-inferiority quality on golden`; with the limit where one metric has several, with a number where all is alike. */
function uniqueNames(checks: readonly GateCheck[]): readonly string[] {
  const plain = checks.map((check) => `${check.kind} ${check.metric} on ${check.slice}`);
  const limited = checks.map((check, at) => {
    const name = plain[at] ?? '';
    return plain.filter((other) => other === name).length > 1 ? `${name}, ${checkLimit(check)}` : name;
  });
  const seen = new Map<string, number>();
  return limited.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function testCase(
  { className, name }: { readonly className: string; readonly name: string },
  check: GateCheck,
  baseline: string,
): string {
  const words = checkWords(check, baseline);
  const said = xmlText(`${words}\n${figures(check)}`);
  const outcome =
    check.verdict === 'pass'
      ? []
      : check.verdict === 'fail'
        ? [`<failure type="regression" message="${xmlText(words)}">${said}</failure>`]
        : [
            `<error type="inconclusive" message="${xmlText(`${words} ${settleWords(check)}`)}">${said}</error>`,
          ];
  return [
    `    <testcase classname="${xmlText(className)}" name="${xmlText(name)}" time="0">`,
    ...outcome.map((line) => `      ${line}`),
    `      <system-out>${said}</system-out>`,
    '    </testcase>',
  ].join('\n');
}

function figures(check: GateCheck): string {
  const { diff, low, high, margin, bound, p, mde } = check;
  const entries = { diff, low, high, margin, min: bound?.min, max: bound?.max, p, mde };
  const parts = Object.entries(entries)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name} ${value}`);
  return `${parts.join('; ')}; n ${check.n}; level ${check.level}; ${check.method}`;
}

function suiteWords(
  model: ReportModel,
  candidate: CandidateResult,
  flagged: readonly FlaggedDetail[],
): readonly string[] {
  const sequential = model.document.gate?.sequential;
  const lines = flagged.slice(0, MAX_FLAGS_LISTED).map((flag) => {
    const review =
      flag.review === null ? 'not reviewed' : `${flag.review.decision}ed: ${short(flag.review.reason)}`;
    return `flagged ${flag.sampleId} (${flag.intent}), ${flagKindWords(flag)}: ${decimal(flag.before, 3)} → ${decimal(flag.after, 3)}, ${review}`;
  });
  return [
    ...(sequential === undefined ? [] : [sequentialWords(sequential)]),
    ...candidate.worse.map(worseWords),
    ...lines,
    ...(flagged.length > MAX_FLAGS_LISTED
      ? [`… and ${flagged.length - MAX_FLAGS_LISTED} more in report.json`]
      : []),
  ];
}

function short(text: string): string {
  const points = [...text];
  return points.length > MAX_REASON ? `${points.slice(0, MAX_REASON).join('')}…` : text;
}

function counts(checks: readonly GateCheck[]): string {
  const failures = checks.filter((check) => check.verdict === 'fail').length;
  const errors = checks.filter((check) => check.verdict === 'inconclusive').length;
  return `tests="${checks.length}" failures="${failures}" errors="${errors}" skipped="0" time="0"`;
}
