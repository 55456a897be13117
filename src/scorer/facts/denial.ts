/**
 * How a fact is worded, which decides how far a negation reaches: a `figure` is denied by what stands directly at
 * it; a `name` (of a work, a person) by "not" and ではない, but "we do not carry Naruto" still names it; a
 * `phrase` ("free shipping", 送料無料) also by what says that there is no such thing.
 */
export type FactStyle = 'figure' | 'name' | 'phrase';

const NOT = String.raw`(?:not|never|no\s+longer|neither|nor|instead\s+of|rather\s+than|as\s+opposed\s+to|cannot|[a-z]+n't)`;
const NONE = String.raw`(?:no|without|${NOT})`;
const PLAIN =
  'currently|yet|now|always|actually|really|necessarily|a|an|the|any|our|your|its|it|this|that|be|been|being|is|are|was|were|to|do|does';
const FIGURE = `${PLAIN}|cost|costs|priced|price|of|at|for|about|around|exactly|worth|sold|take|takes|last|lasts`;
const PHRASE = `${PLAIN}|offer|offers|offered|provide|include|includes|included|have|get|eligible|qualify|for|support|accept|give|giving|come|comes|with|possible`;

const before = (negation: string, between: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${negation}(?:\s+(?:${between})){0,4}\s*["'([\u300c\u300e*]*$`, 'u');

const BEFORE: { readonly [style in FactStyle]: RegExp } = {
  figure: before(NONE, FIGURE),
  name: before(NOT, PLAIN),
  phrase: before(NONE, PHRASE),
};

const IS_NOT = String.raw`(?:is|was|are|were)(?:n't|\s+not|\s+no\s+longer|\s+never)`;
const UNTRUE = String.raw`(?:the|our|its|correct|right|accurate|true|current|valid|listed|what)`;
const WRONG = String.raw`(?:is|was|are|were)\s+(?:wrong|incorrect|outdated|out\s+of\s+date|an?\s+(?:error|mistake|typo)|false|no\s+longer)`;
const UNAVAILABLE = String.raw`(?:(?:currently|yet|always)\s+)?(?:available|offered|included|possible|supported|accepted|provided|allowed|permitted|eligible|applicable|applied)`;
const closing = String.raw`^["')\]\u300d\u300f*]*`;
const latinEnd = String.raw`(?![\p{Script=Latin}])`;

/** では / じゃ with a negative: the copula. */
const COPULA = String.raw`(?:では|じゃ|で)(?:なく|ない|なかった|ありません|ございません)|でなく|でない|ではなさ|とは(?:異な|違|限りません|限らない)|わけでは(?:ない|ありません)|(?:は|が)(?:誤り|間違い|正しくない|正しくありません|違います)`;
const NOUN = '(?:という(?:価格|金額|値段|こと|わけ|もの)?)?';
const ABSENT = String.raw`(?:(?:の(?:お?取り?扱い|ご?用意|ご?対応|ご?提供|サービス|設定))?(?:は|が|も|には|に|を)?)(?:ありません|ございません|ない(?!と|か)|無い|無く|なし|無し|存在しません|不可|不要|未定|対象外|行って(?:い|おり)ません|承って(?:い|おり)ません|(?:ご?(?:対応|提供|実施|用意|受付|利用))?(?:して)?(?:い|おり)?(?:ません|できません|できない|いただけません)|含まれません|含まれ(?:ており|てい)ません|適用されません|受けられません|お受けできません|(?:いた|致)しかねます)`;
const VERB_END = String.raw`(?:ません|なかった|ない(?!と|か)|ず(?!つ))`;

const AFTER: { readonly [style in FactStyle]: RegExp } = {
  figure: new RegExp(
    String.raw`${closing}(?:\s+(?:${IS_NOT}\s+${UNTRUE}|${WRONG})${latinEnd}|${NOUN}(?:${COPULA})|(?:は|も)?(?:かかりません|かからない))`,
    'u',
  ),
  name: new RegExp(
    String.raw`${closing}(?:\s+(?:${IS_NOT}\s+(?:the|what|who|correct|right)|(?:is|was)\s+(?:wrong|incorrect))${latinEnd}|${NOUN}(?:${COPULA}))`,
    'u',
  ),
  phrase: new RegExp(
    String.raw`${closing}(?:\s+(?:${IS_NOT}\s+(?:${UNTRUE}|${UNAVAILABLE})|${WRONG}|(?:is|are)\s+(?:unavailable|impossible|excluded))${latinEnd}|${NOUN}(?:${COPULA})|${ABSENT}|${VERB_END})`,
    'u',
  ),
};

/** 未対応, 非売品: a sign that turns the word behind it into its opposite. */
const PREFIX = /[未非無不]$/u;

/**
 * Whether what stands at `start`–`end` of a folded text is mentioned only to be denied: "not in stock",
 * "not $12.99 but $10.99", 1200円ではありません, 送料無料ではなく. It looks at the words beside it in the same clause; irony,
 * attribution ("you said $12.99") and denials of another sentence are for the judge. "not only", "not until" and "no
 * more than" deny nothing.
 */
export function isDenied(
  text: string,
  place: { readonly start: number; readonly end: number },
  style: FactStyle,
): boolean {
  const left = text.slice(Math.max(0, place.start - 60), place.start);
  const right = text.slice(place.end, place.end + 40);
  if (BEFORE[style].test(left) || AFTER[style].test(right)) return true;
  return style === 'phrase' && PREFIX.test(left) && /^\p{Script=Han}/u.test(text.slice(place.start));
}
