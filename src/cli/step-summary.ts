import { appendFileSync } from 'node:fs';
import { renderMarkdown, renderSearchMarkdown } from '../report/index.js';
import type { ReportModel, SearchDocument } from '../report/port.js';

/**
 * Adds the markdown report to the job summary where the CI system offers one. A summary that cannot be written is
 * answered with a sentence that says so, not thrown: it must not change what the run is found to be.
 */
export function writeStepSummary(env: NodeJS.ProcessEnv, model: ReportModel): string | undefined {
  return addToSummary(env, () => renderMarkdown(model));
}

/** The same of a search. */
export function writeSearchSummary(env: NodeJS.ProcessEnv, document: SearchDocument): string | undefined {
  return addToSummary(env, () => renderSearchMarkdown(document));
}

function addToSummary(env: NodeJS.ProcessEnv, markdown: () => string): string | undefined {
  const file = env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return undefined;
  try {
    appendFileSync(file, `${markdown()}\n`);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the job summary was not written: ${reason}`;
  }
}
