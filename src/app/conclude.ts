import { existsSync } from 'node:fs';
import {
  type Analysis,
  analyzeJudges,
  analyzeRun,
  type JudgeReport,
  type SampleTable,
} from '../analyze/index.js';
import type { Dataset } from '../dataset/index.js';
import { invalidInput } from '../domain/index.js';
import type { LoadedExperiment } from '../experiment/index.js';
import {
  acceptWholesale,
  type CutDataset,
  type GateKnowledge,
  type GateResult,
  type JudgeNoiseOf,
  judgeGate,
  parseReviews,
  type SampleReview,
} from '../gate/index.js';
import type { ExecutionSummary, ReportModel, RunDocument, SampleGrid } from '../report/port.js';
import type { RunRow, Store } from '../store/index.js';
import { abNotices } from './ab/sizing.js';
import { type ResolvedBaseline, resolveBaseline } from './baseline.js';
import { cutDatasets, type Fingerprints, fingerprintsOf, incomparableFigures } from './comparability.js';
import { buildDocument, isEmulated } from './document.js';
import { flaggedDetails } from './flagged.js';
import { runNotices } from './notices.js';
import type { Repricing } from './prices/reprice.js';
import { readRun, type StoredRun } from './run-data.js';
import { readSmallDocument } from './small-file.js';
import { sequentialSummary } from './stop-early.js';
import { tokenPrices } from './token-prices.js';

/** Level of every descriptive interval. */
const LEVEL = 0.95;

/** A run folded into figures and verdict. */
export interface JudgedRun {
  readonly data: StoredRun;
  readonly analysis: Analysis;
  /** What its judges can be trusted with. */
  readonly judges: readonly JudgeReport[];
  /** What they leave uncertain in a difference. */
  readonly judgeNoise: JudgeNoiseOf;
  readonly gate: GateResult | null;
  /** Whether any number rests on an emulator: an answer of the run, or the baseline that it is judged against. */
  readonly emulated: boolean;
  /** Set where the costs are not the run's own. */
  readonly repricing?: Repricing;
}

/** Analyses a run and judges it by its own gate. */
export async function judgeRun(store: Store, run: RunRow, repricing?: Repricing): Promise<JudgedRun> {
  const { snapshot } = run;
  const data = readRun(store, run, repricing);
  const priced = repricing === undefined ? {} : { repricing };
  const analysis = analyzeRun(data, {
    quality: snapshot.quality,
    ...(snapshot.traffic !== undefined && { traffic: snapshot.traffic }),
    level: LEVEL,
    seed: snapshot.seed,
  });
  const { reports: judges, noiseOf: judgeNoise } = analyzeJudges(data, {
    judges: snapshot.judgeSetups ?? [],
    quality: snapshot.quality,
    level: LEVEL,
  });
  const { gate: spec } = snapshot;
  const emulated = isEmulated(store, run);
  if (spec === undefined) return { data, analysis, judges, judgeNoise, gate: null, emulated, ...priced };
  const baseline = await resolveBaseline({
    store,
    run,
    analysis,
    what: spec.baseline,
  });
  const { table, candidates } = withoutItself(baseline, analysis, spec.candidates);
  const reviews = allReviews(store, run);
  const sequential = sequentialSummary(store, run);
  const gate = judgeGate({
    baseline: table,
    candidates: candidates.map((name) => analysis.table(name)),
    spec: { ...spec, baseline: table.variant, alpha: alphaOf(run, spec.alpha) },
    guardrails: snapshot.guardrails,
    judgeNoise,
    ...gateKnowledge(run, { data, fingerprints: baseline.fingerprints }),
    ...(data.look !== undefined && { sequential: data.look }),
    reviews: reviews.filter(({ sampleId }) => sampleId !== '*'),
  });
  return {
    data,
    analysis,
    judges,
    judgeNoise,
    gate: acceptWholesale(sequential === undefined ? gate : { ...gate, sequential }, reviews, { emulated }),
    emulated: emulated || baseline.emulated,
    ...priced,
  };
}

/** A run that looks as its samples come spends one half of alpha on the looks and one on the end. */
export function alphaOf({ snapshot }: RunRow, alpha: number): number {
  return snapshot.sequential === undefined ? alpha : alpha / 2;
}

/** Adversarial datasets that filters cut are said in every report, whatever the verdict. */
function cutNotices(run: RunRow, data: StoredRun): readonly string[] {
  return cutOf(run, data).map(
    ({ dataset, taken, total }) =>
      `filters took only ${taken} of ${total} samples of adversarial dataset ${dataset}: what it shows is no verdict on the whole.`,
  );
}

function cutOf({ snapshot }: RunRow, data: StoredRun): readonly CutDataset[] {
  const taken = new Map<string, number>();
  for (const { dataset } of data.samples) taken.set(dataset, (taken.get(dataset) ?? 0) + 1);
  return cutDatasets(snapshot.datasets, taken, snapshot.filter);
}

/** What the gate must know of a run beside its figures. */
export function gateKnowledge(
  run: RunRow,
  { data, fingerprints }: { readonly data: StoredRun; readonly fingerprints: Fingerprints },
): Pick<GateKnowledge, 'metrics' | 'incomparable' | 'cut'> {
  const { snapshot } = run;
  return {
    metrics: data.metrics,
    incomparable: incomparableFigures(
      { baseline: fingerprints, candidate: fingerprintsOf(snapshot) },
      { metrics: data.metrics.map(({ name }) => name), quality: snapshot.quality },
    ),
    cut: cutOf(run, data),
  };
}

