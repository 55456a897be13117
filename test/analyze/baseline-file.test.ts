import { describe, expect, it } from 'vitest';
import {
  analyzeRun,
  baselineDrift,
  baselineTable,
  exportBaseline,
  formatBaseline,
  parseBaseline,
} from '../../src/analyze/index.js';
import { hashText } from '../../src/domain/index.js';
import { jitter, sampleMeta, syntheticRun } from './synthetic-run.js';

const data = syntheticRun({
  variants: ['a'],
  samples: [
    sampleMeta('g1', { cluster: 'c' }),
    sampleMeta('g2', { weight: 2, cluster: 'c' }),
    sampleMeta('x1', { dataset: 'attacks', datasetKind: 'adversarial' }),
  ],
  trial: (_, { id }) => (id === 'g2' ? null : { scores: { facts: jitter(id) }, costUsd: 0.0123 }),
});
const analysis = analyzeRun(data, { quality: { facts: 1 }, level: 0.95, seed: 1 });
const hashes = { golden: hashText('golden'), attacks: hashText('attacks') };
const file = exportBaseline(analysis, 'a', { datasetHashes: hashes, emulated: true });

const problemsOf = (json: unknown) => {
  const parsed = parseBaseline(json);
  return parsed.state === 'invalid' ? parsed.problems.map(({ path, message }) => `${path}: ${message}`) : [];
};

describe('baseline file', () => {
  it('survives the way to disk and back bit by bit', () => {
    const parsed = parseBaseline(JSON.parse(formatBaseline(file)));
    expect(parsed).toEqual({ state: 'ok', baseline: file });
    const table = baselineTable(file);
    expect([...table.quality]).toEqual([...analysis.table('a').quality]);
    expect([...table.costUsd]).toEqual([0.0123, Number.NaN, 0.0123]);
    expect([...(table.metric('facts') ?? [])]).toEqual([...(analysis.table('a').metric('facts') ?? [])]);
    expect(table.samples.map(({ datasetKind }) => datasetKind)).toEqual(['golden', 'golden', 'adversarial']);
  });

  it('law 3: a failed sample stands in the file as null, not 0; law 10: emulated scores say so', () => {
    expect(file.samples[1]).toMatchObject({ id: 'g2', quality: null, metrics: {}, costUsd: null });
    expect(file.emulated).toBe(true);
  });

  it('writes one sample a line', () => {
    const lines = formatBaseline(file).split('\n');
    expect(lines.filter((line) => line.includes('"id":'))).toHaveLength(3);
  });

  it('reports every problem at once', () => {
    const [first] = file.samples;
    const broken = {
      ...file,
      schemaVersion: 2,
      emulated: 'yes',
      datasets: [{ name: 'golden', kind: 'silver', sha256: 'abc' }],
      samples: [first, first, { ...first, id: 'z', quality: 3 }, { ...first, id: '' }, 7],
    };
    const problems = problemsOf(broken);
    for (const part of [
      'schemaVersion:',
      'emulated:',
      'datasets[0]: needs',
      'samples[2].quality',
      'samples[3]: needs',
      'samples[4]: must be',
      'occurs twice',
      'no dataset golden',
    ]) {
      expect(problems.some((problem) => problem.includes(part))).toBe(true);
    }
  });

  it.each([
    [null],
    [[]],
    ['text'],
    [{}],
    [{ ...file, samples: 'none' }],
    [{ ...file, quality: { facts: 'x' } }],
  ])('rejects %j without throwing', (json) => {
    expect(problemsOf(json).length).toBeGreaterThan(0);
  });

  it('says which dataset has changed since', () => {
    expect(baselineDrift(file, hashes)).toEqual([]);
    expect(baselineDrift(file, { ...hashes, golden: hashText('other') })).toMatchObject([
      { code: 'baseline-drift', path: 'datasets.golden' },
    ]);
  });
});
