import type { FrontPoint, VariantResult } from './port.js';

/** The figures of a variant that dominance looks at. */
export type FrontCandidate = Pick<VariantResult, 'name' | 'quality' | 'costUsdPerSample' | 'latencyMs'>;

type Objectives = FrontPoint['objectives'];

/**
 * The exact non-dominated set on quality (up), cost per sample and p95 latency (down), using the objectives that
 * every variant with a quality has. A variant without quality is never on the front and dominates nothing. A variant
 * dominates another when it is nowhere worse and somewhere better; `dominatedBy` names the best such variant: highest
 * quality, then cheapest, then by name. Compares point values: noise is the gate's concern.
 */
export function nonDominated(variants: readonly FrontCandidate[]): {
  readonly front: readonly FrontPoint[];
  readonly dominatedBy: ReadonlyMap<string, string>;
} {
  const judged = variants.filter(({ quality }) => quality.value !== null);
  const hasCost = judged.every(({ costUsdPerSample }) => costUsdPerSample.value !== null);
  const hasLatency = judged.every(({ latencyMs }) => latencyMs.p95.value !== null);
  const points = judged.map((variant): FrontPoint => {
    const quality = variant.quality.value;
    const cost = variant.costUsdPerSample.value;
    const latency = variant.latencyMs.p95.value;
    return {
      variant: variant.name,
      objectives: {
        ...(quality !== null && { quality }),
        ...(hasCost && cost !== null && { costUsdPerSample: cost }),
        ...(hasLatency && latency !== null && { latencyP95Ms: latency }),
      },
    };
  });
  const ranked = [...points].sort(byQualityThenCost);
  const dominatedBy = new Map<string, string>();
  for (const point of points) {
    const better = ranked.find((other) => dominates(other.objectives, point.objectives));
    if (better !== undefined) dominatedBy.set(point.variant, better.variant);
  }
  return { front: points.filter(({ variant }) => !dominatedBy.has(variant)), dominatedBy };
}

/** Each objective as a loss, in one order. */
function losses(objectives: Objectives): readonly number[] {
  return [-(objectives.quality ?? 0), objectives.costUsdPerSample ?? 0, objectives.latencyP95Ms ?? 0];
}

function dominates(a: Objectives, b: Objectives): boolean {
  const theirs = losses(b);
  const pairs = losses(a).map((loss, at) => loss - (theirs[at] ?? 0));
  return pairs.every((gap) => gap <= 0) && pairs.some((gap) => gap < 0);
}

function byQualityThenCost(a: FrontPoint, b: FrontPoint): number {
  return (
    (b.objectives.quality ?? 0) - (a.objectives.quality ?? 0) ||
    (a.objectives.costUsdPerSample ?? 0) - (b.objectives.costUsdPerSample ?? 0) ||
    (a.variant < b.variant ? -1 : 1)
  );
}
