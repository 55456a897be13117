import {
  analyzeJudges,
  analyzeRun,
  type CalibratedCriterion,
  type JudgeReport,
  type JudgeSetup,
  type RunData,
  readDetail,
} from '../../../src/analyze/index.js';
import { type Completion, hashText, type Sample, type Score } from '../../../src/domain/index.js';
import { findModel, parameters, respond } from '../../../src/emulator/index.js';
import { type GateCheck, judgeGate } from '../../../src/gate/index.js';
import { hashRequest } from '../../../src/model/index.js';
import type { Model } from '../../../src/model/port.js';
import { createJudgeScorer, createPairwiseScorer, type Rubric } from '../../../src/scorer/index.js';
import type { ScorableTrial } from '../../../src/scorer/port.js';
import { createRng } from '../../../src/stats/index.js';

/**
 * A shop whose answers have a known quality, judged by the emulator's own judge with known biases: what bias estimates
 * and controls are tried on. No text is from a dataset of the project, and no figure says anything about Claude.
 */

export interface InjectedBias {
  /** Added to the first of two answers, on [0, 1]. */
  readonly position: number;
  /** Added for length, × tanh((words − 80)/80), on [0, 1]. */
  readonly verbosity: number;
}

const JUDGE = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const CRITERION = 'accuracy';
const MAX = 20;
export const LEVEL = 0.95;

/** Twenty-one levels, more than a rubric file may have, so that rounding hides nothing. */
const rubric: Rubric = {
  name: CRITERION,
  version: '1',
  criterion: CRITERION,
  min: 0,
  max: MAX,
  needs: ['reference'],
  shows: ['reference'],
  instructions: 'How accurate the answer is: the share of the reference that it states.',
  levels: Array.from({ length: MAX + 1 }, (_, at) => ({
    score: MAX - at,
    anchor: `${MAX - at} of ${MAX} parts are right.`,
  })),
  path: 'accuracy.md',
  hash: hashText('accuracy'),
};

const settings = {
  models: [JUDGE] as [string],
  combine: 'mean',
  repeats: 1,
  maxTokens: 400,
  temperature: 0,
} as const;

/** The emulator's judge as a model. `noise` 0 takes its chance errors away: what is left is its truth. */
function judgeModel(bias: InjectedBias, options: { readonly noise: number; readonly seed: number }): Model {
  const { small, medium, large, tuned } = parameters.tiers;
  const tier = <T extends { readonly judgeNoise: number }>(of: T): T => ({
    ...of,
    judgeNoise: of.judgeNoise * options.noise,
    judgeMalformed: 0,
    judgeInjection: 0,
  });
  const world = {
    ...parameters,
    tiers: { small: tier(small), medium: tier(medium), large: tier(large), tuned: tier(tuned) },
    judgeBias: { ...parameters.judgeBias, ...bias },
  };
  const found = findModel(JUDGE);
  if (found.state !== 'found') throw new Error('no such model');
  return {
    provider: 'emulator',
    async complete({ request, requestHash, repeat }) {
      const reply = respond(
        {
          model: found.model,
          system: request.system ?? '',
          messages: request.messages.map(({ role, content }) => ({ role, text: content })),
          maxTokens: request.maxTokens,
          temperature: 0,
          topP: 1,
          stopSequences: [],
          schema: request.output?.schema,
          key: requestHash,
          repeat,
        },
        { seed: options.seed, parameters: world },
      );
      return { state: 'completed', completion: completionOf(reply.text) };
    },
    close: async () => {},
  };
}

function completionOf(text: string): Completion {
  return {
    text,
    stopReason: 'end_turn',
    usage: null,
    latencyMs: null,
    emulated: true,
    attempts: 1,
    droppedParameters: [],
  };
}

/** An answer: how many of the eight facts it states, and how many words of padding go with them. */
interface Recipe {
  readonly item: number;
  readonly facts: number;
  readonly padding: number;
}

