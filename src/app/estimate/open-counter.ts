import type { Experiment } from '../../experiment/port.js';
import { createTokenCounter } from '../../model/index.js';
import type { TokenCounter } from '../../model/port.js';

/** Requests that are counted at once. */
export const COUNTED_AT_ONCE = 8;

const PATIENCE = {
  maxConcurrency: COUNTED_AT_ONCE,
  requestTimeoutMs: 30_000,
  deadlineMs: 180_000,
  maxAttempts: 8,
  clock: () => performance.now(),
  rng: Math.random,
} as const;

/** Opens the service's own counter; with provider `emulator` an emulator is started for it. */
export async function openCounter(
  { provider, region }: Pick<Experiment, 'provider' | 'region'>,
  env: NodeJS.ProcessEnv,
): Promise<TokenCounter> {
  if (provider !== 'emulator') return createTokenCounter({ ...PATIENCE, region, provider: 'bedrock', env });
  const { startEmulator } = await import('../../emulator/index.js');
  const emulator = await startEmulator({ port: 0 });
  const counter = createTokenCounter({ ...PATIENCE, region, provider: 'emulator', endpoint: emulator.url });
  return {
    count: (request, signal) => counter.count(request, signal),
    async close() {
      await counter.close();
      await emulator.close();
    },
  };
}
