import type { AlignedText } from './aligned-text.js';

/** Plain ASCII in one piece, `&`, and every other character with the marks that belong to it. */
const PIECES = /&|\p{ASCII}\p{M}+|(?:(?!&)\p{ASCII}(?!\p{M}))+|\P{ASCII}[\p{M}\uff9e\uff9f]*/gu;
const ASCII = /^\p{ASCII}+$/u;

/**
 * Brings a text to the form in which facts are compared: NFKC (full-width forms become ASCII, `￥` becomes `¥`),
 * lower case, Latin diacritics dropped (`Shōnen` = `shonen`; the voicing marks of kana stay, they change the
 * word), typographic dashes and quotes to ASCII, `&` to `and`, soft hyphens and zero-width characters removed.
 */
export function foldText(text: string): string {
  return foldAligned(text).text;
}

/** {@link foldText} that remembers where each character came from. */
export function foldAligned(text: string): AlignedText {
  const original = text.normalize('NFC');
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (const { 0: piece, index } of original.matchAll(PIECES)) {
    const written = foldPiece(piece);
    const oneToOne = written.length === piece.length && ASCII.test(piece);
    for (let at = 0; at < written.length; at += 1) {
      starts.push(oneToOne ? index + at : index);
      ends.push(oneToOne ? index + at + 1 : index + piece.length);
    }
    folded += written;
  }
  return { original, text: folded, starts, ends };
}

function foldPiece(piece: string): string {
  if (piece === '&') return ' and ';
  if (ASCII.test(piece)) return piece.toLowerCase();
  return (
    piece
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
      .normalize('NFC')
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
      .replace(/[\u201c\u201d\u2033]/g, '"')
      // NFKC leaves the wave dash alone but makes its full-width twin a tilde.
      .replace(/\u301c/g, '~')
      .replace(/&/g, ' and ')
  );
}
