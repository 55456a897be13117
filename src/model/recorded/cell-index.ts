/** Where the line of one recorded cell lies in its file. */
export interface LinePosition {
  readonly offset: number;
  readonly bytes: number;
  /** 1-based. */
  readonly line: number;
}

/** Cells of one page: pages are added and never copied, so that growing costs no second table. */
const PAGE_BITS = 15;
const PAGE = 1 << PAGE_BITS;

/** Columns of the cells of one page: 26 bytes a cell. */
interface Page {
  readonly offsets: Float64Array;
  readonly bytes: Uint32Array;
  readonly lines: Uint32Array;
  readonly variants: Uint32Array;
  readonly samples: Uint32Array;
  readonly repeats: Uint16Array;
}

/**
 * Variant × sample × repeat → position of its line. Positions are held in typed arrays and found by a hash table with
 * linear probing, texts once per variant and sample: a table of millions of cells costs about 35 bytes a cell, whatever
 * its lines hold.
 */
export class CellIndex {
  readonly #variants = new Map<string, number>();
  readonly #samples = new Map<string, number>();
  readonly #pages: Page[] = [];
  /** Number of the cell + 1; 0: free. A power of two, at most two thirds full. */
  #table = new Uint32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a cell; if the cell is there already nothing changes and the position that it has is returned. */
  add(
    cell: { readonly variantKey: string; readonly sampleId: string; readonly repeat: number },
    position: LinePosition,
  ): LinePosition | undefined {
    const variant = numberOf(this.#variants, cell.variantKey);
    const sample = numberOf(this.#samples, cell.sampleId);
    if ((this.#size + 1) * 3 > this.#table.length * 2) this.#grow();
    const place = this.#probe(variant, sample, cell.repeat);
    const taken = this.#table[place] ?? 0;
    if (taken !== 0) return this.#at(taken - 1);
    const slot = this.#size;
    if (slot % PAGE === 0) this.#pages.push(newPage());
    const page = this.#pages[slot >>> PAGE_BITS];
    if (page === undefined) throw new Error('a page of the index is missing');
    const row = slot & (PAGE - 1);
    page.offsets[row] = position.offset;
    page.bytes[row] = position.bytes;
    page.lines[row] = position.line;
    page.variants[row] = variant;
    page.samples[row] = sample;
    page.repeats[row] = cell.repeat;
    this.#table[place] = slot + 1;
    this.#size += 1;
    return undefined;
  }

  find(variantKey: string, sampleId: string, repeat: number): LinePosition | undefined {
    const variant = this.#variants.get(variantKey);
    const sample = this.#samples.get(sampleId);
    if (variant === undefined || sample === undefined) return undefined;
    const slot = this.#table[this.#probe(variant, sample, repeat)] ?? 0;
    return slot === 0 ? undefined : this.#at(slot - 1);
  }

  /** The place of the cell in the table, or the free one where it belongs. */
  #probe(variant: number, sample: number, repeat: number): number {
    const mask = this.#table.length - 1;
    let place = hash(variant, sample, repeat) & mask;
    for (;;) {
      const taken = this.#table[place] ?? 0;
      if (taken === 0 || this.#is(taken - 1, variant, sample, repeat)) return place;
      place = (place + 1) & mask;
    }
  }

  #is(slot: number, variant: number, sample: number, repeat: number): boolean {
    const page = this.#pages[slot >>> PAGE_BITS];
    const row = slot & (PAGE - 1);
    return page?.samples[row] === sample && page.variants[row] === variant && page.repeats[row] === repeat;
  }

  #at(slot: number): LinePosition {
    const page = this.#pages[slot >>> PAGE_BITS];
    const row = slot & (PAGE - 1);
    return { offset: page?.offsets[row] ?? 0, bytes: page?.bytes[row] ?? 0, line: page?.lines[row] ?? 0 };
  }

  #grow(): void {
    this.#table = new Uint32Array(this.#table.length * 2);
    const mask = this.#table.length - 1;
    for (let slot = 0; slot < this.#size; slot += 1) {
      const page = this.#pages[slot >>> PAGE_BITS];
      const row = slot & (PAGE - 1);
      let place = hash(page?.variants[row] ?? 0, page?.samples[row] ?? 0, page?.repeats[row] ?? 0) & mask;
      while (this.#table[place] !== 0) place = (place + 1) & mask;
      this.#table[place] = slot + 1;
    }
  }
}

function newPage(): Page {
  return {
    offsets: new Float64Array(PAGE),
    bytes: new Uint32Array(PAGE),
    lines: new Uint32Array(PAGE),
    variants: new Uint32Array(PAGE),
    samples: new Uint32Array(PAGE),
    repeats: new Uint16Array(PAGE),
  };
}

function numberOf(numbers: Map<string, number>, text: string): number {
  let number = numbers.get(text);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(text, number);
  }
  return number;
}

/** Mixes the three numbers by multiplication with odd constants and shifts (the finaliser of MurmurHash3). */
function hash(variant: number, sample: number, repeat: number): number {
  let mixed = Math.imul(variant, 0x9e3779b1) ^ Math.imul(sample, 0x85ebca77) ^ Math.imul(repeat, 0xc2b2ae3d);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
