import type { Dataset } from '../dataset/index.js';
import type { CallFailure, Sample, Variant } from '../domain/index.js';
import type { Attributed } from '../experiment/port.js';
import type { Prompt } from '../prompt/port.js';
import type { VariantCaching } from './cache-points.js';

/** What is to be carried out: every cell is decided by it and a position, so cells need not be stored. */
export interface RunPlan {
  readonly experiment: string;
  readonly variants: readonly Variant[];
  /** By `Variant.promptPath`. */
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly datasets: readonly Dataset[];
  readonly repeats: number;
  /** By position over all datasets: 1 for a sample that the run takes. */
  readonly included: Uint8Array;
  /** By variant name: how its requests are cached; a variant that is not here sends no checkpoints. */
  readonly caching?: ReadonlyMap<string, VariantCaching>;
  /** Labels of every call beside the run's own. */
  readonly attribution?: { readonly [name: string]: Attributed };
}

/** What of a plan decides a cell's request. */
export type RenderPlan = Pick<RunPlan, 'prompts' | 'caching'>;

/** What was decided for a variant that asks for caching; kept with the run. */
export interface CachingDecision {
  readonly variant: string;
  /** Null: it sends no checkpoints. */
  readonly ttl: '5m' | '1h' | null;
  /** Distinct prefixes, each up to its last checkpoint, that the plan's calls share. */
  readonly prefixes: number;
  /** Calls of the plan without a checkpoint: what of their prompt stays the same is too short to be kept. */
  readonly unmarked: number;
}

/** A cell ready to be carried out. */
export interface PlannedCell {
  /** (sample position × variants + variant) × repeats + repeat. */
  readonly cell: number;
  readonly sample: Sample;
  readonly variant: Variant;
  readonly repeat: number;
  /** Request metadata of every call that is made for this cell. */
  readonly labels: { readonly [name: string]: string };
}

export interface RunProgress {
  readonly planned: number;
  /** Finished cells, earlier sittings included. */
  readonly done: number;
  readonly failed: number;
  /** Calls that reached a model in this sitting. */
  readonly calls: number;
  /** What the run has paid, over all sittings. */
  readonly spentUsd: number;
  /** Set once all cells are carried out and answers are compared with each other. */
  readonly comparisons?: ComparisonProgress;
}

/** Groups of answers (one sample, one repeat, all variants) that this sitting compares. */
export interface ComparisonProgress {
  readonly planned: number;
  readonly done: number;
}

/** How the sitting ended. `exhausted`: the spend guard refused the next call. */
export type RunEnd = 'finished' | 'interrupted' | 'exhausted' | 'hopeless';

export interface SittingSummary {
  readonly end: RunEnd;
  /** For `hopeless`: the failure that every call meets; else the first failure of the sitting, if there was one. */
  readonly failure?: CallFailure;
  /** For `hopeless`: what to do, where the failure's code alone does not say it. */
  readonly remedy?: string;
  readonly calls: number;
  readonly failedCalls: number;
  readonly retries: number;
  readonly cacheHits: number;
  readonly wallMs: number;
}
