import { setMaxListeners } from 'node:events';
import path from 'node:path';
import { stringify } from 'yaml';
import {
  type CriterionFigures,
  calibrationFigures,
  ENOUGH_LABELS,
  type JudgeCalibration,
  judgeCalibrationSchema,
} from '../../analyze/index.js';
import { toUsd } from '../../cost/index.js';
import { invalidInput, ParsimonyError } from '../../domain/index.js';
import { openStore } from '../../store/index.js';
import { databasePath, portablePath } from '../places.js';
import type { RunContext, RunOptions } from '../port.js';
import { prepareRun } from '../prepare.js';
import { DEFAULT_CONCURRENCY } from '../run-experiment.js';
import { writeOutput } from '../writable.js';
import { askJudge, type JudgedLabels } from './ask-judge.js';
import { beginCalibration, openJudgeModel, type Tally } from './calibration-run.js';
import { type JudgeIdentity, openJudge } from './identity.js';
import { type LabelFile, labelProblems, pairsOf, pickJudge, readLabels } from './pick-judge.js';

const LEVEL = 0.95;
const DEFAULT_WAIT_MS = 2_000;

export interface CalibrateOptions
  extends Pick<
    RunOptions,
    'experiment' | 'db' | 'concurrency' | 'provider' | 'region' | 'maxCostUsd' | 'cache' | 'prices' | 'waitMs'
  > {
  /** Name of a judge of the experiment; default: its only one. */
  readonly judge?: string;
  /** JSONL of labelled answers (docs/judge-calibration.md). */
  readonly labels: string;
  /** Where the calibration file goes, YAML or JSON; default: beside the experiment. */
  readonly to?: string;
}

/** What `judge calibrate --json` prints. */
export interface CalibrationDocument {
  readonly file: string;
  /** As an experiment file would write it. */
  readonly calibration: string;
  readonly run: string;
  readonly emulated: boolean;
  readonly judge: JudgeIdentity;
  readonly labels: JudgeCalibration['labels'];
  readonly level: number;
  readonly criteria: readonly CriterionFigures[];
  readonly unscored: { readonly count: number; readonly reasons: readonly string[] };
  readonly cost: {
    readonly billedUsd: number;
    readonly logicalUsd: number | null;
    /** Of 1,000 verdicts, each of the whole panel on one criterion of one answer. */
    readonly per1000Usd: number | null;
    readonly calls: number;
    readonly cached: number;
  };
  readonly notices: readonly string[];
}

/**
 * Puts labelled answers to a judge, measures how far it agrees with the labels, and writes what its scores can be
 * debiased with. Everything is checked before the first call (law 12); every answer is kept, so that a broken-off
 * calibration goes on where it stopped, and the same again costs nothing.
 */
