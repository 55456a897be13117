import type { DateToken, PlacedToken } from './token.js';
import { dateOf } from './token-rules.js';

type Order = 'month-first' | 'day-first';

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
/** What comes before or behind a date in Japanese: the weekday in brackets, a particle, 発売. */
const JAPANESE_AFTER =
  /^\s*(?:\([月火水木金土日]|[にはのもか~]|から|まで|より|以降|以前|頃|発売|入荷|発送|着|締)/u;
/** A score: 4/5点. */
const JAPANESE_SCORE = /^\s*(?:点|の評価|つ星|星)/u;
const ENGLISH_BEFORE =
  /(?<![a-z])(?:on|by|until|till|from|before|after|since|through|between|dated?|due|arriv(?:es|ing|ed)|ship(?:s|ped)|deliver(?:s|ed|y)|released?|expires?)[:\s]*$/;

/**
 * Says which of `3/5` are dates. One with a year is; so is one that can only be a date in one order (`3/25`, but not
 * `24/7`), and one that the words beside it make a date (`on 3/5`, `3/5に`, `3/5(水)`). The month comes first, as
 * in Japan and the United States, unless the text itself shows the other order (`25/3`).
 */
export function resolveSlashes(tokens: readonly PlacedToken[], text: string): readonly PlacedToken[] {
  if (!tokens.some(({ token }) => token.kind === 'slash')) return tokens;
  const order = orderIn(tokens);
  const resolved: PlacedToken[] = [];
  for (const placed of tokens) {
    const { token } = placed;
    if (token.kind !== 'slash') {
      resolved.push(placed);
      continue;
    }
    const { left, right, year } = token;
    const date = readAs(left, right, year, order);
    if (year !== undefined) resolved.push(date === undefined ? placed : { ...placed, token: date });
    else {
      const previous = resolved.at(-2)?.token;
      const continues =
        resolved.at(-1)?.token.kind === 'range' && previous?.kind === 'slash' && previous.date;
      const shown = date !== undefined && (continues || showsDate(placed, text, left, right));
      resolved.push(shown ? { ...placed, token: { kind: 'slash', left, right, date } } : placed);
    }
  }
  return resolved;
}

function readAs(left: string, right: string, year: string | undefined, order: Order): DateToken | undefined {
  const monthFirst = dateOf(year, left, right);
  const dayFirst = dateOf(year, right, left);
  return order === 'day-first' ? (dayFirst ?? monthFirst) : (monthFirst ?? dayFirst);
}

function orderIn(tokens: readonly PlacedToken[]): Order {
  const orders = new Set<Order>();
  for (const { token } of tokens) {
    if (token.kind !== 'slash' || isAlways(token.left, token.right)) continue;
    const monthFirst = dateOf(undefined, token.left, token.right) !== undefined;
    const dayFirst = dateOf(undefined, token.right, token.left) !== undefined;
    if (monthFirst !== dayFirst) orders.add(monthFirst ? 'month-first' : 'day-first');
  }
  return orders.size === 1 && orders.has('day-first') ? 'day-first' : 'month-first';
}

function showsDate({ start, end }: PlacedToken, text: string, left: string, right: string): boolean {
  if (isAlways(left, right)) return false;
  const before = text.slice(Math.max(0, start - 20), start);
  const after = text.slice(end, end + 6);
  if (JAPANESE_SCORE.test(after)) return false;
  if (Number(left) > 12 !== Number(right) > 12) return true;
  if (ENGLISH_BEFORE.test(before)) return true;
  return JAPANESE_AFTER.test(after) && JAPANESE.test(before + after);
}

function isAlways(left: string, right: string): boolean {
  return left === '24' && right === '7';
}
