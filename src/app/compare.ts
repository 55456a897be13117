import { compareTables, type SampleTable, type VariantComparison } from '../analyze/index.js';
import { ParsimonyError, type Verdict } from '../domain/index.js';
import { type GateResult, judgeGate } from '../gate/index.js';
import type { RunRow, Store } from '../store/index.js';
import { resolveBaseline } from './baseline.js';
import { judgeRun } from './conclude.js';
import type { RunContext } from './port.js';
import { reopenRun } from './reopen-run.js';

export interface CompareOptions {
  /** A variant of `run`, `run:<id>[/<variant>]`, a promoted config or an exported baseline. */
  readonly baseline: string;
  readonly candidate: string;
  /** The run that bare variant names belong to. Default: the newest. */
  readonly run?: string;
  readonly db?: string;
  /** Default: the run's own gate margin; without either there is no verdict. */
  readonly margin?: number;
}

/** Two variants side by side, paired by sample. */
export interface CompareDocument {
  readonly run: string;
  readonly emulated: boolean;
  readonly baseline: string;
  readonly candidate: string;
  readonly verdict: Verdict | null;
  readonly gate: GateResult | null;
  /** Quality, cost, latency and every metric that both sides have. */
  readonly differences: readonly VariantComparison[];
}

const FIGURES = ['quality', 'costUsd', 'latencyMs'];

/** Compares two variants of one run, of two runs, or of a run and a file. */
export function compareRuns(
  options: CompareOptions,
  context: Pick<RunContext, 'cwd'>,
): Promise<CompareDocument> {
  const at = { run: options.run ?? 'latest', ...(options.db !== undefined && { db: options.db }) };
  return reopenRun(at, context, (store, run) => compare(store, run, options));
}

async function compare(store: Store, run: RunRow, options: CompareOptions): Promise<CompareDocument> {
  const { analysis } = await judgeRun(store, {
    ...run,
    snapshot: { ...run.snapshot, guardrails: [] },
  });
  const resolve = (what: string) => resolveBaseline({ store, run, analysis, what });
  const sides = [await resolve(options.baseline), await resolve(options.candidate)] as const;
  const [baseline, candidate] = [sides[0].table, sides[1].table];
  const names = [...FIGURES, ...baseline.metricNames.filter((name) => candidate.metricNames.includes(name))];
  const differences = names.flatMap((figure) => {
    const column =
      figure === 'quality' || figure === 'costUsd' || figure === 'latencyMs' ? figure : undefined;
    const known = column === undefined || (hasValues(baseline[column]) && hasValues(candidate[column]));
    return known
      ? [compareTables({ baseline, candidate }, { figure, level: analysis.level, seed: analysis.seed })]
      : [];
  });
  if (differences.length === 0)
    throw new ParsimonyError('refused', 'the two sides have no figure in common', {
      hint: 'Compare variants whose quality, cost, latency or metrics were measured on both sides.',
    });
  const margin = options.margin ?? run.snapshot.gate?.margin;
  const gate =
    margin === undefined || !hasValues(baseline.quality)
      ? null
      : verdictOf({ run, baseline, candidate, margin });
  return {
    run: run.name,
    emulated: sides.some((side) => side.emulated),
    baseline: sides[0].from ?? baseline.variant,
    candidate: sides[1].from ?? candidate.variant,
    verdict: gate?.verdict ?? null,
    gate,
    differences,
  };
}

function verdictOf(at: {
  readonly run: RunRow;
  readonly baseline: SampleTable;
  readonly candidate: SampleTable;
  readonly margin: number;
}): GateResult {
  const { gate } = at.run.snapshot;
  return judgeGate({
    baseline: at.baseline,
    candidates: [at.candidate],
    spec: {
      baseline: at.baseline.variant,
      candidates: [at.candidate.variant],
      margin: at.margin,
      alpha: gate?.alpha ?? 0.05,
      drop: gate?.drop ?? 0.1,
      require: 'all',
      maxMissing: gate?.maxMissing ?? 0.02,
    },
    guardrails: [],
  });
}

function hasValues(column: Float64Array): boolean {
  return column.some((value) => !Number.isNaN(value));
}
