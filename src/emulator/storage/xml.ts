/** What an element holds: text, or elements in order. A list gives one element per entry. */
export interface XmlElements {
  readonly [name: string]:
    | string
    | number
    | boolean
    | undefined
    | XmlElements
    | readonly (XmlElements | string)[];
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A document of S3. */
export function xmlDocument(root: string, elements: XmlElements, options = { namespace: true }): string {
  const attribute = options.namespace ? ` xmlns="${namespace}"` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner(elements)}</${root}>`;
}

function inner(elements: XmlElements): string {
  return Object.entries(elements)
    .map(([name, value]) => {
      if (value === undefined) return '';
      const entries: readonly (XmlElements | string | number | boolean)[] = isList(value) ? value : [value];
      return entries
        .map(
          (entry) =>
            `<${name}>${typeof entry === 'object' ? inner(entry) : escapeXml(String(entry))}</${name}>`,
        )
        .join('');
    })
    .join('');
}

function isList(value: unknown): value is readonly (XmlElements | string)[] {
  return Array.isArray(value);
}

/** Text as XML 1.0 can carry it; what it cannot carry at all is given as a replacement character. */
function escapeXml(text: string): string {
  return (
    text
      .replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  );
}

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The inner text of every element of a name, in order, still XML. For the small documents of S3, where no element
 * nests in one of its own name; comments, CDATA and DTDs are not read.
 */
export function xmlElements(text: string, name: string): readonly string[] {
  const close = `</${name}>`;
  const found: string[] = [];
  // By hand, so that many openings without an end cost no more than one look for it.
  for (let at = text.indexOf(`<${name}`); at >= 0; at = text.indexOf(`<${name}`, at)) {
    const from = text.indexOf('>', at) + 1;
    const end = text.indexOf(close, from);
    if (from === 0 || end < 0) break;
    const own = /^[\s>]/.test(text.charAt(at + name.length + 1));
    if (own) found.push(text.slice(from, end));
    at = own ? end + close.length : from;
  }
  return found;
}

/** The text of the first element of a name, with its entities resolved. */
export function xmlText(text: string, name: string): string | undefined {
  const found = xmlElements(text, name)[0];
  return found?.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, named) => {
    if (named !== undefined) return entities[named] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
