import path from 'node:path';
import { writeReports } from '../report/index.js';
import type { ReportModel } from '../report/port.js';
import { reportPaths } from './places.js';
import type { RunContext } from './port.js';
import { reopenRun } from './reopen-run.js';
import { storedReportModel } from './stored-report.js';
import { requireWritable, writing } from './writable.js';

/** Writes the reports of a stored run again. */
export function reportRun(
  options: { readonly run: string; readonly db?: string; readonly output?: string },
  context: Pick<RunContext, 'cwd'>,
): Promise<ReportModel> {
  return reopenRun(options, context, async (store, run) => {
    requireWritable(path.resolve(context.cwd, options.output ?? 'reports'), 'folder', '--output');
    const model = await storedReportModel(store, run, options, context);
    const { directory } = reportPaths(options, context, { experiment: run.experiment, run: run.name });
    // `latest` stays where it is: this run may be an old one.
    await writing(directory, 'Name another folder with --output.', () => writeReports(model, directory));
    return model;
  });
}
