import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Completion, type ContentHash, hashText } from '../../src/domain/index.js';
import type { ModelRequest } from '../../src/model/port.js';
import { openStore, type RunRow, type RunSnapshot, type Store } from '../../src/store/index.js';

/** A folder that goes away with the run of the suite. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'parsimony-test-'));
}

/** A store that is closed with the test. */
export function temporaryStore(folder?: string): Store {
  const store = openTemporaryStore(folder);
  onTestFinished(() => store.close());
  return store;
}

/** A store for several tests, which close it themselves. */
export function openTemporaryStore(folder = temporaryFolder()): Store {
  return openStore(path.join(folder, 'test.db'));
}

export const SNAPSHOT: RunSnapshot = {
  experimentPath: '/nowhere/experiment.yaml',
  provider: 'echo',
  emulated: false,
  region: 'us-east-1',
  seed: 42,
  repeats: 1,
  variants: [],
  metrics: [],
  quality: {},
  guardrails: [],
  datasets: [],
  filter: {},
  prompts: [],
  versions: {},
  priceBook: null,
  notices: [],
  judges: [],
};

export function beginRun(
  store: Store,
  options: { readonly name?: string; readonly planHash?: string } = {},
): RunRow {
  return store.runs.create({
    name: options.name ?? 'run-1',
    planHash: options.planHash ?? 'plan',
    experiment: 'test',
    planned: 4,
    startedAt: '2026-01-01T00:00:00.000Z',
    snapshot: SNAPSHOT,
  });
}

export function request(text: string, system = 'Be brief.'): ModelRequest {
  return { model: 'm', system, messages: [{ role: 'user', content: text }], maxTokens: 10 };
}

export function completion(text: string, overrides: Partial<Completion> = {}): Completion {
  return {
    text,
    stopReason: 'end_turn',
    usage: { inputTokens: 5, outputTokens: 2, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
    latencyMs: 12.5,
    emulated: false,
    attempts: 1,
    droppedParameters: [],
    ...overrides,
  };
}

export function keyOf(
  text: string,
  repeat = 0,
): { requestHash: ContentHash; repeat: number; provider: 'echo' } {
  return { requestHash: hashText(text), repeat, provider: 'echo' };
}
