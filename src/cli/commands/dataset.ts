import path from 'node:path';
import {
  type Counts,
  convertDataset,
  type DatasetStats,
  datasetStats,
  openDataset,
  type ValidateOptions,
  validateDataset,
} from '../../dataset/index.js';
import { formatProblem, ParsimonyError } from '../../domain/index.js';
import { factMatcher, validateAssertion } from '../../scorer/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson, type Terminal } from '../print.js';

const MOST_PROBLEMS = 100;

const CHECKS: ValidateOptions = {
  facts: factMatcher,
  assertionProblem: (assertion) => validateAssertion(assertion)[0],
};

/** `dataset validate | stats | convert`. */
export const datasetCommand: CommandAction = async ([action, file, to], options, terminal) => {
  const json = options.json === true;
  if (file === undefined)
    throw new ParsimonyError('invalid-input', 'dataset needs a file', {
      hint: 'Write `parsimony dataset validate <file>`.',
    });
  if (to !== undefined && (action === 'validate' || action === 'stats')) {
    throw new ParsimonyError('invalid-input', `dataset ${action} takes one file, not ${file} and ${to}`, {
      hint: 'Call it once for each file.',
    });
  }
  switch (action) {
    case 'validate':
      return validate(file, json, terminal);
    case 'stats': {
      // The kind comes from the name that an experiment gives a dataset, so a file alone has none.
      const { kind: _, ...stats } = datasetStats(
        openDataset({ name: path.parse(file).name, kind: 'golden', path: file }, CHECKS),
      );
      if (json) printJson(terminal, stats);
      else terminal.out(renderStats(stats));
      return EXIT.ok;
    }
    case 'convert':
      return convert(file, to, json, terminal);
    default:
      throw new ParsimonyError('invalid-input', `dataset knows no action ${action}`, {
        hint: 'Use validate, stats or convert.',
      });
  }
};

function validate(file: string, json: boolean, terminal: Terminal): number {
  const { count, problems, problemCount, hash } = validateDataset(file, CHECKS);
  const ok = problemCount === 0;
  if (json) printJson(terminal, { file, samples: count, sha256: hash ?? null, ok, problemCount, problems });
  else if (ok) terminal.out(`${file}: ${count} samples, no problems (sha256 ${hash?.slice(0, 12)})`);
  else {
    for (const problem of problems.slice(0, MOST_PROBLEMS)) terminal.err(formatProblem(problem));
    if (problemCount > MOST_PROBLEMS) terminal.err(`… and ${problemCount - MOST_PROBLEMS} more`);
    terminal.err(`${file}: ${problemCount === 1 ? '1 problem' : `${problemCount} problems`}`);
  }
  return ok ? EXIT.ok : EXIT.usage;
}

/** A list of samples becomes a dataset; a whole promptfoo configuration, where a folder is named, an experiment. */
async function convert(
  file: string,
  to: string | undefined,
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  // Loaded here: the other actions do without it.
  const { convertPromptfoo, isPromptfooConfig } = await import('../../app/index.js');
  const isConfig = isPromptfooConfig(file);
  if (isConfig && to !== undefined && !/\.(?:jsonl|ndjson)$/i.test(to)) {
    const converted = await convertPromptfoo(file, to, { cwd: process.cwd(), now: () => new Date() });
    if (json) printJson(terminal, converted);
    else terminal.out((await import('./conversion-lines.js')).renderConversion(converted));
    return converted.problems.length === 0 ? EXIT.ok : EXIT.usage;
  }
  if (to === undefined) {
    throw new ParsimonyError('invalid-input', 'dataset convert needs a file to write', {
      hint: isConfig
        ? `For example: parsimony dataset convert ${file} converted/ (the whole configuration), or converted.jsonl (its tests)`
        : `For example: parsimony dataset convert ${file} converted.jsonl`,
    });
  }
  const { count } = convertDataset(file, to, CHECKS);
  if (json) printJson(terminal, { from: file, to, samples: count });
  else terminal.out(`${count} samples → ${to}`);
  return EXIT.ok;
}

function renderStats(stats: Omit<DatasetStats, 'kind'>): string {
  return Object.entries(stats)
    .map(([name, value]) => `${name.padEnd(24)} ${renderValue(value)}`)
    .join('\n');
}

function renderValue(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toFixed(3)));
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(renderValue).join('; ');
  return Object.entries(value as Counts)
    .map(([key, count]) => `${key} ${renderValue(count)}`)
    .join(', ');
}
