import { dirname, resolve } from 'node:path';
import { type Dataset, type FactMatcher, openDataset } from '../dataset/index.js';
import {
  type AssertionSpec,
  type DatasetKind,
  hashJson,
  invalidInput,
  ParsimonyError,
  type Problem,
  type Variant,
} from '../domain/index.js';
import { loadPrompt, type Prompt } from '../prompt/index.js';
import { type AbArms, onlyArms, withArms } from './arms.js';
import { type CacheProblem, checkCaching } from './caching-checks.js';
import { readGate, readPromote } from './decisions.js';
import { type Draft, readDraft } from './draft.js';
import { type MergedVariant, resolveExtends } from './extends.js';
import { relativeTo, requireFile } from './files.js';
import { expandGrid } from './grid.js';
import { checkReservedNames, readGuardrails, readMargins } from './guardrails.js';
import { type AssertionProblems, checkAssertions, checkGraders, checkModels } from './hooks.js';
import { checkQuality, metricsOf } from './measures.js';
import type { ExperimentOverrides } from './overrides.js';
import { planIdentity, searchHashOf } from './plan-hash.js';
import type { DatasetRef, Experiment, ScorerSpec } from './port.js';
import { createReport, type ProblemReport } from './report.js';
import { checkTraffic, surveySamples } from './samples.js';
import { checkScales, type ReadScales } from './scale-checks.js';
import { readScorers, scorerKind } from './scorers.js';
import type { SpaceKnowledge } from './search/checks.js';
import { listedValues, placeOfValues } from './search/draft.js';
import { type LoadedSearch, readSearch } from './search/read-search.js';
import { readAttribution, readBatch, readLimits } from './service.js';
import { checkAttribution, checkLimits, checkStreams, serviceNotices } from './service-checks.js';
import { createSliceCheck } from './slice-values.js';
import { type DocumentPath, readSource } from './source.js';
import { checkVariant, parametersWithoutEffect, toVariant } from './variants.js';

/** An experiment with everything that it names, read and checked. */
export interface LoadedExperiment {
  readonly experiment: Experiment;
  /** By absolute path, as in `Variant.promptPath`. */
  readonly prompts: ReadonlyMap<string, Prompt>;
  /** In the order of the file. */
  readonly datasets: readonly Dataset[];
  /** Present where the experiment declares a search. */
  readonly search?: LoadedSearch;
}

export interface LoadExperimentOptions {
  /** Also finds facts that a sample's own reference contradicts. */
  readonly facts?: FactMatcher;
  /** Says what is wrong with an assertion: asked where an assertions scorer is declared. */
  readonly assertionProblems?: AssertionProblems;
  /** Whether a model grades an assertion; asked of the samples' own. */
  readonly gradedAssertion?: (assertion: AssertionSpec) => boolean;
  /** Says why a model cannot be called (it has no price); asked only where calls cost something. */
  readonly modelProblem?: (model: string) => Problem | undefined;
  /** Says why a model cannot cache prompts for that long; asked only where a service is called. */
  readonly cacheProblem?: CacheProblem;
  /** Finds spaces of searches that cannot be searched. */
  readonly spaces?: SpaceKnowledge;
  /** Sampling parameters that a model refuses: as factors of a search they change nothing. */
  readonly refusedParameters?: (model: string) => readonly string[];
  /** Tells the scales of metrics that depend on an encoder: bounds on them must name theirs. */
  readonly readScales?: ReadScales;
  /** Refuses an experiment without a gate. */
  readonly mustJudge?: boolean;
  /** Asks the question of an A/B definition instead of the file's own. */
  readonly arms?: AbArms;
  /** Judges may name calibration files that do not exist yet: they are about to be written. */
  readonly calibrating?: boolean;
}

/**
 * Reads an experiment, its prompts, rubrics and datasets, lays `overrides` over it, and expands it. Makes no call.
 * Throws one `invalid-input` error that lists every problem of every one of these files, each with file, line and
 * remedy (law 12).
 */
