import type { ExecutionSummary, ReportModel } from '../report/port.js';
import type { RunRow, Store } from '../store/index.js';
import { buildReportModel, judgeRun } from './conclude.js';
import { reportPaths } from './places.js';
import type { RunContext, RunOptions } from './port.js';

/** Everything the renderers need of a run that was carried out earlier, from the database alone. */
export async function storedReportModel(
  store: Store,
  run: RunRow,
  options: Pick<RunOptions, 'output'>,
  context: Pick<RunContext, 'cwd'>,
): Promise<ReportModel> {
  const judged = await judgeRun(store, run);
  const paths = reportPaths(options, context, { experiment: run.experiment, run: run.name });
  const { execution, promotion, notices } = run.conclusion ?? {
    execution: unconcluded(run),
    promotion: null,
    notices: [],
  };
  return buildReportModel({
    store,
    run,
    judged,
    datasets: [],
    promotion,
    notices,
    reports: paths.relative,
    execution,
  });
}

/** A run that was interrupted came to no reports: its times are known, its calls are not. */
function unconcluded(run: RunRow): ExecutionSummary {
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
