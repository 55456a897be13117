import { invalidInput, isRecord, type JsonRecord } from '../../domain/index.js';
import type { PicoUsd } from '../money.js';
import { exactPrice } from '../unit-price.js';
import { type OfferUsage, readUsage } from './usage.js';

/** One token price of AWS's list. */
export interface OfferRate extends Omit<Extract<OfferUsage, { readonly state: 'rate' }>, 'state' | 'model'> {
  /** Names under which the product may be known, the surest first: the display name, the usage type's spelling. */
  readonly names: readonly [string, ...string[]];
  readonly sku: string;
  readonly perToken: PicoUsd;
}

/** A token price that could not be read, and why: it is shown, never taken for something else. */
export interface UnreadProduct {
  readonly sku: string;
  readonly usageType: string;
  readonly reason: string;
}

/** One published price list of AWS, one Region of it. */
export interface Offer {
  /** For example `AmazonBedrockFoundationModels`. */
  readonly code: string;
  readonly version: string;
  /** ISO date. */
  readonly published: string;
  /** AWS Regions of the products that were read. */
  readonly regions: readonly string[];
  readonly products: number;
  readonly rates: readonly OfferRate[];
  readonly unread: readonly UnreadProduct[];
}

const EDITION = / \(Amazon Bedrock Edition\)$/;

/**
 * Reads an offer file of the AWS Price List bulk API (`products` by SKU, `terms.OnDemand` by SKU), already parsed.
 * Throws `invalid-input` when it is none, or holds several Regions and `region` does not say which. Never throws for
 * a single product: what cannot be read is listed.
 */
export function readOffer(value: unknown, file: string, region?: string): Offer {
  if (!isRecord(value) || !isRecord(value.products) || !isRecord(value.terms)) {
    throw refused(file, 'this is not a price list of AWS: it has no `products` and `terms`');
  }
  const terms = isRecord(value.terms.OnDemand) ? value.terms.OnDemand : {};
  const all = Object.entries(value.products).filter((entry): entry is [string, JsonRecord] =>
    isRecord(entry[1]),
  );
  const found = [...new Set(all.map(([, product]) => text(attributesOf(product).regionCode)))].filter(
    (code) => code !== '',
  );
  const chosen = region === undefined ? found : found.filter((code) => code === region);
  if (chosen.length > 1) {
    const most = chosen.slice(0, 5).join(', ');
    throw refused(
      file,
      `the price list holds ${chosen.length} Regions (${most}, …)`,
      'Say which with --region.',
    );
  }
  if (region !== undefined && found.length > 0 && chosen.length === 0) {
    throw refused(
      file,
      `the price list has nothing for ${region}`,
      `It holds ${found.slice(0, 5).join(', ')}.`,
    );
  }
  const rates: OfferRate[] = [];
  const unread: UnreadProduct[] = [];
  for (const [sku, product] of all) {
    const attributes = attributesOf(product);
    const own = text(attributes.regionCode);
    if (own !== '' && chosen.length > 0 && !chosen.includes(own)) continue;
    const usageType = text(attributes.usagetype);
    const outcome = readProduct(attributes, usageType, Object.hasOwn(terms, sku) ? terms[sku] : undefined);
    if (outcome.state === 'rate') rates.push({ ...outcome.rate, sku });
    else if (outcome.state === 'unreadable') unread.push({ sku, usageType, reason: outcome.reason });
  }
  return {
    code: text(value.offerCode) || 'unnamed offer',
    version: text(value.version),
    published: dayOf(value.publicationDate, file),
    regions: chosen,
    products: all.length,
    rates,
    unread,
  };
}

type ProductOutcome =
  | { readonly state: 'rate'; readonly rate: Omit<OfferRate, 'sku'> }
  | { readonly state: 'other' }
  | { readonly state: 'unreadable'; readonly reason: string };

function readProduct(attributes: JsonRecord, usageType: string, term: unknown): ProductOutcome {
  const usage = readUsage(usageType);
  if (usage.state !== 'rate') return usage;
  const { model, ...what } = usage;
  const display = text(attributes.model) || text(attributes.servicename).replace(EDITION, '');
  const names = [display, model ?? ''].filter((name) => name !== '');
  const [first, ...rest] = names;
  if (first === undefined) return { state: 'unreadable', reason: 'no model is named' };
  const price = priceOf(term);
  if (price.state !== 'exact') return { state: 'unreadable', reason: price.reason };
  if (price.perToken === 0n && what.field !== 'cacheWrite5m') {
    return { state: 'unreadable', reason: 'a price of 0, which is taken for a gap and not for a gift' };
  }
  const { field, region, long } = what;
  return { state: 'rate', rate: { names: [first, ...rest], field, region, long, perToken: price.perToken } };
}

type Priced =
  | { readonly state: 'exact'; readonly perToken: PicoUsd }
  | { readonly state: 'unreadable'; readonly reason: string };

/** The price of the newest on-demand term: one dimension, from the first token on, in dollars. */
function priceOf(value: unknown): Priced {
  const terms = isRecord(value) ? Object.values(value).filter(isRecord) : [];
  const [newest] = terms.sort((a, b) => (text(a.effectiveDate) < text(b.effectiveDate) ? 1 : -1));
  const dimensions = isRecord(newest?.priceDimensions)
    ? Object.values(newest.priceDimensions).filter(isRecord)
    : [];
  const [dimension, ...more] = dimensions;
  if (dimension === undefined) return unreadable('it has no on-demand price');
  if (more.length > 0) return unreadable('its price depends on how much is used');
  const tokens = unitOf(dimension.unit);
  if (tokens === undefined)
    return unreadable(`its unit is ${JSON.stringify(text(dimension.unit).slice(0, 40))}`);
  const usd = isRecord(dimension.pricePerUnit) ? dimension.pricePerUnit.USD : undefined;
  if (typeof usd !== 'string') return unreadable('it has no price in dollars');
  const price = exactPrice(usd, tokens);
  return price.state === 'exact' ? price : unreadable(price.reason);
}

/** `Units` alone is not read: it has meant different amounts. */
function unitOf(unit: unknown): 1_000 | 1_000_000 | undefined {
  const match = /^1\s?([km])\s?tokens?$/i.exec(text(unit).trim());
  return match === null ? undefined : match[1]?.toLowerCase() === 'k' ? 1_000 : 1_000_000;
}

function attributesOf(product: JsonRecord): JsonRecord {
  return isRecord(product.attributes) ? product.attributes : {};
}

function dayOf(value: unknown, file: string): string {
  const day = text(value).slice(0, 10);
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(day).toJSON()?.startsWith(day) === true) return day;
  throw refused(file, 'the price list does not say when it was published (`publicationDate`)');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function unreadable(reason: string): Priced {
  return { state: 'unreadable', reason };
}

function refused(file: string, message: string, hint?: string) {
  const remedy =
    hint ??
    'Take …/offers/v1.0/aws/AmazonBedrock/current/<region>/index.json, and the same of AmazonBedrockFoundationModels.';
  return invalidInput([{ code: 'not-an-offer', message, file, hint: remedy }], message);
}
