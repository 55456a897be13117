import type { ExecutionSummary, ReportModel } from '../report/port.js';
import type { RunRow, Store } from '../store/index.js';
import { buildReportModel, judgeRun } from './conclude.js';
import { reportPaths } from './places.js';
import type { RunContext, RunOptions } from './port.js';
import { promotionOf } from './promotion-of.js';

/** Everything the renderers need of a run that was carried out earlier, from the database alone. */
export async function storedReportModel(
  store: Store,
  run: RunRow,
  options: Pick<RunOptions, 'output'>,
  context: Pick<RunContext, 'cwd'>,
): Promise<ReportModel> {
  const judged = await judgeRun(store, run);
  const paths = reportPaths(options, context, { experiment: run.experiment, run: run.name });
  return buildReportModel({
    store,
    run,
    judged,
    datasets: [],
    promotion: promotionOf(run),
    reports: paths.relative,
    execution: storedExecution(run),
  });
}

/** What the database still knows of how a run was executed: its times; calls and retries were in `execution.json`. */
function storedExecution(run: RunRow): ExecutionSummary {
  const finishedAt = run.finishedAt ?? run.startedAt;
  return {
    startedAt: run.startedAt,
    finishedAt,
    wallMs: Date.parse(finishedAt) - Date.parse(run.startedAt),
    calls: { made: 0, cached: 0, retries: 0, failed: 0 },
    concurrency: { limit: 0, peak: null },
    phasesMs: {},
    stopped: run.state === 'finished' ? null : 'interrupted',
  };
}
