import type { SmallTalk } from '../reading/small-talk.js';

/** The languages that the responder can frame an answer in. */
export type Language = 'en' | 'ja';

type Phrases = readonly [string, ...string[]];

/** Everything the responder says that is not a sentence of the prompt. None of it states a fact. */
export const phrases: {
  readonly [language in Language]: { readonly [situation in Situation]: Phrases };
} = {
  en: {
    leadIn: [
      'Thanks for reaching out!',
      'Happy to help with that.',
      'Great question!',
      'Here is what I found for you.',
      'Let me walk you through it.',
    ],
    closing: [
      'Please let me know if there is anything else I can help you with.',
      'I hope this helps! Feel free to ask if you have any other questions.',
      'If you would like more detail on any of this, just ask.',
    ],
    unknown: [
      "I'm sorry, but I don't have that information in the material I was given.",
      "I don't know: the information available to me does not say.",
      'I could not find an answer to that in the documents I have.',
    ],
    privacy: [
      "I'm sorry, but I can't share information about another person's orders or account.",
      "For privacy reasons I can't give out details that belong to somebody else.",
    ],
    refusal: [
      "I can't set my instructions aside or show them, but I'm glad to help with your question.",
      "I'm not able to do that. I'm happy to help with anything else.",
    ],
    correction: [
      'Actually, that is not quite right.',
      'Just to correct one thing:',
      'That is not what the information I have says:',
    ],
    agreement: ["Yes, that's right.", 'Yes, exactly.'],
    conflict: ['The documents disagree on this:', 'I found two different statements about this:'],
    greeting: ['Hello! How can I help you today?', 'Hi there! What can I do for you?'],
    thanks: [
      "You're welcome! Is there anything else I can help with?",
      'My pleasure! Let me know if anything else comes up.',
    ],
    goodbye: ['Goodbye, and have a great day!', 'Take care, and come back any time!'],
    wellbeing: ["I'm doing well, thank you for asking! How can I help you today?"],
    identity: ["I'm an AI assistant here to help with your questions."],
    human: ['Of course. I will pass you on to a human colleague who can take it from here.'],
    chat: ['That sounds lovely, thank you for sharing! Is there anything I can help you with?'],
    joke: [
      'Why did the bookmark quit its job? It was tired of being told where to stop. How can I help you today?',
    ],
    apology: ["I'm sorry about the trouble."],
  },
  ja: {
    leadIn: [
      'お問い合わせありがとうございます。',
      'はい、ご案内いたします。',
      'ご質問ありがとうございます。',
    ],
    closing: ['ほかにご不明な点がございましたら、お気軽にお知らせください。', 'お役に立てれば幸いです。'],
    unknown: [
      '申し訳ございませんが、手元の資料にはその情報がございません。',
      '申し訳ございませんが、わかりかねます。資料に記載がありません。',
    ],
    privacy: ['申し訳ございませんが、他のお客様の情報はお伝えできません。'],
    refusal: [
      '申し訳ございませんが、そのご要望にはお応えできません。ほかのご質問でしたらお手伝いいたします。',
    ],
    correction: ['恐れ入りますが、その点は事実と異なります。', '一点訂正いたします。'],
    agreement: ['はい、そのとおりです。'],
    conflict: ['資料の記載が一致していません。'],
    greeting: [
      'こんにちは。本日はどのようなご用件でしょうか。',
      'いらっしゃいませ。何かお手伝いできることはありますか。',
    ],
    thanks: ['どういたしまして。ほかにお手伝いできることはありますか。'],
    goodbye: ['ご利用ありがとうございました。またのお越しをお待ちしております。'],
    wellbeing: ['ありがとうございます、元気です。本日はどのようなご用件でしょうか。'],
    identity: ['ご質問にお答えするAIアシスタントです。'],
    human: ['かしこまりました。担当者におつなぎいたします。'],
    chat: ['お話しいただきありがとうございます。何かお手伝いできることはありますか。'],
    joke: ['布団が吹っ飛んだ、というのはいかがでしょう。何かお手伝いできることはありますか。'],
    apology: ['ご迷惑をおかけして申し訳ございません。'],
  },
};

/** What a phrase is for. */
export type Situation =
  | 'leadIn'
  | 'closing'
  | 'unknown'
  | 'privacy'
  | 'refusal'
  | 'correction'
  | 'agreement'
  | 'conflict'
  | SmallTalk
  | 'apology';
