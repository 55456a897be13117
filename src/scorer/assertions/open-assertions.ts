import { type AssertionSpec, invalidInput, type Problem } from '../../domain/index.js';
import { embeddedModelPath, identifyModel, type TokenEmbedder } from '../../embed/index.js';
import type { GraderSpec, ScorerSpec } from '../../experiment/port.js';
import type { Model, ModelRequest, ProviderKind } from '../../model/port.js';
import { createBertscoreScorer } from '../bertscore/bertscore-scorer.js';
import { bertscoreScale } from '../bertscore/scale.js';
import type { ComparativeScorer, Scorer } from '../port.js';
import { createSimilarityScorer } from '../similarity/similarity-scorer.js';
import { createAssertionsScorer } from './assertions-scorer.js';
import type { MeasureKind, ReferenceMeasure } from './check.js';
import { GRADER_HINT, measuresOf, validateAssertion } from './compile-assertion.js';
import { type OpenGrader, openGrader } from './graded/grader.js';
import { referenceMeasure } from './reference-measure.js';
import { createSelectBestScorer, isSelectBest } from './select-best.js';
import { otherScale, pinnedScale } from './similar.js';

type AssertionsSpec = Extract<ScorerSpec, { kind: 'assertions' }>;

/** What assertions need from outside. */
export interface AssertionDependencies {
  /** Opens an encoder; called when the first text needs it. */
  readonly embedder: (modelPath?: string) => Promise<TokenEmbedder>;
  /** The model of judges on a provider (undefined: the experiment's). */
  readonly judge: (provider?: ProviderKind) => Model;
  readonly hashRequest: Parameters<typeof openGrader>[0]['hashRequest'];
  /** Names in `metric` of the datasets' own assertions. */
  readonly assertionMetrics?: readonly string[];
}

/**
 * The assertions scorer of an experiment. Reads the encoder's files where its assertions need them, calls nothing.
 * Throws `invalid-input` with every problem: faulty assertions, no model where one grades, a threshold of another scale.
 */
export async function openAssertions(
  spec: AssertionsSpec,
  dependencies: AssertionDependencies,
): Promise<Scorer> {
  const { name, assert, grader } = spec;
  const at = (position: number) => `scorers.${name}.assert[${position}]`;
  const faults = assert.flatMap((one, position) =>
    validateAssertion(one, { path: at(position), grader: grader !== undefined }),
  );
  if (faults.length > 0) throw invalidInput(faults);
  const measure = openMeasures(spec, dependencies);
  const kinds = new Set(assert.flatMap(measuresOf));
  const scales = new Map<MeasureKind, string>();
  for (const kind of kinds) scales.set(kind, (await measure(kind)).scale);
  const foreign = assert.flatMap((one, position) => foreignScales(one, scales, at(position)));
  if (foreign.length > 0) throw invalidInput(foreign);
  return createAssertionsScorer({
    name,
    assert,
    sampleMetrics: dependencies.assertionMetrics ?? [],
    measure,
    scales: [...scales.values()],
    ...(grader !== undefined && { grader: graderOf(grader, dependencies) }),
  });
}

/**
 * What judges the `select-best` assertions of an experiment and its samples; undefined where there are none. Throws
 * `invalid-input` where they stand without a model that grades.
 */
export function openSelectBest(
  spec: AssertionsSpec,
  dependencies: Pick<AssertionDependencies, 'judge' | 'hashRequest'>,
): ComparativeScorer | undefined {
  const { name, assert, grader } = spec;
  if (!assert.some(isSelectBest) && spec.selectBest !== true) return undefined;
  if (grader === undefined) {
    const message = 'select-best is graded by a model, and the scorer names none';
    throw invalidInput([{ code: 'missing-grader', message, path: `scorers.${name}`, hint: GRADER_HINT }]);
  }
  return createSelectBestScorer({
    name: `${name}-select-best`,
    assert,
    grader: graderOf(grader, dependencies),
  });
}

function graderOf(
  { model, provider, maxTokens, temperature }: GraderSpec,
  { judge, hashRequest }: Pick<AssertionDependencies, 'judge' | 'hashRequest'>,
): OpenGrader {
  return openGrader({
    settings: { model, maxTokens, ...(temperature === undefined ? {} : { temperature }) },
    model: judge(provider),
    hashRequest: (request: ModelRequest) => hashRequest(request),
  });
}

/** Opens each measure once, when it is first needed. */
function openMeasures(
  { name, modelPath }: AssertionsSpec,
  { embedder }: AssertionDependencies,
): (kind: MeasureKind) => Promise<ReferenceMeasure> {
  const open = {
    async similar() {
      const embedderId = await identifyModel(modelPath ?? embeddedModelPath);
      const scorer = createSimilarityScorer({
        name: 'similar',
        embedderId,
        embedder: () => embedder(modelPath),
      });
      return referenceMeasure(scorer, embedderId);
    },
    async bertscore() {
      const of = { name, idf: false, rescale: true, ...(modelPath === undefined ? {} : { modelPath }) };
      const scale = await bertscoreScale(of, () => []);
      const scorer = createBertscoreScorer({ name: 'bertscore', scale, embedder: () => embedder(modelPath) });
      return referenceMeasure(scorer, scale.fingerprint);
    },
  };
  const opened = new Map<MeasureKind, Promise<ReferenceMeasure>>();
  return (kind) => {
    const measure = opened.get(kind) ?? open[kind]();
    opened.set(kind, measure);
    return measure;
  };
}

/** Thresholds that were chosen on another scale than the one that is here. */
function foreignScales(
  spec: AssertionSpec,
  scales: ReadonlyMap<MeasureKind, string>,
  path: string,
): readonly Problem[] {
  const members = (spec.assert ?? []).flatMap((one, at) =>
    foreignScales(one, scales, `${path}.assert[${at}]`),
  );
  const pinned = pinnedScale(spec);
  const [kind] = measuresOf({ ...spec, assert: [] });
  const scale = kind === undefined ? undefined : scales.get(kind);
  if (pinned === undefined || scale === undefined || pinned === scale) return members;
  const problem: Problem = {
    code: 'foreign-scale',
    message: `${spec.type}: ${otherScale(pinned, scale)}`,
    path: `${path}.config.fingerprint`,
    hint: 'Choose the threshold anew on this scale, or use the encoder that it was chosen on.',
  };
  return [problem, ...members];
}
