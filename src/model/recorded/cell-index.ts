/** Where the line of one recorded cell lies in its file. */
export interface LinePosition {
  readonly offset: number;
  readonly bytes: number;
  /** 1-based. */
  readonly line: number;
}

const MAX_REPEATS = 65_536;

/**
 * Variant × sample × repeat → position of its line. Positions are held in typed arrays, texts once per variant
 * and sample, so that a table of millions of cells costs tens of bytes a cell and not its outputs.
 */
export class CellIndex {
  readonly #variants = new Map<string, Map<number, number>>();
  readonly #samples = new Map<string, number>();
  #offsets = new Float64Array(1024);
  #bytes = new Uint32Array(1024);
  #lines = new Uint32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a cell; if the cell is there already nothing changes and the position that it has is returned. */
  add(
    cell: { readonly variantKey: string; readonly sampleId: string; readonly repeat: number },
    position: LinePosition,
  ): LinePosition | undefined {
    let sample = this.#samples.get(cell.sampleId);
    if (sample === undefined) {
      sample = this.#samples.size;
      this.#samples.set(cell.sampleId, sample);
    }
    let cells = this.#variants.get(cell.variantKey);
    if (cells === undefined) {
      cells = new Map();
      this.#variants.set(cell.variantKey, cells);
    }
    const key = sample * MAX_REPEATS + cell.repeat;
    const taken = cells.get(key);
    if (taken !== undefined) return this.#at(taken);
    const slot = this.#size;
    if (slot === this.#offsets.length) this.#grow();
    this.#offsets[slot] = position.offset;
    this.#bytes[slot] = position.bytes;
    this.#lines[slot] = position.line;
    this.#size += 1;
    cells.set(key, slot);
    return undefined;
  }

  find(variantKey: string, sampleId: string, repeat: number): LinePosition | undefined {
    const sample = this.#samples.get(sampleId);
    const cells = this.#variants.get(variantKey);
    if (sample === undefined || cells === undefined) return undefined;
    const slot = cells.get(sample * MAX_REPEATS + repeat);
    return slot === undefined ? undefined : this.#at(slot);
  }

  #at(slot: number): LinePosition {
    return {
      offset: this.#offsets[slot] ?? 0,
      bytes: this.#bytes[slot] ?? 0,
      line: this.#lines[slot] ?? 0,
    };
  }

  #grow(): void {
    const length = this.#offsets.length * 2;
    const offsets = new Float64Array(length);
    offsets.set(this.#offsets);
    const bytes = new Uint32Array(length);
    bytes.set(this.#bytes);
    const lines = new Uint32Array(length);
    lines.set(this.#lines);
    this.#offsets = offsets;
    this.#bytes = bytes;
    this.#lines = lines;
  }
}
