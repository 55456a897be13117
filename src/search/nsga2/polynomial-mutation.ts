import { uniformAt } from '../random.js';
import { legalGene } from './genes.js';
import { power } from './power.js';
import { type Mutation, type OperatorOptions, usualMutationRate } from './variation.js';

const DRAW = { isMutated: 0, shift: 1, genome: 2 };

/**
 * Polynomial mutation, bounded (Deb and Goyal 1996, the variant of Deb's NSGA-II code): a genome is mutated with
 * `probability` (0.9, as pymoo does: some children of the crossover stay as they are), then each gene with
 * probability `perGene` (min(½, 1/genes)), distribution index `eta` (20). Integer and ordered genes move over ranges half a step
 * wider and are rounded. Default kinds: all but categorical.
 */
export function polynomialMutation(
  options: OperatorOptions & {
    readonly probability?: number;
    readonly perGene?: number;
    readonly eta?: number;
  } = {},
): Mutation {
  const { probability = 0.9, eta = 20, kinds = ['real', 'integer', 'ordered'] } = options;
  return (genome, genes, key) => {
    if (uniformAt(key, 0, DRAW.genome) >= probability) return;
    const perGene = options.perGene ?? usualMutationRate(genes);
    for (let gene = 0; gene < genes.count; gene += 1) {
      if (!kinds.includes(genes.kinds[gene] ?? 'real')) continue;
      if (uniformAt(key, gene, DRAW.isMutated) >= perGene) continue;
      const margin = genes.kinds[gene] === 'real' ? 0 : 0.5;
      const least = (genes.low[gene] ?? 0) - margin;
      const width = (genes.high[gene] ?? 0) + margin - least;
      if (width === 2 * margin) continue;
      const value = genome[gene] ?? 0;
      const shift = polynomialShift((value - least) / width, eta, uniformAt(key, gene, DRAW.shift));
      genome[gene] = legalGene(genes, gene, value + shift * width);
    }
  };
}

/** The quantile at `share` of the shift, in widths of the range, of a gene that stands at `place` in [0, 1] of it. */
export function polynomialShift(place: number, eta: number, share: number): number {
  const exponent = 1 / (eta + 1);
  if (share <= 0.5) {
    return power(2 * share + (1 - 2 * share) * power(1 - place, eta + 1), exponent) - 1;
  }
  return 1 - power(2 * (1 - share) + 2 * (share - 0.5) * power(place, eta + 1), exponent);
}
