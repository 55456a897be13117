import path from 'node:path';
import {
  type Analysis,
  analyzeRun,
  type BaselineFile,
  baselineDrift,
  baselineTable,
  parseBaseline,
  type SampleTable,
} from '../analyze/index.js';
import { type ContentHash, didYouMean, invalidInput, ParsimonyError } from '../domain/index.js';
import type { LoadedExperiment } from '../experiment/index.js';
import type { SequentialLook } from '../gate/index.js';
import { loadPromoted } from '../promote/index.js';
import type { RunRow, Store } from '../store/index.js';
import { type Fingerprints, fingerprintsOf, missingFigures } from './comparability.js';
import { isEmulated } from './document.js';
import { newestRuns } from './reopen-run.js';
import { readRun } from './run-data.js';
import { readSmallJson } from './small-file.js';

const YAML_FILE = /\.ya?ml$/;

/** What candidates are held against. */
export interface ResolvedBaseline {
  readonly table: SampleTable;
  /** Content hash of the variant: the same name may stand for another prompt, model or parameters by now. */
  readonly variantId: ContentHash | undefined;
  /** A name that no variant of a run can have, for a baseline from elsewhere; undefined for a variant of the run. */
  readonly from?: string;
  readonly emulated: boolean;
  /** What measured its metrics. */
  readonly fingerprints: Fingerprints;
  /** The run that it is a variant of; undefined for an exported file. */
  readonly run?: { readonly row: RunRow; readonly look: SequentialLook | undefined };
}

/**
 * Finds what candidates are held against: a variant of the run, `run:<id>[/<variant>]`, a promoted config (`.yaml`;
 * its run must be in the database) or a file of `export baseline` (`.json`).
 */
export async function resolveBaseline(at: {
  readonly store: Store;
  readonly run: RunRow;
  readonly analysis: Analysis;
  /** The order in which the run's samples came, where it looks as they come. */
  readonly look?: SequentialLook;
  readonly what: string;
}): Promise<ResolvedBaseline> {
  const { store, run, analysis, what } = at;
  if (idOf(analysis, what) === undefined) {
    const elsewhere = await baselineElsewhere(at);
    if (elsewhere !== undefined) return elsewhere;
  }
  return {
    table: analysis.table(what),
    variantId: idOf(analysis, what),
    emulated: isEmulated(store, run),
    fingerprints: fingerprintsOf(run.snapshot),
    run: { row: run, look: at.look },
  };
}

/** A baseline that is no variant of the run itself, by what its name looks like. */
async function baselineElsewhere(
  at: Parameters<typeof resolveBaseline>[0],
): Promise<ResolvedBaseline | undefined> {
  const { store, run, what } = at;
  if (what.startsWith('run:')) {
    const { id, variant } = splitRun(what);
    return baselineOfRun({ store, id, variant, like: run, from: (name) => `run:${id}/${name}` });
  }
  if (what.endsWith('.json')) {
    const file = readBaseline(path.resolve(what), run.snapshot.datasets);
    const { variant, variantId, emulated } = file;
    const { scorers } = file;
    return {
      table: baselineTable(file),
      variantId,
      emulated,
      from: `${variant} (${path.basename(what)})`,
      fingerprints: scorers === undefined ? undefined : (metric) => scorers[metric],
    };
  }
  if (YAML_FILE.test(what)) {
    const { id, variant } = await runOfPromoted(path.resolve(what));
    const from = (name: string) => `${name} (${path.basename(what)})`;
    return baselineOfRun({ store, id, variant, like: run, from });
  }
  return undefined;
}

/** The run and variant that a promoted file rests on; one from a search rests on no run. */
async function runOfPromoted(file: string): Promise<{ readonly id: string; readonly variant: string }> {
  const { evidence } = await loadPromoted(file, { allowEmulated: true });
  if ('run' in evidence) return { id: evidence.run, variant: evidence.variant };
  throw new ParsimonyError(
    'invalid-input',
    `${file} was promoted from search ${evidence.search}, not from a run`,
    {
      hint: 'Declare its config as a variant and name that as the baseline.',
    },
  );
}

/** `run:<id>/<variant>` in its parts; variant names may hold slashes. */
function splitRun(what: string): { readonly id: string; readonly variant: string | undefined } {
  const [, id = '', variant] = /^run:([^/]+)(?:\/(.+))?$/.exec(what) ?? [];
  if (id === '') {
    throw new ParsimonyError('invalid-input', `${what} names no run`, {
      hint: 'Write run:<id> or run:<id>/<variant>.',
    });
  }
  return { id, variant };
}

