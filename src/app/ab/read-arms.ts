import path from 'node:path';
import { jsonLines, readCsvRows } from '../../dataset/index.js';
import { didYouMean, invalidInput, isRecord, type Problem } from '../../domain/index.js';
import { readSmallText } from '../small-file.js';

/** The results of a live A/B test: one row a conversation, figures as columns; NaN is missing. */
export interface ArmRows {
  readonly arms: readonly [control: ArmColumns, treatment: ArmColumns];
  /** Figures that both arms have at least one value of, in the order of the file. */
  readonly figures: readonly string[];
  /** Rows of neither arm, or of another intent. */
  readonly skipped: { readonly otherArm: number; readonly otherIntent: number };
  /** Clusters (sessions, users) with rows in both arms: whoever saw both says little of either. */
  readonly inBothArms: number;
  /** First and last moment; null without times. Plain dates stand for whole days, the last one included. */
  readonly period: { readonly from: string; readonly to: string; readonly days: number } | null;
}

export interface ArmColumns {
  readonly name: string;
  readonly rows: number;
  readonly figures: ReadonlyMap<string, Float64Array>;
  /** Per row; a row without one is its own. */
  readonly clusters: readonly string[];
}

/** What a column is, by its name without case and underscores. */
const ROLES: { readonly [name: string]: 'arm' | 'intent' | 'cluster' | 'time' } = {
  arm: 'arm',
  variant: 'arm',
  group: 'arm',
  intent: 'intent',
  cluster: 'cluster',
  sessionid: 'cluster',
  userid: 'cluster',
  conversationid: 'cluster',
  timestamp: 'time',
  time: 'time',
  date: 'time',
};
/** Other names of figures that the product has. */
const FIGURES: { readonly [name: string]: string } = {
  costusd: 'costUsd',
  totalcostusd: 'costUsd',
  latencyms: 'latencyMs',
  inputtokens: 'inputTokens',
  outputtokens: 'outputTokens',
  quality: 'quality',
  tokenefficiency: 'tokenEfficiency',
};
const PLAIN_DATE = /^\d{4}-\d{2}-\d{2}$/;
const MAX_PROBLEMS = 50;
const MS_PER_DAY = 86_400_000;

/**
 * Reads the exported results of a test, CSV with a header or JSONL. Needs a column `arm` (or `variant`); takes
 * `intent`, a cluster (`cluster`, `session_id`, `user_id`) and a time where they are; every other column that holds
 * numbers is a figure, `scores: {…}` and `usage: {…}` of JSONL included. Empty cells are missing, never 0 (law 3).
 * Throws with every problem and its line.
 */
export function readArms(
  file: string,
  options: {
    readonly control: string;
    readonly treatment: string;
    /** Empty: all. */
    readonly intents: readonly string[];
    /** Figures that must hold numbers. */
    readonly needed: readonly string[];
  },
): ArmRows {
  const problems: Problem[] = [];
  const keep = (problem: Problem): void => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
  };
  const report = (line: number, message: string, hint: string): void =>
    keep({ code: 'bad-row', message, file, line, hint });
  const text = readSmallText(file, {
    what: 'results of the A/B test',
    hint: 'Export one row a conversation, with the columns arm and the figures, as CSV or JSONL.',
  });
  const collector = createCollector(options, report);
  const rows = /\.(jsonl|ndjson)$/i.test(path.extname(file))
    ? jsonRows(text, report)
    : csvRows(text, file, keep);
  for (const { line, row } of rows) collector.take(line, row);
  const read = collector.done();
  problems.push(...missingColumns(read, options).map((problem) => ({ ...problem, file })));
  if (problems.length > 0) throw invalidInput(problems, 'the results of the A/B test cannot be read');
  return read;
}

type Row = readonly (readonly [name: string, value: unknown])[];

function* jsonRows(
  text: string,
  report: (line: number, message: string, hint: string) => void,
): Generator<{ readonly line: number; readonly row: Row }> {
  for (const read of jsonLines(text)) {
    const { line } = read;
    if (read.state === 'not-json' || !isRecord(read.value)) {
      const what = read.state === 'not-json' ? 'not JSON' : 'no object';
      report(line, `the line is ${what}`, 'Write one object a line.');
      continue;
    }
    const row = Object.entries(read.value).flatMap(([name, part]) =>
      (name === 'scores' || name === 'usage') && isRecord(part)
        ? Object.entries(part)
        : [[name, part] as const],
    );
    yield { line, row };
  }
}

function* csvRows(
  text: string,
  file: string,
  onProblem: (problem: Problem) => void,
): Generator<{ readonly line: number; readonly row: Row }> {
  const table = readCsvRows(text, file, onProblem);
  if (table === undefined) return;
  const { names } = table;
  for (const { line, cells } of table.rows()) {
    yield { line, row: cells.map((cell, column) => [names[column] ?? '', cell] as const) };
  }
}

interface GrowingArm {
  readonly name: string;
  rows: number;
  readonly figures: Map<string, number[]>;
  readonly clusters: string[];
}

