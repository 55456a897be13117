import type { FrontPoint, JudgeReport, VariantResult } from '../analyze/port.js';
import type { ContentHash } from '../domain/index.js';
import type { GateResult } from '../gate/port.js';

/** `report.json`, and what `run --json` prints (design.md §5). Its zod schema is in `schema.ts` beside it. */
export interface RunDocument {
  readonly run: RunHeader;
  readonly cells: {
    readonly planned: number;
    readonly completed: number;
    readonly failed: number;
    readonly unscored: number;
    readonly cached: number;
  };
  readonly cost: {
    readonly billedUsd: number;
    readonly logicalUsd: number;
    readonly byRole: { readonly candidate: number; readonly judge: number; readonly embedding: number };
    readonly priceBook: PriceBookName | null;
    /** Set where the costs are recomputed by another book than the run's own; `billedUsd` stays what was paid. */
    readonly repriced: {
      readonly from: { readonly priceBook: PriceBookName | null; readonly logicalUsd: number };
      readonly to: { readonly priceBook: PriceBookName; readonly logicalUsd: number };
    } | null;
  };
  readonly variants: readonly VariantResult[];
  readonly gate: GateResult | null;
  /** One for each judge of the run. */
  readonly judges: readonly JudgeReport[];
  readonly front: readonly FrontPoint[];
  readonly promotion: { readonly path: string; readonly variant: string; readonly remeasured: false } | null;
  readonly reports: {
    readonly html: string;
    readonly markdown: string;
    readonly json: string;
    readonly junit: string;
  };
}

/** Which prices figures were computed with. */
export interface PriceBookName {
  /** ISO date. */
  readonly date: string;
  readonly sha256: ContentHash;
}

export interface RunHeader {
  readonly id: string;
  readonly experiment: string;
  readonly provider: string;
  readonly emulated: boolean;
  readonly seed: number;
  readonly versions: { readonly [name: string]: string };
  /** JSON pointers of the fields that may differ between two honest executions. */
  readonly volatile: readonly string[];
  /** Conditions a reader must know: dropped parameters, small n, encoder language, uncalibrated judge. */
  readonly notices: readonly string[];
}
