import { indexAt, uniformAt } from '../random.js';
import { type Mutation, type OperatorOptions, usualMutationRate } from './variation.js';

const DRAW = { isMutated: 0, level: 1 };

/**
 * Reset mutation: each gene takes one of its other values, all equally likely, with probability `perGene`
 * (min(½, 1/genes)). With two levels it is bit-flip mutation. Default kind: categorical; genes of reals are left
 * alone.
 */
export function resetMutation(options: OperatorOptions & { readonly perGene?: number } = {}): Mutation {
  const { kinds = ['categorical'] } = options;
  return (genome, genes, key) => {
    const perGene = options.perGene ?? usualMutationRate(genes);
    for (let gene = 0; gene < genes.count; gene += 1) {
      const kind = genes.kinds[gene] ?? 'real';
      if (kind === 'real' || !kinds.includes(kind)) continue;
      if (uniformAt(key, gene, DRAW.isMutated) >= perGene) continue;
      const low = genes.low[gene] ?? 0;
      const others = (genes.high[gene] ?? 0) - low;
      if (others === 0) continue;
      const other = low + indexAt(key, others, gene, DRAW.level);
      genome[gene] = other < (genome[gene] ?? 0) ? other : other + 1;
    }
  };
}
