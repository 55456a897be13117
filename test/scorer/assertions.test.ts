import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssertionSpec } from '../../src/domain/index.js';
import { levenshteinDistance } from '../../src/scorer/assertions/levenshtein.js';
import { assertionTypes, createAssertionsScorer, validateAssertion } from '../../src/scorer/index.js';
import { makeTrial, unaborted } from './make-trial.js';

fc.configureGlobal({ seed: 42 });

type Options = Parameters<typeof makeTrial>[1];

async function scoreOf(assert: readonly AssertionSpec[], text: string, options: Options = {}) {
  const scorer = createAssertionsScorer({ name: 'assertions', assert });
  const [scores] = await scorer.score([makeTrial(text, options)], unaborted);
  return scores ?? {};
}

async function resultOf(spec: AssertionSpec, text: string, options: Options = {}) {
  const score = (await scoreOf([spec], text, options)).assertions;
  return score?.state === 'scored' ? score.value : `unscored: ${score?.reason}`;
}

const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };

/** Each row: an assertion, an answer that passes it and one that does not. */
const rows: readonly (readonly [spec: AssertionSpec, passes: string, fails: string])[] = [
  [{ type: 'equals', value: 'Yes' }, 'Yes', 'Yes.'],
  [{ type: 'equals', value: { a: 1, b: [2] } }, '{"b":[2],"a":1}', '{"a":1}'],
  [{ type: 'contains', value: 'Saga' }, 'Vinland Saga', 'vinland saga'],
  [{ type: 'contains', value: '{{title}}' }, 'a literal {{title}}', 'a title'],
  [{ type: 'icontains', value: 'SAGA' }, 'Vinland Saga', 'Monster'],
  [{ type: 'contains-any', value: ['Monster', 'Pluto'] }, 'try Pluto', 'try Naruto'],
  [{ type: 'contains-any', value: '"one, two", three' }, 'one, two', 'two'],
  [{ type: 'contains-all', value: 'Monster, Pluto' }, 'Pluto and Monster', 'Pluto'],
  [{ type: 'icontains-any', value: ['MONSTER'] }, 'monster', 'pluto'],
  [{ type: 'icontains-all', value: ['A', 'B'] }, 'ab', 'a'],
  [{ type: 'regex', value: '^\\d{4}-\\d+$' }, '2026-12', 'x2026-12'],
  [{ type: 'starts-with', value: 'Dear' }, 'Dear reader', 'Oh dear'],
  [{ type: 'is-json' }, ' [1, 2] ', '```json\n[1]\n```'],
  [{ type: 'is-json', value: schema }, '{"n": 3}', '{"n": 3.5}'],
  [{ type: 'json-schema', value: schema }, '{"n": 3}', '{}'],
  [{ type: 'json-schema', value: JSON.stringify(schema) }, '{"n": 3}', 'n: 3'],
  [{ type: 'contains-json' }, 'Here: {"a": [1, {"b": "}"}]} done', 'see [1] and {that}'],
  [{ type: 'contains-json' }, '```json\n[{"n": 1}]\n```', 'no'],
  [{ type: 'contains-json', value: schema }, 'first {"m": 1}, then {"n": 3}.', 'only {"m": 1}'],
  [{ type: 'is-xml' }, ' <a><b/></a> ', '<a/> and more'],
  [{ type: 'is-xml', value: { requiredElements: ['a.b'] } }, '<a><b>x</b></a>', '<a><c><b/></c></a>'],
  [{ type: 'is-xml', value: 'a.b,a.c' }, '<a><b/><c/></a>', '<a><b/></a>'],
  [{ type: 'is-refusal' }, "I'm sorry, but I can't help with that.", 'It costs $12.'],
  [
    {
      type: 'assert-set',
      assert: [
        { type: 'contains', value: 'a' },
        { type: 'not-contains', value: 'z' },
      ],
    },
    'a',
    'z',
  ],
  [{ type: 'levenshtein', value: 'sitting' }, 'kitten', 'a mile away'],
  [{ type: 'levenshtein', value: 'sitting', threshold: 2 }, 'sittin', 'kitten'],
];

