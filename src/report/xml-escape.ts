/**
 * Text that may stand in XML 1.0 content or between double quotes. What XML 1.0 cannot carry at all (control
 * characters, lone surrogates, U+FFFE and U+FFFF) becomes visible as `\u{…}` instead of breaking the file.
 */
export function xmlText(text: string): string {
  let escaped = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    escaped += isXmlCharacter(point) ? (ENTITIES[character] ?? character) : `\\u{${point.toString(16)}}`;
  }
  return escaped;
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser would turn a bare one in an attribute into a space.
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** The production Char of XML 1.0, fifth edition, §2.2, without the discouraged C1 controls. */
function isXmlCharacter(point: number): boolean {
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  if (point >= 0x7f && point <= 0x9f) return point === 0x85;
  return (point <= 0xd7ff || point >= 0xe000) && (point & 0xfffe) !== 0xfffe;
}
