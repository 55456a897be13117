import { relative } from 'node:path';
import type { Dataset } from '../dataset/port.js';
import { type ContentHash, hashJson, hashText, type JsonValue } from '../domain/index.js';
import { hashFile, isFile, textOf } from './files.js';
import type { Experiment, GateSpec, JudgeSpec, ScorerSpec, SearchSpec } from './port.js';

/** What a run's plan is known by, as JSON. */
export type PlanIdentity = { readonly [key: string]: JsonValue };

/**
 * The identity of a run's plan, to be hashed: everything that decides its trials, scores and verdicts, with file
 * contents in the place of paths. The experiment file's own name, the budget and the promotion are left out: they
 * may change between two sittings of one run.
 */
export async function planIdentity(
  experiment: Omit<Experiment, 'planHash'>,
  datasets: readonly Dataset[],
  folder: string,
): Promise<PlanIdentity> {
  const { name, provider, region, variants, repeats, seed, quality, guardrails, gate, traffic } = experiment;
  const recorded = experiment.recorded === undefined ? null : await hashFile(experiment.recorded);
  return {
    name,
    provider,
    region,
    datasets: datasets.map((dataset) => ({ name: dataset.name, kind: dataset.kind, hash: dataset.hash })),
    recorded,
    variants: variants.map(({ name: variant, id, params, origin }) => ({
      name: variant,
      id,
      params: params as unknown as JsonValue,
      origin,
    })),
    repeats,
    seed,
    scorers: experiment.scorers.map((scorer) => scorerIdentity(scorer, folder)),
    quality,
    guardrails: guardrails as unknown as JsonValue,
    gate: gate === undefined ? null : (withoutPlaces(gate, folder) as unknown as JsonValue),
    traffic: traffic ?? null,
  };
}

/**
 * The identity of a search: what decides its measurements, its space and the way through it. Declared variants, gate
 * and guardrails have no part in it, and dollars none either: more may be allowed in a later sitting. `contents`: what
 * stands in the files that the search names, and in the variant that it starts from.
 */
export function searchHashOf(
  identity: PlanIdentity,
  { budget, ...spec }: SearchSpec,
  contents: JsonValue,
): ContentHash {
  return hashJson({
    ...identity,
    variants: null,
    gate: null,
    guardrails: null,
    search: {
      ...(spec as unknown as { readonly [key: string]: JsonValue }),
      maxItemEvaluations: budget.maxItemEvaluations ?? null,
    },
    contents,
  });
}

function scorerIdentity(scorer: ScorerSpec, folder: string): JsonValue {
  switch (scorer.kind) {
    case 'judge':
      return { kind: scorer.kind, name: scorer.name, judge: judgeIdentity(scorer.judge) };
    case 'pairwise': {
      const { kind, name, against } = scorer;
      return { kind, name, against, judge: judgeIdentity(scorer.judge) };
    }
    case 'similarity':
      return {
        kind: scorer.kind,
        name: scorer.name,
        modelPath: scorer.modelPath === undefined ? null : relative(folder, scorer.modelPath),
      };
    default:
      return scorer as unknown as JsonValue;
  }
}

function judgeIdentity({ rubrics, calibration, ...judge }: JudgeSpec): JsonValue {
  return {
    ...judge,
    rubrics: rubrics.map(({ criterion, path }) => ({ criterion, rubric: hashText(textOf(path)) })),
    // It decides the verdict with the scores; a missing one is reported before anything runs.
    ...(calibration !== undefined && isFile(calibration) && { calibration: hashText(textOf(calibration)) }),
  };
}

/** The same checkout in another place is the same plan; decisions on its flags come after it. */
function withoutPlaces(gate: GateSpec, folder: string): Omit<GateSpec, 'reviews'> {
  const { reviews: _later, ...rest } = gate;
  return gate.baseline.startsWith('/') ? { ...rest, baseline: relative(folder, gate.baseline) } : rest;
}
