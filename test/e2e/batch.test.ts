import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import type { ExecutionSummary, RunDocument } from '../../src/report/port.js';
import { startProxy } from './batch-proxy.js';
import {
  createProject,
  type Ended,
  emulatorFor,
  experimentYaml,
  type Project,
  withoutVolatile,
} from './project.js';

const LATEST = 'reports/shop/latest';
const SAMPLES = 30;
/** Thirty candidate calls of each of two models, and the judge calls on them: one job each. */
const BATCH = `batch: { minRecords: 20, bucket: parsimony-batch, roleArn: "arn:aws:iam::123456789012:role/batch" }`;
/** Jobs that wait for minutes before they begin, and stop within moments. */
const QUEUED = { batch: { minimumRecords: 20, timeScale: 1_000, queueSeconds: 300_000 } };
const JOBS = { batch: { minimumRecords: 20, timeScale: 100_000 } };

function shop(extra = BATCH): Project {
  return createProject({ samples: SAMPLES, experiment: experimentYaml({ extra }) });
}

function reportOf(project: Project): RunDocument {
  return JSON.parse(project.read(`${LATEST}/report.json`)) as RunDocument;
}

/** A batch run that nothing disturbed, and the service that it ran on. */
let calm: Emulator;
let undisturbed: {
  readonly project: Project;
  readonly ended: Ended;
  readonly json: string;
  readonly stats: ReturnType<Emulator['stats']>['batch'];
};

beforeAll(async () => {
  calm = await startEmulator({ port: 0, ...JOBS });
  const project = shop();
  const ended = await project.cli(['run', 'shop.yaml', '--batch'], { ...calm.environment });
  if (ended.code !== 0) throw new Error(`the undisturbed run failed: ${ended.stderr}`);
  undisturbed = { project, ended, json: project.read(`${LATEST}/report.json`), stats: calm.stats().batch };
});
afterAll(() => calm.close());

