import { loadPriceBook } from '../../app/index.js';
import { findPrice, isEndOfLife, type ModelPrice, toUsd } from '../../cost/index.js';
import { invalidInput, ParsimonyError } from '../../domain/index.js';
import type { CommandAction } from '../command-action.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../print.js';

const TOKENS_PER_MILLION = 1_000_000n;

/** `prices list | show <model> | check`. */
export const pricesCommand: CommandAction = async ([action, model], options, terminal) => {
  const book = loadPriceBook(typeof options.prices === 'string' ? options.prices : undefined);
  const json = options.json === true;
  if (model !== undefined && (action === 'list' || action === 'check')) {
    throw new ParsimonyError('invalid-input', `prices ${action} takes no model`, {
      hint: `\`parsimony prices show ${model}\` shows one.`,
    });
  }
  switch (action) {
    case 'check': {
      const counted = { date: book.date, sha256: book.sha256, models: book.models.size };
      if (json) printJson(terminal, counted);
      else
        terminal.out(
          `price book of ${book.date}: ${book.models.size} models, no problems (${book.sha256.slice(0, 12)})`,
        );
      return EXIT.ok;
    }
    case 'list': {
      const prices = [...book.models.keys()].flatMap((id) => priceIfListed(book, id));
      if (json) printJson(terminal, { date: book.date, models: prices.map(toJson) });
      else {
        terminal.out(
          `Prices of ${book.date} in dollars per million tokens (list price; profiles of a geography may differ)`,
        );
        for (const price of prices) terminal.out(line(price, book.date));
      }
      return EXIT.ok;
    }
    case 'show': {
      if (model === undefined)
        throw new ParsimonyError('invalid-input', 'prices show needs a model id', {
          hint: '`parsimony prices list` names all of them.',
        });
      const lookup = findPrice(book, model);
      if (lookup.state !== 'found') throw invalidInput([lookup.problem], lookup.problem.message);
      if (json) printJson(terminal, toJson(lookup.price));
      else terminal.out(describe(lookup.price, book.date));
      return EXIT.ok;
    }
    default:
      throw new ParsimonyError('invalid-input', `prices knows no action ${action}`, {
        hint: 'Use list, show <model> or check.',
      });
  }
};

function priceIfListed(book: Parameters<typeof findPrice>[0], id: string): readonly ModelPrice[] {
  // Rows that exist only for the global profile are found under it.
  for (const candidate of [`global.${id}`, id]) {
    const lookup = findPrice(book, candidate);
    if (lookup.state === 'found') return [lookup.price];
  }
  return [];
}

function perMillion(perToken: bigint | undefined): string {
  return perToken === undefined ? '–' : String(toUsd(perToken * TOKENS_PER_MILLION));
}

function line(price: ModelPrice, on: string): string {
  const [{ rates }] = price.tiers;
  const ended = isEndOfLife(price, on) ? '  end of life' : '';
  return `${price.listedAs.padEnd(48)} in ${perMillion(rates.input).padStart(7)}  out ${perMillion(rates.output).padStart(6)}${ended}`;
}

function describe(price: ModelPrice, on: string): string {
  const rows = price.tiers.flatMap((tier) => [
    tier.abovePromptTokens === 0
      ? 'dollars per million tokens'
      : `prompts over ${tier.abovePromptTokens} tokens`,
    ...Object.entries(tier.rates).map(([field, rate]) => `  ${field.padEnd(14)} ${perMillion(rate)}`),
    `  source         ${tier.sources.join(', ')}${tier.verified ? '' : ' (unverified)'}`,
  ]);
  const end =
    price.endOfLife === null
      ? []
      : [`end of life ${price.endOfLife.date}${isEndOfLife(price, on) ? ' (past)' : ''}`];
  return [`${price.name} (${price.modelId}, ${price.region} price)`, ...rows, ...end].join('\n');
}

function toJson(price: ModelPrice): unknown {
  return {
    modelId: price.modelId,
    listedAs: price.listedAs,
    region: price.region,
    endOfLife: price.endOfLife?.date ?? null,
    tiers: price.tiers.map((tier) => ({
      abovePromptTokens: tier.abovePromptTokens,
      usdPerMillionTokens: Object.fromEntries(
        Object.entries(tier.rates).map(([field, rate]) => [field, toUsd((rate ?? 0n) * TOKENS_PER_MILLION)]),
      ),
      sources: tier.sources,
      verified: tier.verified,
    })),
  };
}
