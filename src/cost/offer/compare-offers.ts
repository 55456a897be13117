import type { PriceBook, PricedModel, PriceRow, RateField, Rates } from '../price-book.js';
import { changeRates, type KeptRates, keptRates, type RateChange } from '../price-change.js';
import { currentRows } from '../price-of.js';
import { nameIndex, normalName } from './model-names.js';
import type { Offer, OfferRate } from './read-offer.js';

/** A model whose prices differ from AWS's list. */
export interface ComparedModel {
  /** As it would be written: rows that changed hold from the day of the list. */
  readonly model: PricedModel;
  readonly changes: readonly RateChange[];
  /** What the lists do not give of rows that change. */
  readonly kept: readonly KeptRates[];
}

/** A product of the list that the book has no model for. */
export interface UnknownProduct {
  readonly name: string;
  readonly region: 'global' | 'regional';
  readonly rates: Partial<Rates>;
}

export interface OfferComparison {
  readonly differing: readonly ComparedModel[];
  /** Ids of models that the list prices as the book does. */
  readonly agreeing: readonly string[];
  readonly unknown: readonly UnknownProduct[];
  /** Prices that could not be put anywhere, in words. */
  readonly unplaced: readonly string[];
}

/**
 * Sets AWS's own lists against a book. Names are matched exactly (but for case, spaces and a trailing “Instruct”);
 * two prices for one thing are reported and neither is taken. Fields that the lists do not give stay as they are.
 * What changes holds from the day on which the list was published, at the latest from `today` (ISO date).
 */
export function compareOffers(book: PriceBook, offers: readonly Offer[], today: string): OfferComparison {
  const ids = nameIndex(book);
  const unplaced: string[] = [];
  const byModel = new Map<string, { readonly rates: PlacedRate[]; published: string; source: Set<string> }>();
  const unknown = new Map<string, OfferRate[]>();
  for (const offer of offers) {
    const source = `AWS Price List ${[offer.code, offer.version, ...offer.regions].filter((part) => part !== '').join(' ')}`;
    for (const rate of offer.rates) {
      const id = rate.names.map((name) => ids.get(normalName(name))).find((found) => found !== undefined);
      if (id === undefined) {
        const [name] = rate.names;
        unknown.set(name, [...(unknown.get(name) ?? []), rate]);
        continue;
      }
      const entry = byModel.get(id) ?? { rates: [], published: offer.published, source: new Set<string>() };
      entry.rates.push(rate);
      entry.source.add(source);
      if (offer.published > entry.published) entry.published = offer.published;
      byModel.set(id, entry);
    }
  }
  const differing: ComparedModel[] = [];
  const agreeing: string[] = [];
  for (const [id, { rates, published: day, source }] of byModel) {
    const published = day < today ? day : today;
    const model = book.models.get(id);
    if (model === undefined) continue;
    const compared = compareModel(book, model, {
      rates,
      published,
      source: [...source].join(', '),
      unplaced,
    });
    if (compared.changes.length > 0) differing.push(compared);
    else if (compared.complete) agreeing.push(id);
  }
  return { differing, agreeing, unknown: unknownProducts(unknown), unplaced };
}

type PlacedRate = Pick<OfferRate, 'field' | 'region' | 'long' | 'perToken'>;

