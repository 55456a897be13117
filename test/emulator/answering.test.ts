import { describe, expect, it } from 'vitest';
import { ask, documentOf, grounding, layouts, mean, models, share, shelf, tools, words } from './garden.js';

const price = (tool: (typeof tools)[number]) => `How much does the ${tool.name} cost?`;

describe('the responder answers from what it is given', () => {
  it.each(Object.keys(layouts) as (keyof typeof layouts)[])('finds documents laid out as %s', (layout) => {
    const answered = share(tools, (tool) =>
      ask({ user: `${layouts[layout](shelf(tool))}\n\nCustomer: ${price(tool)}` }).text.includes(tool.price),
    );
    expect(answered).toBeGreaterThan(0.75);
  });

  it.each([
    [
      '<question> in the user turn',
      (docs: string, q: string) => ({ user: `${docs}\n<question>${q}</question>` }),
    ],
    [
      'Question: before the documents',
      (docs: string, q: string) => ({ user: `<question>${q}</question>\n${docs}` }),
    ],
    [
      'documents in the system prompt',
      (docs: string, q: string) => ({ system: `You sell tools.\n${docs}`, user: q }),
    ],
    ['last paragraph', (docs: string, q: string) => ({ user: `${docs}\n\n${q}` })],
  ])('finds the question: %s', (_, prompt) => {
    const answered = share(tools, (tool) =>
      ask(prompt(layouts.xml(shelf(tool)), price(tool))).text.includes(tool.price),
    );
    expect(answered).toBeGreaterThan(0.75);
  });

  it('never knows a fact whose document is taken away', () => {
    const leaked = share(tools, (tool) =>
      ask({ user: `${layouts.xml(shelf(tool).slice(1))}\n\nCustomer: ${price(tool)}` }).text.includes(
        tool.price,
      ),
    );
    expect(leaked).toBe(0);
  });

  it('says that it does not know, or makes something up, when nothing supports an answer', () => {
    const replies = tools.map(
      (tool) => ask({ user: `${layouts.xml(shelf(tool).slice(1))}\n\nCustomer: ${price(tool)}` }).text,
    );
    const invented = share(replies, (text) => /£\d/.test(text));
    expect(invented).toBeGreaterThan(0.05);
    expect(invented).toBeLessThan(0.5);
    const admits = /don.t (?:have|know)|could not find/;
    expect(share(replies, (text) => /£\d/.test(text) || admits.test(text))).toBe(1);
  });

  it('invents less under a grounding instruction, and without it as before', () => {
    const invented = (system: string, model: string) =>
      share(tools, (tool) =>
        /£\d/.test(
          ask({ model, system, user: `${layouts.xml(shelf(tool).slice(1))}\n\nCustomer: ${price(tool)}` })
            .text,
        ),
      );
    const plain = invented('You sell garden tools.', models.small);
    expect(plain).toBeGreaterThan(0.25);
    expect(invented(`You sell garden tools. ${grounding}`, models.small)).toBeLessThan(plain / 2);
    expect(invented('You sell garden tools.', models.large)).toBeLessThan(plain / 2);
  });

  it('is misled by similar documents, the small tier more than the large', () => {
    const wrong = (model: string, similar: boolean) =>
      share(tools, (tool) => {
        const kind = tool.name.split(' ')[1] ?? '';
        const siblings = tools.filter(({ name }) => name.endsWith(kind) && name !== tool.name).slice(0, 4);
        const documents = similar ? [documentOf(tool), ...siblings.map(documentOf)] : shelf(tool, 4);
        const text = ask({ model, user: `${layouts.xml(documents)}\n\nCustomer: ${price(tool)}` }).text;
        return tools.some((other) => other !== tool && text.includes(other.price));
      });
    expect(wrong(models.small, true)).toBeGreaterThan(wrong(models.small, false) + 0.05);
    expect(wrong(models.small, true)).toBeGreaterThan(wrong(models.large, true));
  });

  it('recalls more on a larger tier and on a newer generation', () => {
    const recalled = (model: string) =>
      share(tools, (tool) => {
        const text = ask({
          model,
          user: `${layouts.xml(shelf(tool))}\n\nCustomer: What does the ${tool.name} cost and weigh?`,
        }).text;
        return text.includes(tool.price) && text.includes(tool.weight);
      });
    expect(recalled(models.large)).toBeGreaterThan(recalled(models.small) + 0.05);
    expect(recalled('us.anthropic.claude-haiku-5-5')).toBeGreaterThanOrEqual(recalled(models.small));
  });

  it('loses the second document of a two-document question on the small tier', () => {
    const second = (model: string) =>
      share(tools, (tool) => {
        const policy = {
          id: 'returns',
          title: 'Returns',
          text: 'Unused goods can be returned within 45 days of delivery.',
        };
        const documents = [documentOf(tool), policy, ...shelf(tool).slice(1)];
        const user = `${layouts.xml(documents)}\n\nCustomer: What does the ${tool.name} cost, and when must unused goods be returned?`;
        return ask({ model, user }).text.includes('45 days');
      });
    expect(second(models.large)).toBeGreaterThan(0.75);
    expect(second(models.large)).toBeGreaterThan(second(models.small) + 0.1);
  });

  it('corrects a false premise more often on the large tier, else repeats it', () => {
    const replies = (model: string) =>
      tools.map(
        (tool) =>
          ask({
            model,
            user: `${layouts.xml(shelf(tool))}\n\nCustomer: The ${tool.name} costs £4.99, right?`,
          }).text,
      );
    const corrected = (model: string) =>
      share(
        replies(model).map((text, at) => ({ text, tool: tools[at] })),
        ({ text, tool }) => tool !== undefined && text.includes(tool.price),
      );
    expect(corrected(models.large)).toBeGreaterThan(corrected(models.small) + 0.1);
    expect(share(replies(models.small), (text) => text.includes('£4.99'))).toBeGreaterThan(0.2);
    const premiseless = tools.map(
      (tool) =>
        ask({ model: models.small, user: `${layouts.xml(shelf(tool))}\n\nCustomer: ${price(tool)}` }).text,
    );
    expect(share(premiseless, (text) => text.includes('£4.99'))).toBe(0);
  });

  it('tells both sides of a contradiction more often on the large tier', () => {
    const both = (model: string) =>
      share(tools, (tool) => {
        const old = { id: 'old', title: '', text: `The ${tool.name} costs £9.99.` };
        const now = { id: 'new', title: '', text: `The ${tool.name} costs ${tool.price}.` };
        const text = ask({ model, user: `${layouts.bracket([old, now])}\n\nCustomer: ${price(tool)}` }).text;
        return text.includes('£9.99') && text.includes(tool.price);
      });
    expect(both(models.large)).toBeGreaterThan(both(models.small) + 0.2);
  });

  it('understands `it` from the turns before, and not without them', () => {
    const history = (tool: (typeof tools)[number]) => [
      { role: 'user' as const, text: `Do you sell the ${tool.name}?` },
      { role: 'assistant' as const, text: `Yes, we sell the ${tool.name}.` },
    ];
    const right = (turns: boolean) =>
      share(tools, (tool) => {
        const [own, ...others] = shelf(tool);
        const documents = own === undefined ? others : [...others, own];
        const user = `${layouts.xml(documents)}\n\nCustomer: What does it weigh?`;
        const text = ask({ user, ...(turns ? { history: history(tool) } : {}) }).text;
        return (
          text.includes(tool.weight) &&
          others.every((other) => !text.includes(/\d+ grams/.exec(other.text)?.[0] ?? ''))
        );
      });
    expect(right(true)).toBeGreaterThan(0.6);
    expect(right(true)).toBeGreaterThan(right(false) + 0.2);
  });

  it('uses facts that were stated earlier in the conversation', () => {
    const known = share(tools, (tool) =>
      ask({
        history: [
          {
            role: 'user',
            text: `My parcel number is GT-${tool.weight.slice(0, 3)} and it holds the ${tool.name}.`,
          },
          { role: 'assistant', text: 'Thank you, I have noted that.' },
        ],
        user: `What is the parcel number of my ${tool.name}?`,
      }).text.includes(`GT-${tool.weight.slice(0, 3)}`),
    );
    expect(known).toBeGreaterThan(0.75);
  });

  it('recalls less when many documents crowd the prompt', () => {
    const recalled = (others: number) =>
      mean(
        tools.map((tool) =>
          Number(
            ask({
              model: models.small,
              user: `${layouts.xml(shelf(tool, others))}\n\nCustomer: ${price(tool)}`,
            }).text.includes(tool.price),
          ),
        ),
      );
    expect(recalled(2)).toBeGreaterThan(recalled(30));
  });

  it('answers small talk without documents, and a question behind a greeting from them', () => {
    expect(ask({ user: 'Hello there!' }).text).toMatch(/help|do for you/);
    expect(ask({ user: 'Thank you so much!' }).text).toMatch(/welcome|pleasure/i);
    const tool = tools[3];
    if (tool === undefined) throw new Error('no tool');
    expect(
      ask({ model: models.large, user: `${layouts.xml(shelf(tool))}\n\nCustomer: Hello! ${price(tool)}` })
        .text,
    ).toContain(tool.price);
  });

  it('summarises a conversation for a human agent from its turns', () => {
    const reply = ask({
      system: 'Write a handover summary of the conversation for a human agent.',
      history: [
        { role: 'user', text: 'The Ashdown Rake in order GT-4471 arrived broken. This is unacceptable!' },
        { role: 'assistant', text: 'I have checked the parcel and offered a replacement handle.' },
        { role: 'user', text: 'I want a refund of £17.10 instead.' },
        { role: 'assistant', text: 'I will pass you on.' },
      ],
      user: 'Please summarise.',
      model: models.large,
    }).text;
    expect(reply).toMatch(/GT-4471/);
    expect(reply).toMatch(/replacement handle/);
    expect(reply).toMatch(/£17\.10/);
    expect(reply).toMatch(/Frustrated/);
    expect(words(reply)).toBeGreaterThan(20);
  });
});
