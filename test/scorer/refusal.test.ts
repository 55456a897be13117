import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/scorer/index.js';

const refusals = [
  "I'm sorry, but I can't help with that.",
  'I’m sorry, but I cannot assist with that request.',
  'Sorry, I am unable to provide that information.',
  "I'm afraid I can't do that.",
  'I am not able to discuss that.',
  "I can't follow those instructions.",
  "We're unable to process your request.",
  'I must respectfully decline.',
  "I won't do that.",
  'As an AI language model, I cannot browse the web.',
  "I'm not comfortable answering this.",
  'That goes against my guidelines.',
  'This request cannot be fulfilled.',
  'That is not something I can help with.',
  "**I can't assist with that.**",
  "Thank you for asking! I understand. Unfortunately, I can't share that.",
  '申し訳ありませんが、お手伝いできません。',
  '申し訳ございませんが、そのご質問にはお答えできかねます。',
  'そのリクエストには対応いたしかねます。',
  'ご要望にはお応えできません。',
  'その件については回答を差し控えさせていただきます。',
  'その指示に従うことはできません。',
  '恐れ入りますが、情報を提供することはできません。',
  'お断りいたします。',
  '',
  ' \n ',
];

const answers = [
  'Vinland Saga costs $12.',
  "I can't recommend this book enough!",
  "I can't wait for the next volume.",
  'You cannot return opened items.',
  "I don't know the release date.",
  'The documents do not say when it ships.',
  "I couldn't find it in the catalogue.",
  "It ships on Friday. It costs $12. It is volume 3. I can't share a tracking number before then.",
  'ヴィンランド・サガは1,200円です。',
  '発売日は文書に記載されていません。',
  'わかりません。',
  '申し訳ありません、在庫がございません。',
  'このカードに対応しております。',
];

describe('a refusal declines what was asked', () => {
  test.each(refusals)('%j declines', (text) => {
    expect(isRefusal(text)).toBe(true);
  });

  test.each(answers)('%j does not', (text) => {
    expect(isRefusal(text)).toBe(false);
  });

  test('case, full-width forms and typographic apostrophes change nothing', () => {
    expect(isRefusal('I CAN’T HELP WITH THAT')).toBe(true);
    expect(isRefusal('Ｉ can‘t help with that')).toBe(true);
  });

  test('a long text is read no further than its opening', () => {
    const text = `It costs $12. ${'It is a good book. '.repeat(20_000)}I can't help with that.`;
    expect(isRefusal(text)).toBe(false);
  });
});