export async function loadExperiment(
  path: string,
  overrides: ExperimentOverrides = {},
  options: LoadExperimentOptions = {},
): Promise<LoadedExperiment> {
  const file = resolve(path);
  const source = readSource(file);
  const report = createReport(source);
  const written = readDraft(source, overrides, report);
  if (written === undefined) throw failed(report);
  const draft = withArms(written, options.arms, report);

  const resolvePath = relativeTo(file);
  const files = loadPrompts(draft, resolvePath, report);
  const datasets = loadDatasets(draft, resolvePath, options, report);
  const recorded = readRecorded(draft, resolvePath, report);
  const merged = onlyArms(resolveExtends(draft.variants, report), options.arms);
  const { variants, notices } = expandVariants(draft, merged, files.prompts, resolvePath, report);
  const declared = readScorers(draft, {
    provider: draft.provider,
    resolvePath,
    report,
    variants: new Set(merged.keys()),
    baseline: draft.gate?.value.baseline,
    calibrating: options.calibrating === true,
  });
  checkModels(draft, options.modelProblem, report);
  checkCaching(draft, merged, options.cacheProblem, report);
  checkStreams(merged, report);
  checkLimits(draft, report);
  checkAssertions(declared, options.assertionProblems, report);

  const survey = surveySamples(
    datasets,
    // Recorded answers are not rendered again.
    draft.provider === 'recorded' ? new Map() : files.prompts,
    {
      placeOfPrompt: (prompt) => files.places.get(prompt) ?? [],
      fewShot: mostExamples(draft),
      isGraded: options.gradedAssertion ?? (() => false),
    },
    report,
  );
  checkGraders(declared, survey.graded, report);
  const scorers = survey.graded.has('select-best') ? declared.map(comparingSamples) : declared;
  // With a dataset missing, its intents and assertions are not known.
  const complete = datasets.length > 0 && datasets.length === draft.datasetNames?.size;
  const trafficNotices = complete ? checkTraffic(draft.traffic, survey.intents, report) : [];
  const attributionNotices = checkAttribution(draft, survey, report);
  const metrics = metricsOf(scorers, survey.metrics, report);
  checkQuality(draft, metrics, report);
  const measures = { draft, metrics, slices: createSliceCheck(datasets, complete, report), report };
  checkReservedNames(measures);
  const guardrails = readGuardrails(measures);
  await checkScales(draft, { scorers, datasets, readScales: options.readScales, report });

  const decisions = {
    names: new Set([...merged.keys(), ...variants.map((variant) => variant.name)]),
    resolvePath,
    baselineFromFlag: overrides.baseline !== undefined,
    margins: readMargins(measures),
    inputs: new Set([file, ...files.places.keys(), ...datasets.map((dataset) => dataset.path)]),
    report,
  };
  const gate = readGate(draft, decisions);
  if (options.mustJudge === true && draft.gate === undefined) {
    const hint = 'Add `gate: { baseline: …, margin: 0.05 }`, or use `parsimony run`, which only explores.';
    report.at(['gate'], 'missing-key', 'there is nothing to judge by: the experiment has no `gate`', hint);
  }
  const promote = readPromote(draft, decisions);
  const search = readSearch({
    ...{ draft, merged, metrics, scorers, resolvePath, report },
    provider: draft.provider,
    prompts: files.prompts,
    intents: complete ? searchedIntents(datasets) : undefined,
    datasets: complete ? datasets : [],
    spaces: options.spaces,
    refusedParameters: options.refusedParameters,
    modelProblem: options.modelProblem,
    cacheProblem: options.cacheProblem,
  });
  const { name, provider } = draft;
  if (report.problems.length > 0 || name === undefined || provider === undefined) throw failed(report);

  const experiment: Omit<Experiment, 'planHash'> = {
    name,
    path: file,
    provider,
    region: draft.region,
    datasets: datasets.map(
      (dataset): DatasetRef => ({ name: dataset.name, kind: dataset.kind, path: dataset.path }),
    ),
    ...(recorded === undefined ? {} : { recorded }),
    variants,
    repeats: draft.repeats,
    scorers,
    quality: draft.quality ?? {},
    guardrails,
    ...(gate === undefined ? {} : { gate }),
    ...(promote === undefined ? {} : { promote }),
    ...(search === undefined ? {} : { search: search.spec }),
    ...(draft.maxCostUsd === undefined ? {} : { maxCostUsd: draft.maxCostUsd }),
    batch: readBatch(draft.batch),
    limits: readLimits(draft.limits),
    attribution: readAttribution(draft.attribution),
    ...(draft.traffic === undefined ? {} : { traffic: draft.traffic }),
    seed: draft.seed,
    notices: [
      ...notices,
      ...trafficNotices,
      ...serviceNotices(variants, provider, files.prompts),
      ...attributionNotices,
      ...(survey.hasAssertions && !scorers.some((scorer) => scorer.kind === 'assertions')
        ? ['samples carry assertions, but no assertions scorer is declared: they are not checked']
        : []),
    ],
  };
  const identity = await planIdentity(experiment, datasets, dirname(file));
  return {
    experiment: { ...experiment, planHash: hashJson(identity) },
    prompts: files.prompts,
    datasets,
    ...(search !== undefined && {
      search: {
        spec: search.spec,
        variantOf: search.variantOf,
        variantNamed: search.variantNamed,
        notices: search.notices,
        planHash: searchHashOf(identity, search.spec, search.contents),
      },
    }),
  };
}