describe('a batch run on the command line', () => {
  it('gives the scores of a live run at half the cost', async () => {
    const live = shop();
    const { project: batch, ended } = undisturbed;
    const env = { ...calm.environment };
    expect((await live.cli(['run', 'shop.yaml'], env)).code).toBe(0);
    const [liveReport, batchReport] = [reportOf(live), reportOf(batch)];
    expect(batchReport.variants.map(({ metrics, quality }) => ({ metrics, quality }))).toEqual(
      liveReport.variants.map(({ metrics, quality }) => ({ metrics, quality })),
    );
    expect(liveReport.cost.byRole.candidate).toBeCloseTo(2 * batchReport.cost.byRole.candidate, 12);
    expect(liveReport.cost.logicalUsd).toBeCloseTo(2 * batchReport.cost.logicalUsd, 12);
    for (const [at, variant] of batchReport.variants.entries()) {
      const alive = liveReport.variants[at]?.costUsdPerSample.value ?? 0;
      expect(alive).toBeCloseTo(2 * (variant.costUsdPerSample.value ?? 0), 12);
    }
    const priced = /at the price book’s batch prices/;
    expect(batchReport.run.notices.some((notice) => priced.test(notice))).toBe(true);
    expect(liveReport.run.notices.some((notice) => priced.test(notice))).toBe(false);
    expect(ended.stderr).toMatch(/batch jobs: .*collected/);
    const { batch: jobs } = JSON.parse(batch.read(`${LATEST}/execution.json`)) as ExecutionSummary;
    expect(jobs?.map(({ role, status, answered }) => [role, status, answered])).toEqual([
      ['candidate', 'Completed', SAMPLES],
      ['candidate', 'Completed', SAMPLES],
      ['judge', 'Completed', 2 * SAMPLES],
    ]);
    // A repeated batch run is served from the store and reports the same.
    const again = await batch.cli(['run', 'shop.yaml', '--batch'], env);
    expect(again.code, again.stderr).toBe(0);
    expect(reportOf(batch).cost).toMatchObject({
      billedUsd: 0,
      logicalUsd: batchReport.cost.logicalUsd,
    });
    expect(calm.stats().batch.jobs).toEqual({ Completed: 3 });
  });

  it('law 1: killed with -9 before and after every kind of call, it makes one job per part and the same report', async () => {
    const emulator = await emulatorFor(JOBS);
    const moments = [
      'PUT input',
      'HEAD input',
      'LIST jobs',
      'POST job',
      'GET job',
      'LIST output',
      'GET output',
    ].flatMap((name) => [
      { name, moment: 'before' as const },
      { name, moment: 'after' as const },
    ]);
    const project = shop();
    let fatal: (typeof moments)[number] | undefined;
    let kill = (): void => {};
    const proxy = await startProxy(emulator.url, ({ name, moment }) => {
      if (fatal?.name !== name || fatal.moment !== moment) return 'pass';
      fatal = undefined;
      kill();
      return 'drop';
    });
    const env = { ...emulator.env, AWS_ENDPOINT_URL: proxy.url };
    try {
      for (const moment of moments) {
        fatal = moment;
        const { child, ended } = project.start(['run', 'shop.yaml', '--batch'], env);
        kill = () => void child.kill('SIGKILL');
        const { signal, stderr } = await ended;
        expect({ moment, signal, stderr }).toMatchObject({ moment, signal: 'SIGKILL' });
      }
      const last = await project.cli(['run', 'shop.yaml', '--batch'], env);
      expect(last.code, last.stderr).toBe(0);
    } finally {
      await proxy.close();
    }
    expect(emulator.stats().batch).toEqual(undisturbed.stats);
    expect(withoutVolatile(project.read(`${LATEST}/report.json`))).toEqual(withoutVolatile(undisturbed.json));
    expect(reportOf(project).cost.billedUsd).toBe(
      (JSON.parse(undisturbed.json) as RunDocument).cost.billedUsd,
    );
  }, 180_000);

  it('submits, tells, collects, cancels and lists, each with one JSON document', async () => {
    const emulator = await emulatorFor(QUEUED);
    const project = shop(`${BATCH.slice(0, -2)}, judge: false }`);
    const json = async (...args: readonly string[]) => {
      const ended = await project.cli(['batch', ...args, '--json'], emulator.env);
      expect(ended.code, ended.stderr).toBe(0);
      return JSON.parse(ended.stdout) as {
        run: string;
        open: number;
        jobs: { status: string; answered: number }[];
        next: string[];
        runs: { run: string }[];
      };
    };
    const submitted = await json('submit', 'shop.yaml');
    expect(submitted).toMatchObject({ open: 2, jobs: [{ status: 'Submitted' }, { status: 'Submitted' }] });
    // Asked again it creates nothing.
    expect((await json('submit', 'shop.yaml')).jobs).toHaveLength(2);
    expect((await json('list')).runs.map(({ run }) => run)).toEqual([submitted.run]);
    expect((await json('status')).run).toBe(submitted.run);
    expect((await json('collect', submitted.run)).open).toBe(2);
    const cancelled = await json('cancel');
    expect(cancelled).toMatchObject({ open: 0, jobs: [{ status: 'Stopped' }, { status: 'Stopped' }] });
    expect(cancelled).toMatchObject({ unanswered: 2 * SAMPLES, ended: 0, waiting: 0 });
    // What was stopped is submitted again, not paid live. This service has no queue.
    const quick = await emulatorFor(JOBS);
    const finished = await project.cli(cancelled.next.slice(1), quick.env);
    expect(finished.code, finished.stderr).toBe(0);
    expect(finished.stderr).toContain(`Resuming ${submitted.run}`);
    expect(reportOf(project).cells).toMatchObject({ completed: 2 * SAMPLES, failed: 0 });
    expect(quick.stats().batch.jobs).toEqual({ Completed: 2 });
  });

  it('interrupted, it leaves the jobs running and says so', async () => {
    const emulator = await emulatorFor(QUEUED);
    const project = shop();
    const { child, ended } = project.start(['run', 'shop.yaml', '--batch'], emulator.env);
    const jobs = () => Object.values(emulator.stats().batch.jobs).reduce((sum, count) => sum + count, 0);
    while (jobs() < 2 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(/2 jobs under way\.\nnext: parsimony batch status \S+, or wait/);
    expect(stdout).not.toContain('report.html');
    expect(stderr).toContain('Batch jobs that were submitted run on without this command.');
  });

  it('law 12: says everything that stands against it at once, before anything is sent', async () => {
    const emulator = await emulatorFor();
    const project = createProject({
      samples: 3,
      experiment: experimentYaml({ extra: 'batch: { minRecords: 50, maxRecords: 10 }' })
        .replace('temperature: 0.3', 'temperature: 0.3, cache: 1h')
        .replace('{ extends: base,', '{ extends: base, cache: "off", outputCeiling: { tokens: 20 },'),
    });
    project.write(
      'prompt.md',
      project
        .read('prompt.md')
        .replace('version: 1', 'version: 1\ntools:\n  - { name: look, inputSchema: { type: object } }'),
    );
    const real = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
    const { code, stderr } = await project.cli(['run', 'shop.yaml', '--batch'], real);
    expect(code).toBe(2);
    expect(stderr).toContain('7 problems');
    for (const text of [
      'variants.base.cache: batch jobs do not cache prompts',
      'variants.small.outputCeiling: an output ceiling stops a stream',
      'batch jobs of type Converse refuse tools, and the prompt of variant `base`',
      'batch jobs of type Converse refuse tools, and the prompt of variant `small`',
      '`batch.minRecords` (50) is above `batch.maxRecords` (10)',
      '--batch needs `batch.bucket`',
      '--batch needs `batch.roleArn`',
    ])
      expect(stderr).toContain(text);
    const mixed = { ...real, AWS_ENDPOINT_URL_BEDROCK: emulator.url };
    expect((await project.cli(['run', 'shop.yaml', '--batch'], mixed)).stderr).toContain(
      'lead live calls, batch jobs and S3 to different places',
    );
    const echo = await project.cli(['run', 'shop.yaml', '--batch', '--provider', 'echo'], emulator.env);
    expect(echo.code).toBe(2);
    expect(echo.stderr).toContain('--batch needs a service, and provider echo is none');
    expect(emulator.stats().received).toEqual({});
  });
});
