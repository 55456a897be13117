import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ArmsDocument, type CompareArmsOptions, compareArms } from '../../../src/app/index.js';
import { ParsimonyError } from '../../../src/domain/index.js';
import { createRng } from '../../../src/stats/index.js';

interface Row {
  readonly arm: string;
  readonly session: string;
  readonly quality: number | null;
  readonly tokens: number;
  readonly day: number;
}

/** Sessions of two rows each; the treatment's quality differs by `shift`. */
function rowsOf(options: {
  readonly sessions: number;
  readonly share: number;
  readonly shift: number;
}): readonly Row[] {
  const rng = createRng(5);
  return Array.from({ length: options.sessions }, (_, at) => {
    const arm = rng() < options.share ? 'old' : 'new';
    const base = 0.6 + 0.2 * rng() + (arm === 'new' ? options.shift : 0);
    return [0, 1].map((turn) => ({
      arm,
      session: `s${at}`,
      quality: base + 0.05 * rng(),
      tokens: (arm === 'new' ? 400 : 800) + Math.round(100 * rng()),
      day: (10 * (2 * at + turn)) / (2 * options.sessions),
    }));
  }).flat();
}

function csvOf(rows: readonly Row[]): string {
  const lines = rows.map(({ arm, session, quality, tokens, day }) => {
    const at = new Date(Date.UTC(2026, 10, 1) + day * 86_400_000).toISOString();
    return [at, session, arm, 'faq', quality ?? '', tokens, 50, (tokens * 1e-6).toFixed(9), 'text'].join(',');
  });
  return `timestamp,session_id,arm,intent,quality,input_tokens,output_tokens,cost_usd,note\n${lines.join('\n')}\n`;
}

const DEFINITION = `testId: t
intent: faq
control: old
treatment: new
primaryMetric: quality
margin: 0.05
guardrails: ["cost_usd <= 0.9x control"]
trafficSplit: { old: 0.7, new: 0.3 }
duration: { minimumDays: 7 }
`;

const NO_GUARDRAILS = DEFINITION.replace(/guardrails.*\n/, '');

function analyse(
  results: string,
  options: Partial<CompareArmsOptions> = {},
  definition = DEFINITION,
): ArmsDocument {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-arms-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const name = results.startsWith('{') ? 'results.jsonl' : 'results.csv';
  writeFileSync(path.join(folder, name), results);
  writeFileSync(path.join(folder, 'test.yaml'), definition);
  return compareArms({ results: name, definition: 'test.yaml', ...options }, { cwd: folder });
}

function problemsOf(
  results: string,
  definition = DEFINITION,
  options: Partial<CompareArmsOptions> = {},
): string {
  try {
    analyse(results, options, definition);
  } catch (error) {
    if (error instanceof ParsimonyError)
      return error.problems.map(({ message, line }) => `${line}: ${message}`).join('\n');
    throw error;
  }
  return '';
}

