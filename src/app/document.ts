import type { Analysis, FrontPoint, JudgeReport, VariantResult } from '../analyze/port.js';
import { toUsd } from '../cost/index.js';
import type { GateResult } from '../gate/port.js';
import type { RunDocument } from '../report/port.js';
import type { RunRow, Store } from '../store/index.js';
import { portablePath } from './places.js';
import { type Repricing, repricedFigures } from './prices/reprice.js';

/** Where two honest executions of one run may differ (law 6). */
const VOLATILE: readonly string[] = [
  '/run/id',
  '/cells/cached',
  '/cost/billedUsd',
  '/reports/html',
  '/reports/markdown',
  '/reports/json',
  '/reports/junit',
];

/** Folds a run, its analysis and its verdict into the document that `report.json` holds. */
export function buildDocument(parts: {
  readonly store: Store;
  readonly run: RunRow;
  readonly analysis: Analysis;
  readonly gate: GateResult | null;
  readonly judges: readonly JudgeReport[];
  readonly emulated: boolean;
  readonly notices: readonly string[];
  readonly promotion: RunDocument['promotion'];
  readonly reports: RunDocument['reports'];
  readonly repricing?: Repricing;
}): RunDocument {
  const { store, run, analysis, gate, repricing } = parts;
  const { snapshot } = run;
  const counts = store.trials.counts(run.row);
  const logical = repricing?.logicalPico ?? store.trials.logicalPico(run.row);
  const repriced = repricing === undefined ? null : repricedFigures(store, run, repricing);
  return {
    run: {
      id: run.name,
      experiment: run.experiment,
      provider: snapshot.provider,
      emulated: parts.emulated,
      seed: snapshot.seed,
      versions: snapshot.versions,
      volatile: VOLATILE,
      notices: parts.notices,
    },
    cells: {
      planned: run.planned,
      completed: counts.completed,
      failed: counts.failed,
      unscored: analysis.variants.reduce((sum: number, variant: VariantResult) => sum + variant.unscored, 0),
      cached: counts.cached,
    },
    cost: {
      billedUsd: toUsd(store.ledger.billed(run.row).total),
      logicalUsd: toUsd(logical.candidate + logical.judge),
      byRole: { candidate: toUsd(logical.candidate), judge: toUsd(logical.judge), embedding: 0 },
      priceBook: repriced?.to.priceBook ?? snapshot.priceBook,
      repriced,
    },
    variants: analysis.variants.map((variant) => ({
      ...variant,
      prompt: variant.prompt === null ? null : portablePath(snapshot.experimentPath, variant.prompt),
    })),
    gate,
    judges: parts.judges,
    front: analysis.front satisfies readonly FrontPoint[],
    promotion: parts.promotion,
    reports: parts.reports,
  };
}

/** Whether a run's numbers stand on an emulator: by its provider, its judges or any single answer. */
export function isEmulated(store: Store, run: RunRow): boolean {
  return run.snapshot.emulated || store.trials.emulated(run.row);
}
