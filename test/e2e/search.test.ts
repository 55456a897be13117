import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { configFor, loadPromoted } from '../../src/promote/index.js';
import type { SearchDocument } from '../../src/report/port.js';
import { createRng } from '../../src/stats/index.js';
import { withoutVolatile as withoutPointers } from '../app/search/fixture.js';
import { createProject, type Ended, emulatorFor, type Project } from './project.js';

const SONNET = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const HAIKU = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';

function searchYaml(search: string, algorithm = 'nsga2'): string {
  return `name: shop
provider: bedrock
region: us-east-1
datasets: { golden: golden.jsonl }
variants:
  base: { prompt: prompt.md, model: "${SONNET}", maxTokens: 200, temperature: 0.3 }
scorers: { facts: {} }
quality: { facts: 1 }
traffic: { delivery: 1000, price: 3000 }
search:
  space: { model: ["${SONNET}", "${HAIKU}"], maxTokens: [20, 60, 200], ragChunks: [0, 1, 2] }
  objectives: [ { minimize: monthlyCostUsd }, { maximize: quality } ]
  algorithm: ${algorithm}
  population: 8
  generations: 6
${search}
`;
}

function searchProject(search = '', algorithm?: string): Project {
  const project = createProject({ samples: 40 });
  project.write('search.yaml', searchYaml(search, algorithm));
  return project;
}

const read = (project: Project): SearchDocument =>
  JSON.parse(project.read('reports/shop/latest/report.json')) as SearchDocument;

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => boolean, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && !condition()) await delay(5);
}

/** One search that nothing disturbed: what it printed, and what the disturbed ones must come to. */
let calm: Emulator;
let undisturbed: {
  readonly project: Project;
  readonly ended: Ended;
  readonly calls: number;
  readonly document: SearchDocument;
};

beforeAll(async () => {
  calm = await startEmulator({ port: 0 });
  const project = searchProject();
  const ended = await project.cli(['search', 'search.yaml'], {
    ...calm.environment,
    GITHUB_STEP_SUMMARY: project.file('summary.md'),
  });
  if (ended.code !== 0) throw new Error(`the undisturbed search failed: ${ended.stderr}`);
  const calls = calm.stats().received.Converse ?? 0;
  undisturbed = { project, ended, calls, document: read(project) };
});
afterAll(() => calm.close());

