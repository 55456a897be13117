import path from 'node:path';
import { openReviewDesk } from '../../app/index.js';
import { serveReports } from '../../report/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';

/** Serves the report folder on loopback until it is told to stop; flagged samples can be decided on in the pages. */
export const viewCommand: CommandAction = async ([folder], options, terminal) => {
  const directory = path.resolve(folder ?? (options.output as string | undefined) ?? 'reports');
  const db = typeof options.db === 'string' ? { db: options.db } : {};
  const server = await serveReports(directory, {
    port: (options.port as number | undefined) ?? 0,
    reviews: openReviewDesk(db, { cwd: process.cwd(), now: () => new Date() }),
  });
  terminal.err(`Reports of ${directory} on ${server.url} (Ctrl-C stops it)`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return EXIT.ok;
};
