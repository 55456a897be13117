import path from 'node:path';
import { writeFileAtomically } from './atomic-write.js';
import { renderHtml } from './html/page.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import type { ReportModel } from './port.js';
import { serialiseDocument, serialiseExecution } from './serialise.js';

/** The files of one report folder, as paths below the folder that was given. */
export interface ReportPaths {
  readonly html: string;
  readonly markdown: string;
  readonly json: string;
  readonly junit: string;
  readonly execution: string;
}

/** Where `writeReports` puts its files; usable before they exist, for `document.reports`. */
export function reportPaths(directory: string): ReportPaths {
  return {
    html: path.join(directory, 'report.html'),
    markdown: path.join(directory, 'report.md'),
    json: path.join(directory, 'report.json'),
    junit: path.join(directory, 'junit.xml'),
    execution: path.join(directory, 'execution.json'),
  };
}

/**
 * Renders everything first and then writes each file atomically: a run whose document is broken leaves no
 * report rather than half of one. Returns the paths.
 */
export async function writeReports(model: ReportModel, directory: string): Promise<ReportPaths> {
  const paths = reportPaths(directory);
  const files: readonly (readonly [string, string])[] = [
    [paths.json, serialiseDocument(model.document)],
    [paths.markdown, renderMarkdown(model)],
    [paths.junit, renderJunit(model)],
    [paths.execution, serialiseExecution(model.execution)],
    [paths.html, await renderHtml(model)],
  ];
  for (const [file, content] of files) await writeFileAtomically(file, content);
  return paths;
}
