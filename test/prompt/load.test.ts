import { expect, test } from 'vitest';
import { loadPrompt, missingVariables } from '../../src/prompt/index.js';
import { file, PARAMS, problemsOf, promptOf, sampleOf } from './fixture.js';

const codes = (text: string | Uint8Array) =>
  problemsOf(() => promptOf(text)).map(({ code, line }) => [code, line]);
const EXAMPLE = '{"question":"q","answer":"a"}\n';

test('front matter is read; a version keeps its digits; heads inside a section are text', () => {
  const prompt = promptOf(
    '---\nname: concise\nversion: 1.0\ndescription: d\noutput: { format: text }\n---\n\n# System\nBe brief.\n## Style\n# Rules\nx\n\n# user\n\n{{ question }}\n',
  );
  expect([prompt.name, prompt.version]).toEqual(['concise', '1.0']);
  expect(prompt.frontMatter).toMatchObject({ output: { format: 'text' } });
  const rendered = prompt.render(sampleOf(), PARAMS);
  expect(rendered.system).toBe('Be brief.\n## Style\n# Rules\nx');
  expect(rendered.messages).toEqual([{ role: 'user', content: 'Where is my order?' }]);
});

test('without front matter the stem is the name and the hash the version', () => {
  const prompt = loadPrompt(file('v7-short.md', '# user\n{{ question }}'));
  expect(prompt.name).toBe('v7-short');
  expect(prompt.version).toBe(prompt.hash.slice(0, 8));
  expect(prompt.text).toBe('# user\n{{ question }}');
});

test('byte order mark and CRLF change what is hashed, not what is rendered', () => {
  const plain = promptOf('---\nname: a\n---\n# user\nHi\n{{ question }}');
  const odd = promptOf('\uFEFF---\r\nname: a\r\n---\r\n# user\r\nHi\r\n{{ question }}');
  expect(odd.render(sampleOf(), PARAMS)).toEqual(plain.render(sampleOf(), PARAMS));
});

test('the hash covers template and few-shot file', () => {
  const path = file('shots.jsonl', EXAMPLE);
  const text = `---\nfewShot: ${path}\n---\n# user\n{{ question }}{{ examples.size }}`;
  const before = promptOf(text).hash;
  expect(promptOf(text).hash).toBe(before);
  expect(promptOf(`${text} `).hash).not.toBe(before);
  file('shots.jsonl', `${EXAMPLE}${EXAMPLE}`);
  expect(promptOf(text).hash).not.toBe(before);
});

test('uses and variables follow from the template alone', () => {
  const prompt = promptOf(
    '# system\n{% for d in documents %}{{ d.text }}{{ forloop.index }}{% endfor %}{% assign x = tone %}{{ x }}\n# user\n{% if product.volume > 1 %}{{ product.name }}{% endif %}{{ question }} {{ intent }}',
  );
  expect(prompt.uses).toEqual({ documents: true, fewShot: false, history: true });
  expect(prompt.variables).toEqual(['product', 'question', 'tone']);
  expect(missingVariables(prompt, sampleOf({ vars: { query: 'q', tone: null } }))).toEqual(['product']);
  expect(missingVariables(prompt, sampleOf({ vars: {} }))).toEqual(['product', 'question', 'tone']);
});

test('a missing variable is named with file, line, sample and remedy, each of them at once', () => {
  const prompt = promptOf(
    '---\nname: a\n---\n# system\nline\n{{ tone }}\n# user\n{{ question }}\n{{ product.price }} {{ mood }}',
  );
  const problems = problemsOf(() =>
    prompt.render(sampleOf({ id: 's9', vars: { question: 'q', product: {} } }), PARAMS),
  );
  expect(problems.map(({ code, file: at, line, path }) => [code, at, line, path])).toEqual([
    ['missing-variable', prompt.path, 6, 'vars.tone'],
    ['missing-variable', prompt.path, 9, 'vars.product.price'],
    ['missing-variable', prompt.path, 9, 'vars.mood'],
  ]);
  expect(problems[0]?.message).toContain('s9');
  expect(problems[0]?.hint).toContain('question, product');
});

test('a user turn that renders to nothing is refused', () => {
  const prompt = promptOf('# user\n{% if question == "x" %}{{ question }}{% endif %}');
  expect(problemsOf(() => prompt.render(sampleOf(), PARAMS))[0]?.code).toBe('empty-user-turn');
});

