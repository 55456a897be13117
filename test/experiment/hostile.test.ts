import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParsimonyError } from '../../src/domain/index.js';
import { type LoadExperimentOptions, loadExperiment } from '../../src/experiment/index.js';
import { countPoints, spaceProblems } from '../../src/search/index.js';
import { folder, VALID, withMore } from './fixture.js';

/** Loads, and returns what was thrown: nothing, or an `invalid-input` error whose problems say what to do. */
async function outcome(
  experiment: string,
  options: LoadExperimentOptions = {},
): Promise<'accepted' | 'refused'> {
  try {
    await loadExperiment(folder(experiment), {}, options);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ParsimonyError) || error.code !== 'invalid-input') throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const problem of error.problems) expect(problem.message.length).toBeGreaterThan(5);
    return 'refused';
  }
}

test('whatever is done to an experiment, it is accepted or refused with problems, never broken', async () => {
  const token = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ':',
      '- ',
      '\n',
      '  ',
      '"',
      "'",
      '*a',
      '&a ',
      '!!x ',
      '|',
      '~',
      '.nan',
      '-1',
      '1e999',
      '%',
      '<<: ',
    ],
    ...['__proto__', 'constructor', 'extends', 'baseline', 'null', '2026-11-22', '\u2028', '🜁'],
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(VALID.length), fc.nat(30), token, async (at, length, text) => {
      await outcome(`${VALID.slice(0, at)}${text}${VALID.slice(at + length)}`);
    }),
    { numRuns: 60 },
  );
});

test('any value in the place of any section is refused or accepted, never broken', async () => {
  const sections = [
    'name',
    'provider',
    'datasets',
    'variants',
    'grid',
    'scorers',
    'quality',
    'guardrails',
    'gate',
    'promote',
    'traffic',
    'search',
    'budget',
    'seed',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sections), fc.jsonValue({ maxDepth: 4 }), async (section, value) => {
      const without = VALID.replace(new RegExp(`^${section}:.*\\n(?: .*\\n)*`, 'm'), '');
      await outcome(`${without}${section}: ${JSON.stringify(value)}\n`);
    }),
    { numRuns: 60 },
  );
});

test('a search of any content is accepted or refused with problems, never broken off', async () => {
  const name = fc.constantFrom(
    'model',
    'maxTokens',
    'temperature',
    'prompt',
    'cache',
    '__proto__',
    'constructor',
  );
  const value = fc.oneof(
    fc.constantFrom('a', 1, 0.5, 150, true, null, 'v1.md', '5m'),
    fc.jsonValue({ maxDepth: 1 }),
  );
  const values = fc.oneof(value, fc.array(value, { maxLength: 3 }));
  const factor = fc.oneof(
    values,
    fc.record(
      {
        ordered: values,
        categorical: values,
        min: value,
        max: value,
        integer: value,
        when: fc.dictionary(name, values),
      },
      { requiredKeys: [] },
    ),
  );
  const figure = fc.constantFrom(
    'quality',
    'facts',
    'costUsd',
    'latencyMs.p99',
    'adversarial.violations',
    'toString',
    1,
  );
  const block = fc.record(
    {
      from: value,
      space: fc.dictionary(name, factor),
      forbid: fc.array(fc.dictionary(name, values), { maxLength: 2 }),
      intents: fc.dictionary(fc.constantFrom('faq', 'order', '__proto__'), fc.dictionary(name, values)),
      per: fc.constantFrom('intent', 'all'),
      objectives: fc.array(fc.record({ minimize: figure, maximize: figure }, { requiredKeys: [] }), {
        maxLength: 3,
      }),
      constraints: fc.array(
        fc.record({ metric: figure, min: value, max: value }, { requiredKeys: ['metric'] }),
        { maxLength: 3 },
      ),
      budget: fc.record({ maxItemEvaluations: value }),
    },
    { requiredKeys: ['space', 'objectives'] },
  );
  await fc.assert(
    fc.asyncProperty(block, async (search) => {
      await outcome(withMore(`search: ${JSON.stringify(search)}`), {
        spaces: { problems: spaceProblems, count: countPoints },
      });
    }),
    { numRuns: 150 },
  );
});

test.each([
  'variants: { __proto__: { maxTokens: 1 } }',
  'quality: { constructor: 1 }',
  'traffic: { toString: 5 }',
])('names of object internals are names like others: %s', async (line) => {
  const key = line.slice(0, line.indexOf(':'));
  const without = VALID.replace(new RegExp(`^${key}:.*\\n(?: .*\\n)*`, 'm'), '');
  expect(await outcome(`${without}${line}\n`)).toBe('refused');
});

test('text of the file is data: nothing in it is run or read beyond the named files', async () => {
  expect(await outcome(withMore('attribution: { run: "$(touch /tmp/x)", js: "process.exit(1)" }'))).toBe(
    'accepted',
  );
});
