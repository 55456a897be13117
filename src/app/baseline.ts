import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Analysis,
  analyzeRun,
  baselineDrift,
  baselineTable,
  parseBaseline,
  type SampleTable,
} from '../analyze/index.js';
import { type ContentHash, invalidInput, ParsimonyError } from '../domain/index.js';
import { loadPromoted } from '../promote/index.js';
import type { RunRow, Store } from '../store/index.js';
import { readRun } from './run-data.js';

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
  if (what.endsWith('.json')) return tableOfFile(path.resolve(what), run);
  if (/\.ya?ml$/.test(what)) {
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
  const other = at.store.runs.find(at.id);
  if (other === undefined) {
    throw new ParsimonyError('not-found', `there is no run ${at.id} in ${at.store.file}`, {
      hint: 'A fresh machine can use a file of `parsimony export baseline` instead.',
    });
  }
  const { snapshot } = other;
  const variant = at.variant ?? snapshot.gate?.baseline ?? snapshot.variants[0]?.name ?? '';
  const quality = at.like?.snapshot.quality ?? snapshot.quality;
  const analysis = analyzeRun(readRun(at.store, other), { quality, level: 0.95, seed: snapshot.seed });
  return analysis.table(variant);
}

function tableOfFile(file: string, run: RunRow): SampleTable {
  if (!existsSync(file)) throw new ParsimonyError('not-found', `there is no baseline file ${file}`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ParsimonyError('invalid-input', `${file} is not valid JSON`, { cause });
  }
  const parsed = parseBaseline(json);
  if (parsed.state === 'invalid') {
    throw invalidInput(
      parsed.problems.map((problem) => ({ ...problem, file })),
      `${file}: not a valid baseline file`,
    );
  }
  const hashes: { [dataset: string]: ContentHash } = {};
  for (const { name, hash } of run.snapshot.datasets) hashes[name] = hash;
  const drift = baselineDrift(parsed.baseline, hashes);
  if (drift.length > 0)
    throw invalidInput(
      drift.map((problem) => ({ ...problem, file })),
      `${file}: made from other datasets`,
    );
  return baselineTable(parsed.baseline);
}
