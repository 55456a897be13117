import { Liquid } from 'liquidjs';
import { describe, expect, test } from 'vitest';
import { toLiquid } from '../../../src/app/promptfoo/to-liquid.js';

const engine = new Liquid({ strictVariables: true, strictFilters: true });

/** What Nunjucks prints for each template, by its documentation. */
const rendered: readonly (readonly [template: string, vars: object, text: string])[] = [
  ['Hello {{ name }}!', { name: 'Ann' }, 'Hello Ann!'],
  ['{{name|upper}} {{ name | lower }}', { name: 'Ann' }, 'ANN ann'],
  ['{{ tags | join(", ") }}{{ tags | join }}', { tags: ['a', 'b'] }, 'a, bab'],
  ['{{ text | replace("a", "b") | trim }}', { text: ' aa ' }, 'bb'],
  ['{{ name | default("you") }}', { name: '' }, 'you'],
  ['{{ list | length }}', { list: [1, 2] }, '2'],
  ['{{ name | safe }}', { name: '<b>' }, '<b>'],
  ['{{ user.name }} {{ user["age"] }} {{ list[0] }}', { user: { name: 'A', age: 3 }, list: [7] }, 'A 3 7'],
  ['{% if name %}yes{% else %}no{% endif %}', { name: '' }, 'no'],
  ['{% if not name %}none{% endif %}', { name: '' }, 'none'],
  ['{% if n >= 3 and m == "x" %}both{% endif %}', { n: 3, m: 'x' }, 'both'],
  ['{% if a is defined %}a{% elif b %}b{% endif %}', { a: '', b: 'x' }, 'b'],
  ['{% if "x" in list %}in{% endif %}', { list: ['x'] }, 'in'],
  ['{% if list | length > 1 %}many{% endif %}', { list: [1, 2] }, 'many'],
  [
    '{% for x in list %}{{ loop.index }}{{ x }}{% if loop.last %}.{% endif %}{% endfor %}',
    { list: ['a', 'b'] },
    '1a2b.',
  ],
  ['{% for x in list %}{{ x }}{% else %}none{% endfor %}', { list: '' }, 'none'],
  ['{% set greeting = "Hi" %}{{ greeting }} {{ name }}', { name: 'Ann' }, 'Hi Ann'],
  ['{{ "yes" if flag else "no" }}', { flag: '' }, 'no'],
  ['a {#- a note -#} b', {}, 'a  b'],
  ['{% raw %}{{ name }}{% endraw %}', {}, '{{ name }}'],
  ['{{- name -}}  x', { name: 'A' }, 'Ax'],
];

describe('a template prints in Liquid what it printed in Nunjucks', () => {
  test.each(rendered)('%s', (template, vars, text) => {
    const { liquid, untranslated } = toLiquid(template);
    expect(untranslated).toEqual([]);
    expect(engine.parseAndRenderSync(liquid, vars)).toBe(text);
  });
});

const refused: readonly string[] = [
  '{{ env.TOKEN }}',
  '{{ name | wordwrap(80) }}',
  '{{ first ~ last }}',
  '{{ price * 2 }}',
  '{{ range(3) }}',
  '{% include "x.txt" %}',
  '{% import "x" as y %}',
];

describe('what has no counterpart stays as text, and is listed with its line', () => {
  test.each(refused)('%s', (piece) => {
    const { liquid, untranslated } = toLiquid(`a\nb ${piece} c`);
    expect(untranslated).toMatchObject([{ text: piece, line: 2 }]);
    expect(engine.parseAndRenderSync(liquid, {})).toBe(`a\nb ${piece} c`);
  });
});

test('a block whose condition cannot be translated stays text up to its end', () => {
  const template = '{% if f(x) %}A{% else %}{% if y %}B{% endif %}{% endif %}';
  const { liquid, untranslated } = toLiquid(template);
  expect(untranslated.map(({ text }) => text)).toEqual(['{% if f(x) %}', '{% else %}', '{% endif %}']);
  expect(engine.parseAndRenderSync(liquid, { y: 1 })).toBe('{% if f(x) %}A{% else %}B{% endif %}');
});

test('variables are named, loop variables and texts are not', () => {
  const { names } = toLiquid(
    '{{ a }} {% for b in c.d %}{{ b.e }} {{ loop.index }}{% endfor %} {{ "f" | upper }} {{ g | default("h") }}',
  );
  expect([...names].sort()).toEqual(['a', 'c', 'g']);
});

test('renamed variables are renamed where they are names, not inside texts or members', () => {
  const { liquid } = toLiquid(
    '{{ documents }} {{ x.documents }} {{ "documents" }}',
    new Map([['documents', 'docs']]),
  );
  expect(liquid).toBe('{{ docs }} {{ x.documents }} {{ "documents" }}');
});