function compareModel(
  book: PriceBook,
  model: PricedModel,
  listed: {
    readonly rates: readonly PlacedRate[];
    readonly published: string;
    readonly source: string;
    readonly unplaced: string[];
  },
): ComparedModel & { readonly complete: boolean } {
  const groups = groupRates(model, listed.rates, listed.unplaced);
  const split = splitByRegion(model, groups);
  let current = split;
  const changes: RateChange[] = [];
  const kept: KeptRates[] = [];
  for (const { region, long, rates } of groups) {
    const place = placeOf(current, region, long);
    if (place === undefined) {
      listed.unplaced.push(
        `${model.name}, ${region}: a long-prompt price, but the book does not say from how many tokens on`,
      );
      continue;
    }
    const before = currentRows(current.rows, book.date).find(
      (row) => row.region === place.region && row.abovePromptTokens === place.abovePromptTokens,
    );
    const different = Object.fromEntries(
      Object.entries(rates).filter(([field, rate]) => before?.rates[field as RateField] !== rate),
    ) as Partial<Rates>;
    if (Object.keys(different).length === 0) continue;
    if (before === undefined && (rates.input === undefined || rates.output === undefined)) {
      listed.unplaced.push(`${model.name}, ${place.region}: a price without input and output beside it`);
      continue;
    }
    const overwrites = Object.keys(different).some(
      (field) => before?.rates[field as RateField] !== undefined,
    );
    const later = overwrites && listed.published > (before?.effective ?? '');
    const changed = changeRates(
      { ...book, models: new Map([[current.id, current]]) },
      {
        modelId: current.id,
        rates: different,
        ...place,
        ...(later && { effective: listed.published }),
        source: listed.source,
      },
    );
    current = changed.model;
    changes.push(...changed.changes);
    kept.push(...keptRates({ ...place, before: before?.rates, given: rates, changes: changed.changes }));
  }
  const complete = groups.some(
    ({ rates, long }) => !long && rates.input !== undefined && rates.output !== undefined,
  );
  return { model: current, changes, kept, complete };
}

interface RateGroup {
  readonly region: 'global' | 'regional';
  readonly long: boolean;
  readonly rates: { -readonly [field in RateField]?: bigint } & Partial<Rates>;
}

function groupRates(
  model: PricedModel,
  rates: readonly PlacedRate[],
  unplaced: string[],
): readonly RateGroup[] {
  const groups = new Map<string, RateGroup>();
  const conflicts = new Set<string>();
  for (const { field, region, long, perToken } of rates) {
    const key = `${region} ${long}`;
    const group: RateGroup = groups.get(key) ?? { region, long, rates: {} };
    groups.set(key, group);
    const known = group.rates[field];
    if (known !== undefined && known !== perToken) conflicts.add(`${key} ${field}`);
    group.rates[field] = perToken;
  }
  for (const conflict of conflicts) {
    const [region = '', long = '', field = ''] = conflict.split(' ');
    delete groups.get(`${region} ${long}`)?.rates[field as RateField];
    unplaced.push(`${model.name}, ${region}: two prices for ${field}`);
  }
  // Short prompts first: a long-prompt row stands beside one for shorter prompts.
  return [...groups.values()].sort((a, b) => Number(a.long) - Number(b.long));
}

/** A model of one price becomes one of two where the list has different prices for its region classes. */
function splitByRegion(model: PricedModel, groups: readonly RateGroup[]): PricedModel {
  if (model.rows.some((row) => row.region !== 'any')) return model;
  const [global, regional] = (['global', 'regional'] as const).map((region) =>
    groups.find((group) => group.region === region && !group.long),
  );
  if (global === undefined || regional === undefined) return model;
  const differ = Object.entries(global.rates).some(
    ([field, rate]) =>
      regional.rates[field as RateField] !== undefined && regional.rates[field as RateField] !== rate,
  );
  if (!differ) return model;
  const copies = (region: 'global' | 'regional') => model.rows.map((row): PriceRow => ({ ...row, region }));
  return { ...model, rows: [...copies('global'), ...copies('regional')] };
}

function placeOf(
  model: PricedModel,
  region: 'global' | 'regional',
  long: boolean,
): Pick<PriceRow, 'region' | 'abovePromptTokens'> | undefined {
  const place = model.rows.some((row) => row.region === 'any') ? 'any' : region;
  if (!long) return { region: place, abovePromptTokens: 0 };
  const thresholds = new Set(model.rows.map((row) => row.abovePromptTokens).filter((tokens) => tokens > 0));
  const [only, ...more] = thresholds;
  return only === undefined || more.length > 0 ? undefined : { region: place, abovePromptTokens: only };
}

function unknownProducts(products: ReadonlyMap<string, readonly OfferRate[]>): readonly UnknownProduct[] {
  return [...products]
    .flatMap(([name, rates]) =>
      (['global', 'regional'] as const).flatMap((region): readonly UnknownProduct[] => {
        const own = rates.filter((rate) => rate.region === region && !rate.long);
        const found = Object.fromEntries(
          own.map(({ field, perToken }) => [field, perToken]),
        ) as Partial<Rates>;
        return found.input === undefined && found.output === undefined
          ? []
          : [{ name, region, rates: found }];
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
