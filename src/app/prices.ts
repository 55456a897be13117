import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  findPrice,
  type ModelPrice,
  mergePriceBooks,
  type PriceBook,
  parsePriceBook,
  parsePriceBookText,
  priceOf,
} from '../cost/index.js';
import type { Problem } from '../domain/index.js';
import { readSmallText } from './small-file.js';
import { PACKAGE_ROOT } from './version.js';

const SHIPPED = fileURLToPath(new URL('prices/bedrock.json', PACKAGE_ROOT));

/** The shipped price book, with a user's own file laid over it. */
export function loadPriceBook(override?: string): PriceBook {
  // The shipped book is JSON that the tests keep sound; reading it as YAML, for lines, would cost every start 0.1 s.
  const base = parsePriceBook(JSON.parse(readFileSync(SHIPPED, 'utf8')), SHIPPED);
  if (override === undefined) return base;
  const text = readSmallText(override, {
    what: 'price file',
    hint: 'Check the path given with --prices or PARSIMONY_PRICES.',
  });
  return mergePriceBooks(base, parsePriceBookText(text, override));
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
