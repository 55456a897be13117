import { describe, expect, test } from 'vitest';
import type { Sample } from '../../src/domain/index.js';
import { GOOD, lines, open, places, validate } from './fixture.js';

const read = (content: string, extension?: string): readonly Sample[] => [
  ...open(content, extension).samples(),
];

describe('JSON and YAML', () => {
  const two = [GOOD, { ...GOOD, id: 'b' }];
  test.each([
    ['a list', JSON.stringify(two), '.json'],
    ['samples', JSON.stringify({ samples: two }, null, 2), '.json'],
    ['tests', JSON.stringify({ name: 'x', tests: two }), '.json'],
    [
      'data',
      `data:\n  - id: a\n    vars: { question: Where is it? }\n  - id: b\n    vars: { question: Where is it? }\n`,
      '.yaml',
    ],
    ['JSON lines in a .json file', lines(...two), '.json'],
    ['a list without a telling extension', JSON.stringify(two), '.txt'],
    ['lines without a telling extension', lines(...two), ''],
  ])('%s', (_, content, extension) => {
    expect(read(content, extension)).toEqual(read(lines(...two)));
  });

  test('a flaw carries the line on which its element starts', () => {
    const json = `{\n "samples": [\n  ${JSON.stringify(GOOD)},\n  {\n   "id": "b",\n   "vars": {}\n  }\n ]\n}`;
    expect(places(validate(json, '.json').problems)).toEqual([['empty-question', 4, 'vars.question']]);
    const yaml = '# head\n\n- id: a\n  vars:\n    question: q\n- id: b\n  vars: { question: 5 }\n- 7\n';
    expect(places(validate(yaml, '.yaml').problems)).toEqual([
      ['empty-question', 6, 'vars.question'],
      ['wrong-type', 8, undefined],
    ]);
  });

  test.each([
    ['[1, 2\n', '.json', 'bad-json', 2],
    ['{\n "samples": [}\n', '.json', 'bad-json', 2],
    ['- id: a\n  vars: [\n', '.yaml', 'bad-yaml', 3],
    ['- id: "a\n- b', '.yaml', 'bad-yaml', 2],
    ['a: 1\na: 2\n', '.yaml', 'bad-yaml', 2],
    ['name: x\n', '.yaml', 'wrong-type', 1],
    ['{"samples": {}}', '.json', 'wrong-type', 1],
    ['- id: a\n  vars: {question: q}\n  metadata: {n: .inf}\n', '.yaml', 'wrong-type', 1],
  ])('%j is refused with its line', (content, extension, code, line) => {
    const { problems } = validate(content, extension);
    expect(problems[0]).toMatchObject({ code, line });
  });

  test('aliases that multiply are refused, not expanded', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, at) => {
        const last = 'abcdefg'[at];
        return `${name}: &${name} [${Array(9).fill(`*${last}`).join(',')}]`;
      }),
      'samples: [*h]',
    ].join('\n');
    expect(validate(bomb, '.yaml').problems[0]?.code).toBe('bad-yaml');
  });
});

describe('{input, expected}', () => {
  test.each(['expected', 'expectedOutput', 'expected_output', 'target'])('%s is the reference', (key) => {
    const [sample] = read(lines({ input: 'q', [key]: 'r', metadata: { a: 1 } }));
    expect(sample).toMatchObject({
      id: 'line-1',
      vars: { input: 'q' },
      references: ['r'],
      metadata: { a: 1 },
    });
  });

  test('objects are vars, lists are references, chat messages are history and question', () => {
    const samples = read(
      lines(
        { id: 7, input: { question: 'q', tone: 'dry' }, expected: { a: 1 } },
        { input: 'q', target: ['r', 's', 5] },
        {
          input: [
            { role: 'user', content: 'u' },
            { role: 'assistant', content: 'a' },
            { role: 'user', content: 'q' },
          ],
          expected: null,
        },
      ),
    );
    expect(samples[0]).toMatchObject({
      id: '7',
      vars: { question: 'q', tone: 'dry' },
      references: ['{"a":1}'],
    });
    expect(samples[1]).toMatchObject({ id: 'line-2', references: ['r', 's', '5'] });
    expect(samples[2]).toMatchObject({ vars: { input: 'q' }, history: [{ content: 'u' }, { content: 'a' }] });
    expect(samples[2]?.references).toEqual([]);
  });

  test('other keys are kept in metadata; a misspelt one is an error; our own keys work', () => {
    const [sample] = read(lines({ input: 'q', expected: 'r', created: 'today', intent: 'faq', tags: ['x'] }));
    expect(sample).toMatchObject({ intent: 'faq', tags: ['x'], metadata: { created: 'today' } });
    const { problems } = validate(
      lines({ input: 'q', expectd: 'r' }, { input: 'q', expected: 'a', target: 'b' }),
    );
    expect(places(problems)).toEqual([
      ['unknown-key', 1, 'expectd'],
      ['both-references', 2, 'target'],
    ]);
    expect(problems[0]?.hint).toContain('expected');
  });

  test('an input that is no text is an empty question', () => {
    expect(places(validate(lines({ input: 5, expected: 'x' })).problems)).toEqual([
      ['empty-question', 1, 'vars.input'],
    ]);
  });
});

