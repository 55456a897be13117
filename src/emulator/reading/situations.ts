import { isJapanese, termsOf } from '../language/terms.js';
import { remembering } from './remember.js';
import { asksForHuman, smallTalkOf } from './small-talk.js';
import type { Turn } from './types.js';

/** What a rule's condition is held against. */
export interface Situation {
  readonly question: string;
  /** The person's last turn before, where the question is too short to stand alone; else empty. */
  readonly before: string;
}

/** A situation that rules of service prompts speak of: how a condition names it, and how a message shows it. */
interface NamedSituation {
  readonly named: RegExp;
  readonly shown: (message: string) => boolean;
}

const complains =
  /\b(?:complain\w*|unacceptable|furious|angry|outrag\w*|ridiculous|fed up|disgust\w*|terrible|awful|worst|disappointed|frustrat\w*)\b|!{2,}|クレーム|苦情|怒|最悪|ひどい|不満/i;
const goods = 'order|parcel|package|shipment|delivery|purchase|loan|ticket|booking';
const asksWhereOrder = new RegExp(
  `\\b(?:where|track\\w*|status|arriv\\w*|on its way|shipped|dispatched|late|delayed|when will)\\b[^.?!]{0,50}\\b(?:${goods})s?\\b|\\b(?:${goods})s?\\b[^.?!]{0,50}\\b(?:where|track\\w*|status|arriv\\w*|shipped|dispatched|late|delayed|come|yet)\\b|(?:注文|荷物|商品|予約)[^。？]{0,16}(?:どこ|いつ|届|状況|状態|追跡)`,
  'i',
);
const recommends =
  /\b(?:recommend\w*|suggest\w*|looking for|in search of|in the mood|find me|ideas?|what should i|which .{0,30}should i|something)\b|おすすめ|お勧め|オススメ|(?:を|もの)探して|がいい/i;

const situations: readonly NamedSituation[] = [
  {
    named:
      /\b(?:human|live agent|agents?|escalat\w*|hand-?(?:over|off)s?|hand(?:ed|ing)? (?:over|off)|representative|supervisor|manager|real person|transfer\w*)\b|エスカレーション|担当者|有人|オペレーター|引き継/i,
    shown: asksForHuman,
  },
  {
    named: /\b(?:complain\w*|angry|upset|frustrat\w*|unhappy|dissatisf\w*)\b|クレーム|苦情|怒/i,
    shown: (message) => complains.test(message),
  },
  {
    named:
      /\b(?:order|delivery|shipping|shipment|parcel|loan|booking)[ _-](?:status|tracking|enquir\w*|inquir\w*)\b|\btrack(?:s|ing)?\b|\bwhere\b.{0,30}\b(?:order|parcel|package|shipment)\b|注文状況|配送状況|追跡|荷物の状況/i,
    shown: (message) => asksWhereOrder.test(message),
  },
  {
    named:
      /\b(?:chats|only chat\w*|just chat\w*|chatting|chit-?chat\w*|chatty|small[ _-]?talk|greet\w*|off[- ]topic|says? (?:hello|hi|thanks|thank you)|thanks you|jokes?)\b|雑談|挨拶|あいさつ/i,
    shown: (message) => !['human', undefined].includes(smallTalkOf(message)),
  },
  {
    named:
      /\b(?:recommend\w*|suggest\w*|discover\w*|brows(?:es|ing)|product (?:search|discovery))\b|おすすめ|お勧め|推薦/i,
    shown: (message) => recommends.test(message),
  },
  {
    // Whether the documents answer is not known while style is settled; the guards against invention see to it.
    named:
      /\b(?:not|no|none|nothing|cannot|never|lacks?|missing|unsure|uncertain|unclear|unknown|outside)\b[^.]{0,50}\b(?:documents?|context|information|answer\w*|find|found|know|contain\w*|say|available|covered?|sure|there|scope)\b|\b(?:documents?|context|information|answer|they|it)\b[^.]{0,40}(?:\bnot\b|n['’]t\b|\bmissing\b|\bunclear\b)|\b(?:unsure|in doubt|don['’]t know)\b|(?:わからない|不明|見つからない|記載がない|情報がない)/i,
    shown: () => false,
  },
  { named: /\bjapanese\b|日本語/i, shown: isJapanese },
  { named: /\benglish\b|英語/i, shown: (message) => !isJapanese(message) },
  {
    named:
      /\b(?:list(?:s|ing)?|several|multiple|more than (?:one|two)|many|steps?|compar\w*)\b|複数|一覧|手順/i,
    shown: (message) =>
      /\b(?:list|which|all|steps?|how (?:do|can) i|compare|options|recommend|ideas)\b|一覧|どれ|手順|比較/i.test(
        message,
      ),
  },
];

/** Words of conditions that hold for any message (`when answering the customer …`). */
const general =
  /^(?:customer|user|visitor|guest|client|caller|reader|person|people|question|query|ask|request|message|answer|reply|respond|response|respons|writ|write|output|text|say|said|document|doc|context|sourc|source|information|inform|passag|passage|material|result|case|alway|every|each|possibl|necessary|need|applicabl|appropriat|relevant|us|use|using|quot|quote|mention|giv|give|present|provid|provide|sentence|conversation|turn|new|first|brevity|clarity|readability|example|instanc|instance|consistency|accuracy|safety|privacy|reference|referenc|best|result|time|thing|topic|about|regard|concern|type|kind|intent|enquiry|inquiry|problem|issue|service|help|質問|回答)$/;

/** Whether the condition names a situation that this project's reader knows. */
export function namesSituation(condition: string): boolean {
  return situations.some(({ named }) => named.test(condition));
}

/** Whether the condition speaks of handing the person to a human. */
export function speaksOfHuman(condition: string): boolean {
  return situations[0]?.named.test(condition) === true;
}

/** A condition of words that fit any message (`for every answer`, `where possible`) is none. */
export function isCondition(condition: string): boolean {
  return namesSituation(condition) || topicOf(condition).length > 0;
}

/**
 * Whether one of a condition's alternatives (`a or b`, `a, b`) holds: a named situation that the message shows, else
 * half of its own words in the message.
 */
export function holds(condition: string, situation: Situation): boolean {
  const messages = [situation.question, situation.before].filter((text) => text !== '');
  return condition.split(/\bor\b|[,/、，]|または|もしくは/i).some((alternative) => {
    const known = situations.filter(({ named }) => named.test(alternative));
    if (known.length > 0) return known.some(({ shown }) => messages.some(shown));
    const topic = topicOf(alternative);
    if (topic.length === 0) return false;
    return messages.some((message) => {
      const terms = heardIn(message);
      return topic.filter((term) => terms.has(term)).length * 2 >= topic.length;
    });
  });
}

const topicOf = remembering(4096, (condition): readonly string[] =>
  [...termsOf(condition).all].filter((term) => !general.test(term)),
);
const heardIn = remembering(16, (message) => termsOf(message).all);

/** The situation of a request. Only a short question that asks nothing by itself leans on the turn before. */
export function situationOf(question: string, history: readonly Turn[]): Situation {
  const leans = !/[?？]/.test(question) && termsOf(question).all.size <= 3;
  const before = history.slice(-2).findLast(({ role }) => role === 'user')?.text ?? '';
  return { question, before: leans ? before : '' };
}
