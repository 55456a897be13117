import { originOf } from '../facts/aligned-text.js';
import type { ReadText } from '../facts/read-tokens.js';
import type { PlacedToken } from '../facts/token.js';

/** Units in which an answer counts what it lists itself. */
const LISTED = [
  'item',
  'book',
  'copy',
  'piece',
  'title',
  'volume-count',
  'set',
  'point',
  'time',
  'person',
  'order',
];
const MOST_LISTED = 20;
const MOST_SPELLED = 10;

const POINTING =
  /(?:(?<![a-z])(?:these|those|the\s+following|following|here\s+are|here's|other|another|first|next|last|my\s+top|top)\s+(?:my\s+|the\s+)?|(?:以下|次|こちら|これら|下記|上記|おすすめ|オススメ|お勧め)の?|この)\s*$/u;
const LIST_ENTRY = /^[ \t]*(?:[-*•・]|\(?\d{1,2}[.):]|[①-⑳])\s*\S/gmu;

/**
 * Whether a count is no claim: "one day" and 一度 as a way of speaking, small counts in words ("two volumes", 二人),
 * "these 3 books", 次の3冊, or as many as the answer's list has entries.
 */
export function isEnumeration({ aligned }: ReadText, placed: readonly PlacedToken[]): boolean {
  const [first] = placed;
  if (first?.token.kind !== 'number' || placed.length > 1) return false;
  const { value, units } = first.token;
  const isSpelled = !/\d/.test(originOf(aligned, first.start, first.end).normalize('NFKC'));
  if (value === '1' && isSpelled) return true;
  if (!units.some((unit) => LISTED.includes(unit)) || units.includes('volume-number')) return false;
  if (value === '1' || (isSpelled && Number(value) <= MOST_SPELLED)) return true;
  if (Number(value) > MOST_LISTED) return false;
  if (POINTING.test(aligned.text.slice(Math.max(0, first.start - 30), first.start))) return true;
  return aligned.original.match(LIST_ENTRY)?.length === Number(value);
}
