import { type EmulatorOptions, startEmulator } from '../../emulator/index.js';
import type { CommandAction } from '../command-action.js';
import { readEmulateRules } from '../emulate-rules.js';
import { EXIT } from '../exit-codes.js';

/** Runs the emulator until it is told to stop; stdout holds exactly the lines to export. */
export const emulateCommand: CommandAction = async (_args, options, terminal) => {
  const emulator = await startEmulator({
    ...emulatorOptions(options),
    ...((options.log === true || options.verbose === true) && { log: terminal.err }),
  });
  const state = typeof options.state === 'string' ? ` State: ${options.state}.` : '';
  terminal.err(
    `EMULATED Bedrock and S3 on ${emulator.url} (Ctrl-C stops it). Its answers say nothing about Claude.${state}`,
  );
  for (const [name, value] of Object.entries(emulator.environment)) terminal.out(`export ${name}=${value}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await emulator.close();
  return EXIT.ok;
};

function emulatorOptions(options: { readonly [name: string]: unknown }): EmulatorOptions {
  const { port, host, state, seed, timeScale, sleep, explicitBuckets } = options;
  const { judgePositionBias, judgeVerbosityBias, judgeNoise } = options;
  const { faults, quotas } = readEmulateRules(listOf(options.fault), listOf(options.quota));
  return {
    port: typeof port === 'number' ? port : 0,
    sleep: sleep === true,
    faults,
    ...(quotas !== undefined && { quotas }),
    ...(typeof host === 'string' && { host }),
    ...(typeof state === 'string' && { state }),
    ...(typeof seed === 'number' && { seed }),
    ...(typeof timeScale === 'number' && { batch: { timeScale } }),
    ...(explicitBuckets === true && { buckets: 'explicit' }),
    judge: {
      ...(typeof judgePositionBias === 'number' && { positionBias: judgePositionBias }),
      ...(typeof judgeVerbosityBias === 'number' && { verbosityBias: judgeVerbosityBias }),
      ...(typeof judgeNoise === 'number' && { noiseFactor: judgeNoise }),
    },
  };
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
