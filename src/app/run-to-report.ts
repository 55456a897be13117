import path from 'node:path';
import { updateLatest, writeReports } from '../report/index.js';
import type { ReportModel, RunDocument } from '../report/port.js';
import type { SittingSummary } from '../run/index.js';
import { type BatchStatus, batchStatusOf, placeOf } from './batch/status.js';
import { buildReportModel, judgeRun } from './conclude.js';
import { executionOf } from './execution.js';
import { reportPaths } from './places.js';
import type { RunContext, RunOptions } from './port.js';
import { runPriceNotices } from './prices/age.js';
import { promoteByRule } from './promote-run.js';
import { DEFAULT_CONCURRENCY, withRun } from './run-experiment.js';
import type { FinishedSitting } from './sitting.js';
import { writing } from './writable.js';

/** A run with its figures, verdict and reports. */
export interface ConcludedRun {
  readonly run: string;
  readonly model: ReportModel;
  readonly sitting: SittingSummary;
  /** The jobs of a batch run that is not over; null for any other. */
  readonly batch: BatchStatus | null;
}

/**
 * Runs an experiment (or what is left of it), judges it, writes its reports and, where the experiment declares a
 * promotion rule, the promoted config. An interrupted sitting writes no reports: the run is not over.
 */
export function runExperiment(options: RunOptions, context: RunContext): Promise<ConcludedRun> {
  return withRun(options, context, (finished) => conclude(finished, options, context));
}

async function conclude(
  finished: FinishedSitting,
  options: RunOptions,
  context: RunContext,
): Promise<ConcludedRun> {
  const { store, run, sitting, prepared } = finished;
  context.onEvent({ type: 'stage', stage: 'analysing' });
  const analysisStartMs = context.now().getTime();
  const judged = await judgeRun(store, run);
  const over = sitting.end === 'finished' || sitting.end === 'exhausted';
  const writes = over && options.reports !== false;
  const paths = reportPaths(options, context, { experiment: run.experiment, run: run.name });
  const dated = runPriceNotices(prepared, context);
  const draft = buildReportModel({
    store,
    run,
    judged,
    datasets: prepared.loaded.datasets,
    reports: paths.relative,
    promotion: null,
    execution: {
      ...executionOf(
        finished,
        { analysisStartMs, endMs: context.now().getTime() },
        options.concurrency ?? DEFAULT_CONCURRENCY,
      ),
      ...(dated.length > 0 && { notices: dated }),
    },
  });
  const { promotion, notices } =
    sitting.end === 'finished' && options.promote !== false
      ? await promoteByRule(draft, run, context)
      : { promotion: null, notices: [] };
  const model = withPromotion(draft, promotion, notices);
  if (over) store.runs.setConclusion(run.row, { execution: model.execution, promotion, notices });
  for (const text of notices) context.onEvent({ type: 'notice', text });
  if (writes) {
    context.onEvent({ type: 'stage', stage: 'reporting' });
    const hint = `Every answer is saved: \`parsimony report ${run.name}\` writes the reports again.`;
    await writing(paths.directory, hint, async () => {
      await writeReports(model, paths.directory);
      await updateLatest(path.dirname(paths.directory), run.name);
    });
  }
  const isOpenBatch = run.snapshot.batch !== undefined && sitting.end !== 'finished';
  const batch = isOpenBatch ? batchStatusOf(store, run, placeOf(options, context)) : null;
  return { run: run.name, model, sitting, batch };
}

/** The promotion is decided on the report and then stands in it. */
function withPromotion(
  model: ReportModel,
  promotion: RunDocument['promotion'],
  notices: readonly string[],
): ReportModel {
  const { document } = model;
  const run = { ...document.run, notices: [...document.run.notices, ...notices] };
  return { ...model, document: { ...document, run, promotion } };
}
