import { existsSync } from 'node:fs';
import { findPrice } from '../cost/index.js';
import { openDataset } from '../dataset/index.js';
import { type Drift, type VerifyDeps, type VerifyOptions, verifyPromotion } from '../promote/index.js';
import { loadPrompt } from '../prompt/index.js';
import type { RunContext } from './port.js';
import { loadPriceBook } from './prices/load.js';
import { ratesOf } from './prices/rates.js';

/** Compares a promoted config with prompts, datasets and prices as they are now. */
export function verifyPromoted(
  file: string,
  options: VerifyOptions & { readonly prices?: string },
  context: Pick<RunContext, 'now' | 'cwd'>,
): Promise<readonly Drift[]> {
  const book = loadPriceBook(options, context);
  const deps: VerifyDeps = {
    now: context.now(),
    prompt: async (path) => (existsSync(path) ? loadPrompt(path) : undefined),
    dataset: async (path) =>
      existsSync(path) ? openDataset({ name: 'golden', kind: 'golden', path }).hash : undefined,
    priceBook: async () => ({ date: book.date, sha256: book.sha256 }),
    endOfLife: (model) => {
      const lookup = findPrice(book, model);
      return lookup.state === 'found' ? lookup.price.endOfLife?.date : undefined;
    },
    prices: (model) => {
      const lookup = findPrice(book, model);
      return lookup.state === 'found' ? ratesOf(lookup.price) : undefined;
    },
  };
  return verifyPromotion(file, deps, options);
}
