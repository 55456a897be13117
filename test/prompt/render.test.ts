import { describe, expect, test } from 'vitest';
import { file, PARAMS, problemsOf, promptOf, sampleOf } from './fixture.js';

const documents = ['first', 'second', 'third'].map((text, at) => ({
  id: `d${at}`,
  text: `${text} document`,
}));

describe('what a template sees', () => {
  test('vars, question, intent and the first ragChunks documents with 1-based index', () => {
    const prompt = promptOf(
      '# system\nTone: {{ tone }}, {{ intent }}\n# user\n{% for d in documents %}[{{ d.index }}] {{ d.id }}: {{ d.text }}\n{% endfor %}{{ question }}',
    );
    const sample = sampleOf({ vars: { query: 'Why?', tone: 'dry' }, documents });
    const rendered = prompt.render(sample, { ...PARAMS, ragChunks: 2 });
    expect(rendered.system).toBe('Tone: dry, faq');
    expect(rendered.messages).toEqual([
      { role: 'user', content: '[1] d0: first document\n[2] d1: second document\nWhy?' },
    ]);
    expect(prompt.render(sample, PARAMS).messages[0]?.content).toContain('[3] d2');
  });

  test.each(['metadata', 'references', 'facts', 'id', 'tags', 'cluster'])('%s is out of sight', (name) => {
    const prompt = promptOf(`# user\n{{ question }} {{ ${name} }}`);
    const sample = sampleOf({ references: ['secret'], metadata: { a: 1 } });
    expect(prompt.variables).toContain(name);
    expect(problemsOf(() => prompt.render(sample, PARAMS))[0]?.code).toBe('missing-variable');
  });

  test('a name computed from data reaches nothing that the template does not name', () => {
    const prompt = promptOf('# user\n{% assign k = "documents" %}{{ question }}{{ [k] }}');
    expect(prompt.uses.documents).toBe(false);
    expect(problemsOf(() => prompt.render(sampleOf({ documents }), PARAMS))[0]?.code).toBe(
      'missing-variable',
    );
  });

  test('a var that bears a reserved name never replaces the sample’s own field', () => {
    const prompt = promptOf('# user\n{{ question }} {{ documents.size }} {{ intent }}');
    const sample = sampleOf({ vars: { question: 'q', documents: 'mine', intent: 'x' }, documents });
    expect(prompt.render(sample, PARAMS).messages[0]?.content).toBe('q 3 faq');
  });

  test('prototype members are not variables', () => {
    const prompt = promptOf('# user\n{{ question }}{{ question.constructor }}');
    expect(problemsOf(() => prompt.render(sampleOf(), PARAMS))[0]?.code).toBe('missing-variable');
  });
});

describe('dataset text is data', () => {
  test.each(['{{ secret }}', '{% for i in (1..9) %}x{% endfor %}', '{% include "x" %}', '{% raw %}', '{{'])(
    '%s in question, document and history comes out as it went in',
    (text) => {
      const prompt = promptOf('# system\n{{ documents[0].text }}\n# user\n{{ question }}');
      const rendered = prompt.render(
        sampleOf({
          vars: { question: text, secret: 'leak' },
          documents: [{ id: 'd', text }],
          history: [
            { role: 'user', content: text },
            { role: 'assistant', content: text },
          ],
        }),
        PARAMS,
      );
      expect(rendered.system).toBe(text);
      expect(rendered.messages.map((message) => message.content)).toEqual([text, text, text]);
    },
  );

  test('what one section assigns is not seen by the other or by the next render', () => {
    const prompt = promptOf(
      '# system\n{% assign question = "changed" %}{% increment n %}\n# user\n{{ question }}',
    );
    const first = prompt.render(sampleOf(), PARAMS);
    expect(first.messages[0]?.content).toBe('Where is my order?');
    expect(prompt.render(sampleOf(), PARAMS)).toEqual(first);
  });
});

