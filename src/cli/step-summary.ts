import { appendFileSync } from 'node:fs';
import { renderMarkdown } from '../report/index.js';
import type { ReportModel } from '../report/port.js';

/** Adds the markdown report to the job summary where the CI system offers one. */
export function writeStepSummary(env: NodeJS.ProcessEnv, model: ReportModel): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file !== undefined && file !== '') appendFileSync(file, `${renderMarkdown(model)}\n`);
}
