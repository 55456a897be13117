/**
 * Units whose spellings are one and the same. A spelling may stand for two: Japanese `12巻` is volume 12 or
 * twelve volumes. Any other word after a number is compared as a word.
 */
const unitsBySpelling: { readonly [spelling: string]: readonly string[] } = {
  ...spellings('day', ['day', 'days', '日間']),
  ...spellings('business-day', ['business day', 'business days', 'working day', 'working days', '営業日']),
  ...spellings('week', ['week', 'weeks', '週間', '週']),
  ...spellings('month', [
    ...['month', 'months'],
    ...['か月', 'ヶ月', 'カ月', 'ケ月', 'ヵ月', '箇月'].flatMap((word) => [word, `${word}間`]),
  ]),
  ...spellings('year', ['year', 'years', '年間', '年']),
  ...spellings('hour', ['hour', 'hours', 'hr', 'hrs', '時間']),
  ...spellings('minute', ['minute', 'minutes', 'min', 'mins', '分', '分間']),
  ...spellings('second', ['second', 'seconds', 'sec', 'secs', '秒', '秒間']),
  ...spellings('point', ['point', 'points', 'pt', 'pts', 'ポイント']),
  ...spellings('page', ['page', 'pages', 'ページ', '頁']),
  ...spellings('volume-count', ['volume', 'volumes', 'vols']),
  ...spellings('chapter-count', ['chapter', 'chapters']),
  ...spellings('episode', ['episode', 'episodes']),
  ...spellings('copy', ['copy', 'copies']),
  ...spellings('book', ['book', 'books']),
  ...spellings('item', ['item', 'items']),
  ...spellings('piece', ['pieces', 'pcs', '個', '枚']),
  ...spellings('title', ['title', 'titles', 'タイトル', '作品']),
  ...spellings('order', ['order', 'orders', '件']),
  ...spellings('person', ['person', 'people', 'persons', '人', '名', '名様']),
  ...spellings('star', ['star', 'stars', 'つ星']),
  ...spellings('set', ['set', 'sets', 'セット']),
  ...spellings('age', ['years old', 'year old', '歳', '才']),
  ...spellings('centimetre', ['cm', 'centimetres', 'centimeters', 'センチ', 'センチメートル']),
  ...spellings('millimetre', ['mm', 'millimetres', 'millimeters', 'ミリ', 'ミリメートル']),
  ...spellings('kilometre', ['km', 'kilometres', 'kilometers', 'キロメートル']),
  ...spellings('kilogram', ['kg', 'kilograms', 'kilos', 'キログラム']),
  ...spellings('gram', ['g', 'grams', 'グラム']),
  ...spellings('inch', ['inch', 'inches', 'インチ']),
  ...spellings('gigabyte', ['gb', 'gigabytes', 'ギガバイト']),
  ...spellings('megabyte', ['mb', 'megabytes', 'メガバイト']),
  time: ['time', 'fold'],
  times: ['time', 'fold'],
  回: ['time'],
  倍: ['fold'],
  点: ['point', 'item'],
  日: ['day', 'day-of-month'],
  冊: ['copy', 'book'],
  巻: ['volume-number', 'volume-count'],
  話: ['chapter-number', 'chapter-count', 'episode'],
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

const patternOf = (spelling: string): string =>
  /[a-z]$/.test(spelling) ? `${spelling.replace(' ', '[\\s-]+')}(?![\\p{Script=Latin}\\p{N}])` : spelling;

const longestFirst = Object.keys(unitsBySpelling).sort((a, b) => b.length - a.length);

/** Alternatives for a pattern, longest first; a Latin spelling must end at a word boundary. */
export const unitPattern = longestFirst.map(patternOf).join('|');

/** The Japanese spellings alone. */
export const counterPattern = longestFirst.filter((spelling) => !/[a-z]$/.test(spelling)).join('|');

/** The English spellings alone, without abbreviations of one or two letters. */
export const unitWordPattern = longestFirst
  .filter((spelling) => /^[a-z ]{3,}$/.test(spelling))
  .map(patternOf)
  .join('|');
