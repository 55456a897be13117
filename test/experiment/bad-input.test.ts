import { describe, expect, test } from 'vitest';
import { FILES, problemsOf, VALID, withLine, withMore } from './fixture.js';

type Case = readonly [what: string, experiment: string, code: string, line: number, remedy: RegExp];

/** Each case is refused with exactly this one problem: at this line, with a remedy, and no echo of it elsewhere. */
function refused(cases: readonly Case[]): void {
  test.each(cases)('%s', async (_what, experiment, code, line, remedy) => {
    const problems = await problemsOf(experiment);
    expect(problems.map((problem) => [problem.code, problem.line])).toEqual([[code, line]]);
    expect(problems[0]?.file).toMatch(/experiment\.yaml$/);
    expect(problems[0]?.hint).toMatch(remedy);
  });
}

describe('syntax', () => {
  refused([
    ['an open bracket', 'name: demo\nvariants: { a: 1', 'syntax', 2, /Mend the YAML/],
    ['a tab', 'name: demo\nvariants:\n\ta: 1\n', 'syntax', 3, /Mend the YAML/],
    ['a duplicate key', withMore('name: again'), 'duplicate-key', 12, /Remove one/],
    [
      'a duplicate variant',
      withLine(7, '  concise: { extends: baseline }\nscorers: { similarity: {}, facts: {} }'),
      'duplicate-key',
      7,
      /Remove/,
    ],
    ['a tag that makes objects', withLine(1, 'name: !!js/function demo'), 'unknown-tag', 1, /without tags/],
    ['an empty file', '', 'wrong-type', 1, /name: …/],
    ['a list', '- a\n- b\n', 'wrong-type', 1, /name: …/],
  ]);

  test('aliases that multiply are refused before they are expanded', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => [...pair])) {
      bomb.push(`${to}: &${to} [${Array.from({ length: 10 }, () => `*${from}`).join(', ')}]`);
    }
    expect((await problemsOf(bomb.join('\n'))).map((problem) => problem.code)).toEqual(['alias']);
  });

  test('an alias that only repeats is fine', async () => {
    const problems = await problemsOf(
      withMore(
        'budget: &b { maxCostUsd: -1 }\nsearch: { space: { maxTokens: [1] }, objectives: [{ maximize: quality }], budget: *b }',
      ),
    );
    expect(problems.map((problem) => [problem.code, problem.path])).toEqual([
      ['out-of-range', 'budget.maxCostUsd'],
      ['out-of-range', 'search.budget.maxCostUsd'],
    ]);
  });
});

describe('unknown keys', () => {
  refused([
    ['at the top', withMore('repeat: 3'), 'unknown-key', 12, /`repeats`/],
    [
      'in a variant',
      withLine(6, '  concise: { extends: baseline, maxTokes: 250 }'),
      'unknown-key',
      6,
      /`maxTokens`/,
    ],
    [
      'in the gate',
      withLine(11, 'gate: { baseline: baseline, margin: 0.05, aplha: 0.1 }'),
      'unknown-key',
      11,
      /`alpha`/,
    ],
    [
      'in a guardrail',
      withLine(10, '  - { metric: facts, min: 0.8, one: golden }'),
      'unknown-key',
      10,
      /`on`/,
    ],
    [
      'a grid factor',
      withMore('grid: { from: baseline, maxToken: [1, 2] }'),
      'unknown-key',
      12,
      /`maxTokens`/,
    ],
  ]);
});

describe('wrong types and ranges', () => {
  refused([
    [
      'a number in quotes',
      withLine(6, '  concise: { extends: baseline, maxTokens: "250" }'),
      'wrong-type',
      6,
      /without quotes/,
    ],
    ['a list for a mapping', withLine(3, 'datasets: [golden.jsonl]'), 'wrong-type', 3, /mapping/],
    ['a fraction of a repeat', withMore('repeats: 1.5'), 'wrong-type', 12, /whole number/],
    ['an unknown provider', withLine(2, 'provider: bedrok'), 'invalid-value', 2, /bedrock, emulator/],
    ['a negative seed', withMore('seed: -1'), 'out-of-range', 12, /at least 0/],
    [
      'a temperature above 1',
      withLine(6, '  concise: { extends: baseline, temperature: 1.5 }'),
      'out-of-range',
      6,
      /at most 1/,
    ],
    ['a name that is a path', withLine(1, 'name: ../../etc'), 'invalid-value', 1, /form/],
    ['a Region that is none', withMore('region: virginia'), 'invalid-value', 12, /form/],
    ['infinite dollars', withMore('budget: { maxCostUsd: .inf }'), 'wrong-type', 12, /number/],
    ['an empty variant', withLine(6, '  concise:'), 'wrong-type', 6, /mapping/],
  ]);
});

