import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  findPrice,
  type ModelPrice,
  mergePriceBooks,
  type PriceBook,
  parsePriceBook,
  parsePriceBookText,
  priceOf,
} from '../../cost/index.js';
import type { Problem } from '../../domain/index.js';
import type { RunContext, RunOptions } from '../port.js';
import { readSmallText } from '../small-file.js';
import { PACKAGE_ROOT } from '../version.js';

const SHIPPED = fileURLToPath(new URL('prices/bedrock.json', PACKAGE_ROOT));

/** The price file that is picked up without being named, in the working folder. */
export const OWN_PRICE_FILE = 'parsimony.prices.yaml';

/** The prices that hold here: those that ship, with the user's own file laid over them. */
export interface LoadedPrices {
  /** Both together. */
  readonly book: PriceBook;
  readonly shipped: PriceBook;
  /** Null where there is no file of the user's. */
  readonly own: { readonly file: string; readonly book: PriceBook } | null;
}

/** The user's price file: the one that was named, else the one that is picked up, whether it exists or not. */
export function ownPriceFile(
  options: Pick<RunOptions, 'prices'>,
  context: Pick<RunContext, 'cwd'>,
): { readonly file: string; readonly exists: boolean } {
  const file = path.resolve(context.cwd, options.prices ?? OWN_PRICE_FILE);
  return { file, exists: existsSync(file) };
}

/** Reads both price books; throws every problem of the user's file at once. */
export function loadPrices(
  options: Pick<RunOptions, 'prices'>,
  context: Pick<RunContext, 'cwd'>,
): LoadedPrices {
  const { file, exists } = ownPriceFile(options, context);
  if (options.prices === undefined && !exists) return shippedPrices();
  const shipped = loadShipped();
  const own = readPriceFile(file);
  return { book: mergePriceBooks(shipped, own), shipped, own: { file, book: own } };
}

/** The prices that hold here, as one book. */
export function loadPriceBook(
  options: Pick<RunOptions, 'prices'>,
  context: Pick<RunContext, 'cwd'>,
): PriceBook {
  return loadPrices(options, context).book;
}

/** The price book that ships, with nothing laid over it. */
export function shippedPrices(): LoadedPrices {
  const shipped = loadShipped();
  return { book: shipped, shipped, own: null };
}

function loadShipped(): PriceBook {
  // JSON that the tests keep sound; reading it as YAML, for lines, would cost every start 0.1 s.
  return parsePriceBook(JSON.parse(readFileSync(SHIPPED, 'utf8')), SHIPPED);
}

/** A user's price file by itself. */
export function readPriceFile(file: string): PriceBook {
  const text = readSmallText(file, {
    what: 'price file',
    hint: 'Check the path given with --prices or PARSIMONY_PRICES.',
  });
  return parsePriceBookText(text, file);
}

/** Looks prices up as of the book's own date, so that a repeated run gives the same numbers on another day. */
export function priceLookup(book: PriceBook): (model: string) => ModelPrice {
  const known = new Map<string, ModelPrice>();
  return (model) => {
    const price = known.get(model) ?? priceOf(book, model);
    known.set(model, price);
    return price;
  };
}

/** Why a model cannot be priced; undefined when it can. */
export function priceProblem(book: PriceBook, model: string): Problem | undefined {
  const lookup = findPrice(book, model);
  return lookup.state === 'found' ? undefined : lookup.problem;
}
