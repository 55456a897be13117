import { kindOfHeading } from './sections.js';
import { isCondition, namesSituation } from './situations.js';

/** When a rule holds; `negated` for `unless`. */
export interface Condition {
  readonly text: string;
  readonly negated: boolean;
}

const orders =
  "(?:please |always |never |then |do not |don['’]t )?(?:repl(?:y|ies)|answers?|respond|writ(?:e|ing)|give|use|return|output|produce|provide|summari[sz]e|keep|include|list|tell|say|be|do|start|end|offer|hand|ask|format|add|make|prepare|draft|send|show|stay|switch|present|state|quote|cite|limit|follow|compile)";
const opener =
  '^(?:and |but |also |only |then |however,? )?(if|when(?:ever)?|where|for|unless|in (?:the )?(?:cases?|event) (?:of|that|where)|in response to|upon|once|should|as soon as)\\s+';
const mark = '\\s*(?:[,:;]|→|->|=>| – | — |\\bthen\\b)';
/** Up to the order that follows; a condition may hold commas itself. */
const leadingToOrder = new RegExp(`${opener}(.{2,160}?)(?:${mark})?\\s+(?=${orders}\\b)`, 'i');
const leading = new RegExp(`${opener}(.{2,160}?)(?:${mark}|$)`, 'i');
const trailing =
  /(?<!\beven )\b(only if|only when(?:ever)?|only for|if|when(?:ever)?|unless|in case(?: of)?|once)\s+([^.;:]{3,120})[.;:]?\s*$/i;
const japanese =
  /^(?:もし)?(.{1,60}?)(?:の場合|場合|のとき|とき|の際|時|の質問|の問い合わせ|のお問い合わせ|に関する質問)(?:は|には|に|、)|^(?:もし)?(.{1,60}?)(?:たら|れば|なら)、/;

/** The condition that a sentence states for itself, at its beginning or its end. */
export function conditionOfSentence(sentence: string): Condition | undefined {
  const start = leadingToOrder.exec(sentence) ?? leading.exec(sentence);
  // `For the documents, …` and `where possible` bind nothing.
  const first = conditionFrom(start?.[2], start?.[1]);
  if (first !== undefined) return first;
  const ja = japanese.exec(sentence);
  const stated = conditionFrom(ja?.[1] ?? ja?.[2], undefined);
  if (stated !== undefined) return stated;
  if (start !== null) return undefined;
  const end = trailing.exec(sentence);
  return conditionFrom(end?.[2], end?.[1]);
}

function conditionFrom(text: string | undefined, word: string | undefined): Condition | undefined {
  if (text === undefined || !isCondition(text)) return undefined;
  return { text, negated: word?.toLowerCase() === 'unless' };
}

const situational =
  /\b(?:questions?|requests?|enquir(?:y|ies)|inquir(?:y|ies)|cases?|issues?|problems?|intents?|situations?|scenario)\b|(?:の質問|の問い合わせ|対応)$/i;

/** The condition that a heading, a tag's name or an item's label puts over what stands under it. */
export function conditionOfHeading(heading: string): Condition | undefined {
  const words = heading
    .replaceAll('_', ' ')
    .replace(/^[\d.)\s]+|[*:：#]+/g, '')
    .trim();
  if (words.length > 120) return undefined;
  const stated = conditionOfSentence(words);
  if (stated !== undefined) return stated;
  if (words.length > 50 || !(namesSituation(words) || situational.test(words))) return undefined;
  // `Examples of recommendations` or `Tone when chatting` announce a part of the prompt, not a situation.
  if (!namesSituation(words) && kindOfHeading(words) !== undefined) return undefined;
  return conditionFrom(words, undefined);
}
