import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { estimationDrift } from '../../src/app/estimation-drift.js';
import {
  type EstimateDocument,
  type EstimateOptions,
  estimateDocumentJsonSchema,
  estimateExperiment,
  runExperiment,
} from '../../src/app/index.js';
import type { RunContext, RunOptions } from '../../src/app/port.js';
import { openStore } from '../../src/store/index.js';
import { experimentYaml, PROMPT, samplesJsonl } from '../e2e/project.js';

let cwd = '';
const at = (name: string) => path.join(cwd, name);

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'parsimony-estimate-'));
  writeFileSync(at('golden.jsonl'), samplesJsonl(12));
  writeFileSync(at('prompt.md'), PROMPT);
  writeFileSync(at('shop.yaml'), experimentYaml({ provider: 'emulator', judge: false }));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function context(): RunContext {
  const { signal } = new AbortController();
  return {
    env: {},
    cwd,
    now: () => new Date('2026-11-22T12:00:00Z'),
    stop: signal,
    abort: signal,
    onEvent() {},
  };
}

function estimate(options: Partial<RunOptions & EstimateOptions> = {}): Promise<EstimateDocument> {
  return estimateExperiment({ experiment: 'shop.yaml', ...options }, { env: {}, cwd });
}

const run = (options: Partial<RunOptions> = {}) =>
  runExperiment({ experiment: 'shop.yaml', promote: false, cache: false, ...options }, context());

