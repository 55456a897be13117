import type { VariantComparison } from '../../analyze/index.js';
import { type CompareDocument, compareRuns } from '../../app/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

/** `compare`: two variants, paired by sample. Explores; it ends 0 whatever it finds. */
export const compareCommand: CommandAction = async ([baseline, candidate], options, terminal) => {
  const margin = options.margin as number | undefined;
  const document = await compareRuns(
    {
      baseline: baseline ?? '',
      candidate: candidate ?? '',
      ...(typeof options.run === 'string' && { run: options.run }),
      ...(typeof options.db === 'string' && { db: options.db }),
      ...(margin !== undefined && { margin }),
    },
    { cwd: process.cwd() },
  );
  if (options.json === true) printJson(terminal, document);
  else terminal.out(render(document));
  return EXIT.ok;
};

function render(document: CompareDocument): string {
  const lines = document.emulated ? ['EMULATED: these numbers come from the emulator, not from Claude.'] : [];
  lines.push(
    `${document.candidate} against ${document.baseline}, paired by sample (candidate − baseline)`,
    '',
  );
  lines.push(
    `${'figure'.padEnd(24)} ${'difference'.padStart(12)}  ${'95 % interval'.padEnd(26)} ${'n'.padStart(6)}  p`,
  );
  for (const difference of document.differences) lines.push(row(difference));
  lines.push('');
  const { gate, verdict } = document;
  if (gate === null || verdict === null) lines.push('No verdict: there is no margin (give --margin).');
  else {
    for (const check of gate.candidates.flatMap(({ checks }) => checks)) {
      lines.push(
        `${check.slice}: one-sided bound ${figure(check.low)} against −${check.margin}: ${check.verdict}${check.reason === undefined ? '' : ` (${check.reason})`}`,
      );
    }
    lines.push(`verdict: ${verdict}`);
  }
  return lines.join('\n');
}

function row({ figure: name, diff, p }: VariantComparison): string {
  const interval =
    diff.low === null || diff.high === null
      ? (diff.reason ?? '–')
      : `${figure(diff.low)} … ${figure(diff.high)}`;
  const shown = p === null ? '–' : p < 0.0001 ? '<0.0001' : p.toFixed(4);
  return `${name.padEnd(24)} ${figure(diff.value).padStart(12)}  ${interval.padEnd(26)} ${String(diff.n).padStart(6)}  ${shown}`;
}

function figure(value: number | null): string {
  if (value === null) return '–';
  const digits = Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.001 || value === 0 ? 4 : 6;
  return (value > 0 ? '+' : '') + value.toFixed(digits).replace('-', '−');
}
