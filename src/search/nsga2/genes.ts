/** What one gene may be. Levels are carried as their indexes 0 … levels − 1. */
export type GeneSpec =
  | { readonly kind: 'real'; readonly low: number; readonly high: number }
  | { readonly kind: 'integer'; readonly low: number; readonly high: number }
  | { readonly kind: 'ordered'; readonly levels: number }
  | { readonly kind: 'categorical'; readonly levels: number };

export type GeneKind = GeneSpec['kind'];

/** Gene specifications laid out for loops over genes: `low` and `high` are the least and greatest value. */
export interface GeneTable {
  readonly count: number;
  readonly kinds: readonly GeneKind[];
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Number of distinct genomes, before repair; +∞ as soon as one gene is real. */
  readonly size: number;
}

/** Lays out gene specifications. Throws a RangeError that names the first gene that has no value. */
export function geneTable(specs: readonly GeneSpec[]): GeneTable {
  const low = new Float64Array(specs.length);
  const high = new Float64Array(specs.length);
  let size = 1;
  for (const [gene, spec] of specs.entries()) {
    const leveled = spec.kind === 'ordered' || spec.kind === 'categorical';
    const least = leveled ? 0 : spec.low;
    const greatest = leveled ? spec.levels - 1 : spec.high;
    const whole = spec.kind === 'real' || (Number.isSafeInteger(least) && Number.isSafeInteger(greatest));
    if (!(whole && Number.isFinite(greatest - least) && least <= greatest)) {
      throw new RangeError(`gene ${gene} has no value: ${JSON.stringify(spec)}`);
    }
    low[gene] = least;
    high[gene] = greatest;
    size *= spec.kind === 'real' ? (least === greatest ? 1 : Number.POSITIVE_INFINITY) : greatest - least + 1;
  }
  return { count: specs.length, kinds: specs.map(({ kind }) => kind), low, high, size };
}

/** The gene's value at `share` of its range, 0 ≤ share < 1: equal shares for whole values, linear for reals. */
export function geneAt(table: GeneTable, gene: number, share: number): number {
  const low = table.low[gene] ?? 0;
  const high = table.high[gene] ?? 0;
  if (table.kinds[gene] === 'real') return Math.min(high, low + share * (high - low));
  return Math.min(high, low + Math.floor(share * (high - low + 1)));
}

/** The nearest value that the gene may have. */
export function legalGene(table: GeneTable, gene: number, value: number): number {
  const whole = table.kinds[gene] === 'real' ? value : Math.round(value);
  return Math.min(table.high[gene] ?? 0, Math.max(table.low[gene] ?? 0, whole));
}

/** A genome as it came from outside. Throws a RangeError where it has other genes or a value that a gene may not have. */
export function checkedGenome(table: GeneTable, genome: ArrayLike<number>): Float64Array {
  if (genome.length !== table.count) {
    throw new RangeError(`a genome has ${genome.length} genes, not ${table.count}`);
  }
  for (let gene = 0; gene < genome.length; gene += 1) {
    const value = genome[gene] ?? Number.NaN;
    if (legalGene(table, gene, value) !== value) throw new RangeError(`gene ${gene} may not be ${value}`);
  }
  return Float64Array.from(genome);
}
