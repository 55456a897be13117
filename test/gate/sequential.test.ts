import { describe, expect, it } from 'vitest';
import type { SampleMeta } from '../../src/domain/index.js';
import { judgeGate } from '../../src/gate/index.js';
import { sequentialMeanTest } from '../../src/gate/sequential-test.js';
import { createRng, isDefined } from '../../src/stats/index.js';
import { sampleMeta } from '../analyze/synthetic-run.js';
import { attacks, baselineQuality, golden, shifted, spec, syntheticTable } from './synthetic-tables.js';

const MARGIN = 0.05;
const ALPHA = 0.05;
const look = { rankOf: ({ id }: SampleMeta) => Number(id) };
const metas = Array.from({ length: 200 }, (_, at) => sampleMeta(String(at)));

/** p of "the mean lies above −margin" over the first `n` differences. */
function pAfter(differences: readonly number[], n: number): number {
  const test = sequentialMeanTest(differences.slice(0, n), {
    samples: metas.slice(0, n),
    threshold: -MARGIN,
    range: { low: -1, high: 1 },
    look,
    alpha: ALPHA,
  });
  if (!isDefined(test)) throw new Error(test.reason);
  return test.pAbove;
}

describe('a gate that looks at every block', () => {
  it('passes a candidate at exactly −margin at most alpha + 2 Monte Carlo errors of the time, skewed as it may be', () => {
    const rng = createRng(20261122);
    const runs = 400;
    let passed = 0;
    for (let run = 0; run < runs; run++) {
      // One answer in ten loses half of its quality: mean −0.05, and the first looks often see none.
      const differences = metas.map(() => (rng() < 0.1 ? -0.5 : 0));
      const looks = Array.from({ length: 20 }, (_, at) => 10 * (at + 1));
      if (looks.some((n) => pAfter(differences, n) <= ALPHA)) passed++;
    }
    expect(passed / runs).toBeLessThanOrEqual(ALPHA + 2 * Math.sqrt((ALPHA * (1 - ALPHA)) / runs));
  });

  it('decides before the end where the difference is large', () => {
    const rng = createRng(7);
    const differences = metas.map(() => 0.2 + 0.2 * (rng() - 0.5));
    expect(pAfter(differences, 200)).toBeLessThanOrEqual(pAfter(differences, 60));
    expect(pAfter(differences, 60)).toBeLessThanOrEqual(ALPHA);
  });

  it('takes samples in the order in which they came, whatever the order of the table', () => {
    const rng = createRng(3);
    const differences = metas.map(() => rng() - 0.45);
    const reversed = sequentialMeanTest([...differences].reverse(), {
      samples: [...metas].reverse(),
      threshold: -MARGIN,
      range: { low: -1, high: 1 },
      look,
      alpha: ALPHA,
    });
    expect(isDefined(reversed) && reversed.pAbove).toBe(pAfter(differences, 200));
  });

  it('gives p and bounds that agree at any level', () => {
    const rng = createRng(11);
    const differences = metas.map(() => 0.1 * (rng() - 0.5));
    const test = sequentialMeanTest(differences, {
      samples: metas,
      threshold: -MARGIN,
      range: { low: -1, high: 1 },
      look,
      alpha: ALPHA,
    });
    if (!isDefined(test)) throw new Error(test.reason);
    for (const level of [0.2, 0.1, 0.05, 0.025, 0.01, 0.001]) {
      const { lower } = test.bounds(level);
      // Bounds are rounded outwards to a grid: they may be the more careful of the two, never the bolder.
      if (lower !== null && lower > -MARGIN) expect(test.pAbove).toBeLessThanOrEqual(level);
      if (test.pAbove <= level) expect(lower ?? -1).toBeGreaterThan(-MARGIN - 0.002 - 1e-12);
    }
  });

  it('leaves ratios and percentiles open until every sample is there, and judges adversarial ones by what they are', () => {
    const samples = [...golden, ...attacks];
    const result = judgeGate({
      baseline: syntheticTable('baseline', samples, baselineQuality),
      candidates: [syntheticTable('candidate', samples, shifted(0.2))],
      spec,
      guardrails: [{ metric: 'costUsd', maxRatio: 2 }],
      sequential: { rankOf: ({ id }) => samples.findIndex((sample) => sample.id === id) },
    });
    const checks = result.candidates[0]?.checks ?? [];
    const quality = checks.filter(({ metric }) => metric === 'quality');
    expect(quality.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
    expect(quality[0]?.method).toContain('anytime-valid');
    expect(quality[1]?.method).not.toContain('anytime-valid');
    expect(checks.find(({ kind }) => kind === 'ratio')).toMatchObject({ verdict: 'inconclusive' });
  });
});
