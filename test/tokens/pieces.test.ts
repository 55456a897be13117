import fc from 'fast-check';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { describe, expect, test } from 'vitest';
import { eachPiece } from '../../src/tokens/pieces.js';

/** As js-tiktoken cuts: all matches over the whole text. */
const whole = (text: string) => [...text.matchAll(new RegExp(o200k.pat_str, 'gu'))].map(([piece]) => piece);

const sticky = new RegExp(o200k.pat_str, 'uy');
function pieces(text: string, width?: number): readonly string[] {
  const found: string[] = [];
  eachPiece(text, sticky, (piece) => found.push(piece), width);
  return found;
}

describe('a text is cut into the pieces of the vocabulary’s pattern', () => {
  const unit = fc.constantFrom(
    ...[' ', '  ', '\n', '\r\n', '\t', 'a', 'B', 'word', "'ll", "'S", '12', '3', ';', '—', 'ル', '全', '👩'],
    ...['\u0301', 'ß', 'é', 'Ǆ', '\u3000', '/', '\ud83d'],
  );
  test('in windows of any width as in one', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 120 }), fc.integer({ min: 24, max: 60 }), (units, width) => {
        const text = units.join('');
        // A run as long as a window is cut, and then the pieces differ by design.
        fc.pre(whole(text).every((piece) => piece.length < width - 8));
        expect(pieces(text, width)).toEqual(whole(text));
      }),
      { numRuns: 400 },
    );
  });

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(pieces(text)).toEqual(whole(text));
      }),
      { numRuns: 300 },
    );
  });

  test('nothing is lost or doubled when a run is longer than a window', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (units, width) => {
        const text = units.join('').repeat(3);
        expect(pieces(text, width).join('')).toBe(text);
      }),
    );
  });
});
