import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sample } from '../../src/domain/index.js';
import { file, PARAMS, promptOf, sampleOf } from './fixture.js';

const EXAMPLES = file(
  'stable-examples.yaml',
  '- { question: q1, answer: a1, intent: faq }\n- { question: q2, answer: a2, intent: order }\n- { question: q3, answer: a3 }\n',
);
const LOOP = '{% for e in examples %}{{ e.question }}: {{ e.answer }}\n{% endfor %}';

/** Everything that a template may do with or without a sample, blanks and counters included. */
const pieces = fc.constantFrom(
  'Rules.',
  ' \n',
  '\n\nAnswer briefly.\n',
  '{{ question }}',
  '{{- question -}}',
  '{{ intent }}',
  LOOP,
  '{% for d in documents %}<doc>{{ d.text }}</doc>{% endfor %}',
  '{% if question == "a" %}same start A{% else %}same start B{% endif %}',
  '{% if intent == "faq" %}FAQ{% endif %}',
  '{% assign x = 1 %}{{ x }}',
  '{% assign x = question %}',
  '{{ x }}',
  '{% if intent == "faq" %}{% assign n = "set" %}{% endif %}{{ n }}',
  '{% increment n %}',
  '{% decrement n %}',
  '{% if true %}{% increment n %}{% endif %}',
  '{% liquid\nincrement n\n%}',
  '{% capture c %}kept{% endcapture %}{{ c }}',
  '{% cycle "a", "b" %}',
  '{{ [intent] }}',
  '{% raw %}{{ question }}{% endraw %}',
  '{% comment %}{{ question }}{% endcomment %}',
  '{% for m in history %}{{ m.content }}{% endfor %}',
);
const template = fc.array(pieces, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''));
const vars = fc.record({
  question: fc.constantFrom('a', 'Why?', '  ', 'Rules.'),
  n: fc.constantFrom(0, 7, 'text'),
  x: fc.constantFrom(1, 'other'),
  faq: fc.constantFrom('v1', 'v2'),
});
const sample = fc.record({
  vars,
  documents: fc.constantFrom([], [{ id: 'd', text: 'passage' }]),
  history: fc.constantFrom([], [{ role: 'user' as const, content: 'earlier' }]),
});

const render = (prompt: ReturnType<typeof promptOf>, parts: Partial<Sample>, fewShot: number) => {
  try {
    return prompt.render(sampleOf(parts), { ...PARAMS, fewShot });
  } catch {
    return undefined;
  }
};

describe('the stable beginning of a prompt', () => {
  test('is shared to the letter by any two samples of one intent, or of all where it says so', () => {
    let compared = 0;
    let found = 0;
    fc.assert(
      fc.property(template, template, sample, sample, fc.nat(3), fc.boolean(), (...drawn) => {
        const [system, user, one, other, fewShot, sameIntent] = drawn;
        const needs = /examples/.test(system + user) ? `---\nfewShot: ${EXAMPLES}\n---\n` : '';
        const prompt = promptOf(`${needs}# system\n${system}\n# user\n${user}\nEnd.`);
        if (!sameIntent && prompt.stableBy === 'intent') return;
        const a = render(prompt, { ...one, intent: 'faq' }, fewShot);
        const b = render(prompt, { ...other, intent: sameIntent ? 'faq' : 'order' }, fewShot);
        if (a === undefined || b === undefined) return;
        compared += 1;
        const shared = (text: string | undefined, length: number) => text?.slice(0, length);
        expect(a.stable.system).toBe(b.stable.system);
        expect(shared(a.system, a.stable.system)).toBe(shared(b.system, b.stable.system));
        found += a.stable.system > 0 ? 1 : 0;
        if (a.messages.length !== 1 || b.messages.length !== 1) return;
        if (a.stable.user === 0 || b.stable.user === 0) return;
        expect(a.stable.user).toBe(b.stable.user);
        expect(shared(a.messages[0]?.content, a.stable.user)).toBe(
          shared(b.messages[0]?.content, b.stable.user),
        );
        found += 1;
      }),
      { numRuns: 1500, seed: 7 },
    );
    // The law must not hold for want of cases.
    expect(compared).toBeGreaterThan(300);
    expect(found).toBeGreaterThan(200);
  });

  test('ends before the first thing that depends on the sample', () => {
    const prompt = promptOf('# system\nRules for {{ shop }}.\n# user\nRead this:\n{{ question }}\nBe brief.');
    const rendered = prompt.render(sampleOf({ vars: { question: 'Q', shop: 'us' } }), PARAMS);
    expect(rendered.stable).toEqual({ system: 'Rules for'.length, user: 'Read this:'.length });
    expect(prompt.stableBy).toBe('all');
  });

  test('is the whole section where nothing depends on the sample', () => {
    const prompt = promptOf('# system\n  Rules.\n{% assign a = 1 %}{{ a }}  \n# user\n{{ question }}');
    const rendered = prompt.render(sampleOf(), PARAMS);
    expect(rendered.stable).toEqual({ system: rendered.system.length, user: 0 });
  });

  test('holds few-shot examples, which differ by intent only where an example names one', () => {
    const text = (path: string) =>
      `---\nfewShot: ${path}\n---\n# system\nAs here:\n${LOOP}\n# user\n{{ question }}`;
    const byIntent = promptOf(text(EXAMPLES));
    expect(byIntent.stableBy).toBe('intent');
    const plain = promptOf(text(file('plain-examples.yaml', '- { question: q, answer: a }\n')));
    expect(plain.stableBy).toBe('all');
    const rendered = byIntent.render(sampleOf({ intent: 'order' }), { ...PARAMS, fewShot: 2 });
    expect(rendered.system.slice(0, rendered.stable.system)).toBe('As here:\nq2: a2\nq1: a1');
    expect(promptOf('# system\n{{ intent }} only\n# user\n{{ question }}').stableBy).toBe('intent');
  });

  test('is nothing of a user turn that messages stand before', () => {
    const prompt = promptOf('# user\nRead this: {{ question }}');
    const history = [{ role: 'user', content: 'Hi' }] as const;
    expect(prompt.render(sampleOf({ history }), PARAMS).stable.user).toBe(0);
    expect(prompt.render(sampleOf({ history }), { ...PARAMS, historyTurns: 0 }).stable.user).toBe(10);
  });

  test('leaves literal text behind: how much is counted', () => {
    const late = 'Always cite.';
    expect(promptOf(`# user\nFirst.\n{{ question }}${late}`).uncacheableChars).toBe(late.length);
    // A user turn is reached only through a stable system text.
    expect(promptOf(`# system\n{{ question }}${late}\n# user\nLead {{ question }}`).uncacheableChars).toBe(
      late.length + 'Lead '.length,
    );
    expect(promptOf(`# system\n${late}\n# user\nLead {{ question }}`).uncacheableChars).toBe(0);
  });
});
