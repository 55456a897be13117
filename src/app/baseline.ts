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
import { loadPromoted } from '../promote/index.js';
import type { RunRow, Store } from '../store/index.js';
import { newestRuns } from './reopen-run.js';
import { readRun } from './run-data.js';
import { readSmallJson } from './small-file.js';

const YAML_FILE = /\.ya?ml$/;

/**
 * Finds what candidates are held against: a variant of the run, `run:<id>[/<variant>]`, a promoted config (`.yaml`;
 * its run must be in the database) or a file of `export baseline` (`.json`).
 */
export async function resolveBaseline(at: {
  readonly store: Store;
  readonly run: RunRow;
  readonly analysis: Analysis;
  readonly what: string;
}): Promise<SampleTable> {
  const { store, run, analysis, what } = at;
  if (what.startsWith('run:')) return tableOfRun({ store, ...splitRun(what), like: run });
  if (what.endsWith('.json')) return baselineTable(readBaseline(path.resolve(what), run.snapshot.datasets));
  if (YAML_FILE.test(what)) {
    const { evidence } = await loadPromoted(path.resolve(what), { allowEmulated: true });
    const { run: id, variant } = evidence;
    return tableOfRun({ store, id, variant, like: run });
  }
  return analysis.table(what);
}

/** `run:<id>/<variant>` in its parts; variant names may hold slashes. */
export function splitRun(what: string): { readonly id: string; readonly variant: string | undefined } {
  const [, id = '', variant] = /^run:([^/]+)(?:\/(.+))?$/.exec(what) ?? [];
  if (id === '') {
    throw new ParsimonyError('invalid-input', `${what} names no run`, {
      hint: 'Write run:<id> or run:<id>/<variant>.',
    });
  }
  return { id, variant };
}

/** A variant of another run as a table, folded with that run's own quality. */
export function tableOfRun(at: {
  readonly store: Store;
  readonly id: string;
  readonly variant: string | undefined;
  readonly like?: RunRow;
}): SampleTable {
  const other = requireVariant(at.store, at);
  const { snapshot } = other;
  const variant = at.variant ?? snapshot.gate?.baseline ?? snapshot.variants[0]?.name ?? '';
  const quality = at.like?.snapshot.quality ?? snapshot.quality;
  const analysis = analyzeRun(readRun(at.store, other), { quality, level: 0.95, seed: snapshot.seed });
  return analysis.table(variant);
}

/** Checks a baseline that is a file before the first call. */
export async function checkBaselineFile({ experiment, datasets }: LoadedExperiment): Promise<void> {
  const what = experiment.gate?.baseline;
  if (what === undefined || experiment.variants.some(({ name }) => name === what)) return;
  if (what.endsWith('.json')) readBaseline(what, datasets);
  else if (YAML_FILE.test(what)) await loadPromoted(what, { allowEmulated: true });
}

/** Checks before the first call that the run which a baseline names is in the database, and its variant with it. */
export async function checkBaselineRun(store: Store, { experiment }: LoadedExperiment): Promise<void> {
  const what = experiment.gate?.baseline;
  if (what === undefined || experiment.variants.some(({ name }) => name === what)) return;
  if (what.startsWith('run:')) requireVariant(store, splitRun(what));
  else if (YAML_FILE.test(what)) {
    const { evidence } = await loadPromoted(what, { allowEmulated: true });
    requireVariant(store, { id: evidence.run, variant: evidence.variant });
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
