import { existsSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunDocument } from '../../src/report/port.js';
import { createProject, emulatorFor, experimentYaml, withoutVolatile } from './project.js';

const LATEST = 'reports/shop/latest';

describe('parsimony run', () => {
  it('replays, scores, compares, judges and reports over real HTTP, and labels emulated numbers everywhere (law 10)', async () => {
    const project = createProject({
      experiment: experimentYaml({
        provider: 'emulator',
        extra: 'promote: { to: promoted.yaml, rule: cheapest, alpha: 0.49 }\n',
      }),
    });
    const run = await project.cli(['run', 'shop.yaml']);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout.split('\n')[0]).toMatch(/^EMULATED/);
    expect(project.read(`${LATEST}/report.md`)).toMatch(/^\W*EMULATED/);
    expect(project.read(`${LATEST}/report.html`)).toContain('EMULATED');
    expect(project.read(`${LATEST}/junit.xml`)).toContain('<property name="emulated" value="true"/>');
    const document = JSON.parse(project.read(`${LATEST}/report.json`)) as RunDocument;
    expect(document.run.emulated).toBe(true);
    expect(document.cells).toEqual({
      planned: 24,
      completed: 24,
      failed: 0,
      unscored: expect.any(Number),
      cached: 0,
    });
    expect(document.cost.billedUsd).toBeGreaterThan(0);
    expect(document.cost.billedUsd).toBeCloseTo(document.cost.logicalUsd, 12);
    expect(document.variants.map(({ name }) => name)).toEqual(['base', 'small']);
    expect(document.gate?.candidates[0]?.checks[0]).toMatchObject({
      kind: 'non-inferiority',
      metric: 'quality',
      margin: 0.2,
      n: 12,
    });
    expect(existsSync(project.file(`${LATEST}/execution.json`))).toBe(true);
  });

  it('prints one JSON document on stdout and nothing else there', async () => {
    const project = createProject({ experiment: experimentYaml({ provider: 'emulator', judge: false }) });
    const run = await project.cli(['run', 'shop.yaml', '--json']);
    expect(run.code, run.stderr).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual(JSON.parse(project.read(`${LATEST}/report.json`)));
  });

  it('the same command twice makes no call the second time, and the report is the same but for its volatile fields', async () => {
    const emulator = await emulatorFor();
    const project = createProject();
    const first = await project.cli(['run', 'shop.yaml'], emulator.env);
    expect(first.code, first.stderr).toBe(0);
    const calls = emulator.stats().received.Converse;
    const before = project.read(`${LATEST}/report.json`);
    const markdown = project.read(`${LATEST}/report.md`);
    const second = await project.cli(['run', 'shop.yaml'], emulator.env);
    expect(second.code, second.stderr).toBe(0);
    expect(emulator.stats().received.Converse).toBe(calls);
    const after = project.read(`${LATEST}/report.json`);
    expect(after).not.toBe(before);
    expect(withoutVolatile(after)).toEqual(withoutVolatile(before));
    const [a, b] = [JSON.parse(before) as RunDocument, JSON.parse(after) as RunDocument];
    expect(b.cells.cached).toBe(24);
    expect(b.cost.billedUsd).toBe(0);
    expect(project.read(`${LATEST}/report.md`)).toBe(markdown.replaceAll(a.run.id, b.run.id));
  });

  it('law 2: editing a prompt pays again for what changed only; editing a scorer pays no candidate call', async () => {
    const emulator = await emulatorFor();
    const project = createProject({ experiment: experimentYaml({ judge: false }) });
    await project.cli(['run', 'shop.yaml'], emulator.env);
    expect(emulator.stats().received.Converse).toBe(24);
    project.write(
      'shop.yaml',
      experimentYaml({ judge: false })
        .replace('scorers:\n', 'scorers:\n  similarity: {}\n')
        .replace('{ facts: 1 }', '{ facts: 0.5, similarity: 0.5 }'),
    );
    const scored = await project.cli(['run', 'shop.yaml'], emulator.env);
    expect(scored.code, scored.stderr).toBe(0);
    expect(emulator.stats().received.Converse).toBe(24);
    project.write('other.md', project.read('prompt.md').replace('Use only', 'Please use only'));
    project.write(
      'shop.yaml',
      project
        .read('shop.yaml')
        .replace('small: { extends: base,', 'small: { extends: base, prompt: other.md,'),
    );
    const edited = await project.cli(['run', 'shop.yaml'], emulator.env);
    expect(edited.code, edited.stderr).toBe(0);
    expect(emulator.stats().received.Converse).toBe(36);
  });

  it('a Bedrock endpoint on this machine is an emulator, whatever the provider says (law 10)', async () => {
    const emulator = await emulatorFor();
    const project = createProject({ experiment: experimentYaml({ judge: false }) });
    const run = await project.cli(['run', 'shop.yaml', '--json'], emulator.env);
    expect((JSON.parse(run.stdout) as RunDocument).run).toMatchObject({
      provider: 'bedrock',
      emulated: true,
    });
  });

  it('gate ends with 0, 100 or 101 by its verdict', async () => {
    const emulator = await emulatorFor();
    const gate = async (margin: number, samples: number) => {
      const project = createProject({
        samples,
        experiment: experimentYaml({ judge: false }).replace('margin: 0.2', `margin: ${margin}`),
      });
      return project.cli(['gate', 'shop.yaml'], emulator.env);
    };
    expect((await gate(0.9, 24)).code).toBe(0);
    expect((await gate(0.001, 4)).code).toBe(101);
    const project = createProject({
      samples: 24,
      experiment: experimentYaml({ judge: false })
        .replace('small: { extends: base,', 'small: { extends: base, ragChunks: 0,')
        .replace('margin: 0.2', 'margin: 0.05'),
    });
    const failed = await project.cli(['gate', 'shop.yaml'], emulator.env);
    expect(failed.code, failed.stdout + failed.stderr).toBe(100);
  });

  it('law 8: a plain run corrects over its candidates and records that nothing was measured again', async () => {
    const emulator = await emulatorFor();
    const experiment = experimentYaml({
      judge: false,
      extra: 'promote: { to: promoted.yaml, rule: cheapest, alpha: 0.4 }\n',
    })
      .replace('scorers:\n', '  shorter: { extends: base, maxTokens: 150 }\nscorers:\n')
      .replace('margin: 0.2', 'margin: 0.9, reviews: reviews.yaml');
    const project = createProject({ samples: 24, experiment });
    project.write('reviews.yaml', "- { sampleId: '*', decision: accept, reason: emulated }\n");
    const run = await project.cli(['run', 'shop.yaml', '--gate', '--json'], emulator.env);
    expect(run.code, run.stderr).toBe(0);
    const document = JSON.parse(run.stdout) as RunDocument;
    const levels = document.gate?.candidates.map(({ checks }) => checks[0]?.level);
    // Holm over two candidates: one bound at 1 − 0.05 / 2, the other at 1 − 0.05.
    expect(levels?.sort()).toEqual([0.95, 0.975]);
    expect(document.promotion).toMatchObject({ path: 'promoted.yaml', remeasured: false });
    expect(project.read('promoted.yaml')).toContain('remeasured: false');
    expect((await project.cli(['verify', 'promoted.yaml'])).code).toBe(0);
    // The stored run gives the same report again, byte for byte, and a gate writes no promoted config.
    const written = project.read(`${LATEST}/report.json`);
    const execution = project.read(`${LATEST}/execution.json`);
    expect((await project.cli(['report'])).code).toBe(0);
    expect(project.read(`${LATEST}/report.json`)).toBe(written);
    expect(project.read(`${LATEST}/execution.json`)).toBe(execution);
    rmSync(project.file('promoted.yaml'));
    expect((await project.cli(['gate', 'shop.yaml'], emulator.env)).code).toBe(0);
    expect(existsSync(project.file('promoted.yaml'))).toBe(false);
    await project.cli(['run', 'shop.yaml'], emulator.env);
    project.write('prompt.md', `${project.read('prompt.md')}Be kind.\n`);
    const drifted = await project.cli(['verify', 'promoted.yaml']);
    expect(drifted.code).toBe(100);
    expect(drifted.stdout).toContain('edited');
  });
});
