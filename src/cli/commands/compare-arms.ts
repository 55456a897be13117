import { type ArmFigure, type ArmsDocument, compareArms } from '../../app/index.js';
import type { GateCheck } from '../../gate/port.js';
import { EXIT } from '../exit-codes.js';
import { printJson, type Terminal } from '../print.js';

/** `compare --unpaired`: the exported results of a live A/B test. Explores: it ends 0 whatever the verdict. */
export function compareArmsCommand(
  names: { readonly control?: string; readonly treatment?: string },
  options: { readonly [flag: string]: unknown },
  terminal: Terminal,
): number {
  const document = compareArms(
    {
      results: String(options.unpaired),
      ...(typeof options.ab === 'string' && { definition: options.ab }),
      ...(typeof options.margin === 'number' && { margin: options.margin }),
      ...names,
    },
    { cwd: process.cwd() },
  );
  if (options.json === true) printJson(terminal, document);
  else terminal.out(render(document));
  return EXIT.ok;
}

function render(document: ArmsDocument): string {
  const { control, treatment, test, description, cost } = document;
  const lines = [
    `${test === null ? '' : `${test}: `}${treatment} against ${control}, two independent arms (treatment − control)`,
    ...(description === null ? [] : [description]),
    ...armLines(document),
    '',
    `${'figure'.padEnd(18)} ${control.slice(0, 12).padStart(12)} ${treatment.slice(0, 12).padStart(12)} ${'difference'.padStart(12)}  95 % interval, p`,
    ...document.figures.map(figureLine),
    '',
    ...(cost === null ? [] : [costLine(cost)]),
  ];
  const { verdict, checks } = document;
  if (verdict === null)
    lines.push('No verdict: there is no margin (give --margin, or --ab with a definition).');
  else lines.push(...checks.map((check) => checkLine(check)), ...advice(document), `verdict: ${verdict}`);
  return lines.join('\n');
}

function armLines({ arms, split, period, inBothArms, skipped }: ArmsDocument): readonly string[] {
  const sizes = arms.map(({ name, rows, clusters }) => {
    const grouped =
      clusters === rows
        ? ''
        : ` of ${clusters === 1 ? '1 session or user' : `${clusters} sessions or users`}`;
    return `${name} ${rows === 1 ? '1 row' : `${rows} rows`}${grouped}`;
  });
  const planned =
    split.plannedControl === null
      ? ''
      : `; control ${share(split.seenControl)} of them, ${share(split.plannedControl)} planned${split.p === null ? '' : ` (p ${pWords(split.p)})`}`;
  const said = [`${sizes.join(', ')}${planned}`];
  if (split.mismatch)
    said.push(
      'the split is not the planned one: assignment or logging is broken, and nothing below means anything. Find the fault and begin the test anew',
    );
  if (period !== null) said.push(`${period.days} days, ${period.from} to ${period.to}`);
  if (inBothArms > 0)
    said.push(
      `${inBothArms === 1 ? '1 session or user has' : `${inBothArms} sessions or users have`} rows in both arms, which count as if they were different ones`,
    );
  if (skipped.otherArm > 0) said.push(`${skipped.otherArm} rows of other arms left out`);
  if (skipped.otherIntent > 0) said.push(`${skipped.otherIntent} rows of other intents left out`);
  return said;
}

function costLine({ figure: name, control, treatment, ratio }: ArmFigure): string {
  const change = (factor: number | null): string =>
    factor === null ? '–' : `${factor > 1 ? '+' : ''}${share(factor - 1).replace('-', '−')}`;
  return `cost (${name}): ${figure(control.value)} → ${figure(treatment.value)}, ${change(ratio.value)} (95 % ${change(ratio.low)} … ${change(ratio.high)})`;
}

function checkLine({
  verdict,
  kind,
  metric,
  diff,
  low,
  high,
  margin,
  bound,
  level,
  n,
  reason,
}: GateCheck): string {
  const must =
    margin === null
      ? [
          bound?.min === undefined ? '' : `≥ ${bound.min}`,
          bound?.max === undefined ? '' : `≤ ${bound.max}`,
        ].join('')
      : `> ${figure(margin === 0 ? 0 : -margin)}`;
  const what = {
    'non-inferiority': 'difference of ',
    ratio: 'ratio of ',
    guardrail: /^latencyP\d+Ms$/.test(metric) ? '' : 'mean of ',
    exact: 'share of ',
  }[kind];
  // The bound that a pass needs, or the one that shows a failure.
  const limit = (bound?.max === undefined) === (verdict !== 'fail') ? low : high;
  const sided = `one-sided ${share(level)} bound ${figure(limit)}`;
  const why = reason === undefined ? '' : `; ${reason}`;
  return `${verdict}: ${what}${metric} ${figure(diff)} must be ${must} (${sided}, ${n} rows${why})`;
}

function advice({ duration }: ArmsDocument): readonly string[] {
  if (duration === null) return [];
  switch (duration.advice) {
    case 'run':
      return [`let it run to day ${duration.untilDays}: no verdict counts before`];
    case 'prolong':
      return [`not decided: prolong it to day ${duration.untilDays}, at most to day ${duration.maximumDays}`];
    case 'ended':
      return [`not decided by day ${duration.maximumDays}, the last: the definition ends the test here`];
    case 'decided':
      return [];
  }
}

function figureLine({ figure: name, control, treatment, diff, p, missing }: ArmFigure): string {
  const interval =
    diff.low === null || diff.high === null
      ? (diff.reason ?? '–')
      : `${figure(diff.low)} … ${figure(diff.high)}`;
  const absent = missing.control + missing.treatment;
  const gaps = absent === 0 ? '' : `, ${absent} rows missing`;
  return `${name.padEnd(18)} ${figure(control.value).padStart(12)} ${figure(treatment.value).padStart(12)} ${figure(diff.value).padStart(12)}  ${interval}${p === null ? '' : `, ${pWords(p)}`}${gaps}`;
}

function pWords(p: number): string {
  return p < 0.0001 ? '<0.0001' : p.toFixed(4);
}

function figure(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4))).replace('-', '−');
}

function share(value: number): string {
  return `${Number((100 * value).toFixed(1))} %`;
}
