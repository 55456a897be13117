import type { JsonValue } from './content-hash.js';

/** A score, or the reason why there is none. Unscored is never zero (law 3). */
export type Score =
  | { readonly state: 'scored'; readonly value: number; readonly detail?: JsonValue }
  | { readonly state: 'unscored'; readonly reason: string };

export function scored(value: number, detail?: JsonValue): Score {
  if (!Number.isFinite(value)) return { state: 'unscored', reason: `not a finite number: ${value}` };
  return detail === undefined ? { state: 'scored', value } : { state: 'scored', value, detail };
}

export function unscored(reason: string): Score {
  return { state: 'unscored', reason };
}

/** The scale of a metric: what enters `quality` is (value − min)/(max − min). */
export interface MetricInfo {
  /** Flat name: a scorer's name or a judge's criterion. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly description: string;
  /** What its values depend on beside the answer (encoder, baseline): those of another fingerprint compare with nothing. */
  readonly fingerprint?: string;
}

/** The value on [0, 1] that enters the quality composite. */
export function normalise(metric: MetricInfo, value: number): number {
  return Math.min(1, Math.max(0, (value - metric.min) / (metric.max - metric.min)));
}
