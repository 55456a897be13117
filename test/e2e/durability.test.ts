import { beforeAll, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/index.js';
import type { RunDocument } from '../../src/report/port.js';
import { createRng } from '../../src/stats/index.js';
import { createProject, emulatorFor, experimentYaml, withoutVolatile } from './project.js';

const LATEST = 'reports/shop/latest';
const SAMPLES = 60;

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for a condition, or for the process whose work would bring it about to end. */
async function until(condition: () => boolean, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && !condition()) await delay(5);
}

/** What a run that nothing disturbs reports, and the calls that it makes. */
let undisturbed: { readonly json: string; readonly document: RunDocument; readonly calls: number };

beforeAll(async () => {
  const emulator = await startEmulator({ port: 0 });
  const project = createProject({ samples: SAMPLES });
  const { code, stderr } = await project.cli(['run', 'shop.yaml'], { ...emulator.environment });
  if (code !== 0) throw new Error(`the undisturbed run failed: ${stderr}`);
  const json = project.read(`${LATEST}/report.json`);
  const calls = emulator.stats().received.Converse ?? 0;
  undisturbed = { json, document: JSON.parse(json) as RunDocument, calls };
  await emulator.close();
});

describe('law 1: nothing paid is lost', () => {
  it('killed with -9 at 20 random moments, a run pays for nothing twice and reports what an undisturbed one does', async () => {
    const concurrency = 4;
    const kills = 20;
    const flags = ['run', 'shop.yaml', '-j', String(concurrency)];
    // Each call takes 25 ms, so that most kills fall into calls in flight, commits and scoring.
    const emulator = await emulatorFor({ faults: { delayMs: 25 } });
    const project = createProject({ samples: SAMPLES });
    const rng = createRng(20261122);
    let died = 0;
    while (died < kills) {
      const { child, ended } = project.start(flags, emulator.env);
      const before = emulator.stats().received.Converse ?? 0;
      // Wait for the first call of this sitting, then a random moment more.
      await until(() => (emulator.stats().received.Converse ?? 0) > before, ended);
      await delay(rng() * 60);
      child.kill('SIGKILL');
      const { code } = await ended;
      died += 1;
      if (code === 0) break;
    }
    const last = await project.cli(flags, emulator.env);
    expect(last.code, last.stderr).toBe(0);
    expect(emulator.stats().received.Converse ?? 0).toBeLessThanOrEqual(
      undisturbed.calls + died * concurrency,
    );
    expect(withoutVolatile(project.read(`${LATEST}/report.json`))).toEqual(withoutVolatile(undisturbed.json));
    const { cells, cost } = JSON.parse(project.read(`${LATEST}/report.json`)) as RunDocument;
    expect(cells.completed).toBe(SAMPLES * 2);
    // What was received is paid once: the bill is that of the undisturbed run.
    expect(cost.billedUsd).toBeCloseTo(undisturbed.document.cost.billedUsd, 12);
  }, 180_000);

  it('Ctrl-C saves, exits 130, and the same command goes on', async () => {
    const emulator = await emulatorFor({ faults: { delayMs: 40 } });
    const project = createProject({ samples: SAMPLES, experiment: experimentYaml({ judge: false }) });
    const { child, ended } = project.start(['run', 'shop.yaml', '-j', '4'], emulator.env);
    await until(() => (emulator.stats().received.Converse ?? 0) >= 20, ended);
    child.kill('SIGINT');
    const stopped = await ended;
    expect(stopped.code, stopped.stderr).toBe(130);
    expect(stopped.stderr).toContain('goes on where this one stopped');
    const rest = await project.cli(['run', 'shop.yaml', '-j', '4'], emulator.env);
    expect(rest.code, rest.stderr).toBe(0);
    expect(rest.stderr).toContain('Resuming');
    // Calls in flight were allowed to finish: not one was made twice.
    expect(emulator.stats().received.Converse).toBe(SAMPLES * 2);
  });
});

describe('law 5: the spend guard', () => {
  it('stops before half of the expected cost is crossed, exits 102, and resumes to the same end', async () => {
    const emulator = await emulatorFor();
    const cap = undisturbed.document.cost.billedUsd / 2;
    const project = createProject({ samples: SAMPLES });
    const stopped = await project.cli(
      ['run', 'shop.yaml', '--max-cost', cap.toFixed(6), '--json'],
      emulator.env,
    );
    expect(stopped.code, stopped.stderr).toBe(102);
    const part = JSON.parse(stopped.stdout) as RunDocument;
    expect(part.cost.billedUsd).toBeGreaterThan(0);
    expect(part.cost.billedUsd).toBeLessThanOrEqual(cap);
    expect(part.cells.completed).toBeLessThan(SAMPLES * 2);
    const rest = await project.cli(['run', 'shop.yaml', '--max-cost', '5'], emulator.env);
    expect(rest.code, rest.stderr).toBe(0);
    expect(withoutVolatile(project.read(`${LATEST}/report.json`))).toEqual(withoutVolatile(undisturbed.json));
  });
});

describe('law 5: answers that are lost', () => {
  it('may have been billed: the cap counts them, the words say so, and a higher cap goes on to the same end', async () => {
    const emulator = await emulatorFor({ faults: { rules: [{ kind: 'lose-answer', limit: 6 }] } });
    const project = createProject({ samples: 20, experiment: experimentYaml({ judge: false }) });
    const stopped = await project.cli(['run', 'shop.yaml', '-j', '4', '--max-cost', '0.01'], emulator.env);
    expect(stopped.code, stopped.stderr).toBe(102);
    expect(stopped.stderr).toMatch(
      /at most \$0\.\d{4} may have been billed for attempts that brought no answer/,
    );
    const answered = emulator.stats().answered.Converse ?? 0;
    const again = await project.cli(['run', 'shop.yaml', '--max-cost', '0.01'], emulator.env);
    expect(again.code, again.stderr).toBe(102);
    // Whoever comes later knows it too, and calls no more than before.
    expect(emulator.stats().answered.Converse).toBeLessThanOrEqual(answered + 1);
    const rest = await project.cli(['run', 'shop.yaml', '--max-cost', '5'], emulator.env);
    expect(rest.code, rest.stderr).toBe(0);
    expect(rest.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /6 attempts brought no answer and may have been billed all the same: at most \$/,
    );
    const { cells } = JSON.parse(project.read(`${LATEST}/report.json`)) as RunDocument;
    expect(cells).toMatchObject({ completed: 40, failed: 0 });
  });
});

describe('two runs on one database', () => {
  it('the second says who holds it, and nothing is corrupted', async () => {
    const emulator = await emulatorFor({ faults: { delayMs: 40 } });
    const project = createProject({ samples: 20, experiment: experimentYaml({ judge: false }) });
    const first = project.start(['run', 'shop.yaml', '-j', '2'], emulator.env);
    await until(() => (emulator.stats().received.Converse ?? 0) >= 2, first.ended);
    const second = await project.cli(['run', 'shop.yaml'], { ...emulator.env, PARSIMONY_WAIT: '0' });
    expect((await first.ended).code).toBe(0);
    expect([0, 2]).toContain(second.code);
    if (second.code === 2) expect(second.stderr).toMatch(/is in use by process \d+/);
    expect(emulator.stats().received.Converse).toBe(40);
  });
});
