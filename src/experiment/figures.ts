import type { FigureName } from './port.js';

interface Figure {
  readonly min: number;
  readonly max: number;
  /** A percentile has bounds of its own, but no ratio of sums. */
  readonly hasRatio: boolean;
}

/** Figures that every run may have beside its metrics. */
export const FIGURES: { readonly [name in FigureName]: Figure } = {
  quality: { min: 0, max: 1, hasRatio: true },
  tokenEfficiency: { min: 0, max: Number.POSITIVE_INFINITY, hasRatio: false },
  costUsd: { min: 0, max: Number.POSITIVE_INFINITY, hasRatio: true },
  latencyMs: { min: 0, max: Number.POSITIVE_INFINITY, hasRatio: true },
  latencyP95Ms: { min: 0, max: Number.POSITIVE_INFINITY, hasRatio: false },
  latencyP99Ms: { min: 0, max: Number.POSITIVE_INFINITY, hasRatio: false },
};

export function isFigure(name: string): name is FigureName {
  return Object.hasOwn(FIGURES, name);
}
