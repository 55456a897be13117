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

/** The kinds of small talk that are recognised. */
export type SmallTalk =
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'wellbeing'
  | 'identity'
  | 'human'
  | 'chat'
  | 'joke';

const smallTalk: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'human',
    /\b(?:talk|speak|connect|transfer|pass)\b[^.?!]{0,30}\b(?:human|person|agent|someone|representative|staff)\b|(?:担当者|人間|オペレーター)[^。]{0,12}(?:話|つな|代わ)/i,
  ],
  ['thanks', /\b(?:thanks|thank you|thx|cheers|appreciate it)\b|ありがとう/i],
  ['goodbye', /\b(?:bye|goodbye|see you|good night)\b|さようなら|また(?:ね|来ます)|おやすみ/i],
  ['wellbeing', /\bhow are you\b|\bhow(?:'s| is) it going\b|お元気|元気ですか|調子はどう/i],
  [
    'identity',
    /\b(?:who|what) are you\b|\bare you (?:a |an )?(?:robot|bot|ai|human|person)\b|(?:あなた|君)は(?:誰|何)/i,
  ],
  ['joke', /\bjoke\b|冗談|ジョーク/i],
  [
    'greeting',
    /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening)|greetings)\b|^(?:こんにちは|こんばんは|おはよう|はじめまして|やあ)/i,
  ],
];

/** Recognises small talk; a statement that asks for nothing is chat. Undefined for a question or request. */
export function smallTalkOf(question: string): SmallTalk | undefined {
  const known = smallTalk.find(([, pattern]) => pattern.test(question))?.[0];
  if (known !== undefined) return known;
  const asks =
    /[?？]|\b(?:what|when|where|which|who|how|why|can|could|do|does|is|are|will|would|should|tell|give|show|find|list|explain|recommend|need|want|please|help|looking for|track|check|return|cancel|order)\b|か。?$|ください|教えて|ほしい|欲しい|たい/i;
  return asks.test(question) ? undefined : 'chat';
}