function createCollector(
  options: Parameters<typeof readArms>[1],
  report: (line: number, message: string, hint: string) => void,
) {
  const { control, treatment, intents, needed } = options;
  const grow = (name: string): GrowingArm => ({ name, rows: 0, figures: new Map(), clusters: [] });
  const arms = [grow(control), grow(treatment)] as const;
  const skipped = { otherArm: 0, otherIntent: 0 };
  /** Columns with a text in them: no figures. */
  const texts = new Set<string>();
  /** Columns that were told to be twice the same. */
  const doubled = new Set<string>();
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let onlyDates = true;

  const takeFigure = (
    arm: GrowingArm,
    at: { readonly line: number; readonly name: string },
    value: unknown,
  ) => {
    const number = numberOf(value);
    if (number === undefined) {
      if (needed.includes(at.name)) {
        report(at.line, `${at.name} is no number: ${JSON.stringify(value)}`, 'Leave what is missing empty.');
      }
      texts.add(at.name);
      return;
    }
    const column = arm.figures.get(at.name) ?? [];
    arm.figures.set(at.name, column);
    while (column.length < arm.rows) column.push(Number.NaN);
    column.push(number);
  };

  const takeFigures = (arm: GrowingArm, line: number, row: Row): void => {
    const taken = new Set<string>();
    for (const [column, value] of row) {
      const name = figureName(column);
      // A separator at the end of every line makes a column without a name.
      if (roleOf(column) !== undefined || name === '') continue;
      if (!taken.has(name)) takeFigure(arm, { line, name }, value);
      else if (!doubled.has(name)) {
        doubled.add(name);
        report(line, `two columns are \`${name}\``, 'Rename one of them, or leave it out.');
      }
      taken.add(name);
    }
  };

  return {
    take(line: number, row: Row): void {
      const said = readRoles(row);
      if (said.arm === undefined) {
        report(line, 'the row names no arm', 'Add a column `arm` with the name of control or treatment.');
        return;
      }
      const arm = arms.find(({ name }) => name === said.arm);
      if (arm === undefined) {
        skipped.otherArm += 1;
        return;
      }
      if (intents.length > 0 && said.intent !== undefined && !intents.includes(said.intent)) {
        skipped.otherIntent += 1;
        return;
      }
      takeFigures(arm, line, row);
      if (said.time !== undefined) {
        const moment = momentOf(said.time);
        if (Number.isNaN(moment))
          report(line, `${said.time} is no time`, 'Write ISO 8601, such as 2026-11-22T09:30:00Z.');
        else [from, to] = [Math.min(from, moment), Math.max(to, moment)];
        onlyDates &&= PLAIN_DATE.test(said.time);
      }
      arm.clusters.push(said.cluster ?? `row ${line}`);
      arm.rows += 1;
    },
    done(): ArmRows {
      const finished = arms.map((arm): ArmColumns => {
        const { name, rows, clusters } = arm;
        const figures = [...arm.figures].filter(([figure]) => !texts.has(figure));
        return {
          name,
          rows,
          clusters,
          figures: new Map(
            figures.map(([figure, column]) => {
              while (column.length < rows) column.push(Number.NaN);
              return [figure, Float64Array.from(column)];
            }),
          ),
        };
      });
      const [first, second] = finished;
      if (first === undefined || second === undefined) throw new Error('an arm was lost');
      const shared = [...first.figures.keys()].filter((figure) => second.figures.has(figure));
      const mine = new Set(first.clusters);
      const both = new Set(second.clusters.filter((cluster) => mine.has(cluster))).size;
      const period =
        from <= to
          ? {
              from: new Date(from).toISOString(),
              to: new Date(to).toISOString(),
              days: Number(((to - from) / MS_PER_DAY + (onlyDates ? 1 : 0)).toFixed(3)),
            }
          : null;
      return { arms: [first, second], figures: shared, skipped, inBothArms: both, period };
    },
  };
}

function missingColumns(
  { arms, figures, skipped }: ArmRows,
  { needed }: Parameters<typeof readArms>[1],
): readonly Problem[] {
  const empty = arms.filter(({ rows }) => rows === 0);
  if (empty.length > 0) {
    const hint = `${skipped.otherArm} rows name another arm, ${skipped.otherIntent} another intent. Name the arms as control and treatment are named.`;
    return empty.map(({ name }) => ({ code: 'empty-arm', message: `arm ${name} has no row`, hint }));
  }
  return needed
    .filter((figure) => !figures.includes(figure))
    .map((figure) => ({
      code: 'missing-column',
      message: `there is no column of numbers ${figure} in both arms`,
      hint: didYouMean(figure, figures),
    }));
}

function readRoles(row: Row): { readonly [role in 'arm' | 'intent' | 'cluster' | 'time']?: string } {
  const said: { [role: string]: string } = {};
  for (const [name, value] of row) {
    const role = roleOf(name);
    if (role === undefined || said[role] !== undefined) continue;
    if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') {
      said[role] = String(value).trim();
    }
  }
  return said;
}

function roleOf(name: string): 'arm' | 'intent' | 'cluster' | 'time' | undefined {
  const plain = name.toLowerCase().replaceAll('_', '');
  return Object.hasOwn(ROLES, plain) ? ROLES[plain] : undefined;
}

/** A figure's own name for what a column or an expression calls it, `cost_usd` say. */
export function figureName(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '');
  return Object.hasOwn(FIGURES, plain) ? (FIGURES[plain] ?? name) : name;
}

/** A number, NaN for an empty cell, undefined for anything else; true and false are 1 and 0. */
function numberOf(value: unknown): number | undefined {
  if (value === null || value === undefined) return Number.NaN;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') return Number.NaN;
  if (/^(true|false)$/i.test(text)) return Number(text.toLowerCase() === 'true');
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** Milliseconds since 1970; plain dates are UTC, numbers are seconds or milliseconds. */
function momentOf(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) < 1e11 ? Number(text) * 1000 : Number(text);
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
}
