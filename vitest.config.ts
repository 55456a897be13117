import { defineConfig } from 'vitest/config';

/** Rooms of which most files can share a process. */
const rooms = [
  ...['analyze', 'app', 'conformance', 'cost', 'dataset', 'domain', 'emulator', 'experiment', 'gate'],
  ...['model', 'promote', 'prompt', 'report', 'run', 'scorer', 'search', 'stats', 'store', 'tokens'],
];

/**
 * Files of theirs that cannot: they change the environment which the SDK and its clients read, or hold `Math.random`
 * while calls are under way.
 */
const apart = [
  ...['doctor', 'execution', 'prices-refresh', 'proxy', 'redact-secrets', 'remedies'],
  // Whether the SDK sees its clock corrected anew hangs on milliseconds.
  ...['batch-fault-matrix', 'control-errors'],
];

/**
 * Files whose tests change nothing of their process, and whose fixtures register no hooks when they are imported
 * (`onTestFinished` instead). They share a process, which loads what they import once and not for each file.
 */
const shared = [`test/{${rooms.join(',')}}/**/!(${apart.join('|')}).test.ts`];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: 'test/temporary-files.ts',
    projects: [
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: shared } },
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
    ],
  },
});