describe('missing keys', () => {
  refused([
    ['no name', VALID.replace('name: demo\n', ''), 'missing-key', 1, /name: my-experiment/],
    ['no margin', withLine(11, 'gate: { baseline: baseline }'), 'missing-key', 11, /margin/],
    [
      'no maxTokens',
      withLine(6, '  concise: { prompt: v2.md, model: m }'),
      'missing-key',
      6,
      /maxTokens.*500/,
    ],
    ['no model', withLine(6, '  concise: { prompt: v2.md, maxTokens: 5 }'), 'missing-key', 6, /model/],
    ['a guardrail without bound', withLine(10, '  - { metric: facts }'), 'missing-key', 10, /min/],
  ]);
});

describe('missing files', () => {
  refused([
    [
      'a dataset',
      withLine(3, 'datasets: { golden: gone.jsonl }').replace(', on: golden', ''),
      'missing-file',
      3,
      /relative/,
    ],
    [
      'a prompt',
      withLine(6, '  concise: { extends: baseline, prompt: gone.md }'),
      'missing-file',
      6,
      /relative/,
    ],
    [
      'a rubric',
      withLine(
        7,
        'scorers: { similarity: {}, facts: {}, judge: { model: m, criteria: [helpfulness], rubric: gone.md } }',
      ),
      'missing-file',
      7,
      /relative/,
    ],
    [
      'a folder for a prompt',
      withLine(6, '  concise: { extends: baseline, prompt: . }'),
      'missing-file',
      6,
      /relative/,
    ],
    [
      'a baseline file',
      withLine(11, 'gate: { baseline: gone.json, margin: 0.05 }'),
      'missing-file',
      11,
      /relative/,
    ],
  ]);

  test('the experiment itself', async () => {
    const { loadExperiment } = await import('../../src/experiment/index.js');
    await expect(loadExperiment('/nowhere/experiment.yaml')).rejects.toMatchObject({
      code: 'invalid-input',
      problems: [{ code: 'missing-file', file: '/nowhere/experiment.yaml' }],
    });
  });
});

describe('weights', () => {
  refused([
    ['below 1', withLine(8, 'quality: { facts: 0.5, similarity: 0.4 }'), 'weights', 8, /sum to 1/],
    ['above 1', withLine(8, 'quality: { facts: 0.7, similarity: 0.4 }'), 'weights', 8, /sum to 1/],
    ['none at all', withLine(8, 'quality: {}'), 'weights', 8, /sum to 1/],
    ['negative', withLine(8, 'quality: { facts: -0.5 }'), 'out-of-range', 8, /more than 0/],
    ['traffic of nothing', withMore('traffic: { faq: 0, order: 0 }'), 'weights', 12, /conversations a day/],
  ]);
});

describe('margins and levels', () => {
  refused([
    [
      'a margin of 1',
      withLine(11, 'gate: { baseline: baseline, margin: 1 }'),
      'out-of-range',
      11,
      /less than 1/,
    ],
    [
      'a negative margin',
      withLine(11, 'gate: { baseline: baseline, margin: -0.1 }'),
      'out-of-range',
      11,
      /at least 0/,
    ],
    [
      'an alpha of one half',
      withLine(11, 'gate: { baseline: baseline, margin: 0.1, alpha: 0.5 }'),
      'out-of-range',
      11,
      /less than 0.5/,
    ],
    [
      'an alpha of 0',
      withLine(11, 'gate: { baseline: baseline, margin: 0.1, alpha: 0 }'),
      'out-of-range',
      11,
      /more than 0/,
    ],
    [
      'a bound off the scale',
      withLine(10, '  - { metric: facts, min: 80 }'),
      'out-of-range',
      10,
      /raw units/,
    ],
  ]);
});

