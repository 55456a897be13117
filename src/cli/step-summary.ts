import { appendFileSync } from 'node:fs';
import { renderMarkdown } from '../report/index.js';
import type { ReportModel } from '../report/port.js';

/**
 * Adds the markdown report to the job summary where the CI system offers one. A summary that cannot be written is
 * answered with a sentence that says so, not thrown: it must not change what the run is found to be.
 */
export function writeStepSummary(env: NodeJS.ProcessEnv, model: ReportModel): string | undefined {
  const file = env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return undefined;
  try {
    appendFileSync(file, `${renderMarkdown(model)}\n`);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the job summary was not written: ${reason}`;
  }
}
