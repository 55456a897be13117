import { type ContentHash, invalidInput, ParsimonyError, type Problem } from '../domain/index.js';
import { embeddedModelPath, identifyModel, type TokenEmbedder } from '../embed/index.js';
import type { ScorerSpec } from '../experiment/port.js';
import type { Model, ModelRequest, ProviderKind } from '../model/port.js';
import { openAssertions } from './assertions/open-assertions.js';
import { createBertscoreScorer } from './bertscore/bertscore-scorer.js';
import type { MatchCache } from './bertscore/pair-matcher.js';
import { bertscoreScale } from './bertscore/scale.js';
import { createFactsScorer } from './facts/facts-scorer.js';
import { createJudgeScorer } from './judge/judge-scorer.js';
import { loadRubrics } from './judge/load-rubrics.js';
import { createNumbersScorer } from './numbers/numbers-scorer.js';
import type { Scorer } from './port.js';
import { createRecordedScorer } from './recorded/recorded-scorer.js';
import { createSimilarityScorer } from './similarity/similarity-scorer.js';

/** What scorers need from outside. */
export interface ScorerDependencies {
  /** Opens an encoder; called when the first text needs it, never while scorers are created. */
  readonly embedder: (modelPath?: string) => Promise<TokenEmbedder>;
  /** Every reference of the datasets, streamed; read anew at each call, and only where idf is asked for. */
  readonly references?: () => Iterable<string>;
  /** Matches of earlier runs under an id of what they depend on; default: nothing is kept. */
  readonly matches?: (matchId: string) => MatchCache;
  /** The model of judges on a provider (undefined: the experiment's); its calls are cached and charged there. */
  readonly judge: (provider?: ProviderKind) => Model;
  readonly hashRequest: (request: ModelRequest) => ContentHash;
  /** Names in `metric` of the datasets' own assertions, so that they are announced as metrics. */
  readonly assertionMetrics?: readonly string[];
}

/**
 * The scorers of an experiment, in its order. Reads rubrics and checks the embedding model, calls nothing. Throws
 * `invalid-input` with every problem: rubrics, assertions, a damaged model, two metrics of one name.
 */
export async function createScorers(
  specs: readonly ScorerSpec[],
  dependencies: ScorerDependencies,
): Promise<readonly Scorer[]> {
  const settled = await Promise.allSettled(
    specs.filter(({ kind }) => kind !== 'pairwise').map((spec) => createScorer(spec, dependencies)),
  );
  const problems: Problem[] = [];
  const scorers: Scorer[] = [];
  for (const result of settled) {
    if (result.status === 'fulfilled') scorers.push(result.value);
    else if (result.reason instanceof ParsimonyError && result.reason.code === 'invalid-input') {
      problems.push(...result.reason.problems);
    } else throw result.reason;
  }
  problems.push(...findDuplicateMetrics(scorers));
  if (problems.length > 0) throw invalidInput(problems);
  return scorers;
}

async function createScorer(spec: ScorerSpec, dependencies: ScorerDependencies): Promise<Scorer> {
  const { name } = spec;
  switch (spec.kind) {
    case 'similarity': {
      const { modelPath } = spec;
      const embedderId = await identifyModel(modelPath ?? embeddedModelPath);
      return createSimilarityScorer({ name, embedderId, embedder: () => dependencies.embedder(modelPath) });
    }
    case 'facts':
      return createFactsScorer({ name });
    case 'assertions':
      return openAssertions(spec, dependencies);
    case 'bertscore': {
      const { modelPath, idf } = spec;
      const { references = () => [] } = dependencies;
      const scale = await bertscoreScale(spec, references);
      const cache = dependencies.matches?.(scale.matchId);
      return createBertscoreScorer({
        name,
        scale,
        ...(idf && { idfOver: references }),
        embedder: () => dependencies.embedder(modelPath),
        ...(cache !== undefined && { cache }),
      });
    }
    case 'numbers':
      return createNumbersScorer({ name });
    case 'pairwise':
      throw new Error('it compares answers: see createComparativeScorers');
    case 'judge': {
      const { rubrics, provider } = spec.judge;
      return createJudgeScorer({
        name,
        rubrics: await loadRubrics(rubrics),
        settings: spec.judge,
        model: dependencies.judge(provider),
        hashRequest: dependencies.hashRequest,
      });
    }
    case 'recorded':
      return createRecordedScorer({ name });
  }
}

/** Metric names are flat: two scorers that gave one name would overwrite each other. */
function findDuplicateMetrics(scorers: readonly Scorer[]): readonly Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { name: scorer, metrics } of scorers) {
    for (const { name } of metrics) {
      const owner = owners.get(name);
      owners.set(name, scorer);
      if (owner === undefined) continue;
      problems.push({
        code: 'duplicate-metric',
        message: `metric ${name} is given by ${owner} and by ${scorer}`,
        path: `scorers.${scorer}`,
        hint: 'Rename a scorer or the `metric` of an assertion; a judge must not have the name of its criterion.',
      });
    }
  }
  return problems;
}