describe('dangling names', () => {
  refused([
    ['extends', withLine(6, '  concise: { extends: basline }'), 'unknown-variant', 6, /`baseline`/],
    [
      'gate.baseline',
      withLine(11, 'gate: { baseline: basline, margin: 0.05 }'),
      'unknown-variant',
      11,
      /`baseline`.*run:<id>/,
    ],
    [
      'gate.candidates',
      withLine(11, 'gate: { baseline: baseline, candidates: [consise], margin: 0.05 }'),
      'unknown-variant',
      11,
      /`concise`/,
    ],
    ['quality', withLine(8, 'quality: { fact: 0.6, similarity: 0.4 }'), 'unknown-metric', 8, /`facts`/],
    [
      'guardrail metric',
      withLine(10, '  - { metric: helpfulness, min: 4 }'),
      'unknown-metric',
      10,
      /similarity, facts/,
    ],
    [
      'guardrail dataset',
      withLine(10, '  - { metric: facts, min: 0.8, on: gold }'),
      'unknown-dataset',
      10,
      /golden/,
    ],
    [
      'promote.rule',
      withMore('promote: { to: out.yaml, rule: concize }'),
      'unknown-variant',
      12,
      /`concise`/,
    ],
    ['traffic', withMore('traffic: { faq: 1, orders: 2 }'), 'unknown-intent', 12, /`order`/],
    ['grid.from', withMore('grid: { from: base, maxTokens: [1] }'), 'unknown-variant', 12, /baseline/],
    [
      'a scorer',
      withLine(7, 'scorers: { similarity: {}, facts: {}, tone: {} }'),
      'unknown-scorer',
      7,
      /type/,
    ],
    [
      'a type of an assertion, whose scorer is still one of assertions',
      withLine(
        7,
        'scorers: { similarity: {}, facts: {}, form: { assert: [{ kind: contains, type: is-json }] } }',
      ),
      'unknown-key',
      7,
      /type, value/,
    ],
  ]);
});

describe('contradictory options', () => {
  refused([
    [
      'recorded outputs for the emulator',
      withMore('recorded: golden.jsonl'),
      'contradiction',
      12,
      /provider: recorded/,
    ],
    ['a gate without quality', VALID.replace(/quality.*\n/, ''), 'contradiction', 10, /quality/],
    [
      'a promotion without gate',
      `${VALID.replace(/gate.*\n/, '')}promote: { to: out.yaml }\n`,
      'contradiction',
      11,
      /gate/,
    ],
    [
      'baseline as candidate',
      withLine(11, 'gate: { baseline: baseline, candidates: [baseline, concise], margin: 0.05 }'),
      'contradiction',
      11,
      /Remove/,
    ],
    [
      'bounds that leave no room',
      withLine(10, '  - { metric: facts, min: 0.8, max: 0.2 }'),
      'contradiction',
      10,
      /Swap/,
    ],
    [
      'promotion over a prompt',
      withMore('promote: { to: experiment.yaml }'),
      'contradiction',
      12,
      /another file/,
    ],
    [
      'a facts scorer with a model',
      withLine(7, 'scorers: { similarity: {}, facts: { model: m } }'),
      'contradiction',
      7,
      /It takes/,
    ],
    [
      'recorded scores for the emulator',
      withLine(7, 'scorers: { similarity: {}, facts: {}, correct: { from: recorded } }'),
      'contradiction',
      7,
      /provider: recorded/,
    ],
    [
      'a gate with nothing to judge',
      VALID.replace(/ {2}concise.*\n/, ''),
      'no-candidates',
      10,
      /second variant/,
    ],
    [
      'one metric twice',
      withLine(
        7,
        'scorers: { similarity: {}, facts: {}, a: { type: judge, model: m, rubric: facts.md, criteria: [facts] } }',
      ),
      'duplicate-metric',
      7,
      /rename/,
    ],
  ]);
});

describe('extends cycles', () => {
  refused([
    ['of one', withLine(6, '  concise: { extends: concise }'), 'extends-cycle', 6, /stand alone/],
    [
      'of two',
      VALID.replace('baseline: { prompt: v1.md,', 'baseline: { extends: concise, prompt: v1.md,'),
      'extends-cycle',
      6,
      /stand alone/,
    ],
    [
      'of three',
      VALID.replace('{ prompt: v1.md,', '{ extends: third, prompt: v1.md,').replace(
        'scorers:',
        '  third: { extends: concise }\nscorers:',
      ),
      'extends-cycle',
      6,
      /stand alone/,
    ],
  ]);
});

