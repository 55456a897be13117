import type { GeneTable } from './genes.js';
import type { GenomeRules } from './problem.js';

/** Above this a whole number is no longer exact. */
const EXACT = 2 ** 53;

/** Every genome that was ever handed out, by key. */
export interface Archive {
  /**
   * Brings the genome into its canonical form, in place; true, and remembered, when it is allowed and new.
   */
  admit(genome: Float64Array): boolean;
  /** Keys in the order of admission. */
  keys(): readonly number[];
}

/**
 * An archive that remembers `keys`. Of a space of up to 2⁵³ genomes the key is the genome's exact number; else it is a
 * hash of 53 bits, and among n genomes a new one is taken for an old one with a probability below n²/2⁵⁴ (4 · 10⁻⁸
 * at 25,000), which costs one more offspring and nothing else.
 */
export function createArchive(genes: GeneTable, rules: GenomeRules, keys: readonly number[] = []): Archive {
  const keyOf = genes.size <= EXACT ? genomeNumber(genes) : genomeHash(genes);
  const seen = new Set(keys);
  return {
    admit(genome) {
      rules.repair?.(genome);
      // −0 and 0 are one value and must have one key.
      for (let gene = 0; gene < genome.length; gene += 1) genome[gene] = (genome[gene] ?? 0) + 0;
      if (rules.isAllowed?.(genome) === false) return false;
      const key = keyOf(genome);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    },
    keys: () => [...seen],
  };
}

/** The position of a genome in lexicographic order of all genomes, the last gene fastest. */
function genomeNumber(genes: GeneTable): (genome: Float64Array) => number {
  return (genome) => {
    let number = 0;
    for (let gene = 0; gene < genes.count; gene += 1) {
      const low = genes.low[gene] ?? 0;
      // A real gene of a finite space has one value.
      const levels = genes.kinds[gene] === 'real' ? 1 : (genes.high[gene] ?? 0) - low + 1;
      number = number * levels + (levels === 1 ? 0 : (genome[gene] ?? 0) - low);
    }
    return number;
  };
}

/** Writes genome number `number` into `genome`: the inverse of the exact key. */
export function writeGenome(genes: GeneTable, number: number, genome: Float64Array): void {
  let rest = number;
  for (let gene = genes.count - 1; gene >= 0; gene -= 1) {
    const low = genes.low[gene] ?? 0;
    const levels = genes.kinds[gene] === 'real' ? 1 : (genes.high[gene] ?? 0) - low + 1;
    genome[gene] = low + (rest % levels);
    rest = Math.floor(rest / levels);
  }
}

/** Two lanes over the words of the genome in a fixed byte order, each with the finaliser of MurmurHash3 (Appleby). */
function genomeHash(genes: GeneTable): (genome: Float64Array) => number {
  const view = new DataView(new ArrayBuffer(8));
  return (genome) => {
    let a = 0x9e3779b9;
    let b = 0x85ebca6b;
    for (let gene = 0; gene < genes.count; gene += 1) {
      view.setFloat64(0, genome[gene] ?? 0, true);
      const low = view.getUint32(0, true);
      const high = view.getUint32(4, true);
      a = finalise(a ^ low) ^ high;
      b = finalise((b + high) | 0) ^ low;
      a = Math.imul(a, 0xcc9e2d51) + gene;
      b = Math.imul(b, 0x1b873593) + gene;
    }
    const upper = finalise(a ^ (b >>> 15));
    const lower = finalise(b ^ upper);
    return (upper >>> 0) * 2097152 + (lower >>> 11);
  };
}

function finalise(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