/**
 * A variant is not judged against itself, and only against itself: a baseline from elsewhere may bear the name of a
 * variant whose prompt, model or parameters have changed since. That one is a candidate like the others, and the
 * baseline is shown under a name of its own. Where nothing else is left to judge, the unchanged variant is.
 */
function withoutItself(
  { table, variantId, from }: ResolvedBaseline,
  analysis: Analysis,
  candidates: readonly string[],
): { readonly table: SampleTable; readonly candidates: readonly string[] } {
  const namesake = analysis.variants.find(({ name }) => name === table.variant);
  const others = candidates.filter((name) => name !== table.variant);
  if (from === undefined || namesake === undefined) return { table, candidates: others };
  return namesake.id === variantId && others.length > 0
    ? { table, candidates: others }
    : { table: { ...table, variant: from }, candidates };
}

/** Decisions from the database, and before them those of the file that the experiment names. */
function allReviews(store: Store, run: RunRow): readonly SampleReview[] {
  const kept = [...store.reviews.all(run.row)].flatMap(([variant, bySample]) =>
    [...bySample].map(
      ([sampleId, { decision, reason }]): SampleReview => ({ variant, sampleId, decision, reason }),
    ),
  );
  const file = run.snapshot.gate?.reviews;
  if (file === undefined || !existsSync(file)) return kept;
  const decided = new Set(kept.map(({ variant, sampleId }) => `${variant}\n${sampleId}`));
  return [
    ...kept,
    ...readReviewFile(file).filter(({ variant, sampleId }) => !decided.has(`${variant}\n${sampleId}`)),
  ];
}

/** Reads a review file (YAML or JSON); throws with every problem listed. */
export function readReviewFile(file: string): readonly SampleReview[] {
  const { value, lineOf } = readSmallDocument(file, {
    what: 'review file',
    hint: 'Name a YAML or JSON list of {sampleId, decision, reason}.',
  });
  const parsed = parseReviews(value);
  if (parsed.state === 'ok') return parsed.reviews;
  throw invalidInput(
    parsed.problems.map((problem) => {
      // Paths are `[3].decision`.
      const [, index = '0', key] = /^\[(\d+)\](?:\.(.+))?$/.exec(problem.path ?? '') ?? [];
      const line = lineOf(key === undefined ? [Number(index)] : [Number(index), key]);
      return { ...problem, file, ...(line !== undefined && { line }) };
    }),
  );
}

/** Reads the review file that the gate names, where there is one already; throws what is wrong with it. */
export function checkReviewFile({ experiment }: LoadedExperiment): void {
  const file = experiment.gate?.reviews;
  if (file !== undefined && existsSync(file)) readReviewFile(file);
}

/** Per-sample figures of every variant, in the order of the run. */
function sampleGrid(analysis: Analysis, { samples }: StoredRun): SampleGrid {
  return {
    ids: samples.map(({ id }) => id),
    datasets: samples.map(({ dataset }) => dataset),
    intents: samples.map(({ intent }) => intent),
    variants: analysis.variants.map(({ name }) => {
      const { quality, costUsd } = analysis.table(name);
      return { name, quality, costUsd };
    }),
  };
}

/** Everything that the renderers need. */
export function buildReportModel(parts: {
  readonly store: Store;
  readonly run: RunRow;
  readonly judged: JudgedRun;
  readonly datasets: readonly Dataset[];
  readonly promotion: RunDocument['promotion'];
  readonly reports: RunDocument['reports'];
  readonly execution: ExecutionSummary;
  readonly notices?: readonly string[];
}): ReportModel {
  const { store, run, judged } = parts;
  const { snapshot } = run;
  const { data, analysis, judges, gate, emulated } = judged;
  const document = buildDocument({
    store,
    run,
    analysis,
    gate,
    judges,
    emulated,
    notices: [
      ...runNotices(run, data),
      ...cutNotices(run, data),
      ...abNotices(run, analysis),
      ...(parts.notices ?? []),
    ],
    promotion: parts.promotion,
    reports: parts.reports,
    ...(judged.repricing !== undefined && { repricing: judged.repricing }),
  });
  return {
    document,
    experiment: {
      name: run.experiment,
      ...(snapshot.gate !== undefined && {
        baseline: gate?.baseline ?? snapshot.gate.baseline,
        gate: snapshot.gate,
      }),
      quality: snapshot.quality,
      guardrails: snapshot.guardrails,
      ...(snapshot.traffic !== undefined && { traffic: snapshot.traffic }),
      repeats: snapshot.repeats,
    },
    metrics: data.metrics,
    datasets: snapshot.datasets.map(({ name, kind, count, hash }) => ({ name, kind, count, hash })),
    prompts: snapshot.prompts.map((prompt) => ({
      ...prompt,
      variants: snapshot.variants
        .filter(({ promptPath }) => promptPath === prompt.file)
        .map(({ name }) => name),
    })),
    flagged: flaggedDetails({ store, run, data, gate, datasets: parts.datasets }),
    samples: sampleGrid(analysis, data),
    tokenPrices: tokenPrices(run, data),
    execution: parts.execution,
  };
}