/** Adversarial samples are kept apart: a search chooses by the others. */
function searchedIntents(datasets: readonly Dataset[]): ReadonlySet<string> {
  const golden = datasets.filter(({ kind }) => kind === 'golden');
  return new Set(golden.flatMap((dataset) => [...dataset.metas()].map(({ intent }) => intent)));
}

function comparingSamples(scorer: ScorerSpec): ScorerSpec {
  return scorer.kind === 'assertions' ? { ...scorer, selectBest: true } : scorer;
}

function expandVariants(
  draft: Draft,
  merged: ReadonlyMap<string, MergedVariant>,
  prompts: ReadonlyMap<string, Prompt>,
  resolvePath: (path: string) => string,
  report: ProblemReport,
): { readonly variants: readonly Variant[]; readonly notices: readonly string[] } {
  const context = { provider: draft.provider, prompts, resolvePath, report };
  for (const variant of merged.values()) checkVariant(variant, ['variants', variant.name], context);
  const declared = [...merged.values()].flatMap((variant) => toVariant(variant, 'declared', context) ?? []);
  const grid = expandGrid(draft, merged, declared, context);
  const notices: string[] = [];
  const byId = new Map<string, string>();
  for (const variant of declared) {
    const twin = byId.get(variant.id);
    if (twin === undefined) byId.set(variant.id, variant.name);
    else
      notices.push(
        `variants \`${twin}\` and \`${variant.name}\` send the same: they can only differ by chance`,
      );
    const prompt = variant.promptPath === undefined ? undefined : prompts.get(variant.promptPath);
    for (const parameter of prompt === undefined ? [] : parametersWithoutEffect(variant, prompt)) {
      notices.push(
        `\`${parameter}\` of variant \`${variant.name}\` has no effect: its prompt has no place for it`,
      );
    }
  }
  if (grid.points > 0) {
    const dropped = grid.points - grid.variants.length;
    const repeated = dropped === 0 ? '' : `; ${dropped} of its ${grid.points} points repeat another variant`;
    notices.push(`the grid adds ${grid.variants.length} variants${repeated}`);
  }
  return { variants: [...declared, ...grid.variants], notices };
}

