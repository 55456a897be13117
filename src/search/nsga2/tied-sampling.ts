import { childKey, uniformAt } from '../random.js';
import { checkedBlocks, expectGenes, type GeneBlocks } from './blocks.js';
import { geneAt } from './genes.js';
import { randomSampling, type Sampling } from './sampling.js';

/**
 * Genomes whose blocks are all alike: one block is drawn, uniform and independent by gene, and every block takes its
 * values (where a gene has another range there, the same place in it). Sums over many independent blocks crowd around
 * their mean; those of equal blocks spread over the whole range of the objectives.
 */
export function tiedSampling(blocks: GeneBlocks): Sampling {
  const own = checkedBlocks(blocks);
  return (genes, count, key) => {
    expectGenes(own, genes);
    const rows = randomSampling(genes, count, key);
    const ties = childKey(key, count);
    for (let row = 0; row < count; row += 1) {
      for (const members of own) {
        for (const [part, gene] of members.entries()) {
          rows[row * genes.count + gene] = geneAt(genes, gene, uniformAt(ties, row, part));
        }
      }
    }
    return rows;
  };
}
