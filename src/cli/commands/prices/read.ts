import path from 'node:path';
import { loadPrices, priceDate, priceNotices } from '../../../app/index.js';
import {
  findPrice,
  type ModelPrice,
  modelAddress,
  type PriceBook,
  RATE_FIELDS,
  toUsd,
} from '../../../cost/index.js';
import { invalidInput, ParsimonyError } from '../../../domain/index.js';
import { EXIT } from '../../exit-codes.js';
import { printJson, type Terminal } from '../../print.js';
import { renderList, renderModel } from './render.js';

const TOKENS_PER_MILLION = 1_000_000n;

export interface ReadFlags {
  readonly prices?: string;
  readonly json?: boolean;
}

/** `prices list`, `prices show <model>` and `prices check`: what the price book says, and how old it is. */
export function readPrices(
  action: 'list' | 'show' | 'check',
  model: string | undefined,
  flags: ReadFlags,
  terminal: Terminal,
): number {
  const context = { cwd: process.cwd(), now: () => new Date() };
  const prices = loadPrices(flags.prices === undefined ? {} : { prices: flags.prices }, context);
  const { book } = prices;
  if (model !== undefined && action !== 'show') {
    throw new ParsimonyError('invalid-input', `prices ${action} takes no model`, {
      hint: `\`parsimony prices show ${model}\` shows one.`,
    });
  }
  const tell = (text: string, json: unknown): void => {
    if (flags.json === true) printJson(terminal, json);
    else terminal.out(text);
  };
  switch (action) {
    case 'check': {
      const own = prices.own === null ? null : path.relative(context.cwd, prices.own.file) || prices.own.file;
      tell(
        `price book of ${book.date}: ${book.models.size} models, no problems (${book.sha256.slice(0, 12)})${own === null ? '' : `; ${prices.own?.book.models.size} from ${own}`}`,
        {
          date: book.date,
          sha256: book.sha256,
          models: book.models.size,
          own: own === null ? null : { file: own, models: [...(prices.own?.book.models.keys() ?? [])] },
          ages: Object.fromEntries([...book.models.keys()].map((id) => [id, priceDate(prices, id)])),
          notices: priceNotices(prices, context),
        },
      );
      break;
    }
    case 'list': {
      const all = [...book.models.keys()].flatMap((id) => priceIfListed(book, id));
      tell(
        `Prices of ${book.date} in dollars per million tokens (the global profile's where it has its own; \`prices show\` has the rest)\n\n${renderList(all, book.date)}`,
        { date: book.date, models: all.map(toJson) },
      );
      break;
    }
    case 'show': {
      if (model === undefined) {
        throw new ParsimonyError('invalid-input', 'prices show needs a model id', {
          hint: '`parsimony prices list` names all of them.',
        });
      }
      const lookup = findPrice(book, model);
      const entry = book.models.get(model) ?? book.models.get(modelAddress(model).base);
      if (lookup.state !== 'found' || entry === undefined) {
        const problem = lookup.state === 'found' ? [] : [lookup.problem];
        throw invalidInput(problem, problem[0]?.message ?? `no price of ${model}`);
      }
      tell(renderModel(book, entry, lookup.price), toJson(lookup.price));
      break;
    }
  }
  for (const notice of priceNotices(prices, context)) terminal.err(`note: ${notice}`);
  return EXIT.ok;
}

function priceIfListed(book: PriceBook, id: string): readonly ModelPrice[] {
  // Rows that exist only for the global profile are found under it.
  for (const candidate of [`global.${id}`, id]) {
    const lookup = findPrice(book, candidate);
    if (lookup.state === 'found') return [lookup.price];
  }
  return [];
}

function toJson(price: ModelPrice): unknown {
  return {
    modelId: price.modelId,
    listedAs: price.listedAs,
    region: price.region,
    endOfLife: price.endOfLife?.date ?? null,
    tiers: price.tiers.map((tier) => ({
      abovePromptTokens: tier.abovePromptTokens,
      effective: tier.effective,
      usdPerMillionTokens: Object.fromEntries(
        RATE_FIELDS.flatMap((field) => {
          const rate = tier.rates[field];
          return rate === undefined ? [] : [[field, toUsd(rate * TOKENS_PER_MILLION)]];
        }),
      ),
      sources: tier.sources,
      verified: tier.verified,
    })),
  };
}
