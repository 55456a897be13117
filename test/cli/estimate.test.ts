import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCli } from '../../src/cli/program.js';
import { experimentYaml, PROMPT, samplesJsonl } from '../e2e/project.js';

let cwd = '';
let stdout = '';
let stderr = '';

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'parsimony-cli-estimate-'));
  writeFileSync(path.join(cwd, 'golden.jsonl'), samplesJsonl(12));
  writeFileSync(path.join(cwd, 'prompt.md'), PROMPT);
  writeFileSync(path.join(cwd, 'shop.yaml'), experimentYaml({ provider: 'emulator', judge: false }));
  stdout = '';
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(cwd, { recursive: true, force: true });
});

const estimate = (...flags: readonly string[]) =>
  runCli([
    ...['node', 'parsimony', 'estimate', path.join(cwd, 'shop.yaml')],
    ...['--db', path.join(cwd, 'parsimony.db'), ...flags],
  ]);

describe('estimate in a terminal', () => {
  test('begins with its label, shows both ways to pay, and why nothing goes by batch', async () => {
    expect(await estimate()).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^EMULATED/);
    expect(lines).toContainEqual(
      expect.stringMatching(/^variant +calls +in\/call +out\/call +live \$ .*batch \$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^base +12 +\d+ +\d+( +\d+\.\d{4}){4}$/));
    expect(stdout).toContain('· Not by batch: base, small: 12 calls, and a job takes at least 100.');
    expect(stdout).toContain('· Input tokens: js-tiktoken/o200k_base × 1.');
    // Nothing wider than the widest that a terminal of 100 columns shows, but for the notes.
    expect(
      Math.max(...lines.filter((line) => !line.startsWith('·')).map(({ length }) => length)),
    ).toBeLessThan(101);
  });

  test('--exact counts the number that is given, or all', async () => {
    expect(await estimate('--exact', '3', '--json')).toBe(0);
    expect(JSON.parse(stdout).variants[0].tokens.counted).toBe(3);
    stdout = '';
    expect(await estimate('--exact', 'all', '--json')).toBe(0);
    expect(JSON.parse(stdout).variants[0].tokens).toMatchObject({ source: 'exact', counted: 12 });
  });

  test.each([
    ['--exact', '0'],
    ['--exact', 'some'],
    ['--buffer', '0.9'],
    ['--buffer', 'much'],
  ])('%s %s is refused with what to give instead', async (flag, value) => {
    expect(await estimate(flag, value)).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/Give a (whole number|factor)/);
  });
});