test('Bedrock evaluation lines: prompt, reference and category', () => {
  const [full, bare] = read(
    lines(
      {
        prompt: 'q',
        referenceResponse: 'r',
        category: 'faq',
        modelResponses: [{ response: 'x', modelIdentifier: 'm' }],
      },
      { prompt: 'q2' },
    ),
  );
  expect(full).toMatchObject({ id: 'line-1', intent: 'faq', vars: { question: 'q' }, references: ['r'] });
  expect(full?.metadata).toEqual({ modelResponses: [{ response: 'x', modelIdentifier: 'm' }] });
  expect(bare).toMatchObject({ id: 'line-2', intent: 'default', references: [] });
});

describe('promptfoo tests', () => {
  test('vars, assert, metadata, description; defaultTest lies under each', () => {
    const yaml = `
prompts: [p.txt]
defaultTest:
  vars: { tone: dry }
  assert: [{ type: is-json }]
tests:
  - description: first
    vars: { question: q }
    assert:
      - { type: contains, value: x, weight: 2 }
    metadata: { team: a }
    threshold: 0.5
`;
    expect(read(yaml, '.yaml')).toMatchObject([
      {
        id: 'item-1',
        vars: { tone: 'dry', question: 'q' },
        assert: [{ type: 'is-json' }, { type: 'contains', value: 'x', weight: 2 }],
        metadata: { team: 'a', description: 'first', threshold: 0.5 },
      },
    ]);
  });

  test('what would change the meaning if it were dropped is refused', () => {
    const test = { vars: { question: 'q' } };
    const { problems } = validate(
      lines(
        { ...test, options: { transform: 'output.x' } },
        { ...test, provider: 'openai' },
        { vars: { question: 'q', page: 'file://x.txt' } },
        { ...test, assert: [{ type: 'llm-rubric', value: 'x', provider: 'y' }] },
        { ...test, assert: [{ type: 'assert-set', assert: [{ type: 'assert-set', assert: [] }] }] },
      ),
    );
    expect(places(problems)).toEqual([
      ['unsupported-key', 1, 'options'],
      ['unsupported-key', 2, 'provider'],
      ['file-reference', 3, 'vars.page'],
      ['unknown-key', 4, 'assert[0].provider'],
      ['bad-value', 5, 'assert[0].assert[0].assert'],
    ]);
  });
});

