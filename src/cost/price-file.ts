import { Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { isRecord, type JsonRecord } from '../domain/index.js';
import { type PriceBook, type PricedModel, type PriceRow, RATE_FIELDS } from './price-book.js';
import { usdPerMillion } from './unit-price.js';

/** What is to be written into a user's price file. */
export interface PriceFileEdit {
  /** ISO date of the file after the edit. */
  readonly date: string;
  readonly models: readonly PricedModel[];
  /** Models whose prices were found unchanged in AWS's list, with the day. */
  readonly checked?: ReadonlyMap<string, string>;
  /** Where the titles of the rows' sources are found, for a file that keeps a list of sources. */
  readonly book: PriceBook;
}

/**
 * The text of a price file with models put in. YAML keeps its comments and its order; JSON stays JSON. `text` is
 * undefined for a file that does not exist yet, and otherwise one that parses as a price file.
 */
export function editPriceFile(text: string | undefined, edit: PriceFileEdit): string {
  if (text?.trimStart().startsWith('{') === true) return editJson(text, edit);
  const document = text === undefined ? newDocument() : parseDocument(text);
  const before: unknown = document.toJS({ maxAliasCount: 100 });
  assign(document, [], before, merged(before, edit));
  return document.toString({ lineWidth: 110 });
}

/** A model as a price file holds it. */
export function modelEntry(model: PricedModel): JsonRecord {
  return {
    ...(model.name !== model.id && { name: model.name }),
    ...(model.awsNames.length > 0 && { awsNames: [...model.awsNames] }),
    ...(model.endOfLife !== null && { endOfLife: { ...model.endOfLife } }),
    prices: model.rows.map(rowEntry),
  };
}

function rowEntry(row: PriceRow): JsonRecord {
  const [only, ...more] = row.sources;
  return {
    ...(row.region !== 'any' && { region: row.region }),
    ...(row.abovePromptTokens > 0 && { abovePromptTokens: row.abovePromptTokens }),
    ...(row.effective !== null && { effective: row.effective }),
    ...Object.fromEntries(
      RATE_FIELDS.flatMap((field) => {
        const rate = row.rates[field];
        return rate === undefined ? [] : [[field, usdPerMillion(rate)]];
      }),
    ),
    source: more.length === 0 ? (only ?? '') : [...row.sources],
    ...(!row.verified && { verified: false }),
    ...(row.note !== undefined && { note: row.note }),
  };
}

function merged(before: unknown, edit: PriceFileEdit): JsonRecord {
  const file = isRecord(before) ? before : {};
  const models = isRecord(file.models) ? file.models : {};
  const checked = Object.fromEntries(edit.checked ?? []);
  return {
    ...file,
    date: edit.date,
    ...(isRecord(file.sources) && { sources: sourcesOf(file.sources, edit) }),
    models: { ...models, ...Object.fromEntries(edit.models.map((model) => [model.id, modelEntry(model)])) },
    ...((isRecord(file.checked) || edit.checked !== undefined) && {
      checked: { ...(isRecord(file.checked) ? file.checked : {}), ...checked },
    }),
  };
}

/** A file that lists its sources must list those of the new rows too. */
function sourcesOf(listed: JsonRecord, edit: PriceFileEdit): JsonRecord {
  const keys = edit.models.flatMap((model) => model.rows.flatMap((row) => row.sources));
  const missing = [...new Set(keys)].filter((key) => !Object.hasOwn(listed, key));
  const found = missing.map(
    (key) => [key, edit.book.sources[key] ?? { title: key, date: edit.date }] as const,
  );
  return { ...listed, ...Object.fromEntries(found.map(([key, { title, date }]) => [key, { title, date }])) };
}

function editJson(text: string, edit: PriceFileEdit): string {
  return `${JSON.stringify(merged(parseDocument(text).toJS({ maxAliasCount: 100 }), edit), null, 2)}\n`;
}

function newDocument(): Document {
  const document = new Document({});
  document.commentBefore =
    ' Prices of your own, in dollars per million tokens, laid over the price book that ships. A model that\n' +
    ' stands here replaces the shipped one as a whole. `parsimony prices add` and `prices refresh` write it.';
  return document;
}

/** Changes only what is different, so that comments of everything else stay where they are. */
function assign(
  document: Document,
  path: readonly (string | number)[],
  before: unknown,
  after: unknown,
): void {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isRecord(before) && isRecord(after) && isMap(node)) {
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) document.deleteIn([...path, key]);
    for (const [key, value] of Object.entries(after)) assign(document, [...path, key], before[key], value);
  } else if (Array.isArray(before) && Array.isArray(after) && isSeq(node) && after.length >= before.length) {
    for (const [index, value] of after.entries()) assign(document, [...path, index], before[index], value);
  } else if (JSON.stringify(before) !== JSON.stringify(after)) {
    // A scalar keeps its node, and with it the comment behind it.
    if (isScalar(node) && typeof after !== 'object') node.value = after;
    else document.setIn(path, document.createNode(after));
  }
}
