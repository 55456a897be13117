import { defineConfig } from 'vitest/config';

/**
 * Rooms whose tests change nothing of their process, and whose fixtures register no hooks when they are imported
 * (`onTestFinished` instead). Their files share a process, which loads what they import once and not for each file.
 */
const shared = ['analyze', 'conformance', 'cost', 'domain', 'emulator', 'gate', 'stats'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: shared } },
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
    ],
  },
});
