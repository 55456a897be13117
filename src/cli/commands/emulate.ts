import { ParsimonyError } from '../../domain/index.js';
import { startEmulator } from '../../emulator/index.js';
import { EXIT } from '../exit-codes.js';
import type { CommandAction } from '../program.js';

/** Runs the emulator until it is told to stop; stdout holds exactly the lines to export. */
export const emulateCommand: CommandAction = async (_args, options, terminal) => {
  const port = (options['port'] as number | undefined) ?? 0;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ParsimonyError('invalid-input', '--port must be a whole number from 0 to 65535');
  }
  const emulator = await startEmulator({
    port,
    sleep: options['sleep'] === true,
    ...(options['verbose'] === true && { log: (line: string) => terminal.err(line) }),
  });
  terminal.err(`EMULATED Bedrock on ${emulator.url}; its answers say nothing about Claude. Ctrl-C stops it.`);
  for (const [name, value] of Object.entries(emulator.environment)) terminal.out(`export ${name}=${value}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await emulator.close();
  return EXIT.ok;
};