const FACTS: readonly ((item: number) => string)[] = [
  (item) => `costs £${113 + item * 7}`,
  (item) => `weighs ${2011 + item * 13} grams`,
  (item) => `is ${301 + item * 3} millimetres long`,
  (item) => `arrives in ${1000 + item} hours`,
  (item) => `has ${5000 + item * 11} reviews`,
  (item) => `carries ${7003 + item * 5} newtons`,
  (item) => `holds ${9001 + item * 17} litres`,
  (item) => `lasts ${12007 + item * 19} cycles`,
];
const PADDING =
  'we are always glad to be asked about things like this and hope that the rest of the day goes well for everybody who reads it while the kettle is on and the garden waits quietly outside'.split(
    ' ',
  );

function answerOf({ item, facts, padding }: Recipe): string {
  const stated = FACTS.slice(0, facts).map((fact) => fact(item));
  const filler = Array.from({ length: padding }, (_, at) => PADDING[(at + item) % PADDING.length]).join(' ');
  return `It ${stated.join(', ')}.${filler === '' ? '' : ` Please know that ${filler}.`}`;
}

function sampleOf(id: string, item: number): Sample {
  return {
    id,
    intent: 'default',
    vars: { question: 'What is known of it?' },
    documents: [],
    history: [],
    references: [`It ${FACTS.map((fact) => fact(item)).join(', ')}.`],
    facts: { must: [], mustNot: [] },
    assert: [],
    cluster: id,
    tags: [],
    weight: 1,
    metadata: {},
  };
}

function trialOf(id: string, recipe: Recipe, variantName: string): ScorableTrial {
  const completion = completionOf(answerOf(recipe));
  return { sample: sampleOf(id, recipe.item), completion, variantName, repeat: 0, costUsd: null };
}

const NONE: InjectedBias = { position: 0, verbosity: 0 };
const signal = new AbortController().signal;

async function grade(
  trials: readonly ScorableTrial[],
  bias: InjectedBias,
  options: { readonly noise: number; readonly seed: number },
): Promise<readonly Score[]> {
  const scorer = createJudgeScorer({
    name: 'judge',
    rubrics: [rubric],
    settings,
    model: judgeModel(bias, options),
    hashRequest,
  });
  const scores = await scorer.score(trials, signal);
  return scores.map((score) => score[CRITERION] ?? { state: 'unscored', reason: 'none' });
}

/** Answers in which length and quality are drawn apart from each other. */
function labelledTrials(n: number, seed: number): readonly ScorableTrial[] {
  const rng = createRng(seed);
  const draw = (count: number): number => Math.floor(rng() * count);
  return Array.from({ length: n }, (_, at) =>
    trialOf(
      `label-${at}`,
      { item: 400 + at, facts: 3 + draw(3), padding: [0, 15, 50, 120][draw(4)] ?? 0 },
      'labelled',
    ),
  );
}

/** Labels are what the simulator itself says without bias or noise; they are called so. */
async function labelled(
  trials: readonly ScorableTrial[],
  judged: readonly Score[],
): Promise<CalibratedCriterion> {
  const truth = await grade(trials, NONE, { noise: 0, seed: 0 });
  return {
    criterion: CRITERION,
    min: 0,
    max: MAX,
    unscored: 0,
    compared: [],
    pairs: trials.flatMap(({ sample }, at) => {
      const [label, judge] = [truth[at], judged[at]];
      if (label?.state !== 'scored' || judge?.state !== 'scored') return [];
      const words = readDetail(judge.detail)?.words ?? 0;
      return [{ label: label.value, judge: judge.value, cluster: sample.cluster, words }];
    }),
  };
}

