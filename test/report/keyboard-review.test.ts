import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SampleReview } from '../../src/gate/port.js';
import { serveReports, type ViewServer, writeReports } from '../../src/report/index.js';
import { fixtureModel } from './fixture.js';

const chromium = process.env.CHROMIUM ?? 'chromium';
const present = spawnSync(chromium, ['--version'], { stdio: 'ignore' }).status === 0;
const script = fileURLToPath(new URL('../../scripts/check-review.mjs', import.meta.url));
const run = fixtureModel().document.run.id;

describe.skipIf(!present)('a served report in a real browser', () => {
  let folder = '';
  let server: ViewServer;
  let kept: SampleReview[] = [];
  let isOpen = true;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'parsimony-keyboard-'));
    await writeReports(fixtureModel(), path.join(folder, 'mangaassist', run));
    const reviews = {
      reviewsOf: async () => kept,
      decide: async (_run: string, review: SampleReview) => {
        if (!isOpen) throw new Error('the database is closed');
        kept.push(review);
        return { unreviewed: 3 - kept.length };
      },
    };
    server = await serveReports(folder, { port: 0, reviews });
  });
  beforeEach(() => {
    kept = [];
    isOpen = true;
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Beside the test, because the server answers from this process. */
  function review(): Promise<{ readonly status: number | null; readonly faults: string }> {
    const child = spawn(process.execPath, [script, `${server.url}mangaassist/${run}/report.html`, chromium]);
    let faults = '';
    child.stderr.on('data', (chunk) => {
      faults += String(chunk);
    });
    return new Promise((resolve) => {
      child.on('close', (status) => resolve({ status, faults }));
    });
  }

  test('flags are accepted and rejected by keyboard alone, each with a reason', async () => {
    expect(await review()).toEqual({ status: 0, faults: '' });
    expect(kept.map(({ decision, reason }) => [decision, reason])).toEqual([
      ['accept', 'still right'],
      ['reject', 'invents a date'],
    ]);
    expect(new Set(kept.map(({ variant, sampleId }) => `${variant} ${sampleId}`)).size).toBe(2);
  });

  test('a decision that was not kept is not shown as kept', async () => {
    isOpen = false;
    const { status, faults } = await review();
    expect(status).toBe(1);
    expect(faults).toContain('the decision is not saved');
    expect(kept).toEqual([]);
  });
});
