import type { ExecutionSummary, ReportModel } from '../report/port.js';
import type { RunRow, Store } from '../store/index.js';
import { buildReportModel, judgeRun } from './conclude.js';
import { storedExecution, unseenCalls } from './execution.js';
import { reportPaths } from './places.js';
import type { RunContext, RunOptions } from './port.js';
import type { Repricing } from './prices/reprice.js';

/** Everything the renderers need of a run that was carried out earlier, from the database alone. */
export async function storedReportModel(
  store: Store,
  run: RunRow,
  options: Pick<RunOptions, 'output'>,
  context: Pick<RunContext, 'cwd'>,
  repricing?: Repricing,
): Promise<ReportModel> {
  const judged = await judgeRun(store, run, repricing);
  const paths = reportPaths(options, context, {
    experiment: run.experiment,
    run: reportFolder(run, repricing),
  });
  const { execution, promotion, notices } = run.conclusion ?? {
    execution: unconcluded(store, run),
    promotion: null,
    notices: [],
  };
  return buildReportModel({
    store,
    run,
    judged,
    datasets: [],
    promotion,
    notices: repricing === undefined ? notices : [...notices, REPRICED_NOTICE],
    reports: paths.relative,
    execution,
  });
}

/** The folder of a run's reports; those at other prices stand beside it, under the book that they were made with. */
export function reportFolder(run: RunRow, repricing?: Repricing): string {
  return repricing === undefined ? run.name : `${run.name}-repriced-${repricing.book.sha256.slice(0, 8)}`;
}

const REPRICED_NOTICE =
  'Costs, the front and monthly figures are recomputed at other prices; scores are those of the run, assertions on cost among them.';

/** A run that was interrupted came to no reports: its times are known, its calls are not, but for what was kept of them. */
function unconcluded(store: Store, run: RunRow): ExecutionSummary {
  const finishedAt = run.finishedAt ?? run.startedAt;
  return {
    startedAt: run.startedAt,
    finishedAt,
    wallMs: Date.parse(finishedAt) - Date.parse(run.startedAt),
    calls: { made: 0, cached: 0, retries: 0, failed: 0, ...unseenCalls(store, run) },
    concurrency: { limit: 0, peak: null },
    phasesMs: {},
    stopped: run.state === 'finished' ? null : 'interrupted',
    ...storedExecution(store, run),
  };
}