function setupWith(criterion: CalibratedCriterion | null): JudgeSetup {
  const identity = {
    name: 'judge',
    kind: 'pointwise',
    provider: 'emulator',
    models: [JUDGE],
    combine: 'mean',
    repeats: 1,
    maxTokens: 400,
    temperature: 0,
    rubrics: [],
    fingerprint: hashText('judge'),
  } as const;
  return {
    scorer: 'judge',
    kind: 'pointwise',
    models: [JUDGE],
    combine: 'mean',
    repeats: 1,
    metrics: [
      { name: CRITERION, min: 0, max: MAX, description: 'judged' },
      { name: 'judge', min: 0, max: 1, description: 'mean' },
    ],
    calibration:
      criterion === null
        ? null
        : {
            path: 'judge.calibration.json',
            sha256: hashText('file'),
            file: {
              schemaVersion: 1,
              kind: 'parsimony-judge-calibration',
              emulated: true,
              judge: identity,
              labels: {
                file: 'labels.jsonl',
                sha256: hashText('labels'),
                n: criterion.pairs.length,
                sources: { simulator: criterion.pairs.length },
              },
              tooFew: false,
              costUsdPer1000: null,
              criteria: [criterion],
            },
          },
  };
}

function runOf(scores: { readonly [variant: string]: readonly Score[] }, metric: string): RunData {
  const names = Object.keys(scores);
  const n = scores[names[0] ?? '']?.length ?? 0;
  const cut = (value: number): Score => ({ state: 'scored', value });
  return {
    variants: names.map((name) => ({
      name,
      id: hashText(name),
      params: { maxTokens: 100 },
      model: 'a-model',
      origin: 'declared',
    })),
    samples: Array.from({ length: n }, (_, at) => ({
      id: `run-${at}`,
      dataset: 'golden',
      datasetKind: 'golden',
      intent: 'default',
      cluster: `run-${at}`,
      tags: [],
      weight: 1,
    })),
    repeats: 1,
    metrics: [
      { name: metric, min: 0, max: metric === CRITERION ? MAX : 1, description: 'judged' },
      { name: 'judge', min: 0, max: 1, description: 'mean' },
    ],
    *trials() {
      for (let sampleIndex = 0; sampleIndex < n; sampleIndex++) {
        for (const [variantIndex, name] of names.entries()) {
          const score = scores[name]?.[sampleIndex] ?? { state: 'unscored', reason: 'none' };
          const mean: Score =
            score.state === 'scored' ? cut(score.value / (metric === CRITERION ? MAX : 1)) : score;
          yield {
            sampleIndex,
            variantIndex,
            repeat: 0,
            outcome: {
              state: 'completed',
              stopReason: 'end_turn',
              usage: null,
              latencyMs: null,
              costPico: null,
              components: null,
            },
            scores: { [metric]: score, judge: mean },
          };
        }
      }
    },
  };
}

export interface EstimatedBias {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly truth: number;
  readonly covers: boolean;
}

function against(estimate: JudgeReport['criteria'][number]['lengthBias'], truth: number): EstimatedBias {
  const { value, low, high } = estimate;
  if (value === null || low === null || high === null) throw new Error(estimate.reason ?? 'no interval');
  return { estimate: value, low, high, truth, covers: low <= truth && truth <= high };
}

function onlyCriterion(reports: readonly JudgeReport[]): JudgeReport['criteria'][number] {
  const [criterion] = reports[0]?.criteria ?? [];
  if (criterion === undefined) throw new Error('no judge was analysed');
  return criterion;
}

export interface PointwiseOutcome {
  /** Raw units for an answer one standard deviation longer, from labels, against the judge without noise. */
  readonly calibrated: EstimatedBias;
  /** The same from differences within samples, without labels, where padding changes no quality. */
  readonly withinSample: EstimatedBias;
  /** candidate − baseline on [0, 1]. */
  readonly difference: {
    readonly truth: number;
    readonly raw: GateCheck;
    readonly debiased: GateCheck;
  };
}

/**
 * The candidate leaves a fact out in some samples and pads every answer. Its true difference is known; the gate judges
 * it by the raw scores, and by those that the calibration debiases.
 */
