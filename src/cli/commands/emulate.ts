import { startEmulator } from '../../emulator/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';

/** Runs the emulator until it is told to stop; stdout holds exactly the lines to export. */
export const emulateCommand: CommandAction = async (_args, options, terminal) => {
  const emulator = await startEmulator({
    port: (options.port as number | undefined) ?? 0,
    sleep: options.sleep === true,
    ...(options.verbose === true && { log: (line: string) => terminal.err(line) }),
  });
  terminal.err(
    `EMULATED Bedrock on ${emulator.url} (Ctrl-C stops it). Its answers say nothing about Claude.`,
  );
  for (const [name, value] of Object.entries(emulator.environment)) terminal.out(`export ${name}=${value}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await emulator.close();
  return EXIT.ok;
};
