import {
  isEndOfLife,
  type KeptRates,
  type ModelPrice,
  type PriceBook,
  type PricedModel,
  type PriceRow,
  RATE_FIELDS,
  type RateChange,
  type RateField,
  type Rates,
  usdPerMillion,
} from '../../../cost/index.js';

const TITLES: { readonly [field in RateField]: string } = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache read',
  cacheWrite5m: 'write 5m',
  cacheWrite1h: 'write 1h',
  batchInput: 'batch in',
  batchOutput: 'batch out',
};

const UNKNOWN = '–';

/** One line for each model: prices of short prompts, by the global profile where it has a price of its own. */
export function renderList(prices: readonly ModelPrice[], on: string): string {
  const width = Math.max(5, ...prices.map(({ listedAs }) => listedAs.length));
  const head = `${'model'.padEnd(width)}${RATE_FIELDS.map((field) => `  ${TITLES[field].padStart(8)}`).join('')}`;
  const lines = prices.map((price) => {
    const [{ rates, verified }, ...more] = price.tiers;
    const cells = RATE_FIELDS.map((field) => `  ${figure(rates[field]).padStart(8)}`).join('');
    const marks = [
      verified ? '' : 'unverified',
      more.length === 0 ? '' : `more above ${more[0]?.abovePromptTokens} tokens`,
      isEndOfLife(price, on) ? 'end of life' : '',
    ].filter((mark) => mark !== '');
    return `${price.listedAs.padEnd(width)}${cells}${marks.length === 0 ? '' : `  ${marks.join(', ')}`}`;
  });
  return [head, ...lines].join('\n');
}

/** Everything that a book says of one model, the rows that hold for the id as it was asked for first. */
export function renderModel(book: PriceBook, model: PricedModel, price: ModelPrice | undefined): string {
  const { endOfLife } = model;
  const past = endOfLife !== null && endOfLife.date <= book.date ? ' (past)' : '';
  return [
    model.name === model.id ? model.id : `${model.name} (${model.id})`,
    ...(price === undefined ? [] : [`${price.modelId} pays the ${regionWords(model, price.region)} price`]),
    ...(endOfLife === null
      ? []
      : [`end of life ${endOfLife.date}${past}${endOfLife.note === undefined ? '' : `: ${endOfLife.note}`}`]),
    ...model.rows.flatMap((row) => ['', ...renderRow(book, row)]),
  ].join('\n');
}

/** The figures that become others, those that are new, and those that stay beside them. */
export function renderChanges({
  changes,
  kept,
}: {
  readonly changes: readonly RateChange[];
  readonly kept: readonly KeptRates[];
}): readonly string[] {
  const changed = changes.map(({ field, from, to, ...place }) => {
    const now =
      from === undefined ? `${figure(to)} (new)` : `${figure(from)} → ${figure(to)} (${change(from, to)})`;
    return `${placeWords(place)}${TITLES[field]} ${now}`;
  });
  const stays = kept.map(({ rates, ...place }) => {
    const figures = RATE_FIELDS.filter((field) => rates[field] !== undefined).map(
      (field) => `${TITLES[field]} ${figure(rates[field])}`,
    );
    return `${placeWords(place)}as before: ${figures.join(', ')}`;
  });
  return [...changed, ...stays];
}

function placeWords({ region, abovePromptTokens }: Pick<RateChange, 'region' | 'abovePromptTokens'>): string {
  const parts = [
    region === 'any' ? '' : region,
    abovePromptTokens === 0 ? '' : `> ${abovePromptTokens} tokens`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}

/** A change in percent to one decimal, worked out in integers: `+12.5 %`. */
export function change(from: bigint, to: bigint): string {
  if (from === 0n) return 'was free';
  const scaled = (to - from) * 10_000n;
  const tenths = (scaled / from + (scaled < 0n ? -5n : 5n)) / 10n;
  const size = tenths < 0n ? -tenths : tenths;
  const sign = to < from ? '−' : '+';
  return size === 0n ? `${sign}<0.1 %` : `${sign}${size / 10n}.${size % 10n} %`;
}

function renderRow(book: PriceBook, row: PriceRow): readonly string[] {
  const heading = [
    row.region === 'any' ? 'every profile and Region' : row.region,
    row.abovePromptTokens === 0 ? '' : `prompts over ${row.abovePromptTokens} tokens`,
    row.effective === null ? '' : `since ${row.effective}`,
    row.verified ? '' : 'unverified',
  ].filter((part) => part !== '');
  return [
    `${heading.join(', ')} (dollars per million tokens)`,
    ...RATE_FIELDS.map((field) => `  ${TITLES[field].padEnd(12)}${figure(row.rates[field])}`),
    ...row.sources.map((key) => `  source      ${sourceWords(book, key)}`),
    ...(row.note === undefined ? [] : [`  note        ${row.note}`]),
  ];
}

function sourceWords(book: PriceBook, key: string): string {
  const source = Object.hasOwn(book.sources, key) ? book.sources[key] : undefined;
  return source === undefined ? key : `${source.title} (${source.date})`;
}

function regionWords(model: PricedModel, region: string): string {
  return model.rows.every((row) => row.region === 'any') ? 'same' : region;
}

/** Rates as JSON documents have them: decimal texts of dollars per million tokens; unknown ones are left out. */
export function decimals(rates: Partial<Rates>): { readonly [field: string]: string } {
  return Object.fromEntries(
    RATE_FIELDS.flatMap((field) => {
      const rate = rates[field];
      return rate === undefined ? [] : [[field, usdPerMillion(rate)]];
    }),
  );
}

function figure(perToken: bigint | undefined): string {
  return perToken === undefined ? UNKNOWN : usdPerMillion(perToken);
}