/** A variant of another run, folded with the quality of the run that is judged. */
function baselineOfRun(at: {
  readonly store: Store;
  readonly id: string;
  readonly variant: string | undefined;
  readonly like: RunRow;
  readonly from: (variant: string) => string;
}): ResolvedBaseline {
  const other = requireVariant(at.store, at);
  const { snapshot } = other;
  const variant = at.variant ?? snapshot.gate?.baseline ?? snapshot.variants[0]?.name ?? '';
  const { quality } = at.like.snapshot;
  const data = readRun(at.store, other);
  const analysis = analyzeRun(data, { quality, level: 0.95, seed: snapshot.seed });
  return {
    table: analysis.table(variant),
    variantId: idOf(analysis, variant),
    from: at.from(variant),
    emulated: isEmulated(at.store, other),
    fingerprints: fingerprintsOf(snapshot),
    run: { row: other, look: data.look },
  };
}

function idOf(analysis: Analysis, variant: string): ContentHash | undefined {
  return analysis.variants.find(({ name }) => name === variant)?.id;
}

/** Checks a baseline that is a file before the first call. */
export async function checkBaselineFile({ experiment, datasets }: LoadedExperiment): Promise<void> {
  const what = experiment.gate?.baseline;
  if (what === undefined || experiment.variants.some(({ name }) => name === what)) return;
  if (what.endsWith('.json')) checkFigures(experiment, figuresOfFile(what, readBaseline(what, datasets)));
  else if (YAML_FILE.test(what)) await runOfPromoted(what);
}

/** Checks before the first call that the run which a baseline names is in the database, and its variant with it. */
export async function checkBaselineRun(store: Store, { experiment }: LoadedExperiment): Promise<void> {
  const what = experiment.gate?.baseline;
  if (what === undefined || experiment.variants.some(({ name }) => name === what)) return;
  const has = (run: RunRow) => (figure: string) => isFigureOfRuns(figure) || hasMetric(store, run, figure);
  if (what.startsWith('run:')) {
    const run = requireVariant(store, splitRun(what));
    checkFigures(experiment, { name: what, has: has(run) });
  } else if (YAML_FILE.test(what)) {
    const run = requireVariant(store, await runOfPromoted(what));
    checkFigures(experiment, { name: path.basename(what), has: has(run) });
  }
}

/** Figures that every run may have; whether a baseline has them on each sample is for the gate to see. */
function isFigureOfRuns(figure: string): boolean {
  return figure === 'quality' || figure === 'costUsd' || figure === 'latencyMs';
}

function hasMetric(store: Store, run: RunRow, metric: string): boolean {
  return (
    run.snapshot.metrics.some(({ name }) => name === metric) ||
    store.trials.metricNames(run.row).includes(metric)
  );
}

function figuresOfFile(file: string, { samples }: BaselineFile): Parameters<typeof missingFigures>[1] {
  return {
    name: path.basename(file),
    has: (figure) =>
      samples.some((sample) =>
        figure === 'quality' || figure === 'costUsd'
          ? sample[figure] !== null
          : figure === 'latencyMs'
            ? sample.latencyMs !== undefined
            : Object.hasOwn(sample.metrics, figure),
      ),
  };
}

function checkFigures(
  experiment: LoadedExperiment['experiment'],
  baseline: Parameters<typeof missingFigures>[1],
): void {
  const problems = missingFigures(experiment, baseline);
  if (problems.length > 0) {
    throw invalidInput(problems.map((problem) => ({ ...problem, file: experiment.path })));
  }
}

function requireVariant(
  store: Store,
  { id, variant }: { readonly id: string; readonly variant: string | undefined },
): RunRow {
  const run = store.runs.find(id);
  if (run === undefined) {
    throw new ParsimonyError('not-found', `there is no run ${id} in ${store.file}`, {
      hint: `${newestRuns(store)} A fresh machine can use a file of \`parsimony export baseline\`.`,
    });
  }
  const names = run.snapshot.variants.map(({ name }) => name);
  if (variant !== undefined && !names.includes(variant)) {
    throw new ParsimonyError('not-found', `run ${run.name} has no variant ${variant}`, {
      hint: didYouMean(variant, names),
    });
  }
  return run;
}

function readBaseline(
  file: string,
  datasets: readonly { readonly name: string; readonly hash: ContentHash }[],
): BaselineFile {
  const json = readSmallJson(file, {
    what: 'baseline file',
    hint: 'Make one with `parsimony export baseline`.',
  });
  const parsed = parseBaseline(json);
  if (parsed.state === 'invalid') {
    throw invalidInput(
      parsed.problems.map((problem) => ({ ...problem, file })),
      'the baseline file is not valid',
    );
  }
  const hashes: { [dataset: string]: ContentHash } = {};
  for (const { name, hash } of datasets) hashes[name] = hash;
  const drift = baselineDrift(parsed.baseline, hashes);
  if (drift.length > 0)
    throw invalidInput(
      drift.map((problem) => ({ ...problem, file })),
      'the baseline was made from other datasets',
    );
  return parsed.baseline;
}
