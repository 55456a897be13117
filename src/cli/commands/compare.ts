import type { VariantComparison } from '../../analyze/index.js';
import { type CompareDocument, compareRuns } from '../../app/index.js';
import { ParsimonyError } from '../../domain/index.js';
import { checkWords, evidenceWords } from '../../report/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';
import { compareArmsCommand } from './compare-arms.js';

const MOST_IDS = 20;

/** `compare`: two variants, paired by sample. Explores; it ends 0 whatever it finds. */
export const compareCommand: CommandAction = async ([baseline, candidate], options, terminal) => {
  if (options.unpaired !== undefined) {
    if (options.run !== undefined) throw misplaced('--run', 'results of a live test are of no run');
    const names = {
      ...(baseline !== undefined && { control: baseline }),
      ...(candidate !== undefined && { treatment: candidate }),
    };
    return compareArmsCommand(names, options, terminal);
  }
  if (options.ab !== undefined) {
    throw misplaced(
      '--ab',
      'a definition is held against the results of a live test',
      'Give them with --unpaired, or ask its question of a dataset: `parsimony gate <experiment> --ab <file>`.',
    );
  }
  if (baseline === undefined || candidate === undefined) {
    throw new ParsimonyError('invalid-input', 'two sides are compared', {
      hint: 'Name them: `parsimony compare <baseline> <candidate>`; or give --unpaired <results> of a live test.',
    });
  }
  const margin = options.margin as number | undefined;
  const document = await compareRuns(
    {
      baseline,
      candidate,
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

function misplaced(flag: string, why: string, hint = `Drop ${flag}.`): ParsimonyError {
  return new ParsimonyError('invalid-input', `${flag} has no meaning here: ${why}`, { hint });
}

function render(document: CompareDocument): string {
  const lines = document.emulated ? ['EMULATED: these numbers come from the emulator, not from Claude.'] : [];
  lines.push(
    `${document.candidate} against ${document.baseline}, paired by sample (candidate − baseline)`,
    '',
  );
  const width = Math.max(24, ...document.differences.map((difference) => labelOf(difference).length));
  lines.push(
    `${'figure'.padEnd(width)} ${'difference'.padStart(12)}  ${'95 % interval'.padEnd(26)} ${'n'.padStart(6)}  p`,
  );
  for (const difference of document.differences) lines.push(row(difference, width));
  for (const { reason } of document.incomparable) lines.push(`not compared: ${reason}`);
  lines.push('', ...missingLines(document));
  const { gate, verdict } = document;
  if (gate === null || verdict === null) lines.push('No verdict: there is no margin (give --margin).');
  else {
    for (const candidate of gate.candidates) {
      for (const check of candidate.checks)
        lines.push(`${check.verdict}: ${checkWords(check, document.baseline)}`);
      lines.push(...evidenceWords(candidate));
    }
    if (gate.sequential !== undefined)
      lines.push(
        `The gate of that run looked at its samples as they came (${gate.sequential.used} of ${gate.sequential.planned}): half of alpha${gate.sequential.stopped ? ', and tests that hold at every look' : ''}.`,
      );
    lines.push(`verdict: ${verdict}`);
  }
  return lines.join('\n');
}

/** Samples that make no pair: those that a side does not have at all, and those that have no quality. */
function missingLines({ missing, gate }: CompareDocument): readonly string[] {
  const sides = [
    ['only the candidate has', missing.onBaseline],
    ['only the baseline has', missing.onCandidate],
  ] as const;
  const absent = sides.flatMap(([what, ids]) =>
    ids.length === 0 ? [] : [`${what} ${plural(ids.length, 'sample')}: ${listed(ids)}`],
  );
  const gone = new Set([...missing.onBaseline, ...missing.onCandidate]);
  const unscored = (gate?.candidates ?? []).flatMap((candidate) =>
    candidate.missing.filter(({ sampleId }) => !gone.has(sampleId)),
  );
  if (unscored.length === 0) return absent;
  const ids = unscored.map(({ sampleId, side }) => `${sampleId} (${side})`);
  return [...absent, `without quality: ${plural(unscored.length, 'sample')}: ${listed(ids)}`];
}

function listed(ids: readonly string[]): string {
  const rest = ids.length - MOST_IDS;
  return ids.slice(0, MOST_IDS).join(', ') + (rest > 0 ? `, … and ${rest} more (--json lists all)` : '');
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function labelOf({ figure: name, dataset }: VariantComparison): string {
  return dataset === undefined ? name : `${name} on ${dataset}`;
}

function row(difference: VariantComparison, width: number): string {
  const { diff, p } = difference;
  const interval =
    diff.low === null || diff.high === null
      ? (diff.reason ?? '–')
      : `${figure(diff.low)} … ${figure(diff.high)}`;
  const shown = p === null ? '–' : p < 0.0001 ? '<0.0001' : p.toFixed(4);
  return `${labelOf(difference).padEnd(width)} ${figure(diff.value).padStart(12)}  ${interval.padEnd(26)} ${String(diff.n).padStart(6)}  ${shown}`;
}

function figure(value: number | null): string {
  if (value === null) return '–';
  const size = Math.abs(value);
  const text =
    size !== 0 && size < 0.001 ? String(Number(value.toPrecision(3))) : value.toFixed(size >= 10 ? 1 : 4);
  return (value > 0 ? '+' : '') + text.replaceAll('-', '−');
}
