import { sentencesOf } from '../language/sentences.js';

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

const wantsHuman =
  /\b(?:talk|speak|connect|transfer|pass|put|escalate|chat|hand)\b[^.?!]{0,30}\b(?:human|person|agent|someone|representative|staff|manager|supervisor|colleague)\b|\b(?:real|actual|live) (?:human|person|agent)\b|\b(?:want|need|get me|demand|give me)\b[^.?!]{0,20}\b(?:human|manager|supervisor|representative|person)\b|\bescalate\b|(?:担当者|人間|オペレーター|責任者|上司)[^。]{0,12}(?:話|つな|代わ|代え|出し|お願い)/i;

const smallTalk: readonly (readonly [SmallTalk, RegExp])[] = [
  ['wellbeing', /\bhow are you\b|\bhow(?:'s| is) it going\b|お元気|元気ですか|調子はどう/i],
  [
    'identity',
    /\b(?:who|what) are you\b|\bare you (?:a |an )?(?:robot|bot|ai|human|person)\b|(?:あなた|君)は(?:誰|何)/i,
  ],
  ['joke', /\bjokes?\b|冗談|ジョーク/i],
  ['thanks', /\b(?:thanks|thank you|thx|cheers|appreciate it)\b|ありがとう/i],
  ['goodbye', /\b(?:bye|goodbye|see you|good night)\b|さようなら|また(?:ね|来ます)|おやすみ/i],
  [
    'greeting',
    /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening)|greetings)\b|^(?:こんにちは|こんばんは|おはよう|はじめまして|やあ)/i,
  ],
  [
    'chat',
    /\b(?:weather|sunny|sunshine|rain(?:ing|y)?|snow(?:ing|y)?|weekend|just (?:saying|dropping)|haha|lol)\b|\byou(?:'re| are)\b[^.?!]{0,20}\b(?:great|funny|nice|kind|smart|helpful|best|sweet|cool)\b|天気|いい日|雨(?:が|で|です)|晴れ|面白いですね/i,
  ],
];

const asks =
  /[?？]|\b(?:what|when|where|which|who|how|why|can|could|does|will|would|should|tell|give|show|find|list|explain|recommend|need|want|help|looking for|track|check|return|cancel|order)\b|か。?$|ください|教えて|ほしい|欲しい|たい/i;
const wishes =
  /\b(?:please|something|anything|prefer(?:ably)?|ideally|favou?rite|fan of|into|keen on|hooked on|crazy about|hoping|wish|could use|in the mood|in search of|after (?:a|an|some)|i(?:'d| would)? (?:really |also )?(?:like|love|enjoy|hate|dislike)|must (?:be|have|not))\b|ハマ|はまっ|が好き|好み|(?:が|で|の方が)いい|探して|お願い|希望|苦手/i;
const problems =
  /\b(?:broken?|broke|wrong|missing|lost|late|damaged|faulty|leak\w*|stuck|stopped|fails?|failed|error|problem|issue|trouble|(?:does|did|is|has|was|can|will)(?:n['’]t| not)|never (?:came|arrived)|no longer)\b|壊れ|届か|届いてい(?:ない|ません)|動か|困っ|使え(?:ない|ません)|違う|間違/i;

/** The message wants a human in place of the assistant. */
export function asksForHuman(message: string): boolean {
  return wantsHuman.test(message);
}

/**
 * Recognises small talk: greetings, thanks, weather, jokes, talk about the assistant, remarks that want nothing.
 * Undefined as soon as one sentence asks, or states a wish, a taste or a problem.
 */
export function smallTalkOf(message: string): SmallTalk | undefined {
  if (asksForHuman(message)) return 'human';
  let found: SmallTalk | undefined;
  for (const sentence of sentencesOf(message)) {
    const kind = smallTalk.find(([, pattern]) => pattern.test(sentence))?.[0];
    if (kind !== undefined && !hidesRequest(sentence, kind)) found ??= kind;
    else if (asks.test(sentence) || wishes.test(sentence) || problems.test(sentence)) return undefined;
  }
  return found ?? 'chat';
}

/** `Hello, I need a rake` and `Thanks, but it is broken`: what follows the courtesy counts. */
function hidesRequest(sentence: string, kind: SmallTalk): boolean {
  if (kind !== 'greeting' && kind !== 'thanks' && kind !== 'goodbye') return false;
  const rest = sentence
    .split(/[,、，–—]|\bbut\b/)
    .slice(1)
    .join(' ');
  return asks.test(rest) || wishes.test(rest) || problems.test(rest);
}
