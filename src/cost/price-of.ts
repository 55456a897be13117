import { invalidInput, type ParsimonyError, type Problem } from '../domain/index.js';
import { modelAddress, type RegionClass } from './model-id.js';
import type { EndOfLife, PriceBook, PriceRow, RateField, Rates } from './price-book.js';
import { addPriceCommand } from './price-command.js';

/** The rates of requests whose prompt is longer than `abovePromptTokens`, up to the next tier. */
export interface PriceTier {
  readonly abovePromptTokens: number;
  readonly rates: Rates;
  readonly effective: string | null;
  readonly sources: readonly string[];
  readonly verified: boolean;
}

/** What one model costs, called in one way, on one day. */
export interface ModelPrice {
  /** The id as it was asked for, profile and all. */
  readonly modelId: string;
  /** The book's own id. */
  readonly listedAs: string;
  readonly name: string;
  readonly region: RegionClass;
  readonly endOfLife: EndOfLife | null;
  /** By ascending threshold; the first starts at 0. */
  readonly tiers: readonly [PriceTier, ...PriceTier[]];
}

export type PriceLookup =
  | { readonly state: 'found'; readonly price: ModelPrice }
  | { readonly state: 'unknown'; readonly problem: Problem };

/**
 * The price of a model on a day (ISO date; default: the book's own date). The id is looked up as it stands, then
 * without ARN and profile prefix. `global.` ids take the global row, all others the regional one; nothing is
 * multiplied or guessed. Never throws; an unknown price is a problem that names the model, never 0 (law 4).
 */
export function findPrice(
  book: PriceBook,
  modelId: string,
  options: { readonly at?: string } = {},
): PriceLookup {
  const address = modelAddress(modelId);
  const model = book.models.get(modelId) ?? book.models.get(address.base);
  if (model === undefined) return unknown(modelId, 'has no price in the price book', book, address.base);
  const at = options.at ?? book.date;
  const current = currentRows(model.rows, at)
    .filter((row) => row.region === 'any' || row.region === address.region)
    .sort((a, b) => a.abovePromptTokens - b.abovePromptTokens);
  const [first, ...rest] = current.map(
    ({ abovePromptTokens, rates, effective, sources, verified }): PriceTier => ({
      abovePromptTokens,
      rates,
      effective,
      sources,
      verified,
    }),
  );
  if (first === undefined || first.abovePromptTokens !== 0) {
    return unknown(modelId, `has no ${address.region} price that holds on ${at}`, book, model.id);
  }
  const { id: listedAs, name, endOfLife } = model;
  return {
    state: 'found',
    price: { modelId, listedAs, name, region: address.region, endOfLife, tiers: [first, ...rest] },
  };
}

/** As {@link findPrice}, but throws an `invalid-input` error for an unknown price. */
export function priceOf(
  book: PriceBook,
  modelId: string,
  options: { readonly at?: string } = {},
): ModelPrice {
  const lookup = findPrice(book, modelId, options);
  if (lookup.state === 'found') return lookup.price;
  throw invalidInput([lookup.problem], lookup.problem.message);
}

/** Whether the model has stopped answering on that day (ISO date). */
export function isEndOfLife(price: ModelPrice, at: string): boolean {
  return price.endOfLife !== null && price.endOfLife.date <= at;
}

/** The tier that prices a request with a prompt of that many tokens. */
export function tierFor(price: ModelPrice, promptTokens: number): PriceTier {
  let chosen = price.tiers[0];
  for (const tier of price.tiers) if (promptTokens > tier.abovePromptTokens) chosen = tier;
  return chosen;
}

/** The error for a rate that a computation needs and the book does not give. */
export function missingRate(price: ModelPrice, field: RateField, abovePromptTokens = 0): ParsimonyError {
  const tier = abovePromptTokens === 0 ? '' : ` with more than ${abovePromptTokens} prompt tokens`;
  const message = `the price book has no ${field} price for ${price.modelId}${tier}`;
  return invalidInput(
    [
      {
        code: 'missing-rate',
        message,
        path: `models.${price.listedAs}`,
        hint: `Add it, in dollars per million tokens: \`${addPriceCommand(price.modelId, [field], { abovePromptTokens })}\`.`,
      },
    ],
    message,
  );
}

/** Of each region class and tier, the newest row that holds on that day (ISO date). */
export function currentRows(rows: readonly PriceRow[], at: string): readonly PriceRow[] {
  const newest = new Map<string, PriceRow>();
  for (const row of rows) {
    if (row.effective !== null && row.effective > at) continue;
    const key = `${row.region} ${row.abovePromptTokens}`;
    const known = newest.get(key);
    if (known === undefined || (row.effective ?? '') > (known.effective ?? '')) newest.set(key, row);
  }
  return [...newest.values()];
}

function unknown(modelId: string, what: string, book: PriceBook, listAs: string): PriceLookup {
  return {
    state: 'unknown',
    problem: {
      code: 'unknown-price',
      message: `model ${modelId} ${what} of ${book.date}`,
      path: `models.${listAs}`,
      hint: `Add it, in dollars per million tokens: \`${addPriceCommand(modelId, ['input', 'output'])}\`. The docs of prices say what else it takes (--cache-read, --batch-input …).`,
    },
  };
}
