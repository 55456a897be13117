import { uniformAt } from '../random.js';
import { type GeneTable, legalGene } from './genes.js';
import { power } from './power.js';
import type { Crossover, OperatorOptions } from './variation.js';

/** Parents that are closer than this have no spread to work with. */
const TOO_CLOSE = 1e-14;

/** Addresses of the numbers drawn for a gene; the pair's own number stands where no gene is. */
const DRAW = { isCrossed: 0, spread: 1, isSwapped: 2, pair: 3 };

/**
 * Simulated binary crossover, bounded (Deb and Agrawal 1995; Deb and Kumar 1995). `probability` that a pair is crossed
 * at all (0.9), `perGene` that a gene of it is (0.5), distribution index `eta` (15): pymoo's figures. Children swap a
 * crossed gene with probability ½. Integer and ordered genes are spread over ranges half a step wider and rounded.
 * Default kinds: all but categorical.
 */
export function simulatedBinaryCrossover(
  options: OperatorOptions & {
    readonly probability?: number;
    readonly perGene?: number;
    readonly eta?: number;
  } = {},
): Crossover {
  const { probability = 0.9, perGene = 0.5, eta = 15, kinds = ['real', 'integer', 'ordered'] } = options;
  return (first, second, genes, key) => {
    if (uniformAt(key, 0, DRAW.pair) >= probability) return;
    for (let gene = 0; gene < genes.count; gene += 1) {
      if (!kinds.includes(genes.kinds[gene] ?? 'real')) continue;
      const a = first[gene] ?? 0;
      const b = second[gene] ?? 0;
      if (Math.abs(a - b) <= TOO_CLOSE || uniformAt(key, gene, DRAW.isCrossed) >= perGene) continue;
      const [low, high] = spreadGene(genes, gene, Math.min(a, b), Math.max(a, b), {
        eta,
        share: uniformAt(key, gene, DRAW.spread),
      });
      const isSwapped = uniformAt(key, gene, DRAW.isSwapped) < 0.5;
      first[gene] = isSwapped ? high : low;
      second[gene] = isSwapped ? low : high;
    }
  };
}

/** The two children of one gene, the one near `low` first. */
function spreadGene(
  genes: GeneTable,
  gene: number,
  low: number,
  high: number,
  { eta, share }: { readonly eta: number; readonly share: number },
): readonly [number, number] {
  const margin = genes.kinds[gene] === 'real' ? 0 : 0.5;
  const least = (genes.low[gene] ?? 0) - margin;
  const greatest = (genes.high[gene] ?? 0) + margin;
  const gap = high - low;
  const middle = low + high;
  const downward = spreadFactor(1 + (2 * (low - least)) / gap, eta, share);
  const upward = spreadFactor(1 + (2 * (greatest - high)) / gap, eta, share);
  return [
    legalGene(genes, gene, 0.5 * (middle - downward * gap)),
    legalGene(genes, gene, 0.5 * (middle + upward * gap)),
  ];
}

/** The quantile at `share` of the spread factor β, its distribution cut so that the child stays within `reach`. */
export function spreadFactor(reach: number, eta: number, share: number): number {
  const scaled = share * (2 - power(reach, -(eta + 1)));
  return power(scaled <= 1 ? scaled : 1 / (2 - scaled), 1 / (eta + 1));
}
