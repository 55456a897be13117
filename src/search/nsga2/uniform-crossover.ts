import { uniformAt } from '../random.js';
import type { Crossover, OperatorOptions } from './variation.js';

const DRAW = { isSwapped: 0, pair: 1 };

/**
 * Uniform crossover (Syswerda 1989): with `probability` (0.9) a pair is crossed, and then swaps each gene with
 * probability `perGene` (0.5). Default kind: categorical.
 */
export function uniformCrossover(
  options: OperatorOptions & { readonly probability?: number; readonly perGene?: number } = {},
): Crossover {
  const { probability = 0.9, perGene = 0.5, kinds = ['categorical'] } = options;
  return (first, second, genes, key) => {
    if (uniformAt(key, 0, DRAW.pair) >= probability) return;
    for (let gene = 0; gene < genes.count; gene += 1) {
      if (!kinds.includes(genes.kinds[gene] ?? 'real')) continue;
      const kept = first[gene] ?? 0;
      const other = second[gene] ?? 0;
      if (kept === other || uniformAt(key, gene, DRAW.isSwapped) >= perGene) continue;
      first[gene] = other;
      second[gene] = kept;
    }
  };
}