describe('each assertion holds and fails as named, and not- turns it round', () => {
  test.each(rows)('%j', async (spec, passes, fails) => {
    expect(validateAssertion(spec)).toEqual([]);
    expect(await resultOf(spec, passes)).toBe(1);
    expect(await resultOf(spec, fails)).toBe(0);
    const negated = { ...spec, type: `not-${spec.type}` };
    expect(validateAssertion(negated)).toEqual([]);
    expect(await resultOf(negated, passes)).toBe(0);
    expect(await resultOf(negated, fails)).toBe(1);
  });
});

describe('limits', () => {
  test('latency, cost and max-tokens hold up to and including the threshold', async () => {
    expect(await resultOf({ type: 'latency', threshold: 400 }, '')).toBe(1);
    expect(await resultOf({ type: 'latency', threshold: 399 }, '')).toBe(0);
    expect(await resultOf({ type: 'cost', threshold: 0.001 }, '')).toBe(1);
    expect(await resultOf({ type: 'cost', threshold: 0.0009 }, '')).toBe(0);
    expect(await resultOf({ type: 'max-tokens', value: 20 }, '')).toBe(1);
    expect(await resultOf({ type: 'max-tokens', threshold: 19 }, '')).toBe(0);
  });

  test('what was not measured is unscored, also when negated', async () => {
    const unmeasured = { completion: { latencyMs: null, usage: null }, costUsd: null };
    for (const type of ['latency', 'cost', 'max-tokens', 'not-latency', 'not-cost', 'not-max-tokens']) {
      expect(await resultOf({ type, threshold: 1e9 }, '', unmeasured)).toMatch(/^unscored: .*is unknown/);
    }
  });
});

describe('measures', () => {
  // Wagner & Fischer's textbook pair, and the identity and triangle laws below.
  test('kitten → sitting is 3 edits', () => {
    expect(levenshteinDistance('kitten', 'sitting')).toBe(3);
    expect(levenshteinDistance('', 'abc')).toBe(3);
    expect(levenshteinDistance('kitten', 'sitting', 2)).toBe(3);
  });

  test('the distance is a metric, and a limit changes nothing below it', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, text, fc.nat(12), (a, b, c, limit) => {
        const ab = levenshteinDistance(a, b);
        expect(levenshteinDistance(b, a)).toBe(ab);
        expect(ab === 0).toBe(a === b);
        expect(levenshteinDistance(a, c)).toBeLessThanOrEqual(ab + levenshteinDistance(b, c));
        expect(levenshteinDistance(a, b, limit)).toBe(Math.min(ab, limit + 1));
      }),
    );
  });

  test('rouge-l scores the F measure itself and passes from the threshold on', async () => {
    const spec = { type: 'rouge-l', value: 'The quick brown fox jumps over the lazy dog', threshold: 0.58 };
    const scores = await scoreOf([spec], 'The quick brown dog jumps on the log.');
    expect(scores.assertions).toMatchObject({ state: 'scored', detail: { assertions: [{ pass: true }] } });
    expect(
      await resultOf({ ...spec, type: 'not-rouge-l' }, 'The quick brown dog jumps on the log.'),
    ).toBeCloseTo(1 - 10 / 17, 12);
  });
});

