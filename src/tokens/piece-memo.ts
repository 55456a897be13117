/** Texts of any language repeat their words: so many pieces are remembered per generation. */
const GENERATION = 25_000;
/** Longer pieces hardly come back, and would let the memory grow with the text. */
const LONGEST_CHARS = 64;
/** V8 keeps a shorter cut-out as a copy, a longer one as a view that keeps the whole text alive. */
const COPIED_BELOW_CHARS = 13;

/**
 * A number per piece of text, in bounded memory: two generations, of which the older is dropped whole. A map that
 * loses one entry for each new one would keep growing tables behind it.
 */
export class PieceMemo {
  #recent = new Map<string, number>();
  #older = new Map<string, number>();

  get(piece: string): number | undefined {
    const recent = this.#recent.get(piece);
    if (recent !== undefined) return recent;
    const older = this.#older.get(piece);
    if (older !== undefined) this.#keep(piece, older);
    return older;
  }

  set(piece: string, value: number): void {
    if (piece.length > LONGEST_CHARS) return;
    this.#keep(
      piece.length < COPIED_BELOW_CHARS ? piece : Buffer.from(piece, 'utf16le').toString('utf16le'),
      value,
    );
  }

  /** Pieces remembered, at most twice a generation. */
  get size(): number {
    return this.#recent.size + this.#older.size;
  }

  #keep(piece: string, value: number): void {
    if (this.#recent.size >= GENERATION) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(piece, value);
  }
}