test.each([
  ['# system\nx', [['no-user-section', undefined]]],
  ['', [['no-user-section', undefined]]],
  ['# system\n\n# user\n\n', [['no-user-section', 3]]],
  ['hello\n# user\nx', [['text-outside-section', 1]]],
  ['# user\nx\n# user\ny', [['duplicate-section', 3]]],
  ['# user\nx\n# assistant\ny', [['unknown-section', 3]]],
  [
    '---\nname: a\n# user\nx',
    [
      ['unclosed-front-matter', 1],
      ['no-user-section', undefined],
    ],
  ],
])('sections: %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test.each([
  ['---\nname: a\nmodel: x\n---\n# user\nx', [['unknown-key', 3]]],
  ['---\nfew-shot: x\n---\n# user\nx', [['unknown-key', 2]]],
  [
    '---\n\nsystem: x\nuser: y\n---\n# user\nx',
    [
      ['unknown-key', 3],
      ['unknown-key', 4],
    ],
  ],
  ['---\nname: [a]\n---\n# user\nx', [['wrong-type', 2]]],
  [
    '---\nname: 5\nversion: ""\n---\n# user\nx',
    [
      ['wrong-type', 2],
      ['wrong-type', 3],
    ],
  ],
  ['---\noutput: text\n---\n# user\nx', [['wrong-type', 2]]],
  ['---\n- a\n---\n# user\nx', [['wrong-type', 2]]],
  ['---\nname: "a\n---\n# user\nx', [['bad-yaml', 2]]],
  ['---\nname: a\nname: b\n---\n# user\nx', [['bad-yaml', 3]]],
])('front matter: %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test.each([
  ['# user\n{{ x | shout }}', [['unknown-filter', 2]]],
  ['# user\n{{ x | sample }}', [['unknown-filter', 2]]],
  ['# user\n{{ x | where_exp: "i", "i.a" }}', [['unknown-filter', 2]]],
  ['# user\n{% exec "x" %}', [['unknown-tag', 2]]],
  ['# user\n\n{% include "x" %}', [['refused-tag', 3]]],
  [
    '# user\n{% render "x" %}{% layout "x" %}',
    [
      ['refused-tag', 2],
      ['refused-tag', 2],
    ],
  ],
  ['# user\n{% if x %}', [['template-syntax', 2]]],
  ['# user\n{{ x', [['template-syntax', 2]]],
  ['# user\n{{ x | date: "%Y }}', [['template-syntax', 2]]],
])('template: %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test('everything wrong with a file is reported at once', () => {
  const text = '---\nfewShot: none.jsonl\nkey: 1\n---\n# system\n{{ a | b }}\n{% c %}\n# user\n{{ d | e }}';
  expect(codes(text)).toEqual([
    ['unknown-key', 3],
    ['unknown-filter', 6],
    ['unknown-tag', 7],
    ['unknown-filter', 9],
    ['missing-file', 2],
  ]);
});

test('the clock is out of reach: the same inputs give the same request', () => {
  for (const filter of ['date: "%Y"', 'date_to_xmlschema', 'date_to_string']) {
    const prompt = promptOf(`# user\n{{ when | ${filter} }}`);
    const [problem] = problemsOf(() => prompt.render(sampleOf({ vars: { when: 'now' } }), PARAMS));
    expect(problem?.message).toContain('clock');
  }
  const prompt = promptOf('# user\n{{ when | date: "%Y-%m-%d %H:%M" }}');
  const rendered = prompt.render(sampleOf({ vars: { when: '2026-03-01T23:30:00Z' } }), PARAMS);
  expect(rendered.messages[0]?.content).toBe('2026-03-01 23:30');
});

test.each([
  [new Uint8Array([0x23, 0x20, 0xff]), 'invalid-utf8'],
  ['# user\nx\0', 'nul-byte'],
  [`# user\n${'x'.repeat(4_100_000)}`, 'file-too-large'],
])('encodings and sizes (%#)', (content, code) => {
  expect(problemsOf(() => promptOf(content))[0]?.code).toBe(code);
});

test('a prompt file that is not there', () => {
  expect(problemsOf(() => loadPrompt('/no/such/prompt.md'))[0]).toMatchObject({ code: 'missing-file' });
});

test.each([
  ['bad.jsonl', '{"question":"q"\n', 'bad-json', 1],
  ['bad2.jsonl', `${EXAMPLE}{"question":"q"}\n`, 'bad-example', 2],
  ['bad3.jsonl', '{"question":"","answer":"a"}\n', 'bad-example', 1],
  ['bad4.yaml', '- question: q\n  answer: a\n- 5\n', 'bad-example', 3],
  ['bad5.yaml', 'question: q\n', 'wrong-type', 1],
  ['bad6.yaml', '- [\n', 'bad-yaml', 2],
  ['bad7.jsonl', '\n', 'no-examples', undefined],
])('few-shot file %s', (name, content, code, line) => {
  const path = file(name, content);
  const [problem] = problemsOf(() => promptOf(`---\nfewShot: ${path}\n---\n# user\n{{ examples.size }}`));
  expect(problem).toMatchObject({ code, file: path });
  expect(problem?.line).toBe(line);
});

test('a few-shot file and a place for it belong together', () => {
  const path = file('ok.yaml', 'examples:\n  - { question: q, answer: a, intent: faq, note: n }\n');
  expect(codes(`---\nname: a\nfewShot: ${path}\n---\n# user\nx`)).toEqual([['unused-few-shot', 3]]);
  expect(codes('# user\n{{ examples.size }}')).toEqual([['no-few-shot-file', 1]]);
  const prompt = promptOf(`---\nfewShot: ${path}\n---\n# user\n{{ examples[0].note }}`);
  expect(prompt.render(sampleOf(), { ...PARAMS, fewShot: 1 }).messages[0]?.content).toBe('n');
});

test('other tools’ front-matter keys can be let in', () => {
  const text = '---\nname: a\nscale: { min: 1, max: 5 }\n---\n# user\nx';
  expect(codes(text)).toEqual([['unknown-key', 3]]);
  expect(promptOf(text, { extraKeys: ['scale'] }).frontMatter).toMatchObject({ scale: { min: 1, max: 5 } });
});
