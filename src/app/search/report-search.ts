import path from 'node:path';
import { writeSearchReports } from '../../report/index.js';
import type { SearchDocument } from '../../report/port.js';
import { reportPaths } from '../places.js';
import type { RunContext, RunOptions } from '../port.js';
import { requireWritable, writing } from '../writable.js';
import { storedSearch } from './stored.js';

/** Writes the reports of a finished search again, from the document that it was kept as: nothing is computed anew. */
export async function reportSearch(
  options: Pick<RunOptions, 'db' | 'output'> & { readonly id: string },
  context: Pick<RunContext, 'cwd'>,
): Promise<SearchDocument> {
  requireWritable(path.resolve(context.cwd, options.output ?? 'reports'), 'folder', '--output');
  const stored = storedSearch(options, context);
  const { experiment, id } = stored.search;
  const { directory, relative } = reportPaths(options, context, { experiment, run: id });
  const reports =
    relative === null ? null : { html: relative.html, markdown: relative.markdown, json: relative.json };
  const document = { ...stored, reports };
  // `latest` stays where it is: this search may be an old one.
  await writing(directory, 'Name another folder with --output.', () =>
    writeSearchReports(document, directory),
  );
  return document;
}
