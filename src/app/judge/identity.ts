import type { JudgeCalibration } from '../../analyze/index.js';
import type { MetricInfo } from '../../domain/index.js';
import type { ScorerSpec } from '../../experiment/index.js';
import { hashRequest } from '../../model/index.js';
import type { Model, ProviderKind } from '../../model/port.js';
import { createComparativeScorers, createScorers, loadRubrics } from '../../scorer/index.js';
import type { ComparativeScorer, Scorer } from '../../scorer/port.js';

/** A scorer that is a judge. */
export type JudgeScorerSpec = Extract<ScorerSpec, { readonly kind: 'judge' | 'pairwise' }>;

export function isJudge(spec: ScorerSpec): spec is JudgeScorerSpec {
  return spec.kind === 'judge' || spec.kind === 'pairwise';
}

/** What decides a judge's verdicts, as calibration files are pinned to it. */
export type JudgeIdentity = JudgeCalibration['judge'];

/** A judge that can be asked. */
export type OpenJudge =
  | { readonly kind: 'pointwise'; readonly scorer: Scorer; readonly identity: JudgeIdentity }
  | { readonly kind: 'pairwise'; readonly scorer: ComparativeScorer; readonly identity: JudgeIdentity };

/** Reads a judge's rubrics and makes its scorer around `model`; calls nothing. Throws the problems of a rubric. */
export async function openJudge(spec: JudgeScorerSpec, model: Model): Promise<OpenJudge> {
  const rubrics = await loadRubrics(spec.judge.rubrics);
  const identityOf = (fingerprint: JudgeIdentity['fingerprint']): JudgeIdentity => ({
    name: spec.name,
    kind: spec.kind === 'judge' ? 'pointwise' : 'pairwise',
    provider: model.provider,
    models: spec.judge.models,
    combine: spec.judge.combine,
    repeats: spec.judge.repeats,
    maxTokens: spec.judge.maxTokens,
    temperature: spec.judge.temperature ?? null,
    rubrics: rubrics.map(({ criterion, version, hash }) => ({
      criterion,
      version: String(version),
      sha256: hash,
    })),
    fingerprint,
  });
  const dependencies = { judge: () => model, hashRequest };
  if (spec.kind === 'pairwise') {
    const [scorer] = await createComparativeScorers([spec], dependencies);
    if (scorer === undefined) throw new Error(`no scorer was made for ${spec.name}`);
    return { kind: 'pairwise', scorer, identity: identityOf(scorer.fingerprint) };
  }
  const embedder = () => Promise.reject(new Error('a judge needs no encoder'));
  const [scorer] = await createScorers([spec], { ...dependencies, embedder });
  if (scorer === undefined) throw new Error(`no scorer was made for ${spec.name}`);
  return { kind: 'pointwise', scorer, identity: identityOf(scorer.fingerprint) };
}

/** A model that answers nothing: for what is to be known of a judge before anything is opened. */
export function silentModel(provider: ProviderKind): Model {
  return {
    provider,
    complete: () => Promise.reject(new Error('this model is not to be called')),
    close: async () => {},
  };
}

/** The criterion that a judge's metric is about: pairwise metrics are called `<criterion>_preference`. */
export function criterionOfMetric({ identity }: OpenJudge, metric: MetricInfo): string | undefined {
  return identity.rubrics.find(
    ({ criterion }) => metric.name === criterion || metric.name === `${criterion}_preference`,
  )?.criterion;
}

/** In words, how a judge differs from the one that a calibration file was made of; empty: it is the same. */
export function identityDifferences(file: JudgeIdentity, now: JudgeIdentity): readonly string[] {
  const differences: string[] = [];
  const compare = (what: string, before: unknown, after: unknown): void => {
    if (JSON.stringify(before) !== JSON.stringify(after))
      differences.push(`${what}: the file has ${shown(before)}, the experiment ${shown(after)}`);
  };
  compare('judge', file.name, now.name);
  compare('kind', file.kind, now.kind);
  compare('provider', file.provider, now.provider);
  compare('models', file.models, now.models);
  if (now.models.length > 1) compare('combine', file.combine, now.combine);
  compare('repeats', file.repeats, now.repeats);
  compare('maxTokens', file.maxTokens, now.maxTokens);
  compare('temperature', file.temperature, now.temperature);
  const criteria = (identity: JudgeIdentity) => identity.rubrics.map(({ criterion }) => criterion);
  compare('criteria', criteria(file), criteria(now));
  for (const { criterion, version, sha256 } of now.rubrics) {
    const before = file.rubrics.find((rubric) => rubric.criterion === criterion);
    if (before !== undefined && before.sha256 !== sha256)
      differences.push(`the rubric of ${criterion} has changed (version ${before.version}, now ${version})`);
  }
  if (differences.length === 0 && file.fingerprint !== now.fingerprint)
    differences.push(
      'this version of Parsimony asks the judge in other words, or reads its answers otherwise',
    );
  return differences;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(' + ') : String(value ?? 'none');
}
