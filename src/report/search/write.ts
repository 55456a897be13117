import path from 'node:path';
import { z } from 'zod';
import { ParsimonyError } from '../../domain/index.js';
import { writeFileAtomically } from '../atomic-write.js';
import { type SearchDocument, searchDocumentSchema } from '../search-document.js';
import { renderSearchHtml } from './html/page.js';
import { renderSearchMarkdown } from './markdown.js';

/** The files of a search's report folder, as paths below the folder that was given. */
export interface SearchReportPaths {
  readonly html: string;
  readonly markdown: string;
  readonly json: string;
}

/** Where `writeSearchReports` puts its files; usable before they exist, for `document.reports`. */
export function searchReportPaths(folder: string): SearchReportPaths {
  return {
    html: path.join(folder, 'report.html'),
    markdown: path.join(folder, 'report.md'),
    json: path.join(folder, 'report.json'),
  };
}

/**
 * The text of a search's `report.json`: keys in the schema's order, two spaces, a trailing newline. Throws `internal`
 * for a document that breaks its schema: better no report than one that lies.
 */
export function serialiseSearch(document: SearchDocument): string {
  const result = searchDocumentSchema.safeParse(document);
  if (!result.success) {
    throw new ParsimonyError(
      'internal',
      `the search document breaks its schema:\n${z.prettifyError(result.error)}`,
    );
  }
  return `${JSON.stringify(result.data, null, 2)}\n`;
}

/**
 * Renders everything first and then writes each file atomically. As with runs, `latest` is moved by the caller
 * (`updateLatest`): a report that is only written again does not move it. Returns the paths.
 */
export async function writeSearchReports(
  document: SearchDocument,
  folder: string,
): Promise<SearchReportPaths> {
  const paths = searchReportPaths(folder);
  const files: readonly (readonly [string, string])[] = [
    [paths.json, serialiseSearch(document)],
    [paths.markdown, renderSearchMarkdown(document)],
    [paths.html, await renderSearchHtml(document)],
  ];
  for (const [file, content] of files) await writeFileAtomically(file, content);
  return paths;
}
