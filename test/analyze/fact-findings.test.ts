import { describe, expect, it } from 'vitest';
import { factFindings } from '../../src/analyze/fact-findings.js';
import {
  analyzeRun,
  baselineTable,
  exportBaseline,
  formatBaseline,
  parseBaseline,
} from '../../src/analyze/index.js';
import { hashText, scored, unscored } from '../../src/domain/index.js';
import { FACTS, sampleMeta, syntheticRun } from './synthetic-run.js';

const facts = (missing: readonly string[], violated: readonly string[] = []) => ({
  facts: scored(0.5, { missing: [...missing], violated: [...violated] }),
});

describe('what is wrong with the facts of an answer', () => {
  it('holds for a sample when most of its answers have it; hashes of equal findings are equal', () => {
    const known = new Map<string, string>();
    const [one, two] = [factFindings(3, known), factFindings(3, known)];
    for (const missing of [['price'], ['price'], ['date']]) one.add(0, facts(missing));
    two.add(0, facts(['price']));
    expect(one.of(0)).toEqual(two.of(0));
    expect(one.of(0)).toHaveLength(1);
    one.add(1, facts(['price']));
    one.add(1, facts([]));
    expect(one.of(1)).toEqual([]);
  });

  it('a lost fact and a stated one are two findings; unsupported numbers count too', () => {
    const findings = factFindings(1, new Map());
    findings.add(0, {
      ...facts(['500 yen'], ['500 yen']),
      numbers: scored(0, { unsupported: [{ text: '900', kind: 'price' }] }),
    });
    expect(findings.of(0)).toHaveLength(3);
  });

  it('law 3: nothing looked at is unknown, not right', () => {
    const findings = factFindings(2, new Map());
    findings.add(0, { facts: unscored('sample has no facts'), judge: scored(4, { reason: 'good' }) });
    expect(findings.of(0)).toBeUndefined();
    expect(findings.of(1)).toBeUndefined();
  });
});

describe('a baseline file', () => {
  it('keeps latency, refusals, findings and what measured the metrics, and reads back the same', () => {
    const run = syntheticRun({
      variants: ['old'],
      samples: [sampleMeta('a'), sampleMeta('b')],
      metrics: [FACTS],
      trial: () => ({ scores: { facts: 1 }, latencyMs: 700 }),
    });
    const trials = function* () {
      for (const trial of run.trials()) {
        yield {
          ...trial,
          outcome: trial.outcome.state === 'completed' ? { ...trial.outcome, refused: true } : trial.outcome,
          scores: facts(trial.sampleIndex === 0 ? ['price'] : []),
        };
      }
    };
    const analysis = analyzeRun({ ...run, trials }, { quality: { facts: 1 }, level: 0.95, seed: 1 });
    const file = exportBaseline(analysis, 'old', {
      datasetHashes: { golden: hashText('golden') },
      emulated: false,
      scorers: { facts: hashText('facts 1') },
    });
    const parsed = parseBaseline(JSON.parse(formatBaseline(file)));
    expect(parsed).toMatchObject({ state: 'ok', baseline: file });
    const table = baselineTable(file);
    expect([...table.latencyMs]).toEqual([700, 700]);
    expect([...(table.refused ?? [])]).toEqual([1, 1]);
    expect(table.findings?.(0)).toEqual(analysis.table('old').findings?.(0));
    expect(table.findings?.(1)).toEqual([]);
    expect(JSON.stringify(file)).not.toContain('price');
  });

  it('one with wrong values in these keys is refused; one without them is read', () => {
    const file = {
      schemaVersion: 1,
      kind: 'parsimony-baseline',
      variant: 'old',
      variantId: 'x',
      emulated: false,
      quality: {},
      datasets: [{ name: 'golden', kind: 'golden', sha256: hashText('g') }],
    };
    const sample = {
      id: 'a',
      dataset: 'golden',
      intent: 'faq',
      cluster: 'a',
      weight: 1,
      quality: 1,
      metrics: {},
      costUsd: null,
    };
    expect(parseBaseline({ ...file, samples: [sample] }).state).toBe('ok');
    for (const wrong of [{ latencyMs: -1 }, { refused: 2 }, { findings: [1] }]) {
      expect(parseBaseline({ ...file, samples: [{ ...sample, ...wrong }] }).state).toBe('invalid');
    }
    expect(parseBaseline({ ...file, scorers: { facts: 1 }, samples: [sample] }).state).toBe('invalid');
  });
});
