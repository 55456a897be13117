import path from 'node:path';
import { daysBetween, findPrice, OLD_AFTER_DAYS, type PriceBook } from '../../cost/index.js';
import { scorerModels } from '../../experiment/index.js';
import type { RunContext } from '../port.js';
import type { PreparedRun } from '../prepare.js';
import type { LoadedPrices } from './load.js';

/**
 * What to know of the prices today: that a file of the user's holds some of them, that some have become others since
 * the book's day, and that some were looked up long ago. It depends on the day, so it is said while a command runs and never written into `report.json` (law 6).
 * `models` narrows it to those that are used; default: all.
 */
export function priceNotices(
  prices: LoadedPrices,
  context: Pick<RunContext, 'cwd'> & { readonly now: () => Date },
  models: Iterable<string> = prices.book.models.keys(),
): readonly string[] {
  const listed = new Set<string>();
  for (const model of models) {
    const lookup = findPrice(prices.book, model);
    if (lookup.state === 'found') listed.add(lookup.price.listedAs);
  }
  const own = [...listed].filter((id) => prices.own?.book.models.has(id));
  const notices: string[] = [];
  if (prices.own !== null && own.length > 0) {
    const file = path.relative(context.cwd, prices.own.file) || prices.own.file;
    notices.push(
      `${own.length === 1 ? 'The price of 1 model comes' : `The prices of ${own.length} models come`} from ${file}.`,
    );
  }
  const today = context.now().toISOString().slice(0, 10);
  notices.push(...overtaken(prices.book, listed, today));
  const old = oldest(prices, listed, today);
  if (old !== undefined) {
    const { id, date, days, others } = old;
    const more = others === 0 ? '' : ` and ${others === 1 ? '1 more' : `${others} more`}`;
    notices.push(
      `Prices of ${date} are ${days} days old (${id}${more}): \`parsimony prices refresh\` compares them with AWS's own list.`,
    );
  }
  return notices;
}

/** {@link priceNotices} of the models that a run calls and pays for, judges included. */
export function runPriceNotices(
  prepared: PreparedRun,
  context: Pick<RunContext, 'cwd'> & { readonly now: () => Date },
): readonly string[] {
  const { experiment } = prepared.loaded;
  const judges = scorerModels(experiment.scorers).map(({ model, provider }) => ({
    model,
    provider: provider ?? prepared.provider,
  }));
  const calls = [
    ...experiment.variants.map(({ model }) => ({ model, provider: prepared.provider })),
    ...judges,
  ];
  const priced = calls.filter(({ provider }) => provider === 'bedrock' || provider === 'emulator');
  const models = priced.flatMap(({ model }) => (model === undefined ? [] : [model]));
  return priceNotices(prepared.prices, context, new Set(models));
}

/** The day on which a listed model's prices were last known to hold. */
export function priceDate(prices: LoadedPrices, id: string): string {
  const listed = prices.own?.book.models.has(id) ? prices.own.book.date : prices.shipped.date;
  const checked = prices.book.checked.get(id) ?? '';
  if (checked > listed) return checked;
  return listed;
}

/**
 * Prices that hold today and not yet on the book's own day, as of which it is read: a run that passed over them in
 * silence would book yesterday's money.
 */
function overtaken(book: PriceBook, listed: ReadonlySet<string>, today: string): readonly string[] {
  const since = new Map<string, string>();
  for (const id of listed) {
    for (const { effective } of book.models.get(id)?.rows ?? []) {
      if (effective === null || effective <= book.date || effective > today) continue;
      if (effective > (since.get(id) ?? '')) since.set(id, effective);
    }
  }
  return [...since].map(
    ([id, day]) =>
      `The price of ${id} is another since ${day}, but the book is of ${book.date} and read as of that day: put \`date: ${day}\` or later into your price file.`,
  );
}

function oldest(
  prices: LoadedPrices,
  listed: ReadonlySet<string>,
  today: string,
):
  | { readonly id: string; readonly date: string; readonly days: number; readonly others: number }
  | undefined {
  const old = [...listed]
    .map((id) => {
      const date = priceDate(prices, id);
      return { id, date, days: daysBetween(date, today) };
    })
    .filter(({ days }) => days > OLD_AFTER_DAYS)
    .sort((a, b) => b.days - a.days);
  const [first] = old;
  return first === undefined ? undefined : { ...first, others: old.length - 1 };
}
