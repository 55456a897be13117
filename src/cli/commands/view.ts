import path from 'node:path';
import { serveReports } from '../../report/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';

/** Serves the report folder on loopback until it is told to stop. */
export const viewCommand: CommandAction = async ([folder], options, terminal) => {
  const directory = path.resolve(folder ?? (options.output as string | undefined) ?? 'reports');
  const server = await serveReports(directory, { port: (options.port as number | undefined) ?? 0 });
  terminal.err(`Reports of ${directory} on ${server.url} (Ctrl-C stops it)`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return EXIT.ok;
};
