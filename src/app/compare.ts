import { compareTables, type SampleTable, type VariantComparison } from '../analyze/index.js';
import { ParsimonyError, type Verdict } from '../domain/index.js';
import { datasetScopes, type GateResult, judgeGate, type SequentialLook } from '../gate/index.js';
import type { RunRow, Store } from '../store/index.js';
import { type ResolvedBaseline, resolveBaseline } from './baseline.js';
import { incomparableFigures } from './comparability.js';
import { alphaOf, gateKnowledge, judgeRun } from './conclude.js';
import type { RunContext } from './port.js';
import { reopenRun } from './reopen-run.js';
import { sequentialSummary } from './stop-early.js';

export interface CompareOptions {
  /** A variant of `run`, `run:<id>[/<variant>]`, a promoted config or an exported baseline. */
  readonly baseline: string;
  readonly candidate: string;
  /**
   * The run that bare variant names belong to, and whose quality and gate hold. Default: the run that the candidate
   * names, else the newest.
   */
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
  /** Quality, cost, latency and every metric that both sides have and that the same scorers measured. */
  readonly differences: readonly VariantComparison[];
  /** Figures that both sides have and that cannot be compared. */
  readonly incomparable: readonly { readonly figure: string; readonly reason: string }[];
  /** Ids of samples that only one side has. */
  readonly missing: { readonly onBaseline: readonly string[]; readonly onCandidate: readonly string[] };
}

const FIGURES = ['quality', 'costUsd', 'latencyMs'] as const;

/** Compares two variants of one run, of two runs, or of a run and a file. */
export function compareRuns(
  options: CompareOptions,
  context: Pick<RunContext, 'cwd'>,
): Promise<CompareDocument> {
  const named = /^run:([^/]+)/.exec(options.candidate)?.[1];
  const at = { run: options.run ?? named ?? 'latest', ...(options.db !== undefined && { db: options.db }) };
  return reopenRun(at, context, (store, run) => compare(store, run, options));
}

async function compare(store: Store, run: RunRow, options: CompareOptions): Promise<CompareDocument> {
  // The run's own verdict is not asked for: its baseline may be gone by now.
  const { gate: spec, ...rest } = run.snapshot;
  const { analysis, data, judgeNoise } = await judgeRun(store, { ...run, snapshot: rest });
  const { look } = data;
  const resolve = (what: string) =>
    resolveBaseline({ store, run, analysis, what, ...(look !== undefined && { look }) });
  const before = await resolve(options.baseline);
  const after = await resolve(options.candidate);
  const tables = sidesOf(before, after);
  const { baseline, candidate } = tables;
  const shared = baseline.metricNames.filter((name) => candidate.metricNames.includes(name));
  const incomparable = incomparableFigures(
    { baseline: before.fingerprints, candidate: after.fingerprints },
    { metrics: shared, quality: run.snapshot.quality },
  );
  const figures = [...FIGURES.filter((figure) => hasValues(tables, figure)), ...shared];
  const { level, seed } = analysis;
  const { plain, adversarial } = datasetScopes(tables);
  const comparable = figures.filter((figure) => !incomparable.has(figure));
  const differences = [
    ...(plain === undefined
      ? []
      : comparable.map((figure) => compareTables(tables, { figure, level, seed, belongs: plain.belongs }))),
    ...adversarial.flatMap(({ slice: dataset, belongs }) =>
      comparable.map((figure) => compareTables(tables, { figure, level, seed, belongs, dataset })),
    ),
  ];
  if (figures.length === 0)
    throw new ParsimonyError('refused', 'the two sides have no figure in common', {
      hint: 'Compare variants whose quality, cost, latency or metrics were measured on both sides.',
    });
  const margin = options.margin ?? spec?.margin;
  const gate =
    margin === undefined || !hasValues(tables, 'quality')
      ? null
      : judgeGate({
          baseline,
          candidates: [candidate],
          spec: {
            drop: 0.1,
            maxMissing: 0.02,
            ...spec,
            alpha: Math.min(
              ...[before, after].map((side) => alphaOf(side.run?.row ?? run, spec?.alpha ?? 0.05)),
            ),
            baseline: baseline.variant,
            candidates: [candidate.variant],
            margin,
            require: 'all',
          },
          guardrails: [],
          ...gateKnowledge(run, { data, fingerprints: undefined }),
          incomparable,
          ...looked(before, after),
          // What the judges' verdicts say of their noise is known of this run's variants only.
          ...(before.from === undefined && after.from === undefined && { judgeNoise }),
        });
  const early = after.run === undefined ? undefined : sequentialSummary(store, after.run.row);
  return {
    run: run.name,
    emulated: before.emulated || after.emulated,
    baseline: before.from ?? baseline.variant,
    candidate: after.from ?? candidate.variant,
    verdict: gate?.verdict ?? null,
    gate: gate === null || early === undefined ? gate : { ...gate, sequential: early },
    differences,
    incomparable: figures.flatMap((figure) => {
      const reason = incomparable.get(figure);
      return reason === undefined ? [] : [{ figure, reason }];
    }),
    missing: { onBaseline: idsWithout(candidate, baseline), onCandidate: idsWithout(baseline, candidate) },
  };
}

/** Samples that stopped coming when a verdict was reached have no test of a fixed n, whoever asks afterwards. */
function looked(before: ResolvedBaseline, after: ResolvedBaseline): { readonly sequential?: SequentialLook } {
  const look = after.run?.look ?? before.run?.look;
  return look === undefined ? {} : { sequential: look };
}

/** Two sides of one name are told apart by where they come from. */
function sidesOf(
  before: ResolvedBaseline,
  after: ResolvedBaseline,
): { readonly baseline: SampleTable; readonly candidate: SampleTable } {
  return {
    baseline: { ...before.table, variant: before.from ?? before.table.variant },
    candidate: { ...after.table, variant: after.from ?? after.table.variant },
  };
}

/** Samples of `one` that `other` does not have at all, in the order of `one`. */
function idsWithout(one: SampleTable, other: SampleTable): readonly string[] {
  const known = new Set(other.samples.map(({ id }) => id));
  return one.samples.flatMap(({ id }) => (known.has(id) ? [] : [id]));
}

function hasValues(
  { baseline, candidate }: { readonly baseline: SampleTable; readonly candidate: SampleTable },
  figure: (typeof FIGURES)[number],
): boolean {
  return [baseline, candidate].every((table) => table[figure].some((value) => !Number.isNaN(value)));
}
