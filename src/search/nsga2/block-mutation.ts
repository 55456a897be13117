import { indexAt, uniformAt } from '../random.js';
import { checkedBlocks, expectGenes, type GeneBlocks } from './blocks.js';
import { type GeneTable, geneAt, legalGene } from './genes.js';
import { polynomialShift } from './polynomial-mutation.js';
import type { Mutation } from './variation.js';

/** Addresses of the numbers drawn for a block, or for a gene of it. */
const DRAW = { isMutated: 0, isRedrawn: 1, gene: 2, isStep: 3, value: 4, redrawn: 5 };

/**
 * Mutation by blocks: each block with probability `perBlock` (1/blocks); then all its genes are drawn anew with
 * probability `redraw` (0.05), or else one of those that can vary is changed: to a near value with probability `step`
 * (0.5, never for categorical genes), else to any other, all equally likely. Near is a shift of polynomial mutation with
 * distribution index `eta` (20), of whole values by 1 at least.
 */
export function blockMutation(
  blocks: GeneBlocks,
  options: {
    readonly perBlock?: number;
    readonly redraw?: number;
    readonly step?: number;
    readonly eta?: number;
  } = {},
): Mutation {
  const own = checkedBlocks(blocks);
  const { perBlock = 1 / own.length, redraw = 0.05, step = 0.5, eta = 20 } = options;
  return (genome, genes, key) => {
    expectGenes(own, genes);
    for (const [block, members] of own.entries()) {
      if (uniformAt(key, block, DRAW.isMutated) >= perBlock) continue;
      const variable = members.filter((gene) => genes.low[gene] !== genes.high[gene]);
      if (variable.length === 0) continue;
      if (uniformAt(key, block, DRAW.isRedrawn) < redraw) {
        for (const gene of variable) genome[gene] = geneAt(genes, gene, uniformAt(key, gene, DRAW.redrawn));
        continue;
      }
      const gene = variable[indexAt(key, variable.length, block, DRAW.gene)] ?? 0;
      const isNear = genes.kinds[gene] !== 'categorical' && uniformAt(key, block, DRAW.isStep) < step;
      const share = uniformAt(key, block, DRAW.value);
      genome[gene] = isNear
        ? nearValue(genes, gene, { value: genome[gene] ?? 0, eta, share })
        : otherValue(genes, gene, { value: genome[gene] ?? 0, share });
    }
  };
}

/** The value at `share` of the distribution of near ones; of whole values never the same. */
function nearValue(
  genes: GeneTable,
  gene: number,
  { value, eta, share }: { readonly value: number; readonly eta: number; readonly share: number },
): number {
  const isWhole = genes.kinds[gene] !== 'real';
  const margin = isWhole ? 0.5 : 0;
  const low = genes.low[gene] ?? 0;
  const high = genes.high[gene] ?? 0;
  const width = high - low + 2 * margin;
  const shift = polynomialShift((value - low + margin) / width, eta, share);
  const near = legalGene(genes, gene, value + shift * width);
  if (!isWhole || near !== value) return near;
  const next = share < 0.5 ? value - 1 : value + 1;
  return next < low ? value + 1 : next > high ? value - 1 : next;
}

/** Of whole values another one, all equally likely; of real ones any. */
function otherValue(
  genes: GeneTable,
  gene: number,
  { value, share }: { readonly value: number; readonly share: number },
): number {
  if (genes.kinds[gene] === 'real') return geneAt(genes, gene, share);
  const low = genes.low[gene] ?? 0;
  const other = low + Math.floor(share * ((genes.high[gene] ?? 0) - low));
  return other < value ? other : other + 1;
}
