/** What a text is as XML: its elements by path, or where it goes wrong. */
export type ParsedXml =
  | {
      readonly state: 'xml';
      /** Every element's path from the root, names joined by dots, for example `order.item`. */
      readonly paths: ReadonlySet<string>;
    }
  | { readonly state: 'not-xml'; readonly message: string };

/** Deeper nesting than any answer needs. */
const MAX_DEPTH = 1000;

const start = String.raw`:A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}`;
const name = String.raw`[${start}][${start}\-.0-9\xB7\u0300-\u036F\u203F-\u2040]*`;
const openTag = new RegExp(String.raw`<(${name})((?:\s+${name}\s*=\s*(?:"[^<"]*"|'[^<']*'))*)\s*(/?)>`, 'uy');
const closeTag = new RegExp(String.raw`</(${name})\s*>`, 'uy');
const attribute = new RegExp(String.raw`(${name})\s*=\s*("[^<"]*"|'[^<']*')`, 'gu');
const skipped = {
  comment: /<!--(?:(?!--)[\s\S])*-->/uy,
  instruction: new RegExp(String.raw`<\?(?!xml[\s?])${name}(?:\s(?:(?!\?>)[^])*)?\?>`, 'uiy'),
} as const;
const declaration =
  /<\?xml\s+version\s*=\s*(?:"1\.\d+"|'1\.\d+')(?:\s+[\w]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\?>/uy;
const cdata = /<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>/uy;
const reference = /&(?:amp|lt|gt|apos|quot|#\d{1,7}|#x[\dA-Fa-f]{1,6});/g;
/** What XML 1.0 allows in a text. */
const forbidden = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Where a reading has got to. */
interface Reading {
  readonly text: string;
  readonly paths: Set<string>;
  /** Names of the elements that are open. */
  readonly open: string[];
  at: number;
  rooted: boolean;
}

/**
 * Whether the whole text is one well-formed XML 1.0 document, in one pass. Documents with a `<!DOCTYPE` are refused: no
 * entity is expanded and nothing outside is ever read; of references, the five predefined ones and character
 * references are allowed.
 */
export function parseXml(text: string): ParsedXml {
  if (forbidden.test(text)) return { state: 'not-xml', message: 'it holds a character that XML forbids' };
  const start = skip(declaration, text, text.length - text.trimStart().length) ?? 0;
  const reading: Reading = { text, paths: new Set(), open: [], at: start, rooted: false };
  let fault: string | undefined;
  while (reading.at < text.length && fault === undefined) {
    fault = text[reading.at] === '<' ? readMarkup(reading) : readText(reading);
  }
  fault ??= faultOfEnd(reading);
  if (fault === undefined) return { state: 'xml', paths: reading.paths };
  return { state: 'not-xml', message: `${fault} at character ${reading.at + 1}` };
}

function faultOfEnd({ open, rooted }: Reading): string | undefined {
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return rooted ? undefined : 'no element';
}

/** Reads up to the next `<`; what is wrong stops before it. */
function readText(reading: Reading): string | undefined {
  const { text, at, open } = reading;
  const next = text.indexOf('<', at);
  const words = text.slice(at, next < 0 ? text.length : next);
  if (open.length === 0 && words.trim() !== '') return 'text outside the root element';
  const fault = faultOfText(words);
  if (fault === undefined) reading.at += words.length;
  return fault;
}

function readMarkup(reading: Reading): string | undefined {
  const { text, at, open } = reading;
  const past =
    skip(skipped.comment, text, at) ??
    skip(skipped.instruction, text, at) ??
    (open.length > 0 ? skip(cdata, text, at) : undefined);
  if (past !== undefined) {
    reading.at = past;
    return undefined;
  }
  const closing = take(closeTag, text, at);
  if (closing === null) return readElement(reading);
  if (open.pop() !== closing[1]) return `</${closing[1]}> closes nothing`;
  reading.at += closing[0].length;
  return undefined;
}

function readElement(reading: Reading): string | undefined {
  const { text, at, open, paths, rooted } = reading;
  const opening = take(openTag, text, at);
  if (opening === null) {
    return text.startsWith('<!DOCTYPE', at) ? 'a document type, which is not read,' : 'not a tag';
  }
  if (open.length === 0 && rooted) return 'a second root element';
  if (open.length >= MAX_DEPTH) return `elements nested deeper than ${MAX_DEPTH}`;
  const [tag, element = '', attributes = '', selfClosing] = opening;
  const fault = faultOfAttributes(attributes);
  if (fault !== undefined) return fault;
  reading.rooted = true;
  paths.add([...open, element].join('.'));
  if (selfClosing !== '/') open.push(element);
  reading.at += tag.length;
  return undefined;
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skip(pattern: RegExp, text: string, at: number): number | undefined {
  const match = take(pattern, text, at);
  return match === null ? undefined : at + match[0].length;
}

function faultOfText(words: string): string | undefined {
  if (words.includes(']]>')) return '"]]>" in text';
  return words.replace(reference, '').includes('&') ? 'an "&" that begins no known reference' : undefined;
}

function faultOfAttributes(attributes: string): string | undefined {
  const names = new Set<string>();
  for (const [, key = '', value = ''] of attributes.matchAll(attribute)) {
    if (names.has(key)) return `attribute ${key} twice`;
    names.add(key);
    if (value.replace(reference, '').includes('&')) return `an "&" that begins no known reference`;
  }
  return undefined;
}