export async function pointwiseOutcome(
  bias: InjectedBias,
  options: {
    readonly seed: number;
    readonly samples: number;
    readonly labels: number;
    readonly worse: number;
  },
): Promise<PointwiseOutcome> {
  const { seed, samples, labels, worse } = options;
  const rng = createRng(seed + 1);
  const recipes = Array.from({ length: samples }, (_, item) => {
    const facts = 4 + Math.floor(rng() * 2);
    const lost = rng() < worse ? 1 : 0;
    return { item, facts, lost, padding: Math.floor(rng() * 30) };
  });
  const variants = {
    baseline: recipes.map(({ item, facts, padding }, at) =>
      trialOf(`run-${at}`, { item, facts, padding }, 'baseline'),
    ),
    candidate: recipes.map(({ item, facts, lost, padding }, at) =>
      trialOf(`run-${at}`, { item, facts: facts - lost, padding: padding + 90 }, 'candidate'),
    ),
    padded: recipes.map(({ item, facts, padding }, at) =>
      trialOf(`run-${at}`, { item, facts, padding: padding * 4 }, 'padded'),
    ),
  };
  const judgedBy = async (of: InjectedBias, noise: number) => ({
    baseline: await grade(variants.baseline, of, { noise, seed }),
    candidate: await grade(variants.candidate, of, { noise, seed }),
    padded: await grade(variants.padded, of, { noise, seed }),
  });
  const seen = await judgedBy(bias, 1);
  const bare = await judgedBy(NONE, 0);
  const trials = labelledTrials(labels, seed + 2);
  const criterion = await labelled(trials, await grade(trials, bias, { noise: 1, seed }));
  const noiseless = await labelled(trials, await grade(trials, bias, { noise: 0, seed }));
  const pair = ({ baseline, candidate }: typeof seen) => ({ baseline, candidate });
  const equal = ({ baseline, padded }: typeof seen) => ({ baseline, padded });
  const analysed = (data: RunData, of: CalibratedCriterion | null) =>
    analyzeJudges(data, { judges: [setupWith(of)], quality: { judge: 1 }, level: LEVEL });
  const run = runOf(pair(seen), CRITERION);
  const calibrated = analysed(run, criterion);
  const truthOf = (data: RunData, of: CalibratedCriterion | null): number =>
    onlyCriterion(analysed(data, of).reports).lengthBias.value ?? Number.NaN;
  const unbiasedWithin = truthOf(runOf(equal(bare), CRITERION), null);
  const biasedWithin = truthOf(runOf(equal(await judgedBy(bias, 0)), CRITERION), null);
  const truth = meanDifference(bare.candidate, bare.baseline) / MAX;
  return {
    calibrated: against(onlyCriterion(calibrated.reports).lengthBias, truthOf(run, noiseless)),
    withinSample: against(
      onlyCriterion(analysed(runOf(equal(seen), CRITERION), null).reports).lengthBias,
      biasedWithin - unbiasedWithin,
    ),
    difference: {
      truth,
      raw: gateCheck(run, undefined),
      debiased: gateCheck(run, calibrated.noiseOf),
    },
  };
}

const MARGIN = 0.05;

function gateCheck(
  data: RunData,
  judgeNoise: ReturnType<typeof analyzeJudges>['noiseOf'] | undefined,
): GateCheck {
  const analysis = analyzeRun(data, { quality: { judge: 1 }, level: LEVEL, seed: 1 });
  const gate = judgeGate({
    baseline: analysis.table('baseline'),
    candidates: [analysis.table('candidate')],
    spec: {
      baseline: 'baseline',
      candidates: ['candidate'],
      margin: MARGIN,
      alpha: 0.05,
      drop: 0.1,
      require: 'all',
      maxMissing: 0.02,
    },
    guardrails: [],
    metrics: data.metrics,
    ...(judgeNoise !== undefined && { judgeNoise }),
  });
  const [check] = gate.candidates[0]?.checks ?? [];
  if (check === undefined) throw new Error('the gate made no check');
  return check;
}

