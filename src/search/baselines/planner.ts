import type { JsonValue } from '../../domain/index.js';
import type { Dropped, FigureSource, Measurements, Veto } from '../outcome/index.js';
import type { MeasuredProblem, SearchCell, SearcherOptions } from '../port.js';
import type { Registry } from './registry.js';

/** What a planner may look at when it says what to measure next. */
export interface PlanContext {
  readonly problem: MeasuredProblem;
  readonly options: SearcherOptions;
  readonly registry: Registry;
  readonly measurements: Measurements;
  /** Items of each stratum in the order that all configurations share. */
  readonly order: readonly (readonly number[])[];
  readonly vetoes: readonly Veto[];
  /** Figures of everything measured so far. */
  figures(): FigureSource;
}

/** The part in which baselines differ: what is measured next. */
export interface Planner {
  /**
   * Cells that are all to be measured before it is asked again, none of them known, at most `remaining`; empty: done.
   */
  plan(remaining: number): readonly SearchCell[];
  /** What it is and how it went, for the report. */
  methods(): readonly string[];
  /** What left its races. */
  dropped?(): readonly Dropped[];
  state(): JsonValue;
}

/** The cells of a configuration on the first items of a stratum (null: of each) that are not measured yet. */
export function blockCells(
  context: PlanContext,
  of: { readonly config: number; readonly stratum: number | null; readonly sizes: readonly number[] },
): readonly SearchCell[] {
  return context.order.flatMap((items, stratum) => {
    if (of.stratum !== null && of.stratum !== stratum) return [];
    return items
      .slice(0, of.sizes[stratum] ?? 0)
      .filter((item) => !context.measurements.has(of.config, item))
      .map((item) => ({ config: of.config, item }));
  });
}
