import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeStepSummary } from '../../src/cli/step-summary.js';
import { fixtureModel } from '../report/fixture.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsimony-summary-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the report is added to the job summary, after what other steps wrote', () => {
  const file = path.join(folder, 'summary.md');
  expect(writeStepSummary({ GITHUB_STEP_SUMMARY: file }, fixtureModel())).toBeUndefined();
  const once = readFileSync(file, 'utf8');
  writeStepSummary({ GITHUB_STEP_SUMMARY: file }, fixtureModel());
  expect(readFileSync(file, 'utf8')).toBe(once + once);
});

test('a job summary that cannot be written is said, not thrown: the verdict keeps its exit code', () => {
  const file = path.join(folder, 'no', 'such', 'summary.md');
  expect(writeStepSummary({ GITHUB_STEP_SUMMARY: file }, fixtureModel())).toMatch(/not written: ENOENT/);
});

test('without the variable nothing is written', () => {
  expect(writeStepSummary({}, fixtureModel())).toBeUndefined();
});
