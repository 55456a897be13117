import { describe, expect, it } from 'vitest';
import {
  cutProblems,
  fingerprintsOf,
  incomparableFigures,
  missingFigures,
} from '../../src/app/comparability.js';
import { hashText } from '../../src/domain/index.js';
import type { RunSnapshot, ScorerMark } from '../../src/store/index.js';
import { sampleMeta } from '../analyze/synthetic-run.js';
import { SNAPSHOT } from '../store/fixture.js';

const snapshot = (scorers: readonly ScorerMark[] | undefined): RunSnapshot =>
  scorers === undefined ? SNAPSHOT : { ...SNAPSHOT, scorers };
const mark = (name: string, version: string, metrics: readonly string[] = [name]): ScorerMark => ({
  name,
  fingerprint: hashText(version),
  metrics,
  names: name === 'rules' ? 'open' : 'fixed',
});

describe('figures that different scorers measured', () => {
  const compare = (
    before: readonly ScorerMark[] | undefined,
    after: readonly ScorerMark[] | undefined,
    quality = { facts: 0.5, judge: 0.5 },
  ) =>
    [
      ...incomparableFigures(
        { baseline: fingerprintsOf(snapshot(before)), candidate: fingerprintsOf(snapshot(after)) },
        { metrics: ['facts', 'judge', 'tone'], quality },
      ).keys(),
    ].sort();
  const same = [mark('facts', '1'), mark('judge', 'opus'), mark('rules', 'r1')];

  it('are found metric by metric, and quality with its parts', () => {
    expect(compare(same, same)).toEqual([]);
    expect(compare(same, [mark('facts', '1'), mark('judge', 'haiku'), mark('rules', 'r1')])).toEqual([
      'judge',
      'quality',
    ]);
    expect(compare(same, [mark('facts', '1'), mark('judge', 'haiku')], { facts: 1, judge: 0 })).toContain(
      'judge',
    );
  });

  it('a name that only assertions give belongs to the assertions', () => {
    expect(compare(same, [mark('facts', '1'), mark('judge', 'opus'), mark('rules', 'r2')])).toEqual(['tone']);
  });

  it('what an older database did not keep is held against nobody', () => {
    expect(compare(undefined, same)).toEqual([]);
  });
});

describe('an adversarial dataset that filters cut', () => {
  const dataset = (name: 'golden' | 'adversarial', count: number) => ({
    name,
    kind: name,
    count,
    metas: () =>
      Array.from({ length: count }, (_, at) =>
        sampleMeta(`${name}${at}`, { dataset: name, datasetKind: name, intent: at < 5 ? 'faq' : 'returns' }),
      ),
  });
  const datasets = [dataset('golden', 20), dataset('adversarial', 10)];

  it('law 9: is refused where a verdict is asked for, with the counts', () => {
    expect(cutProblems(datasets, { first: 4 })).toMatchObject([
      { code: 'adversarial-cut', path: '--first', message: expect.stringContaining('4 of 10 samples') },
    ]);
    expect(cutProblems(datasets, { intents: ['faq'] })).toMatchObject([{ path: '--filter' }]);
  });

  it('is no problem whole, or where the user asks for the part', () => {
    expect(cutProblems(datasets, {})).toEqual([]);
    expect(cutProblems(datasets, { first: 10 })).toEqual([]);
    expect(cutProblems(datasets, { first: 4, partialAdversarial: true })).toEqual([]);
    expect(cutProblems([dataset('golden', 20)], { first: 4 })).toEqual([]);
  });
});

describe('a baseline from elsewhere', () => {
  it('must have every figure that is compared with it; absolute bounds need nothing of it', () => {
    const rules = {
      guardrails: [
        { metric: 'facts', min: 0.8 },
        { metric: 'latencyMs', maxRatio: 1.1 },
      ],
      gate: {
        baseline: 'base.json',
        candidates: ['new'],
        margin: 0.05,
        alpha: 0.05,
        drop: 0.1,
        require: 'all' as const,
        maxMissing: 0.02,
        margins: [{ metric: 'tone', margin: 0.1 }],
      },
    };
    const problems = missingFigures(rules, { name: 'base.json', has: (figure) => figure === 'quality' });
    expect(problems.map(({ path }) => path)).toEqual(['guardrails.1.metric', 'gate.margins.0.metric']);
    expect(missingFigures(rules, { name: 'base.json', has: () => true })).toEqual([]);
  });
});
