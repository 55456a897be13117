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