describe('the results of a live A/B test', () => {
  test('shows the cost metric of the definition beside the verdict, and says when the results lack it', () => {
    const results = csvOf(rowsOf({ sessions: 200, share: 0.7, shift: 0.02 }));
    expect(analyse(results).cost).toMatchObject({ figure: 'costUsd' });
    const asked = analyse(results, {}, `${DEFINITION}description: cheaper?\ncostMetric: input_tokens\n`);
    expect(asked).toMatchObject({ description: 'cheaper?', cost: { figure: 'inputTokens' } });
    expect(problemsOf(results, `${DEFINITION}costMetric: euros\n`)).toContain('euros');
  });

  const rows = rowsOf({ sessions: 400, share: 0.7, shift: 0 });

  test('are judged unpaired, by sessions, with guardrails as ratios, and named by their methods (law 7)', () => {
    const document = analyse(csvOf(rows));
    expect(document.verdict).toBe('pass');
    expect(document.arms.map(({ rows: n, clusters }) => n / clusters)).toEqual([2, 2]);
    expect(document.split.mismatch).toBe(false);
    const quality = document.figures.find(({ figure }) => figure === 'quality');
    expect(quality?.diff.method).toContain('Welch');
    // Two rows of a session say hardly more than one: the interval is that of 400 sessions, not of 800 rows.
    const naive = analyse(csvOf(rows.map((row, at) => ({ ...row, session: `r${at}` }))));
    const width = (of: ArmsDocument) => {
      const diff = of.figures.find(({ figure }) => figure === 'quality')?.diff;
      return (diff?.high ?? Number.NaN) - (diff?.low ?? Number.NaN);
    };
    expect(width(document) / width(naive)).toBeGreaterThan(1.3);
    expect(document.checks.map(({ kind, verdict }) => [kind, verdict])).toEqual([
      ['non-inferiority', 'pass'],
      ['ratio', 'pass'],
    ]);
    expect(document.figures.map(({ figure }) => figure)).toEqual([
      'quality',
      'inputTokens',
      'outputTokens',
      'costUsd',
      'tokenEfficiency',
    ]);
  });

  test('fail when the treatment is worse, and are the same read from CSV and JSONL', () => {
    const worse = rowsOf({ sessions: 400, share: 0.7, shift: -0.15 });
    const fromCsv = analyse(csvOf(worse));
    expect(fromCsv.verdict).toBe('fail');
    const jsonl = worse
      .map(({ arm, session, quality, tokens, day }) =>
        JSON.stringify({
          timestamp: new Date(Date.UTC(2026, 10, 1) + day * 86_400_000).toISOString(),
          sessionId: session,
          variant: arm,
          intent: 'faq',
          scores: { quality },
          usage: { inputTokens: tokens, outputTokens: 50 },
          costUsd: Number((tokens * 1e-6).toFixed(9)),
        }),
      )
      .join('\n');
    const fromJsonl = analyse(jsonl);
    expect(fromJsonl.checks).toEqual(fromCsv.checks);
  });

  test('say nothing when the split is not the planned one', () => {
    const document = analyse(csvOf(rowsOf({ sessions: 400, share: 0.5, shift: 0 })));
    expect(document.split.mismatch).toBe(true);
    // Waiting does not mend it.
    expect(document.duration).toBeNull();
    expect(document.verdict).toBe('inconclusive');
    expect(document.checks[0]?.reason).toContain('not split as planned');
  });

  test('are not judged before the minimum duration', () => {
    const document = analyse(csvOf(rows), {}, DEFINITION.replace('minimumDays: 7', 'minimumDays: 14'));
    expect(document.verdict).toBe('inconclusive');
    expect(document.duration).toMatchObject({ advice: 'run', untilDays: 14 });
  });

  test('count a missing figure as missing, never as 0 (law 3), and too many of them leave it open', () => {
    const gaps = rows.map((row, at) => (at % 100 === 0 ? { ...row, quality: null } : row));
    const few = analyse(csvOf(gaps));
    const quality = few.figures.find(({ figure }) => figure === 'quality');
    expect((quality?.missing.control ?? 0) + (quality?.missing.treatment ?? 0)).toBe(8);
    expect(few.verdict).toBe('pass');
    const many = analyse(csvOf(rows.map((row, at) => (at % 10 === 0 ? { ...row, quality: null } : row))));
    expect(many.verdict).toBe('inconclusive');
    expect(many.checks[0]?.reason).toContain('rows missing');
  });

  test('count plain dates as whole days, the last one too', () => {
    const days = (csv: string) => analyse(csv, {}, NO_GUARDRAILS).period?.days;
    const week = [1, 2, 3, 4, 5, 6, 7].map((day) => `2026-11-0${day}`);
    const csv = (times: readonly string[]) =>
      `arm,quality,date\n${times.map((time, at) => `${at % 2 === 0 ? 'old' : 'new'},0.${at + 1},${time}`).join('\n')}\n`;
    expect(days(csv(week))).toBe(7);
    expect(days(csv(week.map((date) => `${date}T00:00:00Z`)))).toBe(6);
  });

  test('take no pass rate of 1 from three passes of three', () => {
    const csv = `arm,quality\n${'old,1\nnew,1\n'.repeat(3)}`;
    const guarded = DEFINITION.replace(/guardrails.*\n/, 'guardrails: ["quality >= 0.5"]\n').replace(
      /duration.*\n/,
      '',
    );
    // Clopper and Pearson (1934): 0.05^(1/3) = 0.368 with 3 of 3.
    const [, check] = analyse(csv, {}, guarded).checks;
    expect(check).toMatchObject({ verdict: 'inconclusive', diff: 1 });
    expect(check?.low).toBeCloseTo(0.05 ** (1 / 3), 9);
  });

  test('say how many samples a percentile needs at the level of its own step', () => {
    const guarded = DEFINITION.replace(
      /guardrails.*\n/,
      'guardrails: ["latencyP95Ms <= 9000", "latencyP99Ms <= 9000"]\n',
    ).replace(/trafficSplit.*\nduration.*\n/, '');
    const csv = `arm,quality,latency_ms\n${Array.from({ length: 140 }, (_, at) => `${at % 2 === 0 ? 'old' : 'new'},0.${at % 7},${500 + at}`).join('\n')}\n`;
    const reasons = analyse(csv, {}, guarded).checks.map(({ reason }) => reason);
    // Two guardrails: 1 − 0.05/2; ln 0.025 / ln 0.95 = 71.9, ln 0.025 / ln 0.99 = 367.04.
    expect(reasons[1]).toBe('n too small: 70 of at least 72 samples');
    expect(reasons[2]).toBe('n too small: 70 of at least 368 samples');
  });

  test('leave out other arms and intents, and count sessions that saw both', () => {
    const more = `${csvOf(rows)}2026-11-03T00:00:00Z,z1,third,faq,0.1,1,1,1,x\n2026-11-03T00:00:00Z,z2,old,returns,0.1,1,1,1,x\n2026-11-03T00:00:00Z,s0,old,faq,0.7,800,50,0.0008,x\n2026-11-03T00:00:00Z,s0,new,faq,0.7,400,50,0.0004,x\n`;
    const document = analyse(more);
    expect(document.skipped).toEqual({ otherArm: 1, otherIntent: 1 });
    expect(document.inBothArms).toBe(1);
  });

  test('are refused with line and remedy where they cannot be read', () => {
    expect(
      problemsOf('arm,quality\nold,0.5\nnew,good\n', DEFINITION.replace(/guardrails.*\n/, '')),
    ).toContain('3: quality is no number');
    expect(problemsOf('arm,other\nold,0.5\nnew,0.5\n')).toContain('no column of numbers quality');
    expect(problemsOf('arm,quality\nold,0.5\n')).toContain('arm new has no row');
    expect(problemsOf('arm,quality\nold,0.5,3\n')).toMatch(/Invalid Record Length|columns/);
    expect(problemsOf(csvOf(rows), DEFINITION.replace('<= 0.9x control', 'about 3'))).toContain('7: ');
    expect(problemsOf('arm,quality,cost_usd,costUsd\nold,0.5,1,1\nnew,0.5,1,1\n')).toBe(
      '2: two columns are `costUsd`',
    );
    expect(problemsOf('arm,quality,cost_usd\nold,1e999,1\nnew,0.5,1\n')).toContain(
      '2: quality is no number: "1e999"',
    );
    expect(problemsOf('arm,quality,\nold,0.5,\n')).toContain('1: column 3 of the header has no name');
  });

  test('are not judged by two margins, or under two names', () => {
    expect(problemsOf(csvOf(rows), DEFINITION, { margin: 0.1 })).toContain('--margin');
    expect(problemsOf(csvOf(rows), DEFINITION, { control: 'a', treatment: 'b' })).toContain(
      'the names of the arms',
    );
  });
});
