import { isDeepStrictEqual } from 'node:util';
import pLimit from 'p-limit';
import { beforeAll, describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.js';
import { commandCases } from './bad-input/command-cases.js';
import { dataCases } from './bad-input/data-cases.js';
import { experimentCases } from './bad-input/experiment-cases.js';
import { type BadInput, TAKEN_PORT } from './bad-input/spoil.js';
import { createProject, type Ended } from './project.js';

/** The classes that must have three cases at least; the others are beside them. */
const CLASSES = [
  ...['syntax', 'unknown key', 'wrong type', 'missing file', 'missing variable', 'contradictory options'],
  ...['weights', 'margins', 'duplicate and dangling ids', 'encodings', 'sizes', 'flags', 'environment'],
  ...['database', 'prices'],
];

const ALL = { ...experimentCases, ...dataCases, ...commandCases };
const AT_ONCE = 4;
/** Commands that print nothing as JSON. */
const WITHOUT_JSON = new Set(['view', 'emulate']);

/** How each case ended, with what the emulator received meanwhile. */
const ended = new Map<BadInput, Ended>();
let callsReceived: unknown;

beforeAll(async () => {
  const emulator = await startEmulator({ port: 0 });
  const done = createProject();
  const before = await done.cli(['run', 'shop.yaml', '--provider', 'echo', '--filter-intent', 'price']);
  if (before.code !== 0) throw new Error(`the finished run of the fixture failed: ${before.stderr}`);
  const atOnce = pLimit(AT_ONCE);
  await Promise.all(
    Object.values(ALL).flatMap((cases) =>
      cases.map((one, index) =>
        atOnce(async () => {
          const project = one.afterRun === true ? done : createProject();
          one.spoil?.(project);
          const given = one.args ?? ['run', 'shop.yaml'];
          const args = given.map((arg) => (arg === TAKEN_PORT ? String(emulator.port) : arg));
          // Every second case of a class, so that each class is seen with and without.
          const json = index % 2 === 1 && !WITHOUT_JSON.has(args[0] ?? '') ? ['--json'] : [];
          ended.set(one, await project.cli([...args, ...json], { ...emulator.environment, ...one.env }));
        }),
      ),
    ),
  );
  callsReceived = emulator.stats().received;
  await emulator.close();
}, 120_000);

test('each class of bad input is tried in three ways at least', () => {
  for (const name of CLASSES) expect(ALL[name]?.length ?? 0, name).toBeGreaterThanOrEqual(3);
});

test('law 12: no bad input reaches a model', () => {
  expect(isDeepStrictEqual(callsReceived, {}), JSON.stringify(callsReceived)).toBe(true);
});

describe.each(Object.entries(ALL))('%s', (_, cases) => {
  test.each(cases.map((one) => [one.what, one] as const))('%s', (_what, one) => {
    const { code, stdout, stderr } = ended.get(one) ?? { code: null, stdout: '', stderr: 'was not run' };
    for (const fragment of one.says) expect(stderr).toContain(fragment);
    expect(code, stderr).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('→ ');
    expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    expect(stderr).not.toMatch(/dist\/|node_modules|node:internal|internal error|undefined|\[object/);
  });
});
