import {
  compareOffers,
  editPriceFile,
  mergePriceBooks,
  type Offer,
  type OfferComparison,
  type PriceBook,
  parsePriceBookText,
  readOffer,
} from '../../cost/index.js';
import { writeFileAtomically } from '../../report/index.js';
import type { RunContext, RunOptions } from '../port.js';
import { readSmallText } from '../small-file.js';
import { requireWritable, writing } from '../writable.js';
import { readJsonFrom } from './download.js';
import { loadPrices, ownPriceFile, shippedPrices } from './load.js';

const OFFERS = 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws';
const DEFAULT_REGION = 'us-east-1';
const DOWNLOAD_TIMEOUT_MS = 60_000;

/** The book set against AWS's own lists, before anything is written. */
export interface RefreshedPrices extends OfferComparison {
  readonly book: PriceBook;
  readonly offers: readonly (Offer & { readonly from: string })[];
  readonly file: string;
  /** Writes what differs into the user's file, and that the rest agrees, with the day. */
  write(): Promise<void>;
}

/** The published lists of a Region: Marketplace models (Claude 4 and later), and all others. */
export function publishedOffers(region = DEFAULT_REGION): readonly string[] {
  return ['AmazonBedrock', 'AmazonBedrockFoundationModels'].map(
    (offer) => `${OFFERS}/${offer}/current/${region}/index.json`,
  );
}

/** Reads AWS's published price lists from files or addresses and compares them with the prices that hold here. */
export async function refreshPrices(
  options: Pick<RunOptions, 'prices' | 'region'> & {
    /** Default: the published lists of the Region. */
    readonly from?: readonly string[];
    /** Default one minute for each list. */
    readonly timeoutMs?: number;
  },
  context: Pick<RunContext, 'cwd'> & { readonly now: () => Date },
): Promise<RefreshedPrices> {
  const { file, exists } = ownPriceFile(options, context);
  const { book, shipped } = exists ? loadPrices({ prices: file }, context) : shippedPrices();
  const places = options.from ?? publishedOffers(options.region);
  const offers = await Promise.all(
    places.map(async (from) => {
      const value = await readJsonFrom(from, { timeoutMs: options.timeoutMs ?? DOWNLOAD_TIMEOUT_MS });
      return { ...readOffer(value, from, options.region), from };
    }),
  );
  const today = context.now().toISOString().slice(0, 10);
  const comparison = compareOffers(book, offers, today);
  return {
    ...comparison,
    book,
    offers,
    file,
    async write() {
      requireWritable(file, 'file', '--prices');
      const before = exists
        ? readSmallText(file, { what: 'price file', hint: 'Name another file.' })
        : undefined;
      const models = comparison.differing.map(({ model }) => model);
      const checked = new Map(comparison.agreeing.map((id) => [id, today]));
      const text = editPriceFile(before, { date: today, models, checked, book });
      mergePriceBooks(shipped, parsePriceBookText(text, file));
      await writing(file, 'Name another file with --prices.', () => writeFileAtomically(file, text));
    },
  };
}
