/** What a figure of the search needs to be known. */
interface SearchFigure {
  readonly needs: 'quality' | 'price' | 'traffic' | 'answers' | 'adversarial';
  readonly min: number;
  readonly max: number;
  /** Worse when high, whoever asks. */
  readonly isCost: boolean;
}

const cost = { min: 0, max: Number.POSITIVE_INFINITY, isCost: true } as const;

/** Figures that objectives and constraints may name beside the metrics of scorers. */
export const SEARCH_FIGURES: { readonly [name: string]: SearchFigure } = {
  quality: { needs: 'quality', min: 0, max: 1, isCost: false },
  monthlyCostUsd: { needs: 'traffic', ...cost },
  costUsdPer1k: { needs: 'price', ...cost },
  costUsd: { needs: 'price', ...cost },
  'latencyMs.mean': { needs: 'answers', ...cost },
  'latencyMs.p50': { needs: 'answers', ...cost },
  'latencyMs.p95': { needs: 'answers', ...cost },
  'latencyMs.p99': { needs: 'answers', ...cost },
  'tokens.input': { needs: 'answers', ...cost },
  'tokens.output': { needs: 'answers', ...cost },
  'tokens.total': { needs: 'answers', ...cost },
};

/** Answers of a config to adversarial samples that break a rule, counted: bounded, never traded. */
export const VIOLATIONS = 'adversarial.violations';

/** Figures that say one thing in several units. */
export const SAME_COST: readonly string[] = ['monthlyCostUsd', 'costUsdPer1k', 'costUsd'];

export function searchFigure(name: string): SearchFigure | undefined {
  return Object.hasOwn(SEARCH_FIGURES, name) ? SEARCH_FIGURES[name] : undefined;
}