/** The named variant of a document; the test fails where there is none. */
function variant({ variants }: EstimateDocument, name: string): EstimateDocument['variants'][number] {
  const found = variants.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no variant ${name}`);
  return found;
}

describe('the document', () => {
  test('follows its published schema, which is the generated one', async () => {
    const published = JSON.parse(
      readFileSync(new URL('../../schema/estimate.schema.json', import.meta.url), 'utf8'),
    );
    // After a change: npx tsx scripts/generate-schemas.ts
    expect(published).toEqual(estimateDocumentJsonSchema());
    const validate = new Ajv2020().compile(published);
    validate(JSON.parse(JSON.stringify(await estimate())));
    expect(validate.errors).toBeNull();
  });

  test('is labelled when the emulator answers, and has no batch where there is none', async () => {
    expect(await estimate()).toMatchObject({ provider: 'emulator', emulated: true });
    const echo = await estimate({ provider: 'echo', exact: 5 });
    expect(echo).toMatchObject({ emulated: false, batch: null, variants: [] });
    expect(echo.notes.join('\n')).toContain('--exact counts on Bedrock or the emulator only');
  });

  test('multiplies estimated tokens by the buffer, 1.05 unless told otherwise', async () => {
    const [plain, usual] = [await estimate({ buffer: 1 }), await estimate()];
    expect(usual.buffer).toBe(1.05);
    const ratio = variant(usual, 'base').inputTokensPerCall / variant(plain, 'base').inputTokensPerCall;
    expect(ratio).toBeCloseTo(1.05, 2);
    expect(variant(usual, 'base').tokens.method).toMatch(
      /^js-tiktoken\/o200k_base × 1\.\d\d \(from the table, not calibrated\) × 1\.05$/,
    );
  });

  test('repeats multiply calls and cost, and render nothing anew', async () => {
    const [once, thrice] = [await estimate(), await estimate({ repeats: 3 })];
    expect(thrice.cells).toBe(36 * 2);
    expect(thrice.expectedUsd).toBeCloseTo(once.expectedUsd * 3, 10);
    expect(thrice.worstUsd).toBeCloseTo(once.worstUsd * 3, 10);
  });
});

describe('live against batch', () => {
  test('a job too small is said, and costs what live does', async () => {
    const { batch, expectedUsd } = await estimate();
    expect(batch).toMatchObject({ expectedUsd, batched: 0 });
    expect(batch?.liveBecause).toEqual(['12 calls, and a job takes at least 100']);
  });

  test('candidates and judges at half the price, expected and at worst below live', async () => {
    const extra = 'batch: { minRecords: 12 }';
    writeFileSync(at('shop.yaml'), experimentYaml({ provider: 'emulator', extra }));
    const { batch, expectedUsd, worstUsd, byRole } = await estimate();
    expect(byRole.judge.calls).toBe(24);
    expect(batch).toMatchObject({ batched: 48, liveBecause: [] });
    expect(batch?.expectedUsd).toBeCloseTo(expectedUsd / 2, 10);
    expect(Number(batch?.worstUsd)).toBeLessThan(worstUsd);
  });

  test('judges stay live where the experiment says so', async () => {
    const extra = 'batch: { minRecords: 12, judge: false }';
    writeFileSync(at('shop.yaml'), experimentYaml({ provider: 'emulator', extra }));
    const { batch, byRole } = await estimate();
    expect(batch).toMatchObject({ batched: 24, liveBecause: ['batch.judge is false'] });
    expect(batch?.expectedUsd).toBeCloseTo(byRole.candidate.expectedUsd / 2 + byRole.judge.expectedUsd, 10);
  });

  test('and where a judge has a provider of its own, whose jobs the run does not make', async () => {
    const judged = experimentYaml({ provider: 'emulator', extra: 'batch: { minRecords: 12 }' });
    writeFileSync(at('shop.yaml'), judged.replace('judge: { model', 'judge: { provider: bedrock, model'));
    const { batch, byRole } = await estimate();
    expect(batch).toMatchObject({ batched: 24, liveBecause: ['judge judge has a provider of its own'] });
    expect(batch?.expectedUsd).toBeCloseTo(byRole.candidate.expectedUsd / 2 + byRole.judge.expectedUsd, 10);
  });
});

describe('calibration from the database', () => {
  test('a run brings the estimate within 2 % of what the service counts', async () => {
    const before = variant(await estimate({ buffer: 1 }), 'small');
    expect(before.tokens.source).toBe('table');
    const { model } = await run();
    const actual = model.document.variants.find(({ name }) => name === 'small')?.tokens.input ?? 0;
    const after = variant(await estimate({ buffer: 1 }), 'small');
    expect(after.tokens).toMatchObject({
      source: 'calibrated',
      method: expect.stringContaining('calibrated, n 12'),
    });
    expect(Math.abs(after.inputTokensPerCall / actual - 1)).toBeLessThan(0.02);
  });

  test('emulated usage does not calibrate an estimate for Bedrock', async () => {
    await run();
    const bedrock = await estimate({ provider: 'bedrock' });
    expect(variant(bedrock, 'base').tokens.source).toBe('table');
    expect(bedrock.emulated).toBe(false);
  });

  test('nor does it calibrate a judge on Bedrock of an emulated run', async () => {
    const judged = experimentYaml({ provider: 'emulator' });
    const judgedOnBedrock = judged.replace('judge: { model', 'judge: { provider: bedrock, model');
    writeFileSync(at('shop.yaml'), judgedOnBedrock);
    const before = await estimate();
    writeFileSync(at('shop.yaml'), experimentYaml({ provider: 'emulator', judge: false }));
    await run();
    writeFileSync(at('shop.yaml'), judgedOnBedrock);
    const after = await estimate();
    expect(after.byRole.judge).toEqual(before.byRole.judge);
    expect(after.byRole.candidate).not.toEqual(before.byRole.candidate);
  });

  test('a database that cannot be read costs the calibration, not the estimate', async () => {
    writeFileSync(at('broken.db'), 'this is no database, whatever its name says'.repeat(50));
    const { notes, variants } = await estimate({ db: 'broken.db' });
    expect(variants).toHaveLength(2);
    expect(notes.join('\n')).toContain('Not calibrated by recorded usage');
  });
});

describe('--exact', () => {
  test('counts what the run is then billed for, to the token', async () => {
    const exact = await estimate({ exact: Number.POSITIVE_INFINITY });
    const { model } = await run();
    for (const { name, tokens } of model.document.variants) {
      const { inputTokensPerCall, tokens: source } = variant(exact, name);
      expect(inputTokensPerCall).toBe(Math.round(tokens.input ?? 0));
      expect(source).toMatchObject({ source: 'exact', counted: 12, fallback: null });
    }
    expect(exact.notes.join('\n')).toContain('CountTokens is free of charge');
  });

  test('a model that the service does not count falls back to the estimate, and says why', async () => {
    const yaml = experimentYaml({ provider: 'emulator', judge: false });
    writeFileSync(
      at('shop.yaml'),
      yaml
        .replace('claude-haiku-4-5-20251001-v1:0', 'claude-opus-4-7')
        .replace('temperature: 0.3', 'topP: 1'),
    );
    const document = await estimate({ exact: 5 });
    expect(variant(document, 'base').tokens.source).toBe('partly-exact');
    const { tokens } = variant(document, 'small');
    expect(tokens).toMatchObject({ source: 'table', counted: 0 });
    expect(tokens.fallback).toContain('CountTokens does not count for anthropic.claude-opus-4-7');
    expect(document.notes.join('\n')).toContain(tokens.fallback ?? 'a reason');
  });

  test('of a sample, the others follow by its ratio', async () => {
    const [all, some] = [await estimate({ exact: Number.POSITIVE_INFINITY }), await estimate({ exact: 4 })];
    const base = variant(some, 'base');
    expect(base.tokens).toMatchObject({ source: 'partly-exact', counted: 4 });
    expect(Math.abs(base.inputTokensPerCall / variant(all, 'base').inputTokensPerCall - 1)).toBeLessThan(
      0.02,
    );
  });
});

describe('what was estimated before a run', () => {
  test('is kept with it, against what was used, and stays out of report.json (law 6)', async () => {
    const { model } = await run();
    expect(JSON.stringify(model.document)).not.toContain('tiktoken');
    const store = openStore(at('.parsimony/parsimony.db'), { mustExist: true });
    const latest = store.runs.find('latest');
    if (latest === undefined) throw new Error('the run is gone');
    const drift = estimationDrift(store, latest);
    store.close();
    expect(drift.map((one) => one.variant)).toEqual(['base', 'small']);
    for (const { variant: name, inputTokensPerCall, costUsd, method } of drift) {
      const actual = model.document.variants.find((one) => one.name === name);
      expect(inputTokensPerCall.actual).toBeCloseTo(actual?.tokens.input ?? 0, 6);
      expect(inputTokensPerCall.drift).toBeCloseTo(
        (actual?.tokens.input ?? 0) / inputTokensPerCall.estimated - 1,
        6,
      );
      // Twelve completed calls, at the same prices as the report's.
      expect(costUsd.actual).toBeCloseTo(12 * Number(actual?.costUsdPerSample.value), 9);
      expect(method).toContain('not calibrated');
    }
  });

  test('a second run was estimated from the first: drift is the buffer and little more', async () => {
    await run();
    await run();
    const store = openStore(at('.parsimony/parsimony.db'), { mustExist: true });
    const latest = store.runs.find('latest');
    const drift = latest === undefined ? [] : estimationDrift(store, latest);
    store.close();
    expect(drift).toHaveLength(2);
    for (const { inputTokensPerCall, method } of drift) {
      expect(method).toContain('calibrated, n 12');
      expect(Math.abs(Number(inputTokensPerCall.drift) - (1 / 1.05 - 1))).toBeLessThan(0.02);
    }
  });

  test('nothing is estimated, and nothing loaded, where no model is called', async () => {
    await run({ provider: 'echo' });
    const store = openStore(at('.parsimony/parsimony.db'), { mustExist: true });
    const latest = store.runs.find('latest');
    expect(latest?.snapshot.estimate).toBeUndefined();
    expect(latest === undefined ? null : estimationDrift(store, latest)).toEqual([]);
    store.close();
  });
});

describe('what --batch refuses is said by the estimate', () => {
  const withParams = (params: string) =>
    writeFileSync(
      at('shop.yaml'),
      experimentYaml({ provider: 'emulator', judge: false, extra: 'batch: { minRecords: 12 }' }).replace(
        'temperature: 0.3 }',
        `temperature: 0.3, ${params} }`,
      ),
    );
  /** Long enough for every model's minimum. */
  const longPrompt = () =>
    writeFileSync(
      at('prompt.md'),
      PROMPT.replace('You answer', `${'Our shop has sold tools since 1954. '.repeat(700)}You answer`),
    );

  test('a cache that was asked for stays live; one that is on by itself is off in a batch', async () => {
    longPrompt();
    withParams('cache: 5m');
    const asked = await estimate();
    expect(asked.batch).toMatchObject({ batched: 0, expectedUsd: asked.expectedUsd });
    expect(asked.batch?.liveBecause).toEqual(['--batch is refused: jobs do not cache prompts']);
    withParams('cache: auto');
    const auto = await estimate();
    expect(auto.batch).toMatchObject({ batched: 24, liveBecause: [] });
    expect(auto.expectedUsd).toBe(asked.expectedUsd);
  });

  test('caching makes the live estimate cheaper: one write, the other calls read', async () => {
    longPrompt();
    withParams('cache: off');
    const off = await estimate();
    withParams('cache: 5m');
    const cached = await estimate();
    const { cacheReadTokensPerCall, cacheWriteTokensPerCall, inputTokensPerCall } = variant(cached, 'base');
    expect(inputTokensPerCall).toBe(variant(off, 'base').inputTokensPerCall);
    expect(cacheReadTokensPerCall / cacheWriteTokensPerCall).toBeCloseTo(11, 1);
    expect(cached.expectedUsd).toBeLessThan(off.expectedUsd / 2);
    expect(cached.notes.join('\n')).toContain('the first call of each prefix writes it');
  });

  test('an output ceiling', async () => {
    withParams('outputCeiling: { tokens: 50, notice: "" }');
    const { batch, variants } = await estimate();
    expect(batch?.liveBecause).toEqual([
      '--batch is refused: an output ceiling stops a stream, a job has none',
    ]);
    expect(Math.max(...variants.map(({ outputTokensPerCall }) => outputTokensPerCall))).toBeLessThanOrEqual(
      50,
    );
  });
});