describe('parsimony search', () => {
  it('prints the front with what was claimed and measured again, labelled as emulated, and shows it again', async () => {
    const { project, ended, calls, document } = undisturbed;
    expect(ended.code, ended.stderr).toBe(0);
    expect(calls).toBeGreaterThan(0);
    expect(project.read('summary.md')).toMatch(/EMULATED/);
    expect(ended.stdout.split('\n')[0]).toMatch(/^EMULATED/);
    expect(ended.stderr).toContain('EMULATED');
    expect(ended.stderr).toMatch(/measuring the front again: \d+\/\d+ cells/);
    const lines = ended.stdout.split('\n').filter((line) => !line.includes('reports/'));
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(100);
    expect(document.front.length).toBeGreaterThan(1);
    expect(document.search.emulated).toBe(true);
    for (const point of document.front) expect(point.remeasured?.quality?.value).not.toBeNull();
    const shown = await project.cli(['search', 'show', '--json']);
    expect(JSON.parse(shown.stdout)).toEqual(document);
    const written = ['report.html', 'report.md', 'report.json'].map((name) => `reports/shop/latest/${name}`);
    const before = written.map(project.read);
    for (const name of written) project.write(name, '');
    const reported = await project.cli(['report', document.search.id]);
    expect(reported.code, reported.stderr).toBe(0);
    expect(reported.stdout).toBe(ended.stdout);
    expect(written.map(project.read)).toEqual(before);
    const repriced = await project.cli(['report', document.search.id, '--reprice', 'current']);
    expect(repriced.code).toBe(2);
    expect(repriced.stderr).toContain('is a search');
    const listed = await project.cli(['search', 'list']);
    expect(listed.stdout).toContain(document.search.id);
    const again = await project.cli(['search', 'search.yaml', '--json', '-j', '1'], { ...calm.environment });
    expect(calm.stats().received.Converse).toBe(calls);
    expect(withoutPointers(JSON.parse(again.stdout) as SearchDocument)).toEqual(withoutPointers(document));
  });

  it('law 8: promotes by re-measured figures, keeps what stood there before, and says what drifted', async () => {
    const emulator = await emulatorFor();
    const project = createProject({ samples: 40 });
    const file = 'promoted/shop.yaml';
    const write = (promote: string) =>
      project.write(
        'search.yaml',
        `${searchYaml('  per: intent')}promote: { to: ${file}, ${promote} }\nbudget: { maxCostUsd: 5 }\n`,
      );
    const promoted = async () => loadPromoted(project.file(file), { allowEmulated: true });
    write('rule: best');
    expect((await project.cli(['search', 'search.yaml'], emulator.env)).code).toBe(0);
    const document = read(project);
    expect(document.promotion).toMatchObject({ path: file, remeasured: true });
    const best = await promoted();
    expect(Object.keys(best.configs).sort()).toEqual(['delivery', 'price']);
    expect(configFor(best, 'price').prompt.text).toBe(project.read('prompt.md'));
    const point = document.front.find(({ name }) => name === document.promotion?.point);
    expect(best.evidence).toMatchObject({
      search: document.search.id,
      measuredAgain: point?.remeasured,
      remeasured: true,
      split: { sha256: document.split.sha256 },
    });
    expect((await project.cli(['verify', file])).code).toBe(0);

    const cheapest = await project.cli(['promote', document.search.id, '--rule', 'cheapest', '--json']);
    expect(cheapest.code, cheapest.stderr).toBe(0);
    expect((await promoted()).evidence.variant).not.toBe(best.evidence.variant);
    const back = await project.cli(['rollback', file, '--reason', 'complaints']);
    expect(back.stdout).toContain(`${best.evidence.variant} of search ${document.search.id} is back`);
    expect(await promoted()).toEqual(best);

    const never = await project.cli(['promote', document.search.id, '--max-usd', '0.000001']);
    expect(never.code).toBe(2);
    expect(never.stderr).toMatch(/no point is shown to cost at most/);
    project.write('prompt.md', `${project.read('prompt.md')}\nBe brief.\n`);
    const drifted = await project.cli(['verify', file]);
    expect(drifted.code).toBe(100);
    expect(drifted.stdout).toMatch(/was edited after promotion/);
  });

  it('law 1: killed with -9 at random moments, it pays for nothing twice and finds the same front', async () => {
    const concurrency = 4;
    const flags = ['search', 'search.yaml', '-j', String(concurrency)];
    const emulator = await emulatorFor({ faults: { delayMs: 20 } });
    const project = searchProject();
    const rng = createRng(20261123);
    let died = 0;
    while (died < 5) {
      const { child, ended } = project.start(flags, emulator.env);
      const before = emulator.stats().received.Converse ?? 0;
      await until(() => (emulator.stats().received.Converse ?? 0) > before, ended);
      await delay(rng() * 200);
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
    const expected = undisturbed.document;
    expect(withoutPointers(read(project))).toEqual(withoutPointers(expected));
    // What was received is paid once: the bill is that of the undisturbed search.
    expect(read(project).cost.billedUsd).toBeCloseTo(expected.cost.billedUsd, 12);
    expect((await project.cli(['search', 'list'])).stdout).toContain('finished');
  }, 180_000);

  it('law 5: the cap stops it before it is crossed, exits 102, and a higher one goes on to the same end', async () => {
    const emulator = await emulatorFor();
    const whole = undisturbed.document;
    const full = whole.cost.billedUsd;
    const project = searchProject();
    const stopped = await project.cli(
      ['search', 'search.yaml', '--max-cost', (full / 20).toFixed(6), '-j', '2'],
      emulator.env,
    );
    expect(stopped.code, stopped.stderr).toBe(102);
    expect(stopped.stderr).toContain('stopped by the spend guard');
    const rest = await project.cli(['search', 'search.yaml', '--max-cost', '5'], emulator.env);
    expect(rest.code, rest.stderr).toBe(0);
    expect(rest.stderr).toContain('Resuming search');
    const { search: _a, ...came } = withoutPointers(read(project)) as { search: unknown };
    const { search: _b, ...expected } = withoutPointers(whole) as { search: unknown };
    expect(came).toEqual(expected);
  });

  it('law 5: money for the gate part is kept back: a cap in between ends the search part, not the search', async () => {
    const emulator = await emulatorFor();
    const whole = searchProject('  maxFrontSize: 3', 'random');
    expect((await whole.cli(['search', 'search.yaml'], emulator.env)).code).toBe(0);
    const full = read(whole).cost.logicalUsd;
    const project = searchProject('  maxFrontSize: 3', 'random');
    const cap = full * 0.75;
    const ended = await project.cli(['search', 'search.yaml', '--max-cost', cap.toFixed(6)], emulator.env);
    expect(ended.code, ended.stderr).toBe(0);
    const document = read(project);
    expect(document.search.end).toBe('budget');
    expect(document.cost.billedUsd).toBeLessThanOrEqual(cap);
    expect(document.search.evaluated.items).toBeLessThan(read(whole).search.evaluated.items);
    for (const point of document.front) expect(point.remeasured).not.toBeNull();
  });

  it('law 5: the surrogate cuts its large first round to what the money allows, and still measures its front again', async () => {
    const emulator = await emulatorFor();
    const whole = searchProject('  maxFrontSize: 3\n  budget: { maxItemEvaluations: 600 }', 'surrogate');
    expect((await whole.cli(['search', 'search.yaml'], emulator.env)).code).toBe(0);
    const { cost, search } = read(whole);
    const project = searchProject('  maxFrontSize: 3\n  budget: { maxItemEvaluations: 600 }', 'surrogate');
    // Less than the first of its rounds, 30 % of the evaluations, would cost with the gate part after it.
    const cap = (cost.logicalUsd / search.evaluated.items) * 170;
    const flags = ['search', 'search.yaml', '--max-cost', cap.toFixed(6)];
    const ended = await project.cli(flags, emulator.env);
    expect(ended.code, ended.stderr).toBe(0);
    const document = read(project);
    expect(document.search.end).toBe('budget');
    expect(document.search.evaluated.items).toBeGreaterThan(60);
    expect(document.search.evaluated.items).toBeLessThan(170);
    expect(document.cost.billedUsd).toBeLessThanOrEqual(cap);
    expect(document.front.length).toBeGreaterThan(0);
    for (const point of document.front) expect(point.remeasured).not.toBeNull();
    // What a round is cut to follows from prices, not from what the cache holds.
    const again = await project.cli([...flags, '--json'], emulator.env);
    expect(withoutPointers(JSON.parse(again.stdout) as SearchDocument)).toEqual(withoutPointers(document));
  });

  it('--batch sends each round through jobs, and answers the same', async () => {
    const project = searchProject('  budget: { maxItemEvaluations: 250 }', 'exact');
    project.write(
      'search.yaml',
      `${project.read('search.yaml')}batch: { minRecords: 20, maxRecords: 1000 }\n`,
    );
    project.write(
      'search.yaml',
      project.read('search.yaml').replace('provider: bedrock', 'provider: emulator'),
    );
    const ended = await project.cli(['search', 'search.yaml', '--batch']);
    expect(ended.code, ended.stderr).toBe(0);
    const document = read(project);
    expect(document.search.evaluated.failed).toBe(0);
    const live = searchProject('  budget: { maxItemEvaluations: 250 }', 'exact');
    const emulator = await emulatorFor();
    expect((await live.cli(['search', 'search.yaml'], emulator.env)).code).toBe(0);
    expect(document.cost.billedUsd).toBeLessThan(read(live).cost.billedUsd);
  }, 120_000);

  it('--dry-run says what would be asked and calls nothing', async () => {
    const emulator = await emulatorFor();
    const project = searchProject('  budget: { maxItemEvaluations: 200, maxCostUsd: 2 }');
    const ended = await project.cli(['search', 'search.yaml', '--dry-run'], emulator.env);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toContain('at most 200 cells');
    expect(ended.stdout).toContain('the cap is $2');
    // Nothing bounds violations, and there are no more cells than configs on samples.
    expect(ended.stdout).not.toContain('adversarial');
    const all = await searchProject('', 'exact').cli(['search', 'search.yaml', '--dry-run'], emulator.env);
    expect(all.stdout).toMatch(/search part +at most 3\d\d cells/);
    expect(all.stdout).toMatch(/all of it: expected \$/);
    expect(emulator.stats().received.Converse ?? 0).toBe(0);
  });

  it('bad input fails before the first call, with every problem', async () => {
    const emulator = await emulatorFor();
    const project = searchProject(
      '  constraints: [ { metric: quality, min: 0.9 }, { metric: quality, max: 0.5 } ]',
    );
    const ended = await project.cli(['search', 'search.yaml'], emulator.env);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('nothing can keep both');
    expect(emulator.stats().received.Converse ?? 0).toBe(0);
    expect((await project.cli(['search', 'search.yaml', '--algorithm', 'magic'], emulator.env)).code).toBe(2);
    expect((await project.cli(['search', 'search.yaml', '--price-range', '2..3'], emulator.env)).code).toBe(
      2,
    );
  });
});
