import path from 'node:path';
import { updateLatest, writeSearchReports } from '../../report/index.js';
import type { SearchDocument } from '../../report/port.js';

/** Writes the reports of a search into its folder, and lets `latest` point at it. */
export async function writeReportsOf(document: SearchDocument, directory: string): Promise<void> {
  await writeSearchReports(document, directory);
  await updateLatest(path.dirname(directory), document.search.id);
}
