import { childKey, permutationAt, type RandomKey, uniformAt } from '../random.js';
import { type GeneTable, geneAt } from './genes.js';

/** The genomes of a first population, row after row. */
export type Sampling = (genes: GeneTable, count: number, key: RandomKey) => Float64Array;

/** Every gene uniform and independent. */
export const randomSampling: Sampling = (genes, count, key) => {
  const rows = new Float64Array(count * genes.count);
  for (let row = 0; row < count; row += 1) {
    for (let gene = 0; gene < genes.count; gene += 1) {
      rows[row * genes.count + gene] = geneAt(genes, gene, uniformAt(key, row, gene));
    }
  }
  return rows;
};

/**
 * A Latin hypercube (McKay, Beckman and Conover 1979): every gene has one value in each of `count` equal shares of its
 * range, so every level of a factor is tried about equally often.
 */
export const latinHypercube: Sampling = (genes, count, key) => {
  const rows = new Float64Array(count * genes.count);
  for (let gene = 0; gene < genes.count; gene += 1) {
    const strata = permutationAt(childKey(key, gene), count);
    for (let row = 0; row < count; row += 1) {
      const share = ((strata[row] ?? 0) + uniformAt(key, row, gene)) / count;
      rows[row * genes.count + gene] = geneAt(genes, gene, Math.min(share, 1 - 2 ** -53));
    }
  }
  return rows;
};