describe('weights and metrics', () => {
  const specs: readonly AssertionSpec[] = [
    { type: 'contains', value: 'a', weight: 3, metric: 'letters' },
    { type: 'contains', value: 'z', metric: 'letters' },
    { type: 'contains', value: 'b', weight: 0, metric: 'watched' },
  ];

  test('the score is the weighted mean, and a metric is the weighted mean of its own', async () => {
    const scores = await scoreOf([...specs, { type: 'contains', value: 'c', weight: 4 }], 'abc');
    expect(scores.assertions).toMatchObject({ state: 'scored', value: 7 / 8 });
    expect(scores.letters).toMatchObject({ state: 'scored', value: 3 / 4 });
    expect(scores.watched).toEqual({ state: 'unscored', reason: 'every assertion has weight 0' });
  });

  test('assertions of the experiment and of the sample count together', async () => {
    const sample = { assert: [{ type: 'equals', value: 'no', metric: 'own' }] };
    const scores = await scoreOf([{ type: 'contains', value: 'a' }], 'a', { sample });
    expect(scores.assertions).toMatchObject({ value: 0.5 });
    expect(scores.own).toMatchObject({ value: 0 });
  });

  test('metrics of the datasets are announced and unscored where a sample has none', async () => {
    const scorer = createAssertionsScorer({ name: 'checks', assert: [], sampleMetrics: ['tone'] });
    expect(scorer.metrics.map(({ name }) => name)).toEqual(['checks', 'tone']);
    const [scores] = await scorer.score([makeTrial('x')], unaborted);
    expect(scores).toEqual({
      checks: { state: 'unscored', reason: 'sample has no assertions' },
      tone: { state: 'unscored', reason: 'sample has no assertion with metric tone' },
    });
  });

  test('one assertion that cannot be judged makes its metric unscored, never re-weighted', async () => {
    const specs = [
      { type: 'contains', value: 'a' },
      { type: 'latency', threshold: 5 },
    ];
    const scores = await scoreOf(specs, 'a', { completion: { latencyMs: null } });
    expect(scores.assertions).toEqual({ state: 'unscored', reason: 'latency: latency is unknown' });
  });
});

describe('patterns of users over text of models', () => {
  test.each(['(a+)+$', '(a|a)*$', '(.*a){25}$', '^(\\w+\\s?)*$'])('%s cannot hang the run', async (value) => {
    expect(await resultOf({ type: 'regex', value }, `${'a'.repeat(40)}!`.repeat(3))).toMatch(
      /^unscored: regex: pattern .* took more than/,
    );
  });

  test('a pattern that repeats nothing, but doubles with each choice, cannot either', async () => {
    const value = `^${'(a|aa)'.repeat(40)}b`;
    expect(await resultOf({ type: 'regex', value }, 'a'.repeat(80))).toMatch(/took more than/);
  });

  test('a schema pattern is guarded as well', async () => {
    const spec = { type: 'json-schema', value: { type: 'string', pattern: '^(a+)+$' } };
    expect(await resultOf(spec, JSON.stringify(`${'a'.repeat(60)}!`))).toMatch(
      /^unscored: json-schema: pattern/,
    );
    expect(await resultOf(spec, '"aaa"')).toBe(1);
  });

  test('a pattern after a hopeless one still works', async () => {
    expect(await resultOf({ type: 'regex', value: 'b+' }, 'abb')).toBe(1);
  });
});