export async function calibrateJudge(
  options: CalibrateOptions,
  context: RunContext,
): Promise<CalibrationDocument> {
  const { judge: name, labels: _labels, to: _to, ...asked } = options;
  const prepared = await prepareRun({ ...asked, reports: false }, context, { calibrating: true });
  const { experiment } = prepared.loaded;
  const spec = pickJudge(experiment, name);
  const labelFile = path.resolve(context.cwd, options.labels);
  const labels = readLabels(labelFile);
  const store = openStore(databasePath(options, context));
  const closers: (() => Promise<void> | void)[] = [() => store.close()];
  try {
    const lock = store.lock({
      command: 'judge calibrate',
      waitMs: options.waitMs ?? DEFAULT_WAIT_MS,
      now: context.now,
    });
    closers.push(() => lock.release());
    const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    const open = await openJudgeModel({ prepared, spec, context, concurrency });
    closers.push(() => open.opened.close());
    const judge = await openJudge(spec, open.model);
    const problems = labelProblems(judge, labels, labelFile);
    if (problems.length > 0) throw invalidInput(problems);
    const { identity } = judge;
    const planned = identity.kind === 'pairwise' ? pairsOf(labels.answers).length : labels.answers.length;
    const run = beginCalibration({
      store,
      prepared,
      spec,
      identity,
      labels: { sha256: labels.sha256, n: planned },
      open,
      context,
      shareCache: options.cache ?? true,
    });
    context.onEvent({
      type: 'started',
      run: run.row.name,
      planned,
      resumed: run.resumed,
      emulated: open.model.provider === 'emulator',
    });
    // Every call in flight listens to it.
    setMaxListeners(0, context.abort);
    const judged = await putLabels();
    const calibration = calibrationOf({ identity, labels, labelFile, judged, tally: run.tally, experiment });
    const to = path.resolve(context.cwd, options.to ?? defaultFile(experiment.path, spec.name));
    await writeOutput(to, textOf(calibration, to));
    run.finish('finished');
    return documentOf({ calibration, judged, run: run.row.name, tally: run.tally, to, experiment });

    async function putLabels(): Promise<JudgedLabels> {
      try {
        const result = await askJudge(
          judge,
          { spec, answers: labels.answers },
          {
            stop: context.stop,
            abort: context.abort,
            onProgress: (done) =>
              context.onEvent({
                type: 'progress',
                progress: {
                  planned,
                  done,
                  failed: 0,
                  calls: run.tally.calls,
                  spentUsd: run.tally.billedUsd(),
                },
              }),
          },
        );
        if (result.verdicts > 0) return result;
        throw new ParsimonyError('refused', `${spec.name} gave no verdict on any labelled answer`, {
          hint: `The first reason: ${result.unscoredReasons[0] ?? 'none was given'}`,
        });
      } catch (error) {
        run.finish('stopped');
        if (!context.stop.aborted && !context.abort.aborted) throw error;
        throw new ParsimonyError('interrupted', 'the calibration was interrupted', {
          hint: 'Everything received is saved; the same command goes on where this one stopped.',
        });
      }
    }
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

function calibrationOf(parts: {
  readonly identity: JudgeIdentity;
  readonly labels: LabelFile;
  readonly labelFile: string;
  readonly judged: JudgedLabels;
  readonly tally: Tally;
  readonly experiment: { readonly path: string };
}): JudgeCalibration {
  const { identity, labels, judged, tally } = parts;
  const counts = new Map<string, number>();
  for (const { source } of labels.answers) counts.set(source, (counts.get(source) ?? 0) + 1);
  const sources = Object.fromEntries(counts);
  const { logicalPico } = tally;
  return judgeCalibrationSchema.parse({
    schemaVersion: 1,
    kind: 'parsimony-judge-calibration',
    emulated: tally.emulated,
    judge: identity,
    labels: {
      file: portablePath(parts.experiment.path, parts.labelFile),
      sha256: labels.sha256,
      n: labels.answers.length,
      sources,
    },
    tooFew: judged.criteria.some(({ pairs, compared }) => pairs.length + compared.length < ENOUGH_LABELS),
    costUsdPer1000: logicalPico === null ? null : (1000 * toUsdOf(logicalPico)) / judged.verdicts,
    criteria: judged.criteria,
  } satisfies JudgeCalibration);
}

function documentOf(parts: {
  readonly calibration: JudgeCalibration;
  readonly judged: JudgedLabels;
  readonly run: string;
  readonly tally: Tally;
  readonly to: string;
  readonly experiment: { readonly path: string };
}): CalibrationDocument {
  const { calibration, judged, tally, to } = parts;
  const { logicalPico, calls, cached } = tally;
  const criteria = calibration.criteria.map((criterion) => calibrationFigures(criterion, LEVEL));
  return {
    file: to,
    calibration: portablePath(parts.experiment.path, to),
    run: parts.run,
    emulated: calibration.emulated,
    judge: calibration.judge,
    labels: calibration.labels,
    level: LEVEL,
    criteria,
    unscored: {
      count: criteria.reduce((sum, { unscored }) => sum + unscored, 0),
      reasons: judged.unscoredReasons,
    },
    cost: {
      billedUsd: tally.billedUsd(),
      logicalUsd: logicalPico === null ? null : toUsdOf(logicalPico),
      per1000Usd: calibration.costUsdPer1000,
      calls,
      cached,
    },
    notices: noticesOf(calibration, criteria),
  };
}

function noticesOf(
  { tooFew, labels }: JudgeCalibration,
  criteria: readonly CriterionFigures[],
): readonly string[] {
  const notices: string[] = [];
  if (tooFew)
    notices.push(`a criterion has fewer than ${ENOUGH_LABELS} labels: its intervals are hardly usable.`);
  if (labels.sources.human === undefined)
    notices.push(
      `no label is by a human: agreement is with ${Object.keys(labels.sources).join(' and ')} labels, and says no more than those do.`,
    );
  for (const { criterion, pointwise } of criteria) {
    if (pointwise?.flaw !== null && pointwise !== null)
      notices.push(`${criterion}: ${pointwise.flaw}; its figures cannot be debiased by these labels.`);
  }
  return notices;
}

function defaultFile(experimentPath: string, judge: string): string {
  const { dir, name } = path.parse(experimentPath);
  return path.join(dir, `${name}.${judge}.calibration.json`);
}

/** YAML by its extension, else JSON with one labelled verdict a line, so that changes show as lines. */
function textOf(calibration: JudgeCalibration, file: string): string {
  if (/\.ya?ml$/i.test(file)) return stringify(calibration);
  const lines: string[] = [];
  const marked = JSON.stringify(
    calibration,
    (key, value: unknown) =>
      (key === 'pairs' || key === 'compared') && Array.isArray(value)
        ? value.map((entry) => `\u0000${lines.push(JSON.stringify(entry)) - 1}\u0000`)
        : value,
    2,
  );
  return `${marked.replace(/"\\u0000(\d+)\\u0000"/g, (_, at: string) => lines[Number(at)] ?? '')}\n`;
}

function toUsdOf(pico: bigint): number {
  return toUsd(pico as Parameters<typeof toUsd>[0]);
}
