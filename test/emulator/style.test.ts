import { describe, expect, it } from 'vitest';
import { ask, documentOf, layouts, mean, models, share, shelf, tools, words } from './garden.js';

const question = (tool: (typeof tools)[number]) => `What does the ${tool.name} cost and weigh?`;
const length = (system: string, model: string = models.medium) =>
  mean(
    tools.map((tool) =>
      words(ask({ model, system, user: `${layouts.xml(shelf(tool))}\n\nCustomer: ${question(tool)}` }).text),
    ),
  );

describe('instructions and examples change the answer, and only while they are there', () => {
  it('a concise instruction shortens answers', () => {
    const plain = length('You sell garden tools.');
    expect(length('You sell garden tools. Be concise.')).toBeLessThan(plain * 0.8);
    expect(length('You sell garden tools. Answer in at most one sentence.')).toBeLessThan(plain * 0.6);
    expect(length('You sell garden tools. Give detailed answers.')).toBeGreaterThan(plain);
  });

  it('the tuned tier is brief without being told', () => {
    expect(length('', models.tuned)).toBeLessThan(length('', models.small) * 0.85);
  });

  it('short worked examples shorten answers in each way of writing them', () => {
    const plain = length('You sell garden tools.');
    const forms = [
      '<example>\nQ: How wide is the gate?\nA: It is 90 cm wide.\n</example>',
      'Examples:\nUser: How wide is the gate?\nAssistant: It is 90 cm wide.',
      '<examples><example><question>How wide is the gate?</question><answer>It is 90 cm wide.</answer></example></examples>',
    ];
    for (const form of forms) expect(length(`You sell garden tools.\n${form}`)).toBeLessThan(plain * 0.85);
  });

  it('worked examples raise recall on the small tier', () => {
    const examples = [1, 2, 3, 4, 5]
      .map(
        (n) =>
          `<example>\nQ: What do stool ${n} and its cushion cost, and how are they cleaned and stored in winter?\nA: Stool ${n} is £${n}0.00 and its cushion £${n}.00; both are wiped with a damp cloth, dried in the shade for a day, and kept in the shed under the supplied cover until spring, when the feet should be oiled once more before the stool goes back on the lawn.</example>`,
      )
      .join('\n');
    const recalled = (system: string) =>
      mean(
        tools.map((tool) =>
          Number(
            ask({
              model: models.small,
              system,
              user: `${layouts.xml(shelf(tool))}\n\nCustomer: ${question(tool)}`,
            }).text.includes(tool.price),
          ),
        ),
      );
    expect(recalled(`You sell tools.\n${examples}`)).toBeGreaterThan(recalled('You sell tools.'));
  });

  it('maxTokens cuts the answer and says so', () => {
    const user = `${layouts.xml(shelf(tools[0] ?? documentless()))}\n\nCustomer: ${question(tools[0] ?? documentless())}`;
    const whole = ask({ user });
    const cut = ask({ user, maxTokens: 8 });
    expect(whole.stopReason).toBe('end_turn');
    expect(cut.stopReason).toBe('max_tokens');
    expect(cut.outputTokens).toBeLessThanOrEqual(8);
    expect(ask({ user, maxTokens: whole.outputTokens }).stopReason).toBe('end_turn');
  });

  it('a stop sequence ends the answer before it', () => {
    const reply = ask({ user: 'Hello!', stopSequences: ['!'] });
    expect(reply.stopReason === 'stop_sequence' || !reply.text.includes('!')).toBe(true);
    expect(ask({ user: 'Thanks!', stopSequences: ['help', 'anything'] }).text).not.toMatch(/help|anything/);
  });

  it('answers in the language of the question unless told otherwise', () => {
    const shop =
      '<documents><document id="1">当店の営業時間は9時から18時までです。火曜日は定休日です。</document><document id="2">配送料は全国一律550円です。</document></documents>';
    const japanese = (text: string) => /[ぁ-ん]/.test(text);
    const ja = ask({ user: `${shop}\n\n質問：配送料はいくらですか？`, model: models.large }).text;
    expect(ja).toContain('550円');
    expect(ja).not.toMatch(/[A-Za-z]{4}/);
    const system = 'Always answer in English.';
    const en = tools.map(
      (_, at) =>
        ask({ system, user: `${shop}\n\n質問：配送料はいくらですか？（${at}）`, model: models.large }).text,
    );
    expect(
      share(en, (text) => !/ございま|資料に|[ぁ-ん]。/.test(text.replace(/“[^”]*”/g, ''))),
    ).toBeGreaterThan(0.85);
    const asked = tools.slice(0, 20).map(
      (tool) =>
        ask({
          system: 'Answer in Japanese.',
          user: `${layouts.xml(shelf(tool))}\n\nCustomer: ${question(tool)}`,
        }).text,
    );
    expect(share(asked, japanese)).toBeGreaterThan(0.7);
  });

  it('knows less in Japanese on the small tier than on the large', () => {
    const right = (model: string) =>
      share(tools, (tool) => {
        const yen = `${tool.price.replace(/\D/g, '')}円`;
        const docs = `<doc id="1">${tool.name}の価格は${yen}です。</doc><doc id="2">返品は30日以内に限ります。</doc>`;
        const text = ask({ model, user: `${docs}\n\n質問：${tool.name}の価格はいくらですか？` }).text;
        return text.includes(yen) && !/[a-z]{4} [a-z]{3}/.test(text);
      });
    expect(right(models.large)).toBeGreaterThan(right(models.small) + 0.05);
  });

  it('gives bullets, JSON and citations when asked', () => {
    const documents = shelf(tools[9] ?? documentless());
    const user = `${layouts.xml(documents)}\n\nCustomer: ${question(tools[9] ?? documentless())}`;
    const rate = (system: string, pattern: RegExp) =>
      share(tools, (tool) =>
        pattern.test(
          ask({
            model: models.large,
            system,
            user: `${layouts.xml(shelf(tool))}\n\nCustomer: ${question(tool)}`,
          }).text,
        ),
      );
    expect(rate('Answer as bullet points.', /^- /m)).toBeGreaterThan(0.6);
    expect(rate('', /^- /m)).toBe(0);
    expect(rate('Return only JSON.', /^\{.*\}$/s)).toBeGreaterThan(0.85);
    expect(rate('Cite the document id after each sentence.', /\[[a-z]+-[a-z]+\]/)).toBeGreaterThan(0.85);
    const schema = {
      type: 'object',
      properties: { reply: { type: 'string' }, sources: { type: 'array' }, found: { type: 'boolean' } },
    };
    const filled = JSON.parse(ask({ user, schema, model: models.large }).text) as { [key: string]: unknown };
    expect(Object.keys(filled)).toEqual(['reply', 'sources', 'found']);
    expect(filled.sources).toContain(documents[0]?.id);
  });

  it('long instructions are followed less', () => {
    const padding =
      'Remember that the shop has a long tradition of friendly service to gardeners of every kind. '.repeat(
        180,
      );
    const followed = (system: string) =>
      share(tools, (tool) =>
        /^\{/.test(
          ask({
            model: models.small,
            system,
            user: `${layouts.xml(shelf(tool))}\n\nCustomer: ${question(tool)}`,
          }).text,
        ),
      );
    expect(followed('Return only JSON.')).toBeGreaterThan(followed(`Return only JSON.\n${padding}`) + 0.1);
  });

  it('keeps a title with its sentence', () => {
    const replies = tools.map((tool) => {
      const document = { ...documentOf(tool), text: 'The blade is forged in Sheffield since 1951.' };
      return ask({
        model: models.large,
        user: `${layouts.xml([document])}\n\nCustomer: Where is the ${tool.name} blade forged?`,
      }).text.includes(`${tool.name}: The blade is forged`);
    });
    expect(share(replies, (named) => named)).toBeGreaterThan(0.85);
  });
});

function documentless(): (typeof tools)[number] {
  throw new Error('the shelf is empty');
}