describe('what is wrong with an assertion is said at load', () => {
  const bad: readonly (readonly [AssertionSpec, code: string, hint: RegExp])[] = [
    [{ type: 'contain', value: 'x' }, 'unknown-assertion', /did you mean `contains`/],
    [{ type: 'not-regexp', value: 'x' }, 'unknown-assertion', /did you mean `not-regex`/],
    [{ type: 'llm-rubric' }, 'bad-assertion-value', /good answer/],
    [{ type: 'not-similar' }, 'bad-assertion-value', /value: the reference/],
    [{ type: 'bertscore', value: 'x' }, 'missing-threshold', /fingerprint/],
    [{ type: 'rouge-n', value: 'x', config: { m: 1 } }, 'bad-assertion-config', /it takes: n/],
    [{ type: 'rouge-n', value: 'x', config: { n: 'two' } }, 'bad-assertion-config', /number/],
    [{ type: 'rouge-n', value: 'x', config: { n: 0 } }, 'bad-assertion-config', /whole number from 1/],
    [{ type: 'rouge-n', value: 'x', config: { n: 1.5 } }, 'bad-assertion-config', /whole number from 1/],
    [{ type: 'meteor', value: 'x', config: { alpha: 2 } }, 'bad-assertion-config', /from 0 to 1/],
    [{ type: 'meteor', value: 'x', config: { beta: -1 } }, 'bad-assertion-config', /0 or more/],
    [{ type: 'bleu', value: 'x', threshold: 75 }, 'bad-threshold', /0 to 1/],
    [{ type: 'contains', value: 'x', config: { n: 1 } }, 'bad-assertion-config', /remove/],
    [{ type: 'is-xml', value: { elements: ['a'] } }, 'bad-assertion-value', /requiredElements/],
    [{ type: 'assert-set' }, 'bad-assertion-value', /list/],
    [
      { type: 'assert-set', assert: [{ type: 'select-best', value: 'x' }] },
      'bad-assertion-value',
      /out of the set/,
    ],
    [{ type: 'assert-set', assert: [{ type: 'contain', value: 'x' }] }, 'unknown-assertion', /contains/],
    [
      { type: 'contains', value: 'x', assert: [{ type: 'is-json' }] },
      'bad-assertion-value',
      /type: assert-set/,
    ],
    [{ type: 'not-select-best', value: 'x' }, 'unknown-assertion', /turn its criterion round/],
    [{ type: 'factuality', config: { agree: 2 } }, 'bad-assertion-config', /0 to 1/],
    [{ type: 'context-recall', value: [] }, 'bad-assertion-value', /right answer/],
    [{ type: 'toString' }, 'unknown-assertion', /known types: equals/],
    [{ type: 'contains' }, 'bad-assertion-value', /give `value/],
    [{ type: 'contains', value: '' }, 'bad-assertion-value', /give `value/],
    [{ type: 'contains-all', value: [] }, 'bad-assertion-value', /\[one, other\]/],
    [{ type: 'regex', value: '(' }, 'bad-assertion-value', /JavaScript pattern/],
    [{ type: 'json-schema', value: { type: 'nonsense' } }, 'bad-assertion-value', /correct the schema/],
    [{ type: 'json-schema', value: 'file://schema.json' }, 'bad-assertion-value', /file:\/\/. is not read/],
    [{ type: 'latency' }, 'missing-threshold', /milliseconds/],
    [{ type: 'cost', threshold: -1 }, 'bad-threshold', /0 or more/],
    [{ type: 'contains', value: 'x', threshold: 0.5 }, 'useless-threshold', /remove/],
    [{ type: 'contains', value: 'x', weight: -2 }, 'bad-weight', /0 or more/],
    [{ type: 'contains', value: 'x', metric: ' ' }, 'bad-metric', /give a name/],
  ];

  test.each(bad)('%j → %s', (spec, code, hint) => {
    const [problem, ...others] = validateAssertion(spec, { file: 'a.jsonl', line: 7, path: 'assert[0]' });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code,
      file: 'a.jsonl',
      line: 7,
      path: expect.stringMatching(/^assert\[0\]\./),
    });
    expect(problem?.hint).toMatch(hint);
  });

  test('every problem of one assertion is listed at once', () => {
    const problems = validateAssertion({ type: 'nope-nope-nope', weight: -1, threshold: -1, metric: '' });
    expect(problems.map(({ code }) => code)).toEqual([
      'unknown-assertion',
      'bad-weight',
      'bad-metric',
      'bad-threshold',
    ]);
  });

  test('an assertion that was not validated is unscored with the reason', async () => {
    expect(await resultOf({ type: 'contain' }, 'x')).toBe(
      'unscored: contain: assertion type `contain` is not supported',
    );
  });

  test('every name that is listed is supported', () => {
    expect(new Set(assertionTypes).size).toBe(35);
    for (const type of assertionTypes) {
      expect(validateAssertion({ type, value: 'x', threshold: 1 }).map(({ code }) => code)).not.toContain(
        'unknown-assertion',
      );
    }
  });
});
