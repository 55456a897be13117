import type { Before } from './with-history.js';

const ENGLISH: readonly (readonly [string, string])[] = [
  ['Hello, is somebody there?', 'Hello! Yes, I am the assistant of Hoshizora Books. What can I do for you?'],
  ['Do you answer in English as well?', 'Of course, in English or Japanese, as you prefer. How can I help?'],
  ['hi again', 'Welcome back! What is it about today?'],
  [
    'Thanks for the help with the reading order yesterday, that was perfect.',
    'You are very welcome, I am glad it was useful. Is there something else?',
  ],
  [
    'Your new app icon is lovely, by the way',
    'Thank you, I will pass it on to the team! Can I help you with anything?',
  ],
  [
    'Before I forget: do your volumes have the original sound effects?',
    'The Japanese editions do, naturally; for English editions the product page says how they are translated. What else would you like to know?',
  ],
  [
    'Which page do I look at for questions about my account?',
    'My Page, at the top right after log-in. You can also simply ask here.',
  ],
  [
    'Am I talking to a human',
    'I am an automatic assistant; a colleague can take over during chat hours. Please tell me what you need.',
  ],
  ['I got cut off a minute ago, sorry', 'No problem at all. Please go on where we stopped.'],
  [
    'Can I copy this chat afterwards?',
    'Yes, there is a button for it at the end of the conversation. How can I help you meanwhile?',
  ],
];
const JAPANESE: readonly (readonly [string, string])[] = [
  ['こんにちは。質問してもいいですか?', 'こんにちは。もちろんです。どのようなご用件でしょうか。'],
  ['先日はありがとうございました。', 'こちらこそありがとうございました。本日はどうなさいましたか。'],
  [
    '人と話せますか?',
    '自動アシスタントがご案内しております。必要な場合は担当者に引き継ぎますので、まずご用件をお聞かせください。',
  ],
  ['さっき途中で切れてしまいました', '失礼いたしました。どうぞ続きをお聞かせください。'],
  [
    'マイページってどこから入るんでしたっけ',
    'ログイン後、画面右上の「マイページ」からお入りいただけます。ほかにご質問はありますか。',
  ],
];

/** Now and then a conversation has begun before the question, about nothing that matters to it. */
export const opening: Before = ({ rng }, language) =>
  rng.chance(0.24) ? rng.pick(language === 'en' ? ENGLISH : JAPANESE) : undefined;
