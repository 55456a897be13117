/** Letters of other alphabets, and signs, that a reader takes for these. Full-width and styled forms fold by NFKC. */
const TWINS: { readonly [plain: string]: string } = {
  a: 'аαɑ',
  b: 'ьƅ',
  c: 'сϲᴄ',
  d: 'ԁɗ',
  e: 'еεҽ',
  f: 'ſ',
  g: 'ɡց',
  h: 'һհ',
  i: 'іιıɩ',
  j: 'јϳ',
  k: 'кκ',
  l: 'ӏⅼǀ',
  m: 'мⅿ',
  n: 'ոηп',
  o: 'оοօσ',
  p: 'рρ',
  q: 'ԛգ',
  r: 'гꭇ',
  s: 'ѕꜱ',
  t: 'тτ',
  u: 'υսц',
  v: 'νѵ',
  w: 'ԝωѡ',
  x: 'хχ',
  y: 'уγү',
  z: 'ᴢ',
  '<': '〈⟨❬❮≺⧼ᐸ˂',
  '>': '〉⟩❭❯≻⧽ᐳ˃',
  '[': '【〔⟦❲⁅〖〚',
  ']': '】〕⟧❳⁆〗〛',
  '/': '∕⁄⧸╱',
};

const PLAIN_BY_TWIN: ReadonlyMap<string, string> = new Map(
  Object.entries(TWINS).flatMap(([plain, twins]) => [...twins].map((twin) => [twin, plain] as const)),
);

/** Joiners and selectors that make emoji and some scripts what they are; invisible anywhere else. */
const JOINED =
  /(?<=\p{Extended_Pictographic}\p{M}*)[\u200d\ufe0e\ufe0f]|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{M}])[\u200c\u200d]/gu;
const INVISIBLE =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\ufff9-\ufffb]|(?![\t\n\v\f\r\u0085])\p{Cc}/gu;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * The text without what no reader sees: zero-width and control characters, direction overrides, tag characters. What
 * holds an emoji or an Indic or Arabic word together stays. Every line end becomes a line feed.
 */
export function stripInvisible(text: string): string {
  const kept: number[] = [...text.matchAll(JOINED)].map(({ index }) => index);
  const joined = new Set(kept);
  return text
    .replace(INVISIBLE, (sign: string, index: number) => (joined.has(index) ? sign : ''))
    .replace(LINE_ENDS, '\n');
}

/** A text as it looks, with the place in the text that each unit of it came from. */
export interface Folded {
  readonly text: string;
  /** By UTF-16 unit of the folded text: index into the original, with one entry more for its end. */
  readonly origin: readonly number[];
}

/** Lower case, NFKC, accents of Latin letters taken off, look-alike letters and brackets replaced by what they look like. */
export function foldLookAlikes(text: string): Folded {
  const origin: number[] = [];
  let folded = '';
  let index = 0;
  for (const sign of text) {
    const plain = foldSign(sign);
    for (let unit = 0; unit < plain.length; unit += 1) origin.push(index);
    folded += plain;
    index += sign.length;
  }
  origin.push(index);
  return { text: folded, origin };
}

function foldSign(sign: string): string {
  if (sign <= '\u007f') return sign.toLowerCase();
  const known = PLAIN_BY_TWIN.get(sign);
  if (known !== undefined) return known;
  const composed = sign.normalize('NFKC').toLowerCase();
  return [...composed]
    .map((part) => PLAIN_BY_TWIN.get(part) ?? (/\p{Script=Latin}/u.test(part) ? withoutAccent(part) : part))
    .join('');
}

function withoutAccent(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}/gu, '');
}