describe('history', () => {
  const history = [
    { role: 'assistant', content: 'Welcome' },
    { role: 'user', content: 'u1' },
    { role: 'assistant', content: 'a1' },
    { role: 'user', content: 'u2' },
    { role: 'assistant', content: 'a2' },
  ] as const;

  test('a template that does not name it gets it as messages, starting on a user turn', () => {
    const prompt = promptOf('# user\n{{ question }}');
    const turns = (historyTurns?: number) =>
      prompt
        .render(sampleOf({ history }), historyTurns === undefined ? PARAMS : { ...PARAMS, historyTurns })
        .messages.map((message) => message.content);
    expect(turns()).toEqual(['u1', 'a1', 'u2', 'a2', 'Where is my order?']);
    expect(turns(3)).toEqual(['u2', 'a2', 'Where is my order?']);
    expect(turns(1)).toEqual(['Where is my order?']);
    expect(turns(0)).toEqual(['Where is my order?']);
  });

  test('a template that names it gets it once, in its text', () => {
    const prompt = promptOf(
      '# system\n{% for m in history %}{{ m.role }}: {{ m.content }}\n{% endfor %}\n# user\n{{ question }}',
    );
    const rendered = prompt.render(sampleOf({ history }), { ...PARAMS, historyTurns: 2 });
    expect(rendered.system).toBe('user: u2\nassistant: a2');
    expect(rendered.messages).toHaveLength(1);
    expect(rendered.components.history).toEqual(['u2', 'a2']);
  });

  test('neighbours of one role are merged, so that roles alternate and the last is the user', () => {
    const prompt = promptOf('# user\n{{ question }}');
    const odd = [
      { role: 'user', content: 'u1' },
      { role: 'user', content: 'u2' },
      { role: 'assistant', content: 'a1' },
      { role: 'assistant', content: 'a2' },
      { role: 'user', content: 'u3' },
    ] as const;
    expect(prompt.render(sampleOf({ history: odd }), PARAMS).messages).toEqual([
      { role: 'user', content: 'u1\n\nu2' },
      { role: 'assistant', content: 'a1\n\na2' },
      { role: 'user', content: 'u3\n\nWhere is my order?' },
    ]);
  });
});

describe('few-shot', () => {
  const examples = [
    { question: 'q1', answer: 'a1', intent: 'other' },
    { input: 'q2', output: 'a2', intent: 'faq' },
    { question: 'q3', answer: 'a3' },
    { question: 'q4', answer: 'a4', intent: 'faq' },
  ];
  const path = file('examples.jsonl', examples.map((example) => JSON.stringify(example)).join('\n'));
  const template = `---\nfewShot: ${path}\n---\n# user\n{% for e in examples %}{{ e.question }}={{ e.answer }} {% endfor %}{{ question }}`;

  test('examples of the sample’s intent come first, the others follow in file order', () => {
    const prompt = promptOf(template);
    const text = (fewShot?: number) =>
      prompt.render(sampleOf(), fewShot === undefined ? PARAMS : { ...PARAMS, fewShot }).messages[0]?.content;
    expect(text(3)).toBe('q2=a2 q4=a4 q1=a1 Where is my order?');
    expect(text(1)).toBe('q2=a2 Where is my order?');
    expect(text(9)).toBe('q2=a2 q4=a4 q1=a1 q3=a3 Where is my order?');
    expect(text()).toBe('Where is my order?');
    expect(prompt.uses).toEqual({ documents: false, fewShot: true, history: true });
  });
});

describe('components', () => {
  test('are disjoint pieces of what is sent', () => {
    const prompt = promptOf(
      '# system\nRules.\n{% for d in documents %}<doc>{{ d.text }}</doc>{% endfor %}\n# user\nQ: {{ question }}',
    );
    const history = [
      { role: 'user', content: 'u1' },
      { role: 'assistant', content: 'a1' },
    ] as const;
    const { components } = prompt.render(sampleOf({ documents, history }), { ...PARAMS, ragChunks: 1 });
    expect(components).toEqual({
      system: ['Rules.\n<doc>', '</doc>'],
      tools: [],
      fewShot: [],
      documents: ['first document'],
      history: ['u1', 'a1'],
      user: ['Q: Where is my order?'],
    });
  });
});

describe('limits', () => {
  test('an endless loop, a huge range and a flood of text stop with a clear problem', () => {
    const nested =
      '{% for a in (1..9999) %}{% for b in (1..9999) %}{% for c in (1..9999) %}{% endfor %}{% endfor %}{% endfor %}';
    const flood = `{% for a in (1..10000) %}${'x'.repeat(1000)}{% endfor %}`;
    for (const body of [nested, '{% for a in (1..999999999) %}{% endfor %}', flood]) {
      const prompt = promptOf(`# user\n{{ question }}${body}`);
      const [problem] = problemsOf(() => prompt.render(sampleOf(), PARAMS));
      expect(problem).toMatchObject({ code: 'render-failed', line: 2 });
      expect(problem?.message).toMatch(/limit exceeded|more than/);
    }
  });
});
