import { existsSync } from 'node:fs';
import { toUsd } from '../cost/index.js';
import { type Dataset, openDataset } from '../dataset/index.js';
import { questionOf, type Sample } from '../domain/index.js';
import type { GateResult } from '../gate/port.js';
import type { FlaggedDetail, TrialDetail } from '../report/port.js';
import type { RunRow, Store } from '../store/index.js';
import type { StoredRun } from './run-data.js';

/** More than this per candidate nobody reads one by one; the list of ids with scores stays complete. */
const MOST_DETAILS = 1_000;

/** The evidence behind each flagged sample: what was asked, what was given, what both variants answered. */
export function flaggedDetails(parts: {
  readonly store: Store;
  readonly run: RunRow;
  readonly data: StoredRun;
  readonly gate: GateResult | null;
  /** Datasets that are open already; others are read again from their files if these are unchanged. */
  readonly datasets: readonly Dataset[];
}): readonly FlaggedDetail[] {
  const { store, run, data, gate } = parts;
  if (gate === null) return [];
  const byId = new Map<string, number>(data.samples.map((meta, position) => [meta.id, position]));
  const flags = gate.candidates.flatMap((candidate) =>
    candidate.flagged.slice(0, MOST_DETAILS).map((flag) => ({ candidate: candidate.variant, flag })),
  );
  const wanted = new Set(flags.flatMap(({ flag }) => byId.get(flag.sampleId) ?? []));
  const samples = readSamples({ ...parts, wanted });
  const trial = (position: number, variant: string): TrialDetail =>
    trialDetail({ store, run, data, position, variant });
  return flags.flatMap(({ candidate, flag }) => {
    const position = byId.get(flag.sampleId);
    const meta = position === undefined ? undefined : data.samples[position];
    if (position === undefined || meta === undefined) return [];
    const sample = samples.get(position);
    return [
      {
        candidate,
        sampleId: flag.sampleId,
        dataset: meta.dataset,
        intent: meta.intent,
        tags: meta.tags,
        question:
          (sample === undefined ? undefined : questionOf(sample)) ??
          sentText({ store, run, data, position, variant: candidate }),
        history: sample?.history ?? [],
        documents: sample?.documents ?? [],
        references: sample?.references ?? [],
        before: flag.before,
        after: flag.after,
        kinds: flag.kinds,
        baselineTrial: trial(position, gate.baseline),
        candidateTrial: trial(position, candidate),
        review: flag.review,
      },
    ];
  });
}

function trialDetail(at: {
  readonly store: Store;
  readonly run: RunRow;
  readonly data: StoredRun;
  readonly position: number;
  readonly variant: string;
}): TrialDetail {
  const { store, run } = at;
  const cell = firstCell(at);
  if (cell === undefined) return { state: 'failed', reason: `${at.variant} is not part of this run` };
  const stored = store.trials.get(run.row, cell, {
    variants: run.snapshot.variants.length,
    repeats: run.snapshot.repeats,
  });
  const responseId = store.trials.responseId(run.row, cell);
  if (stored === undefined || responseId === null) return { state: 'failed', reason: 'not carried out' };
  const trial = at.data.priced(stored);
  const { outcome } = trial;
  if (outcome.state === 'failed')
    return { state: 'failed', reason: `${outcome.failure.code}: ${outcome.failure.message}` };
  return {
    state: 'completed',
    text: store.responses.get(responseId).completion.text,
    stopReason: outcome.stopReason,
    scores: trial.scores,
    usage: outcome.usage,
    costUsd: outcome.costPico === null ? null : toUsd(outcome.costPico),
    latencyMs: outcome.latencyMs,
  };
}

/** The first repeat's cell of a sample and variant. */
function firstCell(at: {
  readonly run: RunRow;
  readonly data: StoredRun;
  readonly position: number;
  readonly variant: string;
}): number | undefined {
  const { snapshot } = at.run;
  const variant = snapshot.variants.findIndex(({ name }) => name === at.variant);
  const position = at.data.positions[at.position];
  return variant < 0 || position === undefined
    ? undefined
    : (position * snapshot.variants.length + variant) * snapshot.repeats;
}

/** When the dataset is gone, what was sent still says what was asked. */
function sentText(at: Parameters<typeof trialDetail>[0]): string {
  const cell = firstCell(at);
  const id = cell === undefined ? null : at.store.trials.responseId(at.run.row, cell);
  return id === null ? '(the dataset is not at hand)' : at.store.responses.lastUserMessage(id);
}

function readSamples(parts: {
  readonly run: RunRow;
  readonly data: StoredRun;
  readonly datasets: readonly Dataset[];
  readonly wanted: ReadonlySet<number>;
}): ReadonlyMap<number, Sample> {
  const samples = new Map<number, Sample>();
  const { run, data, wanted } = parts;
  if (wanted.size === 0) return samples;
  const rawToDense = new Map<number, number>();
  for (const position of wanted) {
    const raw = data.positions[position];
    if (raw !== undefined) rawToDense.set(raw, position);
  }
  let offset = 0;
  for (const kept of run.snapshot.datasets) {
    const start = offset;
    offset += kept.count;
    const dataset = parts.datasets.find(({ hash }) => hash === kept.hash) ?? reopen(kept);
    if (dataset === undefined) continue;
    const positions = [...rawToDense.keys()]
      .filter((raw) => raw >= start && raw < offset)
      .sort((a, b) => a - b);
    let next = 0;
    for (const sample of dataset.samples((index) => !rawToDense.has(start + index))) {
      const dense = rawToDense.get(positions[next] ?? -1);
      if (dense !== undefined) samples.set(dense, sample);
      next += 1;
    }
  }
  return samples;
}

function reopen(kept: RunRow['snapshot']['datasets'][number]): Dataset | undefined {
  if (!existsSync(kept.path)) return undefined;
  try {
    const dataset = openDataset({ name: kept.name, kind: kept.kind, path: kept.path });
    return dataset.hash === kept.hash ? dataset : undefined;
  } catch {
    // The file was edited into something unreadable since: the report goes on without it.
    return undefined;
  }
}
