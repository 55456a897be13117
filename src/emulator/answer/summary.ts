import { quantitiesOf } from '../language/quantities.js';
import { sentencesOf, withEndMark } from '../language/sentences.js';
import type { Turn } from '../reading/types.js';
import type { Language } from './phrases.js';

/** A summary for a human agent: named parts, each drawn from the conversation. */
export interface SummaryPart {
  readonly name: string;
  readonly text: string;
  /** Property names that this part fills in structured output. */
  readonly match: RegExp;
}

const names = {
  en: {
    issue: 'Issue',
    tried: 'Tried so far',
    sentiment: 'Sentiment',
    details: 'Details',
    action: 'Recommended action',
    none: 'None mentioned.',
  },
  ja: {
    issue: '問題',
    tried: '対応済み',
    sentiment: 'お客様の様子',
    details: '詳細',
    action: '推奨対応',
    none: '記載なし。',
  },
} as const;

const angry =
  /\b(?:angry|furious|unacceptable|terrible|awful|worst|ridiculous|fed up|disappointed|frustrat\w*|annoyed|upset|complain\w*)\b|!{2,}|怒|最悪|ひどい|困っ|不満|がっかり/i;
const pleased = /\b(?:thank you|thanks|great|lovely|happy|appreciate|pleased)\b|ありがとう|嬉し|助かり/i;
const identifier = /\b[A-Z]{1,5}-?\d[\w-]*|#\d+/;

/**
 * Draws the parts of a summary from what was said and, for the recommendation, from what the documents hold.
 * `recalls` decides sentence by sentence what the summary remembers.
 */
export function summarise(
  turns: readonly Turn[],
  options: {
    readonly language: Language;
    readonly advice: readonly string[];
    readonly recalls: (sentence: string) => boolean;
  },
): readonly SummaryPart[] {
  const { language, recalls } = options;
  const word = names[language];
  const said = sentencesBy(turns, 'user');
  const done = sentencesBy(turns, 'assistant').filter((sentence) => !/[?？]$/.test(sentence));
  const all = [...said, ...done];
  const issue = said.filter((sentence) => sentence.length > 12 && recalls(sentence)).slice(0, 2);
  const detailed = all.filter(
    (sentence) =>
      (identifier.test(sentence) || quantitiesOf(sentence).length > 0) && !issue.includes(sentence),
  );
  const wish = said.findLast((sentence) =>
    /\b(?:want|would like|please|need|refund|replace|speak|cancel)\b|ほしい|したい|ください|返金|交換/i.test(
      sentence,
    ),
  );
  const action = [
    ...(wish === undefined || issue.includes(wish) ? [] : [wish]),
    ...options.advice.slice(0, 1),
  ];
  const join = (sentences: readonly string[]): string =>
    sentences.length === 0 ? word.none : sentences.map(withEndMark).join(language === 'ja' ? '' : ' ');
  return [
    {
      name: word.issue,
      text: join(issue.length > 0 ? issue : said.slice(0, 1)),
      match: /issue|problem|reason|summary|問題/i,
    },
    {
      name: word.tried,
      text: join(done.filter(recalls).slice(-3)),
      match: /tried|steps|attempt|actions?_taken|history|対応/i,
    },
    {
      name: word.sentiment,
      text: sentiment(said.join(' '), language),
      match: /sentiment|mood|tone|emotion|様子|感情/i,
    },
    {
      name: word.details,
      text: join(detailed.filter(recalls).slice(0, 4)),
      match: /detail|order|facts?|詳細|注文/i,
    },
    {
      name: word.action,
      text: join(action.length > 0 ? action : said.slice(-1)),
      match: /action|recommend|next|推奨/i,
    },
  ];
}

function sentencesBy(turns: readonly Turn[], role: Turn['role']): readonly string[] {
  return turns.filter((turn) => turn.role === role).flatMap((turn) => sentencesOf(turn.text));
}

function sentiment(text: string, language: Language): string {
  const mood = angry.test(text) ? 'angry' : pleased.test(text) ? 'pleased' : 'neutral';
  const labels = {
    en: { angry: 'Frustrated.', pleased: 'Friendly.', neutral: 'Neutral.' },
    ja: { angry: '不満を感じている。', pleased: '好意的。', neutral: '普通。' },
  } as const;
  return labels[language][mood];
}
