import { foldLookAlikes } from './look-alikes.js';

/** As many as a judge is asked for; more are a judge that was misled. */
const MOST_QUOTES = 5;
/** Of letters and digits; less stands anywhere. */
const SHORTEST = 3;
const SIGN = /[\p{L}\p{N}]/u;
const SPACED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;

/** The letters and digits of a text as they look, each with its place. */
interface Letters {
  readonly text: string;
  /** By UTF-16 unit of `text`: where the sign stands in the original. */
  readonly origin: readonly number[];
}

/**
 * Where the quotes stand in a text, by letters and digits alone: a judge that copies straightens quotation marks,
 * closes gaps, and saw brackets that look like delimiters in another form. What stands inside a word is no quote of it.
 */
export function findQuotes(
  text: string,
  quotes: readonly string[],
): readonly { readonly start: number; readonly end: number }[] {
  if (quotes.length === 0) return [];
  const known = lettersOf(text);
  return quotes.slice(0, MOST_QUOTES).flatMap((quote) =>
    // A judge that leaves something out writes dots for it.
    quote.split(/…|\.{3}/u).flatMap((part) => placesOf(lettersOf(part).text, known, text)),
  );
}

function placesOf(
  wanted: string,
  known: Letters,
  text: string,
): readonly { readonly start: number; readonly end: number }[] {
  if ([...wanted].length < SHORTEST) return [];
  const places: { start: number; end: number }[] = [];
  for (let at = known.text.indexOf(wanted); at !== -1; at = known.text.indexOf(wanted, at + wanted.length)) {
    const start = known.origin[at] ?? 0;
    const last = known.origin[at + wanted.length - 1] ?? 0;
    const end = last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
    if (!splitsWord(text, start) && !splitsWord(text, end)) places.push({ start, end });
  }
  return places;
}

function lettersOf(text: string): Letters {
  const { text: folded, origin: places } = foldLookAlikes(text);
  const origin: number[] = [];
  let letters = '';
  let at = 0;
  for (const sign of folded) {
    if (SIGN.test(sign)) {
      letters += sign;
      for (let unit = 0; unit < sign.length; unit += 1) origin.push(places[at] ?? 0);
    }
    at += sign.length;
  }
  return { text: letters, origin };
}

/** In scripts that part words by blanks. */
function splitsWord(text: string, at: number): boolean {
  return SPACED.test(text.charAt(at - 1)) && SPACED.test(text.charAt(at));
}