/** Loads every prompt that a variant or the grid names, once; each belongs to the place that names it first. */
function loadPrompts(
  draft: Draft,
  resolvePath: (path: string) => string,
  report: ProblemReport,
): { readonly prompts: ReadonlyMap<string, Prompt>; readonly places: ReadonlyMap<string, DocumentPath> } {
  const places = new Map<string, DocumentPath>();
  const name = (path: string | undefined, at: DocumentPath) => {
    if (path !== undefined && !places.has(resolvePath(path))) places.set(resolvePath(path), at);
  };
  for (const [variant, { value }] of draft.variants) name(value.prompt, ['variants', variant, 'prompt']);
  // A recorded table may call a factor `prompt` without meaning a file.
  if (draft.provider !== 'recorded') {
    for (const [index, path] of (draft.grid?.value.prompt ?? []).entries())
      name(path, ['grid', 'prompt', index]);
    const factor = draft.search?.factors.get('prompt');
    for (const [index, path] of listedValues(factor).entries()) {
      if (typeof path === 'string') name(path, [...placeOfValues('prompt', factor), index]);
    }
  }
  const prompts = new Map<string, Prompt>();
  for (const [path, at] of places) {
    if (!requireFile(path, 'prompt', at, report)) continue;
    const prompt = collect(() => loadPrompt(path), report);
    if (prompt !== undefined) prompts.set(path, prompt);
  }
  return { prompts, places };
}

function loadDatasets(
  draft: Draft,
  resolvePath: (path: string) => string,
  options: LoadExperimentOptions,
  report: ProblemReport,
): readonly Dataset[] {
  // What no scorer reads may be of any type: the dataset may serve another tool too.
  const asserts = [...draft.scorers].some(([name, { value }]) => scorerKind(name, value) === 'assertions');
  return [...draft.datasets].flatMap(([name, written]) => {
    const path = resolvePath(written);
    if (!requireFile(path, 'dataset', ['datasets', name], report)) return [];
    const kind: DatasetKind = name === 'adversarial' || name === 'judge' ? name : 'golden';
    return (
      collect(
        () =>
          openDataset(
            { name, kind, path },
            {
              ...(options.facts !== undefined && { facts: options.facts }),
              ...(asserts && {
                assertionProblem: (one) => options.assertionProblems?.(one, { grader: true })[0],
              }),
            },
          ),
        report,
      ) ?? []
    );
  });
}

function readRecorded(
  draft: Draft,
  resolvePath: (path: string) => string,
  report: ProblemReport,
): string | undefined {
  const { recorded, provider } = draft;
  if (recorded === undefined) {
    if (provider === 'recorded') {
      const hint = 'Add `recorded: outputs.jsonl`, the file with the recorded outputs.';
      report.at(['recorded'], 'missing-key', 'provider recorded needs `recorded`', hint);
    }
    return undefined;
  }
  const path = resolvePath(recorded);
  if (provider !== undefined && provider !== 'recorded') {
    const message = `\`recorded\` is given, but the provider is ${provider}`;
    report.at(['recorded'], 'contradiction', message, 'Set `provider: recorded`, or remove the key.');
    return undefined;
  }
  return requireFile(path, 'recorded outputs', ['recorded'], report) ? path : undefined;
}

/** The most few-shot examples that a variant asks for. */
function mostExamples(draft: Draft): number {
  const declared = [...draft.variants.values()].map(({ value }) => value.fewShot ?? 0);
  const factor = draft.search?.factors.get('fewShot');
  const searched = factor?.form === 'detailed' ? [factor.value.max ?? 0] : [];
  for (const value of listedValues(factor)) if (typeof value === 'number') searched.push(value);
  return Math.max(0, ...declared, ...(draft.grid?.value.fewShot ?? []), ...searched);
}

/** What `action` returns; what it finds wrong is added to the report. */
function collect<T>(action: () => T, report: ProblemReport): T | undefined {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof ParsimonyError) || error.code !== 'invalid-input') throw error;
    report.add(error.problems.length > 0 ? error.problems : [{ code: 'invalid', message: error.message }]);
    return undefined;
  }
}

/** All problems in one error: the experiment's own first, by line, then those of the files that it names. */
function failed(report: ProblemReport): ParsimonyError {
  const own = (problem: Problem) => (problem.file === undefined ? 0 : problem.file === report.file ? 1 : 2);
  return invalidInput(
    [...report.problems].sort(
      (a, b) =>
        own(a) - own(b) ||
        (own(a) === 1 ? (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) : 0),
    ),
  );
}
