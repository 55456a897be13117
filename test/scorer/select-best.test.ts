import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssertionSpec } from '../../src/domain/index.js';
import { hashRequest } from '../../src/model/index.js';
import { openGrader } from '../../src/scorer/assertions/graded/grader.js';
import { createSelectBestScorer } from '../../src/scorer/assertions/select-best.js';
import { createAssertionsScorer, openSelectBest } from '../../src/scorer/index.js';
import type { TrialGroup } from '../../src/scorer/port.js';
import { plainSample } from '../plain-sample.js';
import { makeTrial, unaborted } from './make-trial.js';
import { scriptedJudge } from './scripted-judge.js';

fc.configureGlobal({ seed: 42 });

const spec: AssertionSpec = { type: 'select-best', value: 'names the price' };

function groupOf(
  texts: { readonly [variant: string]: string },
  own: Partial<TrialGroup['sample']> = {},
): TrialGroup {
  const sample = plainSample({ vars: { question: 'How much?' }, ...own });
  const trials = Object.entries(texts).map(([variantName, text]) => ({
    ...makeTrial(text),
    sample,
    variantName,
  }));
  return { sample, repeat: 0, trials, failed: [] };
}

/** Answers by what stands as A and B in the request. */
function judgeOf(winner: (a: string, b: string) => string) {
  return scriptedJudge(({ request }) => {
    const content = request.messages[0]?.content ?? '';
    const [a = '', b = ''] = ['candidate_a', 'candidate_b'].map(
      (tag) => new RegExp(`<${tag}>\\n([\\s\\S]*?)\\n</${tag}>`).exec(content)?.[1] ?? '',
    );
    return JSON.stringify({ reason: 'because', winner: winner(a, b) });
  });
}

function setUp(assert: readonly AssertionSpec[], judge: ReturnType<typeof scriptedJudge>) {
  const grader = openGrader({ settings: { model: 'm', maxTokens: 100 }, model: judge.model, hashRequest });
  return createSelectBestScorer({ name: 'assertions-select-best', assert, grader });
}

async function valuesOf(group: TrialGroup, winner: (a: string, b: string) => string) {
  const judge = judgeOf(winner);
  const [scores] = await setUp([spec], judge).compare([group], unaborted);
  const values = Object.entries(scores ?? {}).map(([variant, { 'select-best': score }]) => [
    variant,
    score?.state === 'scored' ? score.value : `unscored: ${score?.reason}`,
  ]);
  return { values: Object.fromEntries(values), calls: judge.calls, scores };
}

const longer = (a: string, b: string) => (a.length === b.length ? 'tie' : a.length > b.length ? 'A' : 'B');

