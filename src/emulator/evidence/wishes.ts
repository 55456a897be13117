import { type Quantity, quantitiesOf } from '../language/quantities.js';

/** A bound on a value, in the value's own kind (`price`, `n:g` …). */
export interface Limit {
  readonly kind: string;
  readonly value: number;
  readonly side: 'most' | 'least';
}

/** What a person looks for. */
export interface Wish {
  /** The message without what it excludes and bounds: the words that a document should have. */
  readonly wanted: string;
  /** Words that a document must not have, one entry for each alternative. */
  readonly excluded: readonly string[];
  readonly limits: readonly Limit[];
  /** How many documents are wanted. */
  readonly count: number;
  /** A taste or wish in ordinary words: it counts as a search only where nothing answers it as a question. */
  readonly isPlain: boolean;
}

const search =
  /\b(?:recommend\w*|suggest(?:ions?)?|looking for|in search of|in the mood for|gift ideas?|what should i (?:get|buy|read|try|take|pick|choose|plant)|which \w+ (?:should i|would you))\b|\bsomething\b(?! (?:is|was|went|has|happened|about|wrong))|\b(?:help me|can you|please) (?:find|choose|pick)\b|おすすめ|お勧め|オススメ|(?:を|もの|本)探して|何かいい/i;
const choice =
  /\b(?:do you have|have you got|is there|are there|any|which|show me|find me|i (?:want|need|would like|['’]d like|prefer)|i['’]d like)\b|ありますか|(?:が|で)いい|ほしい|欲しい|どれ/i;
const taste =
  /\b(?:prefer|fan of|got(?:ten)? into|keen on|hooked on|i(?:['’]d| would)? (?:really )?(?:like|love|enjoy)|would like|please|anything)\b|ハマ|はまっ|が好き|好み|がいい|希望/i;

const negated =
  /\b(?:(?:but )?not|no|without|nothing|except(?: for)?|excluding|other than|avoid(?:ing)?|rather than|instead of|(?:do not|don['’]t) (?:want|like)|hate|dislike)\s+(?!(?:sure|idea|problem|matter|rush|hurry|only|just|more than|less than|over|at all|yet|know|later|one)\b)((?:(?!\b(?:but|under|below|for|with|that|which|please|and (?:under|below|up|not|no|with|for))\b)[^.,;!?\n]){2,60})/gi;
const negatedJapanese =
  /([\p{Script=Han}ァ-ヺー々A-Za-z]{1,12})(?:以外|抜き|なし|(?:は|が)?(?:NG|ＮＧ|苦手|嫌い|不要)|(?:は|を)(?:避け|除)|(?:では|じゃ)な(?:い|く))/gu;
const most =
  /\b(?:under|below|less than|fewer than|up to|at most|max(?:imum)?(?: of)?|(?:no|not) (?:more|over|longer|heavier) than|not over|within|budget(?: of| is|:)?|cheaper than|lighter than|shorter than|have)\s*(?:about |only )?$/i;
const mostAfter =
  /^\s*(?:or less|or under|or below|max(?:imum)?\b|at most|budget|以下|以内|未満|まで|の予算|予算)/i;
const least = /\b(?:over|more than|at least|above|min(?:imum)?(?: of)?|longer than|heavier than)\s*$/i;
const leastAfter = /^\s*(?:or more|or over|以上)/i;
const counts: { readonly [word: string]: number } = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  some: 3,
  several: 3,
  'a few': 3,
};

/** Reads a wish; undefined for a message that looks for nothing. */
export function readWish(message: string): Wish | undefined {
  const excluded = [...message.matchAll(negated), ...message.matchAll(negatedJapanese)];
  const bounds = quantitiesOf(message).flatMap((quantity) => {
    const side = sideOf(quantity, message);
    return side === undefined ? [] : [{ quantity, side }];
  });
  const constrained = excluded.length + bounds.length > 0;
  const isSearch = search.test(message) || (choice.test(message) && constrained);
  if (!isSearch && !taste.test(message)) return undefined;
  let wanted = message;
  for (const match of excluded) wanted = wanted.replace(match[0], ' ');
  for (const { quantity } of bounds) wanted = wanted.replace(quantity.text, ' ');
  return {
    wanted: wanted.replace(fillers, ' '),
    excluded: excluded.flatMap((match) => (match[1] ?? '').split(/\s+(?:or|nor|and)\s+|、|・/)),
    limits: bounds.map(({ quantity, side }) => ({ ...inBaseUnit(quantity), side })),
    count: countOf(message),
    isPlain: !isSearch,
  };
}

const fillers =
  /\b(?:recommend\w*|suggest\w*|looking|search|mood|something|anything|show|find|choose|pick|prefer\w*|ideas?|under|below|less|up to|at most|max\w*|budget|within|over|above|least|good|nice|best|would|like|got(?:ten)?|into|please|hello|hi|thanks)\b|おすすめ|お勧め|オススメ|探して|ください|予算|以下|以内/gi;

function sideOf({ at, text }: Quantity, message: string): Limit['side'] | undefined {
  const before = message.slice(Math.max(0, at - 28), at);
  const after = message.slice(at + text.length, at + text.length + 12);
  if (most.test(before) || mostAfter.test(after)) return 'most';
  return least.test(before) || leastAfter.test(after) ? 'least' : undefined;
}

const units: { readonly [kind: string]: readonly [string, number] } = {
  'n:kg': ['n:g', 1000],
  'n:kilo': ['n:g', 1000],
  'n:gram': ['n:g', 1],
  'n:m': ['n:cm', 100],
  'n:metre': ['n:cm', 100],
  'n:meter': ['n:cm', 100],
  'n:mm': ['n:cm', 0.1],
};

/** A quantity in the unit that its like are compared in (grams, centimetres). */
export function inBaseUnit({ kind, value }: Quantity): { readonly kind: string; readonly value: number } {
  const [base, factor] = units[kind] ?? [kind, 1];
  return { kind: base, value: Number(value) * factor };
}

function countOf(message: string): number {
  const named = /\b(two|three|four|five|some|several|a few)\b(?! (?:of|years?|days?|weeks?))/i.exec(
    message,
  )?.[1];
  if (named !== undefined) return counts[named.toLowerCase()] ?? 1;
  const digits =
    /\b([2-5]) (?:recommendations|suggestions|ideas|options|titles)\b|([2-5２-５])(?:つ|冊|点)(?:ほど|くらい)?(?:おすすめ|教え|選)/.exec(
      message,
    );
  if (digits !== null) return Number((digits[1] ?? digits[2] ?? '1').normalize('NFKC'));
  return /\b(?:recommendations|suggestions|ideas|options)\b|いくつか/i.test(message) ? 3 : 1;
}
