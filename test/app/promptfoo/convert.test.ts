import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { convertPromptfoo, isPromptfooConfig } from '../../../src/app/promptfoo/index.js';

const MODEL = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';
const now = () => new Date('2026-11-22');
const ONE_TEST = 'tests:\n  - vars: { question: Why? }\n';

/** Converts a configuration with files beside it. */
async function convert(yaml: string, files: { readonly [name: string]: string } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-promptfoo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries({ ...files, 'promptfooconfig.yaml': yaml })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const to = path.join(folder, 'out');
  const result = await convertPromptfoo(path.join(folder, 'promptfooconfig.yaml'), to, { cwd: folder, now });
  const read = (name: string): string => readFileSync(path.join(to, name), 'utf8');
  const samples = read('dataset.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const list = result.findings.map(({ kind, line, path: at, what }) => [kind, line, at, what] as const);
  return { ...result, folder, read, samples, list, experiment: parse(read('experiment.yaml')) };
}

const minimal = (rest: string): string =>
  `prompts: ['{{ question }}']\nproviders: ['bedrock:${MODEL}']\n${rest}`;

test('a configuration that can be carried over whole leaves nothing to list but what was assumed', async () => {
  const { list, problems, experiment, samples, read } = await convert(minimal(ONE_TEST));
  expect(list).toEqual([
    ['changed', 2, 'providers[0]', 'no output limit is given: maxTokens 1024 is assumed'],
    [
      'changed',
      1,
      undefined,
      'no assertion was carried over: only cost, tokens and latency will be measured',
    ],
  ]);
  expect(problems).toEqual([]);
  expect(experiment.variants).toEqual({
    'claude-haiku-4-5': { prompt: 'prompts/prompt-1.md', model: MODEL, maxTokens: 1024 },
  });
  expect(samples).toEqual([{ id: 'test-1', vars: { question: 'Why?' } }]);
  expect(read('prompts/prompt-1.md')).toContain('# user\n\n{{ question }}\n');
});

test('parameters of a provider become those of a variant; credentials are never copied', async () => {
  const { experiment, list, read } = await convert(`prompts: ['{{ question }}']
providers:
  - id: bedrock:converse:${MODEL}
    label: My model
    config: { region: eu-west-1, maxTokens: 50, temperature: 0.5, topP: 0.9, stopSequences: [END], streaming: true, top_k: 4, accessKeyId: AKIDEXAMPLE }
${ONE_TEST}`);
  expect(experiment.region).toBe('eu-west-1');
  expect(experiment.variants['My-model']).toEqual({
    prompt: 'prompts/prompt-1.md',
    model: MODEL,
    maxTokens: 50,
    temperature: 0.5,
    topP: 0.9,
    stopSequences: ['END'],
    stream: true,
  });
  expect(list.filter(([kind]) => kind === 'lost').map(([, , , what]) => what)).toEqual([
    '`top_k` of a provider',
    '`accessKeyId`: credentials are not copied',
  ]);
  expect(read('experiment.yaml') + read('conversion.md')).not.toContain('AKIDEXAMPLE');
});

test('every provider that is no model on Bedrock is listed, and a model stands in where none is left', async () => {
  const { experiment, findings } = await convert(`prompts: ['{{ question }}']
providers: ['openai:gpt-4o', 'anthropic:messages:claude-haiku-4-5-20251001', 'file://own.js', 'bedrock:kb:abc']
${ONE_TEST}`);
  expect(
    findings.filter(({ what }) => what.startsWith('provider ')).map(({ alternative }) => alternative),
  ).toEqual([
    'Take a model on Bedrock, or record the answers and use `provider: recorded`.',
    'The same model on Bedrock is anthropic.claude-haiku-4-5-20251001-v1:0.',
    'Record its answers and use `provider: recorded`.',
    'Take a model on Bedrock, or record the answers and use `provider: recorded`.',
  ]);
  expect(Object.values(experiment.variants)).toMatchObject([{ model: MODEL }]);
});

test('chats become sections; what stands between is written into the text and told', async () => {
  const chat = [
    { role: 'system', content: 'Be kind to {{ name }}.' },
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
    {
      role: 'user',
      content: [
        { type: 'text', text: '{{ question }}' },
        { type: 'image_url', image_url: 'x' },
      ],
    },
  ];
  const { read, list, samples } = await convert(
    `prompts: [file://chat.json]\nproviders: ['bedrock:${MODEL}']\n${ONE_TEST}`,
    { 'chat.json': JSON.stringify(chat) },
  );
  expect(read('prompts/chat.md')).toBe(
    '---\nname: chat\n---\n\n# system\n\nBe kind to {{ name }}.\n\n# user\n\nUser: Hi\n\nAssistant: Hello\n\n{{ question }}\n',
  );
  expect(samples[0].vars.name).toBe('');
  expect(list.map(([, , , what]) => what)).toEqual(
    expect.arrayContaining([
      '1 parts of the chat that are no text (images, files)',
      "2 earlier turns of the chat stand in the user's text, each under its role",
      'some samples have no var name: they get an empty text, which is what Nunjucks prints',
    ]),
  );
});

test('listed vars are every combination, and texts that name vars are filled in', async () => {
  const { samples } = await convert(
    minimal(`tests:
  - vars: { question: ['Is {{ a }} big?', 'Is {{ a }} new?'], a: [x, y] }
    assert: [{ type: contains, value: 'about {{ a }}' }]
  - vars: { question: q, list: [1, 2] }
    options: { disableVarExpansion: true }
`),
  );
  expect(samples.map(({ id, vars, assert }) => [id, vars.question, assert?.[0].value])).toEqual([
    ['test-1-1', 'Is x big?', 'about x'],
    ['test-1-2', 'Is y big?', 'about y'],
    ['test-1-3', 'Is x new?', 'about x'],
    ['test-1-4', 'Is y new?', 'about y'],
    ['test-2', 'q', undefined],
  ]);
  expect(samples[4].vars.list).toEqual([1, 2]);
});

test('default assertions that are the same for all stand in the scorer, others in each sample', async () => {
  const shared = await convert(
    minimal(`defaultTest: { assert: [{ type: icontains, value: a }] }\n${ONE_TEST}`),
  );
  expect(shared.experiment.scorers.assertions.assert).toEqual([{ type: 'icontains', value: 'a' }]);
  expect(shared.samples[0].assert).toBeUndefined();
  const each = await convert(
    minimal(`defaultTest: { assert: [{ type: icontains, value: '{{ q }}' }] }
tests:
  - vars: { question: one, q: x }
  - vars: { question: two, q: y }
  - vars: { question: three, q: z }
    options: { disableDefaultAsserts: true }
`),
  );
  expect(each.experiment.scorers.assertions.assert).toBeUndefined();
  expect(each.samples.map(({ assert }) => assert?.[0].value)).toEqual(['x', 'y', undefined]);
});

test('assertions that the registry refuses are listed with line and alternative, and the others stay', async () => {
  const { samples, list } = await convert(
    minimal(`tests:
  - vars: { question: Why? }
    assert:
      - type: javascript
        value: output.length > 1
      - type: contains
        value: because
        transform: output.trim()
      - type: levenshtein
        threshold: -1
        value: x
`),
  );
  expect(samples[0].assert).toEqual([{ type: 'contains', value: 'because' }]);
  expect(list.filter(([kind]) => kind === 'lost').map(([, line, at]) => [line, at])).toEqual([
    [6, 'tests[0].assert[0]'],
    [10, 'tests[0].assert[1].transform'],
    [11, 'tests[0].assert[2]'],
  ]);
});

test('graded assertions get a grader on Bedrock, and it is said when the answering model grades itself', async () => {
  const graded =
    'tests:\n  - vars: { question: Why? }\n    assert: [{ type: llm-rubric, value: is polite }]\n';
  const own = await convert(
    minimal(`defaultTest: { options: { provider: 'bedrock:us.amazon.nova-pro-v1:0' } }\n${graded}`),
  );
  expect(own.experiment.scorers.assertions.model).toBe('us.amazon.nova-pro-v1:0');
  const none = await convert(minimal(graded));
  expect(none.experiment.scorers.assertions.model).toBe(MODEL);
  expect(
    none.list.some(([kind, , , what]) => kind === 'changed' && what.includes('no grader on Bedrock')),
  ).toBe(true);
  expect(none.problems).toEqual([]);
});

test('names that samples keep for themselves are changed in vars and prompts alike', async () => {
  const { samples, read } = await convert(
    `prompts: ['{{ documents }} {{ question }}']\nproviders: ['bedrock:${MODEL}']\ntests: [{ vars: { question: q, documents: d } }]\n`,
  );
  expect(samples[0].vars).toEqual({ question: 'q', documents_var: 'd' });
  expect(read('prompts/prompt-1.md')).toContain('{{ documents_var }} {{ question }}');
});

test('nothing at the top of the file is dropped in silence', async () => {
  const { list } = await convert(
    minimal(
      `${ONE_TEST}sharing: true\nsomethingNew: 1\nevaluateOptions: { repeat: 3, delay: 5 }\nextensions: [file://x.js:f]\n`,
    ),
  );
  const lost = list.filter(([kind]) => kind === 'lost').map(([, line, , what]) => [line, what]);
  expect(lost).toEqual([
    [5, '`sharing`'],
    [6, '`somethingNew`'],
    [8, '`extensions`'],
    [7, '`evaluateOptions.delay`: 5'],
  ]);
});

test('a folder that holds anything is refused, and one that could not be written whole is not there', async () => {
  const { folder } = await convert(minimal(ONE_TEST));
  const from = path.join(folder, 'promptfooconfig.yaml');
  await expect(convertPromptfoo(from, folder, { cwd: folder, now })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  writeFileSync(from, 'prompts: [file://missing.txt]\nproviders: [echo]\n');
  const to = path.join(folder, 'second');
  await expect(convertPromptfoo(from, to, { cwd: folder, now })).rejects.toMatchObject({
    problems: [{ code: 'not-carried-over', line: 1, path: 'prompts[0]' }],
  });
  expect(existsSync(to)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
});

test('a list of tests, a dataset and a configuration in code are told from a configuration', async () => {
  const { folder } = await convert(minimal(ONE_TEST), { 'tests.yaml': ONE_TEST, 'a.jsonl': '{"vars":{}}\n' });
  const is = (name: string): boolean => isPromptfooConfig(path.join(folder, name));
  expect([is('promptfooconfig.yaml'), is('tests.yaml'), is('a.jsonl'), is('missing.yaml')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(is('promptfooconfig.js')).toBe(true);
  await expect(
    convertPromptfoo(path.join(folder, 'promptfooconfig.js'), path.join(folder, 'x'), { cwd: folder, now }),
  ).rejects.toMatchObject({
    problems: [{ code: 'code-refused' }],
  });
});

test('a model that Bedrock has retired is kept and named, and never proposed in place of another', async () => {
  const retired = 'anthropic.claude-3-haiku-20240307-v1:0';
  const providers = [`bedrock:${retired}`, 'anthropic:messages:claude-3-haiku-20240307'];
  const { list, findings, experiment } = await convert(
    `prompts: ['{{ question }}']\nproviders: ${JSON.stringify(providers)}\n${ONE_TEST}`,
  );
  expect(list).toContainEqual([
    'changed',
    2,
    'providers[0]',
    `${retired} is past its end of life (2026-10-10): Bedrock refuses every call`,
  ]);
  expect(findings.find(({ path: at }) => at === 'providers[1]')?.alternative).not.toContain(retired);
  expect(Object.values(experiment.variants)).toEqual([
    { prompt: 'prompts/prompt-1.md', model: retired, maxTokens: 1024 },
  ]);
});
