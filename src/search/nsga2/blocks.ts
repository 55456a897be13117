import type { GeneTable } from './genes.js';

/**
 * Genes that belong together, block by block: the factors of the configuration that an intent chooses, say. Gene k of
 * every block plays the same part. Operators by blocks leave genes of no block alone.
 */
export type GeneBlocks = readonly (readonly number[])[];

/** A copy of the blocks. Throws a RangeError for blocks of unequal length and for a gene that stands in two places. */
export function checkedBlocks(blocks: GeneBlocks): GeneBlocks {
  const width = blocks[0]?.length ?? 0;
  const owners = new Map<number, number>();
  for (const [block, members] of blocks.entries()) {
    if (members.length !== width) {
      throw new RangeError(`block ${block} has ${members.length} genes, block 0 has ${width}`);
    }
    for (const gene of members) {
      if (!(Number.isSafeInteger(gene) && gene >= 0)) {
        throw new RangeError(`block ${block} names a gene ${gene}`);
      }
      const owner = owners.get(gene);
      if (owner !== undefined) throw new RangeError(`gene ${gene} stands in block ${owner} and ${block}`);
      owners.set(gene, block);
    }
  }
  return blocks.map((members) => [...members]);
}

/** Throws a RangeError where a block names a gene that genomes do not have. */
export function expectGenes(blocks: GeneBlocks, genes: GeneTable): void {
  for (const members of blocks) {
    for (const gene of members) {
      if (gene >= genes.count) throw new RangeError(`a block names gene ${gene} of ${genes.count}`);
    }
  }
}
