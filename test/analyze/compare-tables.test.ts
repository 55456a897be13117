import { describe, expect, it } from 'vitest';
import { analyzeRun, compareTables } from '../../src/analyze/index.js';
import { sampleMeta, syntheticRun } from './synthetic-run.js';

// Darwin's maize pairs on a scale of 200, statistics.md section 4.
const darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
const data = syntheticRun({
  variants: ['self', 'crossed', 'broken'],
  samples: darwin.map((_, i) => sampleMeta(`pair${i}`)),
  trial: (variant, { id }) => {
    const gain = (darwin[Number(id.slice(4))] ?? 0) / 256;
    if (variant === 'broken') return null;
    return { scores: { facts: variant === 'self' ? 0.5 : 0.5 + gain } };
  },
});
const analysis = analyzeRun(data, { quality: { facts: 1 }, level: 0.95, seed: 42 });

function compare(names: {
  readonly baseline?: string;
  readonly candidate?: string;
  readonly figure?: string;
}) {
  const { baseline = 'self', candidate = 'crossed', figure = 'quality' } = names;
  return compareTables(
    { baseline: analysis.table(baseline), candidate: analysis.table(candidate) },
    { figure, level: analysis.level, seed: analysis.seed },
  );
}

describe('compare', () => {
  it('law 7: pairs by sample, with t interval, its p and the sign-flip p', () => {
    const result = compare({});
    expect(result.diff.value).toBeCloseTo(20.933333333 / 256, 9);
    expect(result.diff.low).toBeCloseTo(0.0311933 / 256, 8);
    expect(result.p).toBeCloseTo(0.049702944, 9);
    expect(result).toMatchObject({
      signFlipP: 1726 / 32768,
      signFlipMethod: 'exact',
      missing: 0,
      correlation: null,
    });
  });

  it('law 3: without pairs there is no difference, and every missing sample is counted', () => {
    const result = compare({ candidate: 'broken' });
    expect(result.diff).toMatchObject({ value: null, reason: 'no pair', n: 0 });
    expect(result).toMatchObject({ p: null, signFlipP: null, missing: 15 });
  });

  it('samples that do not belong are neither paired nor missing (law 9: adversarial ones stand by themselves)', () => {
    const tables = { baseline: analysis.table('self'), candidate: analysis.table('crossed') };
    const of = (belongs: (sample: { readonly id: string }) => boolean, dataset?: string) =>
      compareTables(tables, {
        figure: 'quality',
        level: 0.95,
        seed: 1,
        belongs,
        ...(dataset !== undefined && { dataset }),
      });
    const first = of(({ id }) => id === 'pair0' || id === 'pair1', 'attacks');
    expect(first).toMatchObject({ dataset: 'attacks', missing: 0, diff: { n: 2, value: -9 / 256 } });
    expect(of(({ id }) => id !== 'pair0').diff.n).toBe(14);
  });

  it('an unknown variant or figure is an error', () => {
    expect(() => compare({ figure: 'charm' })).toThrow(/no figure charm/);
    expect(() => compare({ candidate: 'nobody' })).toThrow(/no variant nobody/);
  });
});
