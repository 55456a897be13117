import { quantitiesOf } from '../language/quantities.js';
import { isJapanese } from '../language/terms.js';

const longestHeader = 90;
const statesSomething =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|cannot|will|may|must|should|would|not|please|it|you|we|they|your|our|this|that|these|the|a|an|at|to|on|only|from|by|if|when)\b/i;
const code = /\b[A-Z]{1,5}-?\d[\w-]*\b|#\d+/;
const separated = /[,|/／・–—]/;
const japaneseStatement =
  /(?:です|ます|ました|ません|した|する|れる|ある|ない|ください|[だたるいすうくむ])[。.]?$/;

/**
 * Whether a passage's first sentence is a header and no statement: the name of the thing, its parts in commas, its
 * number (`Hand fork, 3 tines, GT-2041.`). A sentence with a price, date or time states something.
 */
export function isHeader(sentence: string): boolean {
  const text = sentence.replace(/[.。]$/, '').trim();
  if (text.length > longestHeader || /[:：!?！？]/.test(text)) return false;
  if (quantitiesOf(text).some(({ kind }) => /^(?:price|date|time|percent)$/.test(kind))) return false;
  if (isJapanese(text)) return !japaneseStatement.test(text) && /[\s　|／/、・「『]|\d/.test(text);
  if (statesSomething.test(text)) return false;
  if (code.test(text)) return true;
  if (separated.test(text))
    return text.split(/[,|/／・–—]/).every((part) => part.trim().split(/\s+/).length <= 4);
  return isTitleCase(text);
}

function isTitleCase(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => word.length > 3);
  return words.length > 0 && words.every((word) => /^[\p{Lu}\d]/u.test(word));
}
