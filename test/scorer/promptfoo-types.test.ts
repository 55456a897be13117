import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssertionSpec } from '../../src/domain/index.js';
import { refusedTypes } from '../../src/scorer/assertions/refused-types.js';
import { assertionTypes, createAssertionsScorer, validateAssertion } from '../../src/scorer/index.js';
import { makeTrial, unaborted } from './make-trial.js';

fc.configureGlobal({ seed: 42 });

/** Every type of promptfoo's documentation and type list (0.121). */
const PROMPTFOO =
  `answer-relevance assert-set bleu classifier contains contains-all contains-any contains-html contains-json
  contains-sql contains-xml context-faithfulness context-recall context-relevance conversation-relevance cost equals
  f-score factuality finish-reason g-eval gleu guardrails human icontains icontains-all icontains-any is-html is-json
  is-refusal is-sql is-valid-function-call is-valid-openai-function-call is-valid-openai-tools-call is-xml javascript
  latency levenshtein llm-rubric max-score meteor model-graded-closedqa model-graded-factuality moderation perplexity
  perplexity-score pi python regex rouge-l rouge-n rouge-s ruby search-rubric select-best similar similar:cosine
  similar:dot similar:euclidean skill-used starts-with tool-call-f1 trace-error-spans trace-span-count
  trace-span-duration trajectory:goal-success trajectory:step-count trajectory:tool-args-match
  trajectory:tool-sequence trajectory:tool-used webhook word-count`.split(/\s+/);

describe('every assertion that promptfoo knows', () => {
  test.each(PROMPTFOO)('%s is supported, or refused by name with what does its job here', (type) => {
    const [problem] = validateAssertion({ type, value: 'x' });
    if (assertionTypes.includes(type)) {
      expect(problem?.code).not.toBe('unknown-assertion');
      expect(refusedTypes).not.toHaveProperty(type);
      return;
    }
    expect(problem).toMatchObject({
      code: 'unknown-assertion',
      message: `assertion type \`${type}\` is not supported`,
      hint: expect.stringMatching(/^use /),
    });
    const offered = [...(problem?.hint ?? '').matchAll(/`(?:not-)?([a-z-]+)`/g)].map(
      ([, name]) => name ?? '',
    );
    const known = offered.filter((name) => assertionTypes.includes(name));
    const elsewhere = /scorer|front|review|dataset|facts/.test(problem?.hint ?? '');
    expect(known.length > 0 || elsewhere).toBe(true);
    expect(validateAssertion({ type: `not-${type}`, value: 'x' })[0]?.code).toBe('unknown-assertion');
  });

  test('red-team types are pointed to adversarial datasets', () => {
    expect(validateAssertion({ type: 'promptfoo:redteam:harmful' })[0]?.hint).toMatch(/adversarial dataset/);
  });

  test('nothing is refused that is supported', () => {
    for (const type of Object.keys(refusedTypes)) expect(assertionTypes).not.toContain(type);
  });
});

describe('not- is the complement', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', 'b', 'A', ' ', '{', '}', '1', '"', ':', '<', '>', '/'),
  });
  const specs: readonly AssertionSpec[] = [
    { type: 'equals', value: 'ab' },
    { type: 'contains', value: 'a' },
    { type: 'icontains', value: 'a' },
    { type: 'contains-any', value: ['a', 'b'] },
    { type: 'contains-all', value: ['a', 'b'] },
    { type: 'icontains-any', value: ['a', 'b'] },
    { type: 'icontains-all', value: ['a', 'b'] },
    { type: 'regex', value: '^a' },
    { type: 'starts-with', value: 'a' },
    { type: 'is-json' },
    { type: 'contains-json' },
    { type: 'is-xml' },
    { type: 'is-refusal' },
    { type: 'levenshtein', value: 'aabb', threshold: 2 },
    { type: 'rouge-n', value: 'a b' },
    { type: 'rouge-l', value: 'a b' },
    { type: 'bleu', value: 'a b' },
    { type: 'gleu', value: 'a b' },
    { type: 'meteor', value: 'a b' },
    { type: 'cost', threshold: 0.001 },
    { type: 'latency', threshold: 300 },
    { type: 'max-tokens', threshold: 3 },
    { type: 'assert-set', assert: [{ type: 'contains', value: 'a' }, { type: 'is-json' }] },
  ];

  test.each(specs)('of $type: scores sum to 1 and just one of the two passes', async (spec) => {
    const scorer = createAssertionsScorer({ name: 'own', assert: [spec] });
    const opposite = createAssertionsScorer({ name: 'own', assert: [{ ...spec, type: `not-${spec.type}` }] });
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const [own] = (await scorer.score([makeTrial(text)], unaborted)).map((scores) => scores.own);
        const [other] = (await opposite.score([makeTrial(text)], unaborted)).map((scores) => scores.own);
        if (own?.state !== 'scored' || other?.state !== 'scored') throw new Error('both should be scored');
        expect(own.value + other.value).toBeCloseTo(1, 12);
        expect([passOf(own.detail), passOf(other.detail)].sort()).toEqual([false, true]);
      }),
      { numRuns: 40 },
    );
  });
});

function passOf(detail: unknown): unknown {
  return (detail as { readonly pass?: unknown }).pass;
}
