import type { GeneBlocks, GeneSpec } from '../nsga2/index.js';
import type { Factor, FactorValue, Point, SearchSpace } from '../port.js';
import { listPoints } from './enumerate.js';
import { levelsIn } from './levels.js';
import { canonicalPoint, isForbidden } from './point.js';

/** Points as genomes for the genetic search. */
export interface Encoding {
  readonly genes: readonly GeneSpec[];
  /** The genes of each intent, those of the factors in their order. */
  readonly blocks: GeneBlocks;
  /** The points that a genome means: one per intent, in their order. */
  decode(genome: ArrayLike<number>): readonly Point[];
  /** Sets genes without effect to their least value, in place. */
  repair(genome: Float64Array): void;
  /** False for a forbidden combination. */
  isAllowed(genome: Float64Array): boolean;
}

/** `config`: one gene per intent, the number of one of its points. `factor`: one gene per factor and intent. */
export type EncodingKind = 'config' | 'factor';

/** Points of an intent at most that can be numbered for `config`. */
const NUMBERED = 1_000_000;

/**
 * The encoding of a choice of one point for each of `intents` (null: a point for all of them, without narrowing).
 * `config` throws for a continuum, and for more than a million points of an intent.
 */
export function encode(
  space: SearchSpace,
  intents: readonly (string | null)[],
  kind: EncodingKind,
): Encoding {
  return kind === 'config' ? byConfig(space, intents) : byFactor(space, intents);
}

function byConfig(space: SearchSpace, intents: readonly (string | null)[]): Encoding {
  const lists = intents.map((intent) => {
    const { points, isComplete } = listPoints(space, intent, NUMBERED);
    if (!isComplete) throw new RangeError(`more than ${NUMBERED} points: encode by factor`);
    return points;
  });
  return {
    genes: lists.map((points) => ({ kind: 'categorical', levels: points.length })),
    blocks: lists.map((_, at) => [at]),
    decode: (genome) => lists.map((points, at) => points[genome[at] ?? 0] ?? {}),
    repair: () => {},
    isAllowed: () => true,
  };
}

interface Locus {
  readonly factor: Factor;
  /** Null: the gene is the value itself. */
  readonly levels: readonly FactorValue[] | null;
}

function byFactor(space: SearchSpace, intents: readonly (string | null)[]): Encoding {
  const loci = intents.map((intent) => space.factors.map((factor) => locusOf(space, factor, intent)));
  const width = space.factors.length;
  const pointAt = (genome: ArrayLike<number>, intent: number): Point => {
    const values: { [factor: string]: FactorValue } = {};
    loci[intent]?.forEach(({ factor, levels }, at) => {
      const gene = genome[intent * width + at] ?? 0;
      values[factor.name] = levels === null ? gene : (levels[gene] ?? gene);
    });
    return canonicalPoint(space, values);
  };
  const genes = loci.flatMap((own) => own.map(geneOf));
  const decode = (genome: ArrayLike<number>): Point[] => intents.map((_, intent) => pointAt(genome, intent));
  return {
    genes,
    blocks: loci.map((own, intent) => own.map((_, at) => intent * width + at)),
    decode,
    repair: (genome) => {
      decode(genome).forEach((point, intent) => {
        space.factors.forEach(({ name }, at) => {
          if (point[name] === undefined) genome[intent * width + at] = leastOf(genes[intent * width + at]);
        });
      });
    },
    isAllowed: (genome) => decode(genome).every((point) => !isForbidden(space, point)),
  };
}

function locusOf(space: SearchSpace, factor: Factor, intent: string | null): Locus {
  const isNarrowed = intent !== null && space.narrowed[intent]?.[factor.name] !== undefined;
  const isNumber = !('values' in factor) && !isNarrowed;
  return { factor, levels: isNumber ? null : levelsIn(space, factor, intent) };
}

function geneOf({ factor, levels }: Locus): GeneSpec {
  if (levels !== null || 'values' in factor) {
    return { kind: factor.kind === 'categorical' ? 'categorical' : 'ordered', levels: levels?.length ?? 0 };
  }
  return factor.kind === 'real'
    ? { kind: 'real', low: factor.min, high: factor.max }
    : { kind: 'integer', low: Math.ceil(factor.min), high: Math.floor(factor.max) };
}

function leastOf(gene: GeneSpec | undefined): number {
  return gene !== undefined && 'low' in gene ? gene.low : 0;
}