describe('CSV', () => {
  test('columns are vars; fields of a sample, references and tags are recognised', () => {
    const csv =
      'id,question,tone,intent,reference,tags,weight,facts\na,"Where,\nnow?",dry,faq,Here,lang:en; kind:x,2,"{""must"":[""5""]}"\n';
    expect(read(csv, '.csv')).toMatchObject([
      {
        id: 'a',
        intent: 'faq',
        vars: { question: 'Where,\nnow?', tone: 'dry' },
        references: ['Here'],
        tags: ['lang:en', 'kind:x'],
        weight: 2,
        facts: { must: ['5'], mustNot: [] },
      },
    ]);
  });

  test('cells of __expected in every notation', () => {
    const cases: readonly (readonly [string, object])[] = [
      ['contains: x', { type: 'contains', value: 'x' }],
      ['not-icontains: a: b', { type: 'not-icontains', value: 'a: b' }],
      ['similar(0.8): some text', { type: 'similar', value: 'some text', threshold: 0.8 }],
      ['contains-any: a, "b, c"', { type: 'contains-any', value: ['a', 'b, c'] }],
      ['is-json', { type: 'is-json' }],
      ['latency(2000)', { type: 'latency', threshold: 2000 }],
      ['grade: polite', { type: 'llm-rubric', value: 'polite' }],
      ['is-xml', { type: 'is-xml' }],
      ['not-is-refusal', { type: 'not-is-refusal' }],
      ['context-recall(0.9): It is $3.', { type: 'context-recall', value: 'It is $3.', threshold: 0.9 }],
      ['select-best: the kindest', { type: 'select-best', value: 'the kindest' }],
      ['is-json: {"type":"object"}', { type: 'is-json', value: { type: 'object' } }],
      ['Note: this is text', { type: 'equals', value: 'Note: this is text' }],
      ['Paris', { type: 'equals', value: 'Paris' }],
      ['regex', { type: 'equals', value: 'regex' }],
    ];
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const csv = `question,__expected\n${cases.map(([cell]) => `q,${quoted(cell)}`).join('\n')}`;
    expect(read(csv, '.csv').map((sample) => sample.assert[0])).toEqual(
      cases.map(([, assertion]) => assertion),
    );
  });

  test('metric, thresholds, description and metadata columns', () => {
    const csv =
      'question,__expected,__expected2,__metric,__threshold,__description,__metadata:team,__metadata:areas[],__config:__expected2:threshold\n' +
      'q,contains: x,similar: y,m,0.5,first,red,"a,b",0.7\n';
    expect(read(csv, '.csv')).toMatchObject([
      {
        id: 'line-2',
        assert: [
          { type: 'contains', value: 'x', metric: 'm' },
          { type: 'similar', value: 'y', metric: 'm', threshold: 0.7 },
        ],
        metadata: { threshold: 0.5, description: 'first', team: 'red', areas: ['a', 'b'] },
      },
    ]);
  });

  test.each([
    ['input,expected\nq,r\n', { vars: { input: 'q' }, references: ['r'] }],
    [
      'prompt,referenceResponse,category\nq,r,faq\n',
      { vars: { question: 'q' }, references: ['r'], intent: 'faq' },
    ],
    ['question;reference\nq;r\n', { vars: { question: 'q' }, references: ['r'] }],
    ['\uFEFFquestion\treference\r\nq\tr\r\n', { vars: { question: 'q' }, references: ['r'] }],
  ])('%j', (csv, expected) => {
    expect(read(csv, '.csv')).toMatchObject([{ id: 'line-2', ...expected }]);
  });

  test('ids and flaws carry the line on which the row starts, whatever the line ends', () => {
    const csv = 'id,question,weight\n"a",q,1\n\nb,"two\nlines",x\n,q,1\nc,q\n';
    for (const text of [csv, csv.replaceAll('\n', '\r\n')]) {
      expect(places(validate(text, '.csv').problems)).toEqual([
        ['wrong-type', 4, 'weight'],
        ['blank-text', 6, 'id'],
        ['bad-row', 7, undefined],
      ]);
    }
  });

  test.each([
    ['question\n"open\n', 'bad-csv'],
    ['question\n"a"b\n', 'bad-csv'],
    ['question,question\nq,q\n', 'bad-header'],
    ['question,\nq,q\n', 'bad-header'],
    ['question,__expected\nq,javascript: 1\n', 'unsupported-assertion'],
    ['question,__expected\nq,similar(x): 1\n', 'unsupported-assertion'],
    ['question,__prefix\nq,Dear\n', 'unknown-key'],
    ['question,__threshold\nq,high\n', 'wrong-type'],
    ['question,history\nq,[\n', 'bad-json'],
  ])('%j is refused', (csv, code) => {
    expect(validate(csv, '.csv').problems.map((problem) => problem.code)).toEqual([code]);
  });
});
