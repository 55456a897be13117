/** English month names and abbreviations → `1`…`12`. */
const months: { readonly [name: string]: string } = Object.fromEntries(
  [
    ['january', 'jan'],
    ['february', 'feb'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ].flatMap((names, index) => names.map((name) => [name, String(index + 1)])),
);

/** The month that a word names, or undefined. */
export function monthOf(word: string): string | undefined {
  return Object.hasOwn(months, word) ? months[word] : undefined;
}

/** Alternatives for a pattern, longest first so that `march` is not read as `mar`. */
export const monthPattern = Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join('|');

const currencies: { readonly [written: string]: string } = {
  '¥': 'JPY',
  円: 'JPY',
  yen: 'JPY',
  jpy: 'JPY',
  us$: 'USD',
  $: 'USD',
  usd: 'USD',
  dollars: 'USD',
  dollar: 'USD',
  ドル: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  euros: 'EUR',
  euro: 'EUR',
  ユーロ: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
};

/** ISO code of a currency as it is written; undefined where it is none that is known. */
export function currencyOf(written: string): string | undefined {
  return Object.hasOwn(currencies, written) ? currencies[written] : undefined;
}

/**
 * Units whose spellings are one and the same. A spelling may stand for two: Japanese `12巻` is volume 12 or
 * twelve volumes. Any other word after a number is compared as a word.
 */
const unitsBySpelling: { readonly [spelling: string]: readonly string[] } = {
  ...spellings('day', ['day', 'days', '日', '日間']),
  ...spellings('business-day', ['business day', 'business days', 'working day', 'working days', '営業日']),
  ...spellings('week', ['week', 'weeks', '週間', '週']),
  ...spellings('month', ['month', 'months', 'か月', 'ヶ月', 'カ月', 'ケ月', 'ヵ月', 'か月間', 'ヶ月間']),
  ...spellings('year', ['year', 'years', '年間', '年']),
  ...spellings('hour', ['hour', 'hours', 'hr', 'hrs', '時間']),
  ...spellings('minute', ['minute', 'minutes', 'min', 'mins', '分', '分間']),
  ...spellings('point', ['point', 'points', 'pt', 'pts', 'ポイント']),
  ...spellings('page', ['page', 'pages', 'ページ', '頁']),
  ...spellings('volume-count', ['volume', 'volumes', 'vols']),
  ...spellings('chapter-count', ['chapter', 'chapters']),
  ...spellings('copy', ['copy', 'copies']),
  ...spellings('book', ['book', 'books']),
  ...spellings('item', ['item', 'items']),
  ...spellings('time', ['time', 'times', '回']),
  冊: ['copy', 'book'],
  巻: ['volume-number', 'volume-count'],
  話: ['chapter-number', 'chapter-count'],
};

function spellings(
  unit: string,
  written: readonly string[],
): { readonly [spelling: string]: readonly string[] } {
  return Object.fromEntries(written.map((spelling) => [spelling, [unit]]));
}

/** The units that a spelling may mean; undefined for a word that is no known unit. */
export function unitsOf(spelling: string): readonly string[] | undefined {
  return Object.hasOwn(unitsBySpelling, spelling) ? unitsBySpelling[spelling] : undefined;
}

/** Alternatives for a pattern, longest first; a Latin spelling must end at a word boundary. */
export const unitPattern = Object.keys(unitsBySpelling)
  .sort((a, b) => b.length - a.length)
  .map((spelling) =>
    /[a-z]$/.test(spelling) ? `${spelling.replace(' ', '[\\s-]+')}(?![\\p{Script=Latin}\\p{N}])` : spelling,
  )
  .join('|');

const numberWords: { readonly [word: string]: string } = Object.fromEntries([
  ...'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, index) => [word, String(index + 1)]),
  ...'thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, `${(index + 3) * 10}`]),
]);

/** The value of an English number word from one to twenty, or a ten up to ninety. */
export function numberWordValue(word: string): string | undefined {
  return Object.hasOwn(numberWords, word) ? numberWords[word] : undefined;
}

export const numberWordPattern = Object.keys(numberWords)
  .sort((a, b) => b.length - a.length)
  .join('|');