export interface PairwiseOutcome {
  /** How much oftener the first of two answers wins, against the mean of other worlds with the same bias. */
  readonly position: EstimatedBias;
  /** Preference for the candidate if it is always shown first; in both orders; at equal length. Truth: 0.5. */
  readonly oneOrder: number;
  readonly bothOrders: number;
  readonly equalLength: { readonly value: number; readonly low: number; readonly high: number };
  readonly orderAgreement: number;
}

/** Pairs of the same content; the candidate is the longer one more often than not. */
export async function pairwiseOutcome(
  bias: InjectedBias,
  options: { readonly seed: number; readonly pairs: number; readonly worlds: number },
): Promise<PairwiseOutcome> {
  const { seed, pairs, worlds } = options;
  const rng = createRng(seed + 3);
  const made = Array.from({ length: pairs }, (_, item) => {
    const facts = 4 + Math.floor(rng() * 2);
    const recipe = (padding: number): Recipe => ({ item: 800 + item, facts, padding });
    return {
      candidate: recipe(Math.floor(rng() * 120)),
      other: recipe(Math.floor(rng() * 70)),
    };
  });
  const compare = async (world: number): Promise<readonly Score[]> => {
    const scorer = createPairwiseScorer({
      name: 'judge',
      against: 'baseline',
      rubrics: [rubric],
      settings,
      model: judgeModel(bias, { noise: 1, seed: world }),
      hashRequest,
    });
    const compared = await scorer.compare(
      made.map(({ candidate, other }, at) => ({
        sample: sampleOf(`pair-${at}`, candidate.item),
        repeat: 0,
        failed: [],
        trials: [trialOf(`pair-${at}`, other, 'baseline'), trialOf(`pair-${at}`, candidate, 'candidate')],
      })),
      signal,
    );
    return compared.map((scores) => scores.candidate?.[METRIC] ?? { state: 'unscored', reason: 'none' });
  };
  const scores = await compare(seed);
  let truth = 0;
  for (let world = 1; world <= worlds; world++)
    truth += positionOf(await compare(seed + 1000 * world)) / worlds;
  const metrics = [
    { name: METRIC, min: 0, max: 1, description: 'preference' },
    { name: 'judge', min: 0, max: 1, description: 'mean' },
  ];
  const setup: JudgeSetup = { ...setupWith(null), kind: 'pairwise', metrics };
  const { reports } = analyzeJudges(runOf({ candidate: scores }, METRIC), {
    judges: [setup],
    quality: {},
    level: LEVEL,
  });
  const criterion = onlyCriterion(reports);
  const { positionBias, orderAgreement, lengthControlled } = criterion;
  if (positionBias === null || orderAgreement === null) throw new Error('no order was kept');
  const controlled = lengthControlled?.candidate;
  return {
    position: against(positionBias, truth),
    oneOrder: meanOf(ordersOf(scores).map(({ candidateFirst }) => candidateFirst)),
    bothOrders: meanOf(scores.flatMap((score) => (score.state === 'scored' ? [score.value] : []))),
    equalLength: {
      value: controlled?.value ?? Number.NaN,
      low: controlled?.low ?? Number.NaN,
      high: controlled?.high ?? Number.NaN,
    },
    orderAgreement: orderAgreement.value ?? Number.NaN,
  };
}

const METRIC = `${CRITERION}_preference`;

function ordersOf(scores: readonly Score[]) {
  return scores.flatMap((score) =>
    score.state === 'scored' ? (readDetail(score.detail)?.orders ?? []) : [],
  );
}

function positionOf(scores: readonly Score[]): number {
  return meanOf(
    ordersOf(scores).map(({ candidateFirst, candidateSecond }) => candidateFirst - candidateSecond),
  );
}

function meanDifference(after: readonly Score[], before: readonly Score[]): number {
  return meanOf(
    after.flatMap((score, at) => {
      const other = before[at];
      return score.state === 'scored' && other?.state === 'scored' ? [score.value - other.value] : [];
    }),
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
