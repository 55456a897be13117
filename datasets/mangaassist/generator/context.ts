import { at, type Rng } from './rng.js';
import type { BookFilter, Context, Document, Wording } from './shape.js';
import type { Book } from './world/book.js';
import { CATALOGUE } from './world/catalogue.js';
import { CUSTOMERS } from './world/customers.js';

/** Thrown to have the instance built anew. */
export class DrawAgain extends Error {}

export const INSTANCES = 8;
const CODES_PER_SAMPLE = 8;

/** The context of one instance. `ordinal` numbers all samples of the set, so that codes are given only once. */
export function contextOf({
  rng,
  instance,
  ordinal,
}: {
  readonly rng: Rng;
  readonly instance: number;
  readonly ordinal: number;
}): Context {
  let codes = 0;
  const nextCode = (base: number, room: number, step: number): string => {
    if (codes === CODES_PER_SAMPLE) throw new Error(`more than ${CODES_PER_SAMPLE} codes in one sample`);
    const code = base + (((ordinal * CODES_PER_SAMPLE + codes) * step) % room);
    codes += 1;
    return String(code);
  };
  const books = (count: number, filter: BookFilter = {}): readonly Book[] => {
    const chosen: Book[] = [];
    for (const book of rng.shuffle(CATALOGUE)) {
      if (chosen.length === count) break;
      if (fits(book, filter) && !chosen.some((other) => confusable(book, other))) chosen.push(book);
    }
    if (chosen.length < count)
      throw new DrawAgain(`the catalogue has no ${count} books for ${JSON.stringify(filter)}`);
    return chosen;
  };
  return {
    rng,
    instance,
    ask(wordings) {
      if (wordings.length < INSTANCES)
        throw new Error(`${wordings.length} wordings, ${INSTANCES} are needed`);
      return asWording(at(wordings, instance));
    },
    turn: (list) => at(list, instance % list.length),
    books,
    book: (filter) => at(books(1, filter), 0),
    pair: (filter) => {
      const two = books(2, filter);
      return [at(two, 0), at(two, 1)];
    },
    trio: (filter) => {
      const three = books(3, filter);
      return [at(three, 0), at(three, 1), at(three, 2)];
    },
    again: () => {
      throw new DrawAgain('the shape gave every draw up');
    },
    customer: () => rng.pick(CUSTOMERS),
    // Steps prime to the room: no code comes twice before all have come once.
    orderId: () => `HB-${nextCode(200_017, 799_979, 48_271)}`,
    returnId: () => `RMA-${nextCode(10_007, 89_989, 16_807)}`,
    rank: (relevant, distractors) => ranked(rng, relevant, distractors),
  };
}

function asWording(wording: string | Wording): Wording {
  return typeof wording === 'string' ? { language: 'en', text: wording } : wording;
}

function fits(book: Book, filter: BookFilter): boolean {
  const { all = [], any, none = [], except = [], finished, minVolumes = 0, maxVolumes, where } = filter;
  const has = (tag: string): boolean => book.tags.includes(tag);
  return (
    all.every(has) &&
    (any === undefined || any.some(has)) &&
    !none.some(has) &&
    !except.includes(book) &&
    (finished === undefined || finished === book.volumes > 0) &&
    book.volumes >= minVolumes &&
    (maxVolumes === undefined || (book.volumes > 0 && book.volumes <= maxVolumes)) &&
    (where === undefined || where(book))
  );
}

/** A wrong answer must be tellable from the right one by its figures. */
function confusable(one: Book, other: Book): boolean {
  return (
    one.price === other.price ||
    one.priceEn === other.priceEn ||
    one.usd === other.usd ||
    (one.priceSet === other.priceSet && one.priceSet > 0) ||
    (one.volumes === other.volumes && one.volumes > 1)
  );
}

function ranked(
  rng: Rng,
  relevant: readonly Document[],
  distractors: readonly Document[],
): readonly Document[] {
  const [early, ...late] = rng.shuffle(distractors);
  const place = rng.next();
  if (early === undefined || place < 0.6)
    return [...relevant, ...(early === undefined ? [] : [early]), ...late];
  const [first, ...rest] = relevant;
  if (first === undefined || place < 0.85) return [early, ...relevant, ...late];
  return [early, first, ...late.slice(0, 1), ...rest, ...late.slice(1)];
}