describe('encodings and sizes', () => {
  test('Latin-1 is refused', async () => {
    const [problem] = await problemsOf(Buffer.from(withLine(1, 'name: démo'), 'latin1'));
    expect(problem).toMatchObject({ code: 'invalid-utf8', line: 1, hint: expect.stringContaining('UTF-8') });
  });

  test('UTF-16 is refused', async () => {
    const [problem] = await problemsOf(
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(VALID, 'utf16le')]),
    );
    expect(problem).toMatchObject({ code: 'invalid-utf8', hint: expect.stringContaining('UTF-8') });
  });

  test('a NUL byte is refused with its line', async () => {
    const [problem] = await problemsOf(withLine(3, 'datasets: { golden: "golden\u0000.jsonl" }'));
    expect(problem).toMatchObject({ code: 'nul-byte', line: 3, hint: expect.stringContaining('UTF-16') });
  });

  test('a file that is far too large is refused unread', async () => {
    const [problem] = await problemsOf(`${VALID}#${'x'.repeat(1_100_000)}`);
    expect(problem).toMatchObject({ code: 'file-too-large', hint: expect.stringContaining('dataset') });
  });

  test('a nesting without end is refused', async () => {
    const [problem] = await problemsOf(withMore(`search: ${'{a: '.repeat(60_000)}`));
    expect(['too-deep', 'syntax']).toContain(problem?.code);
  });

  test('a grid of a million points is refused', async () => {
    const numbers = Array.from({ length: 100 }, (_, index) => index + 1).join(', ');
    const [problem] = await problemsOf(
      withMore(
        `grid: { from: baseline, maxTokens: [${numbers}], ragChunks: [${numbers}], fewShot: [${numbers}] }`,
      ),
    );
    expect(problem).toMatchObject({
      code: 'grid-too-large',
      line: 12,
      hint: expect.stringContaining('fewer'),
    });
  });
});

describe('what other files get wrong', () => {
  test('a variable that samples lack is named with the prompt, the samples and their number', async () => {
    const problems = await problemsOf(VALID, { 'v2.md': '# user\n{{ question }} in a {{ tone }} tone\n' });
    expect(problems.map((problem) => [problem.code, problem.line, problem.path])).toEqual([
      ['missing-variable', 6, 'variants.concise.prompt'],
      ['missing-variable', 6, 'variants.concise.prompt'],
    ]);
    expect(problems[0]?.message).toContain('1 of 2 samples of `golden` lack: a');
    expect(problems[1]?.message).toContain('1 of 1 samples of `adversarial` lack: c');
    expect(problems[0]?.hint).toContain('vars.tone');
  });

  test('bad dataset lines and bad templates are listed beside the experiment’s own problems', async () => {
    const problems = await problemsOf(withMore('seed: x'), {
      'golden.jsonl': `${FILES['golden.jsonl']}not json\n`,
      'v2.md': '# user\n{% if question %}\n',
    });
    const files = problems.map((problem) => problem.file?.split('/').at(-1));
    expect(files[0]).toBe('experiment.yaml');
    expect(new Set(files)).toEqual(new Set(['experiment.yaml', 'golden.jsonl', 'v2.md']));
    expect(problems.find((problem) => problem.file?.endsWith('golden.jsonl'))?.line).toBe(3);
  });

  test('an id that stands in two datasets', async () => {
    const [problem, ...rest] = await problemsOf(VALID, { 'adversarial.jsonl': FILES['golden.jsonl'] ?? '' });
    expect(problem).toMatchObject({ code: 'duplicate-id', line: 3, path: 'datasets.adversarial' });
    expect(problem?.message).toContain('a, b');
    expect(rest).toEqual([]);
  });

  test('a criterion without a rubric', async () => {
    const [problem] = await problemsOf(
      withLine(7, 'scorers: { similarity: {}, facts: {}, judge: { model: m, criteria: [no_such_thing] } }'),
    );
    expect(problem).toMatchObject({
      code: 'missing-rubric',
      line: 7,
      hint: expect.stringContaining('no_such_thing: '),
    });
  });
});

test('every problem is reported at once, in the order of the file', async () => {
  const problems = await problemsOf(
    `name: demo
provider: emulator
datasets: { golden: golden.jsonl, adversarial: gone.jsonl }
variants:
  baseline: { prompt: v1.md, model: m, maxTokens: "500" }
  concise: { extends: nobody }
scorers: { facts: {}, style: {} }
quality: { facts: 0.5 }
guardrails: [{ metric: facts, min: 2 }]
gate: { baseline: base, alpha: 0.9 }
extra: 1
`,
    {},
    { seed: -1 },
  );
  expect(problems.map((problem) => [problem.line, problem.code])).toEqual([
    [undefined, 'out-of-range'],
    [3, 'missing-file'],
    [5, 'wrong-type'],
    [6, 'unknown-variant'],
    [7, 'unknown-scorer'],
    [8, 'weights'],
    [9, 'out-of-range'],
    [10, 'missing-key'],
    [10, 'unknown-variant'],
    [10, 'out-of-range'],
    [11, 'unknown-key'],
  ]);
});