describe('select-best', () => {
  test('the best of all takes it, every pair in both orders', async () => {
    const { values, calls, scores } = await valuesOf(groupOf({ x: 'a', y: 'aaa', z: 'aa' }), longer);
    expect(values).toEqual({ x: 0, y: 1, z: 0 });
    expect(calls).toHaveLength(6);
    expect(new Set(calls.map(({ requestHash }) => requestHash)).size).toBe(6);
    expect(scores?.y?.['select-best']).toMatchObject({ detail: { best: ['y'], points: 4, of: 4 } });
  });

  test('a judge that always prefers what stands first selects nobody: all share', async () => {
    const { values } = await valuesOf(groupOf({ x: 'a', y: 'bb', z: 'ccc' }), () => 'A');
    expect(values).toEqual({ x: 1 / 3, y: 1 / 3, z: 1 / 3 });
  });

  test('equal texts tie without a question, and share what they win', async () => {
    const { values, calls } = await valuesOf(groupOf({ x: 'aa', y: 'aa', z: 'b' }), longer);
    expect(values).toEqual({ x: 1 / 2, y: 1 / 2, z: 0 });
    expect(calls).toHaveLength(4);
  });

  test('the order of variants changes no score, and the scores sum to 1', async () => {
    const texts = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        const named = all.map((text, at) => [`v${at}`, text] as const);
        const forward = await valuesOf(groupOf(Object.fromEntries(named)), longer);
        const backward = await valuesOf(groupOf(Object.fromEntries([...named].reverse())), longer);
        expect(backward.values).toEqual(forward.values);
        const sum = Object.values<number>(forward.values).reduce((total, value) => total + value, 0);
        expect(sum).toBeCloseTo(1, 12);
      }),
      { numRuns: 30 },
    );
  });

  test('a bout without a verdict leaves the whole group unscored, never half-counted', async () => {
    const { values } = await valuesOf(groupOf({ x: 'a', y: 'bb', z: 'ccc' }), (a) =>
      a === 'a' ? 'both' : 'A',
    );
    for (const value of Object.values(values))
      expect(value).toMatch(/^unscored: comparing x with y: .*"winner"/);
  });

  test('one answer alone is not the best of anything', async () => {
    const group = { ...groupOf({ x: 'a' }), failed: [{ variantName: 'y', reason: 'timeout' }] };
    const { values, calls } = await valuesOf(group, longer);
    expect(values).toEqual({ x: 'unscored: there is no other answer to compare with: y failed (timeout)' });
    expect(calls).toEqual([]);
  });

  test('samples bring their own, each under its metric', async () => {
    const judge = judgeOf(longer);
    const own = [{ type: 'select-best', value: 'is short', metric: 'shortest' }, { type: 'is-json' }];
    const scorer = setUp([spec], judge);
    const [scores] = await scorer.compare([groupOf({ x: 'a', y: 'bb' }, { assert: own })], unaborted);
    expect(Object.keys(scores?.x ?? {}).sort()).toEqual(['select-best', 'shortest']);
    expect(scorer.metrics.map(({ name }) => name)).toEqual(['select-best']);
  });

  test('announces the calls that it makes, each charged to the answer that stands first', async () => {
    const judge = judgeOf(longer);
    const scorer = setUp([spec], judge);
    const group = groupOf({ x: 'a', y: 'bb' });
    const announced = scorer.callsFor?.(group) ?? [];
    await scorer.compare([group], unaborted);
    expect(judge.calls).toEqual(announced);
    expect(scorer.requestsFor(group)).toEqual(announced.map(({ request }) => request));
    expect(announced.map(({ cell }) => cell?.variantName)).toEqual(['x', 'y']);
    // An estimate has the reference in the place of every answer, and means to count them all.
    expect(scorer.requestsFor(groupOf({ x: 'same', y: 'same', z: 'same' }))).toHaveLength(6);
  });

  test('the scorer of single answers leaves it out, weight and all', async () => {
    const scorer = createAssertionsScorer({
      name: 'assertions',
      assert: [spec, { type: 'contains', value: 'a' }],
    });
    expect(scorer.metrics.map(({ name }) => name)).toEqual(['assertions']);
    const sample = { assert: [{ ...spec, weight: 9 }] };
    const [scores] = await scorer.score([makeTrial('a', { sample })], unaborted);
    expect(scores).toMatchObject({ assertions: { state: 'scored', value: 1 } });
  });

  test('is there only where an experiment or its samples ask for it, and needs a model', () => {
    const { model } = judgeOf(longer);
    const dependencies = { judge: () => model, hashRequest };
    const grader = { model: 'm', maxTokens: 100 };
    const open = (assert: readonly AssertionSpec[], rest: object = {}) =>
      openSelectBest({ kind: 'assertions', name: 'checks', assert, ...rest }, dependencies);
    expect(open([{ type: 'is-json' }], { grader })).toBeUndefined();
    expect(open([], { grader, selectBest: true })?.metrics).toEqual([]);
    expect(open([spec], { grader })?.name).toBe('checks-select-best');
    expect(() => open([spec])).toThrow(/1 problem/);
  });
});
