/** Filters of Nunjucks → Liquid; `arguments`: how many are taken over. */
const FILTERS: {
  readonly [name: string]: { readonly liquid: string | undefined; readonly arguments: number };
} = {
  upper: { liquid: 'upcase', arguments: 0 },
  lower: { liquid: 'downcase', arguments: 0 },
  capitalize: { liquid: 'capitalize', arguments: 0 },
  trim: { liquid: 'strip', arguments: 0 },
  length: { liquid: 'size', arguments: 0 },
  first: { liquid: 'first', arguments: 0 },
  last: { liquid: 'last', arguments: 0 },
  reverse: { liquid: 'reverse', arguments: 0 },
  sort: { liquid: 'sort', arguments: 0 },
  join: { liquid: 'join', arguments: 1 },
  replace: { liquid: 'replace', arguments: 2 },
  default: { liquid: 'default', arguments: 1 },
  d: { liquid: 'default', arguments: 1 },
  escape: { liquid: 'escape', arguments: 0 },
  e: { liquid: 'escape', arguments: 0 },
  striptags: { liquid: 'strip_html', arguments: 0 },
  nl2br: { liquid: 'newline_to_br', arguments: 0 },
  urlencode: { liquid: 'url_encode', arguments: 0 },
  round: { liquid: 'round', arguments: 1 },
  abs: { liquid: 'abs', arguments: 0 },
  int: { liquid: 'floor', arguments: 0 },
  dump: { liquid: 'json', arguments: 0 },
  tojson: { liquid: 'json', arguments: 0 },
  // Nothing is escaped here, and everything is text in the end.
  safe: { liquid: undefined, arguments: 0 },
  string: { liquid: undefined, arguments: 0 },
};

const STRING = String.raw`"[^"]*"|'[^']*'`;
const NAME = String.raw`[A-Za-z_]\w*(?:\.\w+|\[(?:\d+|${STRING})\])*`;
const ATOM = new RegExp(String.raw`^(?:${NAME}|${STRING}|-?\d+(?:\.\d+)?|true|false|none|null)$`);
const LOOP: { readonly [name: string]: string } = {
  'loop.index': 'forloop.index',
  'loop.index0': 'forloop.index0',
  'loop.first': 'forloop.first',
  'loop.last': 'forloop.last',
  'loop.length': 'forloop.length',
  'loop.revindex': 'forloop.rindex',
  'loop.revindex0': 'forloop.rindex0',
};

/** A name, text or number in Liquid; undefined for anything more. */
export function liquidAtom(written: string): string | undefined {
  const text = written.trim();
  if (!ATOM.test(text)) return undefined;
  if (text === 'none' || text === 'null') return 'nil';
  return LOOP[text] ?? text;
}

/** `name | filter(arguments) | …` in Liquid; undefined where a part has no counterpart. */
export function liquidOutput(written: string): string | undefined {
  const [head = '', ...filters] = splitOutside(written, '|');
  const atom = liquidAtom(head);
  if (atom === undefined) return undefined;
  let output = atom;
  for (const filter of filters) {
    const match = /^\s*([A-Za-z_]\w*)\s*(?:\(([\s\S]*)\))?\s*$/.exec(filter);
    const known = FILTERS[match?.[1] ?? ''];
    if (match === null || known === undefined) return undefined;
    const given = match[2]?.trim() ?? '';
    const values = given === '' ? [] : splitOutside(given, ',').map(liquidAtom);
    if (values.length > known.arguments || values.includes(undefined)) return undefined;
    if (known.liquid === undefined) continue;
    // Nunjucks joins with nothing between, Liquid with a blank.
    const shown = known.liquid === 'join' && values.length === 0 ? ["''"] : values;
    output += ` | ${known.liquid}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}`;
  }
  return output;
}

/** A condition of `if` in Liquid; undefined where it uses more than comparisons, `and`, `or`, `not`, `in`. */
export function liquidCondition(written: string): string | undefined {
  if (/[()~+*%]/.test(written.replace(/"[^"]*"|'[^']*'/g, ''))) return undefined;
  const parts = written.trim().split(/\s+(and|or)\s+/);
  // Liquid has no precedence of `and` over `or`.
  if (parts.includes('and') && parts.includes('or')) return undefined;
  const translated = parts.map((part) => (part === 'and' || part === 'or' ? part : comparison(part)));
  return translated.includes(undefined) ? undefined : translated.join(' ');
}

function comparison(written: string): string | undefined {
  const text = written.trim();
  const negated = /^not\s+([\s\S]+)$/.exec(text);
  if (negated !== null) {
    const inner = liquidAtom(negated[1] ?? '');
    return inner === undefined ? undefined : `${inner} == blank`;
  }
  const defined = /^([\w.]+)\s+is\s+(not\s+)?(defined|undefined)$/.exec(text);
  if (defined !== null) {
    const isPositive = (defined[2] === undefined) === (defined[3] === 'defined');
    return `${defined[1]} ${isPositive ? '!=' : '=='} blank`;
  }
  const member = /^([\s\S]+?)\s+in\s+([\s\S]+)$/.exec(text);
  if (member !== null) return twoSided(member[2], 'contains', member[1]);
  const compared = /^([\s\S]+?)\s*(===?|!==?|<=|>=|<|>)\s*([\s\S]+)$/.exec(text);
  if (compared !== null) return twoSided(compared[1], (compared[2] ?? '').slice(0, 2), compared[3]);
  const length = /^([\s\S]+?)\s*\|\s*length$/.exec(text);
  const atom = liquidAtom(length?.[1] ?? text);
  if (atom === undefined) return undefined;
  // An empty text is true in Liquid, and samples get one for a var that they lack.
  return length === null ? `${atom} != blank` : `${atom}.size > 0`;
}

function twoSided(left: string | undefined, operator: string, right: string | undefined): string | undefined {
  const size = /^([\s\S]+?)\s*\|\s*length$/.exec(left?.trim() ?? '');
  const [a, b] = [liquidAtom(size?.[1] ?? left ?? ''), liquidAtom(right ?? '')];
  if (a === undefined || b === undefined) return undefined;
  return `${a}${size === null ? '' : '.size'} ${operator} ${b}`;
}

/** Splits at `separator` outside quotes and brackets. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
    else if (char === separator && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
