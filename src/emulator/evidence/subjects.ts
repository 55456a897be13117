import { quantitiesOf } from '../language/quantities.js';
import { termsOf } from '../language/terms.js';

/** `edition B`, `order #4471`, `GT-2041`, `第2巻`: what tells one thing from another of its kind. */
const things =
  'edition|order|volume|vol\\.?|no\\.?|number|part|model|line|platform|room|plan|size|type|class|version|batch|loan';
const anyCase = things.replace(
  /(^|\|)(\w)/g,
  (_, bar: string, letter: string) => `${bar}[${letter}${letter.toUpperCase()}]`,
);
const designator = new RegExp(
  `\\b(?:${anyCase}) +(#?\\d[\\w-]*|[A-Z](?!\\p{L}))|\\b([A-Z]{1,5}-?\\d[\\w-]*)|#(\\d+)|第?(\\d+)[巻号話]`,
  'gu',
);
/** Words for kinds of documents: they name no other thing. */
const kindsOfPage =
  /\b(?:polic(?:y|ies)|faqs?|guides?|pages?|infos?|information|terms|conditions|rules?|notices?|help|overview|details?|about|updates?|old|new|current|draft|copy|\d{4})\b/gi;

/** Whether two sentences speak of different things: other designators, or another word before the same noun. */
export function differInSubject(first: string, second: string): boolean {
  return disjoint(designatorsOf(first), designatorsOf(second)) || otherModifier(first, second);
}

/** Whether two titles name different things: other designators, or each has a word that the other lacks. */
export function differInTitle(first: string, second: string): boolean {
  if (disjoint(designatorsOf(first), designatorsOf(second))) return true;
  const one = termsOf(first.replace(kindsOfPage, ' ')).all;
  const other = termsOf(second.replace(kindsOfPage, ' ')).all;
  return [...one].some((term) => !other.has(term)) && [...other].some((term) => !one.has(term));
}

function designatorsOf(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(designator)].map((match) =>
      (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').toLowerCase(),
    ),
  );
}

function disjoint(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size > 0 && other.size > 0 && [...one].every((item) => !other.has(item));
}

/** `paperback edition` and `hardback edition`: a noun of both, before the value, with another content word before it. */
function otherModifier(first: string, second: string): boolean {
  const one = modifiers(first);
  const other = modifiers(second);
  for (const [noun, modifier] of one) {
    const theirs = other.get(noun);
    if (theirs !== undefined && theirs !== modifier) return true;
  }
  return false;
}

function modifiers(text: string): ReadonlyMap<string, string> {
  const until = quantitiesOf(text)[0]?.at ?? text.length;
  const words = text
    .slice(0, until)
    .split(/\s+/)
    .map(
      (word) =>
        [...termsOf(word).all][0] ?? (/^(?:this|another|other)$/i.test(word) ? word.toLowerCase() : ''),
    );
  const found = new Map<string, string>();
  words.forEach((noun, at) => {
    const before = words[at - 1] ?? '';
    if (noun !== '' && before !== '') found.set(noun, before);
  });
  return found;
}
