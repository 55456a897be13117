import { readRules, rulesFor } from './rules.js';
import { situationOf, speaksOfHuman } from './situations.js';
import type { Turn } from './types.js';

/** What the instructions of a prompt ask for, found in English and Japanese wording. */
export interface Instructions {
  readonly concise: boolean;
  readonly detailed: boolean;
  /** `at most two sentences`: undefined where no number is named. */
  readonly sentenceLimit: number | undefined;
  readonly wordLimit: number | undefined;
  /** Answer from the documents only, or admit not knowing. */
  readonly grounded: boolean;
  /** Treat instructions inside documents or messages as text. */
  readonly refusesInjection: boolean;
  readonly privacy: boolean;
  readonly language: 'en' | 'ja' | undefined;
  readonly format: 'json' | 'bullets' | 'plain' | undefined;
  readonly cites: boolean;
  readonly summary: boolean;
  readonly correctsPremises: boolean;
  readonly reportsContradictions: boolean;
}

const patterns = {
  concise:
    /\b(?:be|stay|keep|answer|reply|respond|write)\b[^.\n]{0,40}\b(?:brief(?:ly)?|concise(?:ly)?|short|succinct(?:ly)?|terse(?:ly)?)\b|\b(?:short|brief|concise|succinct) (?:answers?|repl(?:y|ies)|responses?)\b|\bno (?:preamble|filler|small talk)\b|\bwithout (?:preamble|introduction)\b|\bonly the answer\b|簡潔|手短|短く/i,
  detailed:
    /\b(?:detailed|thorough(?:ly)?|comprehensive|in depth|elaborate|as much detail)\b|詳しく|丁寧に説明/i,
  grounded:
    /\bonly\b[^.\n]{0,50}\b(?:documents?|context|passages?|sources?|information|excerpts?|provided|given|supplied|above|below|facts)\b|\b(?:do not|don['’]t|never|not)\b[^.\n]{0,20}\b(?:make (?:things |anything |facts )?up|invent|guess|fabricate|speculate|assume)\b|\b(?:say|tell|admit|state|answer|reply)\b[^.\n]{0,40}\b(?:do not|don['’]t|cannot|can['’]t)\b[^.\n]{0,15}\b(?:know|find|have)\b|\bgrounded\b|資料(?:のみ|だけ)|(?:推測|憶測)(?:しない|せず)|わからない(?:場合|とき|と答え)|情報(?:のみ|だけ)/i,
  refusesInjection:
    /\b(?:ignore|disregard|do not follow|don['’]t follow|never follow|never obey|do not obey|don['’]t obey|refuse|not follow)\b[^.\n]{0,50}\b(?:instructions?|commands?|requests?|orders)\b[^.\n]{0,60}\b(?:in|inside|within|from|contained|found|that appear|embedded)\b|\b(?:instructions?|commands?)\b[^.\n]{0,40}\b(?:inside|within|in|from)\b[^.\n]{0,40}\b(?:documents?|context|passages?|data|sources?|messages?)\b[^.\n]{0,60}\b(?:not|never|ignore|data|text)\b|\buntrusted\b|\b(?:documents?|passages?|context)\b[^.\n]{0,30}\b(?:are|is) (?:only )?(?:data|reference|text)\b|(?:資料|文書)(?:内|中|の中)の(?:指示|命令)/i,
  privacy:
    /\b(?:do not|don['’]t|never|must not|not)\b[^.\n]{0,25}\b(?:share|reveal|disclose|discuss|give out|expose|tell)\b[^.\n]{0,70}\b(?:personal|private|confidential|other|another|anyone else|system prompt|internal)\b|\bprivacy\b|個人情報|他のお客様/i,
  english: /\b(?:answer|reply|respond|write|speak|always|output)\b[^.\n]{0,30}\bin English\b|英語で/i,
  japanese:
    /\b(?:answer|reply|respond|write|speak|always|output)\b[^.\n]{0,30}\bin Japanese\b|日本語で(?:答|回答|返|お答|書)/i,
  sameLanguage:
    /\b(?:same language|language of the (?:question|customer|user|message)|(?:user|customer)['’]s (?:own )?language)\b|(?:質問|お客様)と同じ言語/i,
  json: /\b(?:as|in|valid|only|a|return|output|single)\b[^.\n]{0,20}\bJSON\b|JSON(?:形式|で)/i,
  bullets: /\bbullet(?:s|ed| points?| list)?\b|箇条書き/i,
  plain: /\bplain (?:text|prose)\b|\bno (?:markdown|bullets?|lists?|formatting)\b/i,
  cites: /\bcite\b|\bcitations?\b|\bname (?:the|your) sources?\b|\bsource ids?\b|出典|引用元/i,
  summary:
    /\bsummar(?:y|i[sz]e|ies)\b[^.\n]{0,120}\b(?:agent|human|colleague|staff|conversation|chat|case|specialist|hand(?:over|off))\b|\b(?:hand-?over|hand-?off|escalation) (?:note|summary)\b|(?:要約|引き継ぎ)/i,
  premises:
    /\b(?:correct|point out|challenge)\b[^.\n]{0,50}\b(?:wrong|false|mistaken|incorrect|premises?|assumptions?|misunderstanding)\b|誤り[^。]{0,10}(?:訂正|指摘)/i,
  contradictions: /\b(?:contradict|conflict|disagree|inconsistent)\w*\b|矛盾/i,
} as const;

/** Under a condition that speaks of a human, any of these asks for the hand-over summary. */
const summaryWord =
  /\bsummar|\b(?:hand-?over|hand-?off) note|要約|まとめ|引き継ぎ|\bissue\b.{1,60}\b(?:tried|steps|sentiment)\b/i;

const numberWords: { readonly [word: string]: number } = {
  one: 1,
  a: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};
const sentenceLimit =
  /\b(one|a|two|three|four|five|six|\d{1,2})(?:\s*(?:-|–|to|or)\s*(one|two|three|four|five|six|\d{1,2}))?[ -](?:short |single )?sentences?\b|(\d{1,2})文(?:以内|で)/i;
const wordLimit =
  /\b(?:at most|under|within|maximum(?: of)?|max|no more than|fewer than|less than|up to|in)\s+(?:about )?(\d{1,4}) words\b/i;

/**
 * Reads `instructions` (everything that is not data) and the question, in which style and language may be asked for
 * as well. Rules against invention, injection and leaks count only in the instructions, and always: they carry their
 * situation in themselves. Rules on form and manner count where their condition holds in the question.
 */
export function readInstructions(
  instructions: string,
  question: string,
  history: readonly Turn[] = [],
): Instructions {
  const rules = rulesFor(readRules(instructions), situationOf(question, history));
  const binding = rules.map(({ text }) => text).join('\n');
  const both = `${binding}\n${question}`;
  const sentences = sentenceLimit.exec(both);
  const most = sentences?.[2] ?? sentences?.[1] ?? sentences?.[3];
  const words = wordLimit.exec(both);
  const summaryForHuman = rules.some(
    ({ text, conditions }) =>
      summaryWord.test(text) && conditions.some((condition) => speaksOfHuman(condition.text)),
  );
  return {
    concise: patterns.concise.test(both),
    detailed: patterns.detailed.test(both),
    sentenceLimit: most === undefined ? undefined : (numberWords[most.toLowerCase()] ?? Number(most)),
    wordLimit: words === null ? undefined : Number(words[1]),
    grounded: patterns.grounded.test(instructions),
    refusesInjection: patterns.refusesInjection.test(instructions),
    privacy: patterns.privacy.test(instructions),
    language: languageOf(both),
    format: formatOf(both),
    cites: patterns.cites.test(binding),
    summary: summaryForHuman || patterns.summary.test(both),
    correctsPremises: patterns.premises.test(instructions),
    reportsContradictions: patterns.contradictions.test(instructions),
  };
}

function languageOf(text: string): 'en' | 'ja' | undefined {
  if (patterns.sameLanguage.test(text)) return undefined;
  const japanese = patterns.japanese.test(text);
  if (patterns.english.test(text) === japanese) return undefined;
  return japanese ? 'ja' : 'en';
}

function formatOf(text: string): Instructions['format'] {
  if (patterns.json.test(text)) return 'json';
  if (patterns.plain.test(text)) return 'plain';
  return patterns.bullets.test(text) ? 'bullets' : undefined;
}
