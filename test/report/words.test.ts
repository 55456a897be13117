import { describe, expect, test } from 'vitest';
import { checkWords, settleWords } from '../../src/report/check-words.js';
import {
  decimal,
  decimalsFor,
  duration,
  level,
  percent,
  signed,
  signedUsd,
  usd,
} from '../../src/report/format.js';
import { decidingCheck, verdictParagraph, verdictWords } from '../../src/report/verdict-sentence.js';
import { fixtureModel } from './fixture.js';
import { check } from './fixture-gate.js';

/** A candidate without flags, slices, shares or gaps. */
const nothingElse = { flagged: [], slices: [], worse: [], missing: [] } as const;

describe('the verdict in words', () => {
  const words = () => verdictWords(fixtureModel());

  test('names what failed, not what passed', () => {
    const micro = words().find((entry) => entry.variant === 'micro');
    expect(micro && verdictParagraph(micro)).toContain('micro: fail. Quality on golden −0.214');
  });

  test('an inconclusive one says what would settle it', () => {
    // n·(mde/|diff + margin|)² = 200·(0.071/0.011)² = 8,332.2
    const haiku = words().find((entry) => entry.variant === 'haiku-structured');
    expect(haiku?.next.join(' ')).toContain(
      'about 8,333 samples (now 200) would settle it at 80\u00a0% power',
    );
    expect(haiku?.next).toContain('1 pair missing.');
  });

  test('shows at most three figures: quality, the least certain of the other checks, cost', () => {
    const labels = words().map(({ figures }) => figures.map(({ label }) => label));
    expect(labels).toEqual([
      ['quality on golden', 'facts on golden', 'cost'],
      ['quality on golden', 'facts on golden', 'cost'],
      ['quality on golden', 'facts on golden', 'cost'],
    ]);
    const micro = words().find((entry) => entry.variant === 'micro');
    expect(micro?.figures[1]).toMatchObject({ value: '0.634', state: 'fail' });
    expect(micro?.next).toContain('1 more check did not pass: quality on adversarial: inconclusive.');
  });

  test('a figure that could not be had is a dash with its reason', () => {
    const model = fixtureModel();
    const { gate } = model.document;
    if (gate === null) throw new Error('the fixture has a gate');
    const open = check({
      verdict: 'inconclusive',
      diff: null,
      low: null,
      n: 0,
      reason: 'no usable pair',
    });
    const candidates = [
      { variant: 'concise', verdict: 'inconclusive' as const, checks: [open], ...nothingElse },
    ];
    const [only] = verdictWords({ ...model, document: { ...model.document, gate: { ...gate, candidates } } });
    expect(only?.figures[0]).toMatchObject({ value: '—', detail: ['no usable pair'] });
  });

  test('tells of severely worse adversarial samples once: beside the figures, or as one of them', () => {
    const model = fixtureModel();
    const { gate } = model.document;
    if (gate === null) throw new Error('the fixture has a gate');
    const share = { dataset: 'adversarial', worse: 4, n: 50, share: 0.08, high: 0.174, level: 0.95 };
    const worse = [{ ...share, method: 'Clopper–Pearson' }];
    const exact = check({
      kind: 'exact',
      metric: 'worse',
      slice: 'adversarial',
      margin: null,
      bound: { max: 0.1 },
      diff: 0.08,
      low: null,
      high: 0.174,
      verdict: 'inconclusive',
    });
    const paragraphs = [[check({ verdict: 'pass' })], [check({ verdict: 'pass' }), exact]].map((checks) => {
      const candidate = { variant: 'concise', verdict: 'pass' as const, checks, ...nothingElse };
      const candidates = [{ ...candidate, worse }];
      const words = verdictWords({
        ...model,
        document: { ...model.document, gate: { ...gate, candidates } },
      });
      return words.map(verdictParagraph).join();
    });
    expect(paragraphs[0]).toContain(
      '4 of 50 adversarial samples got severely worse (at most 17.4\u00a0% at 95\u00a0%)',
    );
    expect(paragraphs[1]).toContain(
      'share of severely worse samples on adversarial 8.0\u00a0% (inconclusive, one-sided 95\u00a0% bound 17.4\u00a0%, must be ≤ 10.0\u00a0%',
    );
    expect(paragraphs[1]).not.toContain('4 of 50');
  });

  test('does not promise that samples help where nothing is known of the spread', () => {
    expect(settleWords(check({ verdict: 'inconclusive', diff: null, low: null, mde: null }))).not.toMatch(
      /\d/,
    );
  });

  test('a failure shows the bound that lies beyond the limit, which a pass does not need', () => {
    const bounds = { diff: -0.2, low: -0.24, high: -0.16, margin: 0.05 };
    expect(checkWords(check({ verdict: 'fail', ...bounds }), 'base')).toContain('bound −0.160');
    expect(checkWords(check({ verdict: 'inconclusive', ...bounds }), 'base')).toContain('bound −0.240');
    const rail = {
      kind: 'guardrail',
      margin: null,
      bound: { min: 0.9 },
      diff: 0.85,
      low: 0.83,
      high: 0.87,
    } as const;
    expect(checkWords(check({ verdict: 'fail', ...rail }), 'base')).toContain('bound 0.870');
    expect(checkWords(check({ verdict: 'fail', ...rail, bound: { max: 0.8 } }), 'base')).toContain(
      'bound 0.830',
    );
  });

  test('a guardrail shows the bound that decides it', () => {
    const rail = {
      kind: 'guardrail',
      metric: 'latency',
      slice: 'all',
      margin: null,
      diff: 900,
      low: 850,
      high: 950,
    } as const;
    expect(checkWords(check({ ...rail, bound: { max: 1000 }, verdict: 'pass' }), 'baseline')).toContain(
      'bound 950.000',
    );
    expect(checkWords(check({ ...rail, bound: { min: 800 }, verdict: 'pass' }), 'baseline')).toContain(
      'bound 850.000',
    );
  });

  test('the worst check decides; among equals quality, over all samples first', () => {
    const checks = [
      check({ verdict: 'pass', metric: 'facts' }),
      check({ verdict: 'pass', metric: 'quality', slice: 'adversarial' }),
      check({ verdict: 'pass', metric: 'quality', slice: 'all' }),
    ];
    const candidate = { variant: 'x', verdict: 'pass', checks, ...nothingElse } as const;
    expect(decidingCheck(candidate)).toBe(checks[2]);
    const failing = check({ verdict: 'fail', metric: 'facts', slice: 'golden' });
    expect(decidingCheck({ ...candidate, checks: [...checks, failing] })).toBe(failing);
  });

  test('says nothing of cost where one side has no price', () => {
    const model = fixtureModel();
    const variants = model.document.variants.map((variant) => ({
      ...variant,
      costUsdPerSample: { ...variant.costUsdPerSample, value: variant.name === 'baseline' ? null : 1 },
    }));
    const unpriced = verdictWords({ ...model, document: { ...model.document, variants } });
    expect(unpriced.flatMap(({ figures }) => figures).some(({ label }) => label === 'cost')).toBe(false);
  });
});

describe('numbers as text', () => {
  test.each([
    [decimal(1234567.891, 1), '1,234,567.9'],
    [decimal(-0.0001, 2), '0.00'],
    [decimal(-1.5, 1), '−1.5'],
    [signed(0.0301, 2), '+0.03'],
    [signed(0, 2), '0.00'],
    [usd(0.0042), '$0.00420'],
    [usd(-12.5), '−$12.50'],
    [signedUsd(1200), '+$1,200'],
    [percent(-0.3634, { sign: true }), '−36\u00a0%'],
    [level(0.975), '97.5\u00a0%'],
    [level(0.95), '95\u00a0%'],
    [duration(999), '999\u00a0ms'],
    [duration(96_684), '1\u00a0min 37\u00a0s'],
    [duration(3_720_000), '1\u00a0h 2\u00a0min'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });

  test('one number of decimals for a column keeps three digits of its smallest figure', () => {
    expect(decimalsFor([0.00421, 0.000911])).toBe(6);
    expect(decimalsFor([12, 0.5, null])).toBe(3);
    expect(decimalsFor([25_372, 1193])).toBe(0);
    expect(decimalsFor([null, 0])).toBe(2);
  });
});
