import { describe, expect, it } from 'vitest';
import type { RunDocument } from '../../src/report/port.js';
import { createProject, experimentYaml, type Project, withoutVolatile } from './project.js';

const experiment = experimentYaml({ provider: 'emulator', judge: false });
const command = ['gate', 'shop.yaml', '--stop-early', '--yes', '--json'];

async function gate(
  project: Project,
  ...more: readonly string[]
): Promise<{ document: RunDocument; text: string }> {
  const ended = await project.cli([...command, ...more]);
  expect([0, 100, 101], ended.stderr).toContain(ended.code);
  return { document: JSON.parse(ended.stdout) as RunDocument, text: ended.stdout };
}

describe('gate --stop-early', () => {
  it('looks at whole clusters in seeded order, says what it saved, and finds the same at any concurrency (law 6)', async () => {
    const project = createProject({ samples: 64, experiment });
    const { document, text } = await gate(project);
    const { sequential } = document.gate ?? {};
    if (sequential === undefined) throw new Error('the gate did not look');
    expect(sequential.planned).toBe(64);
    expect(document.cells.completed).toBe(2 * sequential.used);
    expect(sequential.stopped).toBe(sequential.used < 64);
    if (sequential.stopped) expect(sequential.savedUsd).toBeGreaterThan(0);
    // Two samples share a cluster.
    expect(sequential.used % 2).toBe(0);
    expect(document.variants.every(({ n }) => n === sequential.used)).toBe(true);
    const again = await gate(createProject({ samples: 64, experiment }), '-j', '1');
    expect(withoutVolatile(again.text)).toEqual(withoutVolatile(text));
  });

  it('is refused where there is no verdict to stop at, and with batch jobs', async () => {
    const project = createProject({ experiment });
    for (const args of [
      ['run', 'shop.yaml', '--stop-early'],
      ['gate', 'shop.yaml', '--stop-early', '--batch'],
    ]) {
      const ended = await project.cli(args);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain('--stop-early');
    }
  });
});
