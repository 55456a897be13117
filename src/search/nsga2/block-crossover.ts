import { uniformAt } from '../random.js';
import { checkedBlocks, expectGenes, type GeneBlocks } from './blocks.js';
import type { Crossover } from './variation.js';

const DRAW = { isSwapped: 0, pair: 1, isMixed: 2, isGeneSwapped: 3 };

/**
 * Uniform crossover of whole blocks: with `probability` (0.9) a pair is crossed; then each block is mixed gene by gene
 * with probability `mixed` (0.25), each gene swapped with probability ½, or else swapped whole with probability
 * `perBlock` (0.5). A block that was not mixed comes whole from one parent.
 */
export function blockCrossover(
  blocks: GeneBlocks,
  options: { readonly probability?: number; readonly perBlock?: number; readonly mixed?: number } = {},
): Crossover {
  const { probability = 0.9, perBlock = 0.5, mixed = 0.25 } = options;
  const own = checkedBlocks(blocks);
  return (first, second, genes, key) => {
    expectGenes(own, genes);
    if (uniformAt(key, 0, DRAW.pair) >= probability) return;
    for (const [block, members] of own.entries()) {
      const isMixed = uniformAt(key, block, DRAW.isMixed) < mixed;
      if (!isMixed && uniformAt(key, block, DRAW.isSwapped) >= perBlock) continue;
      for (const gene of members) {
        if (!isMixed || uniformAt(key, gene, DRAW.isGeneSwapped) < 0.5) swap(first, second, gene);
      }
    }
  };
}

function swap(first: Float64Array, second: Float64Array, gene: number): void {
  const kept = first[gene] ?? 0;
  first[gene] = second[gene] ?? 0;
  second[gene] = kept;
}
