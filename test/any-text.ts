import fc from 'fast-check';

const codePoint = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0xffff }),
    fc.integer({ min: 0x10000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

/**
 * Texts of any code point but half a surrogate pair, a quarter of them ASCII. The same texts as fast-check's own
 * `unit: 'binary'`, whose tables take a second to make in every test file that uses it.
 */
export function anyText(options: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit: codePoint, ...options });
}
