import type { CalibrationDocument } from '../../app/index.js';
import type { Estimate } from '../../domain/index.js';

type Criterion = CalibrationDocument['criteria'][number];

/** What a calibration found, as a person reads it. */
export function renderCalibration(document: CalibrationDocument): string {
  const { judge, labels, cost, unscored } = document;
  const lines = document.emulated
    ? ['EMULATED: this judge is an emulator; nothing here says anything about Claude.']
    : [];
  const sources = Object.entries(labels.sources).map(([source, n]) => `${n} by ${source}`);
  lines.push(
    `${judge.name}: ${judge.models.join(' + ')}${judge.models.length > 1 ? ` (${judge.combine})` : ''}, ${labels.n} labelled answers (${sources.join(', ')})`,
  );
  for (const criterion of document.criteria) lines.push('', ...criterionLines(criterion));
  lines.push('', ...costLines(cost));
  if (unscored.count > 0) {
    lines.push(`without a verdict: ${unscored.count}`);
    for (const reason of unscored.reasons) lines.push(`  · ${reason}`);
  }
  for (const notice of document.notices) lines.push(`· ${notice}`);
  lines.push(
    '',
    `wrote ${document.file}`,
    `  → use it: scorers.${judge.name}.calibration: ${document.calibration}`,
  );
  return lines.join('\n');
}

function criterionLines(of: Criterion): readonly string[] {
  const head = `${of.criterion}: ${of.n} ${of.kind === 'pairwise' ? 'pairs' : 'answers'}${of.unscored > 0 ? `, ${of.unscored} without a verdict` : ''}`;
  return [
    head,
    row('accuracy (plain agreement)', share(of.accuracy)),
    ...(of.pointwise === null ? [] : pointwiseLines(of.pointwise)),
    ...(of.pairwise === null
      ? []
      : [
          row('position bias (first − second)', signed(of.pairwise.positionBias)),
          row('same winner in both orders', share(of.pairwise.orderAgreement)),
        ]),
    ...classLines(of),
  ];
}

function pointwiseLines(of: NonNullable<Criterion['pointwise']>): readonly string[] {
  return [
    row('within one level', share(of.withinOne)),
    row('kappa, plain', signed(of.kappa.plain)),
    row('kappa, linear weights', signed(of.kappa.linear)),
    row('kappa, quadratic weights', signed(of.kappa.quadratic)),
    row('Spearman', of.spearman === null ? '–' : of.spearman.toFixed(3)),
    row('bias (judge − label)', signed(of.bias)),
    row('length bias at equal label', signed(of.lengthBias)),
    row('slope on the label', of.slope === null ? '–' : of.slope.toFixed(2)),
    ...(of.flaw === null ? [] : [`  ! ${of.flaw}`]),
    ...confusionLines(of.confusion),
  ];
}

function confusionLines(table: NonNullable<Criterion['pointwise']>['confusion']): readonly string[] {
  if (table === null) return [];
  const cells = (values: readonly (number | string)[]): string =>
    values.map((value) => String(value).padStart(5)).join('');
  return [
    `  label ↓ judged →${cells(table.levels)}`,
    ...table.levels.map((level, at) => `${String(level).padStart(17)}${cells(table.counts[at] ?? [])}`),
  ];
}

function classLines({ byClass }: Criterion): readonly string[] {
  if (byClass.length < 2) return [];
  const width = Math.max(...byClass.map((one) => one.class.length), 5);
  return [
    `  ${'class'.padEnd(width)}     n  accuracy   bias`,
    ...byClass.map(
      (one) =>
        `  ${one.class.padEnd(width)} ${String(one.n).padStart(5)}  ${percent(one.accuracy).padStart(8)}  ${one.bias === null ? '    –' : number(one.bias).padStart(6)}`,
    ),
  ];
}

function costLines(cost: CalibrationDocument['cost']): readonly string[] {
  const each =
    cost.per1000Usd === null ? 'unknown price' : `$${cost.per1000Usd.toFixed(2)} per 1,000 verdicts`;
  return [
    `cost: $${cost.billedUsd.toFixed(4)} billed, ${each}; ${cost.calls} calls, ${cost.cached} answered from the cache`,
  ];
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(32)} ${value}`;
}

function share(estimate: Estimate): string {
  return withInterval(estimate, percent);
}

function signed(estimate: Estimate): string {
  return withInterval(estimate, number);
}

function withInterval({ value, low, high, reason }: Estimate, show: (value: number) => string): string {
  if (value === null) return `– (${reason ?? 'undefined'})`;
  const interval = low === null || high === null ? (reason ?? 'no interval') : `${show(low)} … ${show(high)}`;
  return `${show(value)}  [${interval}]`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function number(value: number): string {
  return value.toFixed(2).replace('-', '−');
}
