import type { CalibratedCriterion, LabelledAnswer } from '../../analyze/index.js';
import { readDetail } from '../../analyze/index.js';
import type { Completion, Sample, Score } from '../../domain/index.js';
import type { ScorableTrial, TrialGroup, TrialScores } from '../../scorer/port.js';
import { criterionOfMetric, type JudgeScorerSpec, type OpenJudge } from './identity.js';
import { type LabelledPair, pairsOf } from './pick-judge.js';

/** How many answers are put to a judge before the next ones: the judge's model bounds the calls itself. */
const WINDOW = 64;
/** The name that labelled answers have where they name no variant. */
const LABELLED = 'labelled';

/** What a judge said of labelled answers, by criterion. */
export interface JudgedLabels {
  readonly criteria: readonly CalibratedCriterion[];
  /** Verdicts that were given, over all criteria. */
  readonly verdicts: number;
  /** Reasons of missing ones, the first of each kind. */
  readonly unscoredReasons: readonly string[];
}

/** Puts every labelled answer (or pair) to the judge; `onProgress` learns how many are done. */
export async function askJudge(
  judge: OpenJudge,
  of: { readonly spec: JudgeScorerSpec; readonly answers: readonly LabelledAnswer[] },
  at: {
    /** When it aborts, no new answers are put to the judge. */
    readonly stop: AbortSignal;
    /** When it aborts, calls in flight are given up. */
    readonly abort: AbortSignal;
    readonly onProgress: (done: number) => void;
  },
): Promise<JudgedLabels> {
  return judge.kind === 'pointwise' ? askPointwise(judge, of.answers, at) : askPairwise(judge, of, at);
}

type Progress = Parameters<typeof askJudge>[2];

async function askPointwise(
  judge: Extract<OpenJudge, { readonly kind: 'pointwise' }>,
  answers: readonly LabelledAnswer[],
  { stop, abort, onProgress }: Progress,
): Promise<JudgedLabels> {
  const collected = emptyCriteria(judge);
  for (let from = 0; from < answers.length; from += WINDOW) {
    stop.throwIfAborted();
    const window = answers.slice(from, from + WINDOW);
    const scores = await judge.scorer.score(
      window.map((answer) => trialOf(answer, answer.variant ?? LABELLED)),
      abort,
    );
    for (const [position, answer] of window.entries()) {
      for (const { criterion, pairs, miss } of collected) {
        const label = answer.labels[criterion];
        const score = scores[position]?.[criterion];
        if (label === undefined) continue;
        const detail = score?.state === 'scored' ? readDetail(score.detail) : undefined;
        if (score?.state !== 'scored' || detail === undefined) {
          miss(score);
          continue;
        }
        const { cluster, variant } = answer;
        const common = { label, judge: score.value, cluster, words: detail.words, class: answer.class };
        pairs.push({ ...common, ...(variant !== undefined && { variant }) });
      }
    }
    onProgress(Math.min(answers.length, from + WINDOW));
  }
  return summed(collected);
}

async function askPairwise(
  judge: Extract<OpenJudge, { readonly kind: 'pairwise' }>,
  { spec, answers }: { readonly spec: JudgeScorerSpec; readonly answers: readonly LabelledAnswer[] },
  { stop, abort, onProgress }: Progress,
): Promise<JudgedLabels> {
  const against = spec.kind === 'pairwise' ? spec.against : LABELLED;
  const candidate = against === LABELLED ? `${LABELLED}-first` : LABELLED;
  const collected = emptyCriteria(judge);
  const pairs = pairsOf(answers);
  for (let from = 0; from < pairs.length; from += WINDOW) {
    stop.throwIfAborted();
    const window = pairs.slice(from, from + WINDOW);
    const compared = await judge.scorer.compare(
      window.map((pair) => groupOf(pair, { candidate, against })),
      abort,
    );
    for (const [position, pair] of window.entries())
      addCompared(judge, pair, { scores: compared[position]?.[candidate], collected });
    onProgress(Math.min(pairs.length, from + WINDOW));
  }
  return summed(collected);
}

function addCompared(
  judge: OpenJudge,
  { first, second }: LabelledPair,
  of: { readonly scores: TrialScores | undefined; readonly collected: readonly Collecting[] },
): void {
  for (const metric of judge.scorer.metrics) {
    const criterion = criterionOfMetric(judge, metric);
    const target = of.collected.find((one) => one.criterion === criterion);
    const [a, b] = [first, second].map(({ labels }) => labels[criterion ?? '']);
    if (target === undefined || a === undefined || b === undefined) continue;
    const score = of.scores?.[metric.name];
    const detail = score?.state === 'scored' ? readDetail(score.detail) : undefined;
    const orders = detail?.orders ?? [];
    if (detail === undefined || orders.length === 0) {
      target.miss(score);
      continue;
    }
    target.compared.push({
      label: a > b ? 1 : a < b ? 0 : 0.5,
      candidateFirst: mean(orders.map((order) => order.candidateFirst)),
      candidateSecond: mean(orders.map((order) => order.candidateSecond)),
      cluster: first.cluster,
      words: detail.words,
      otherWords: detail.otherWords ?? 0,
      class: first.class,
    });
  }
}

interface Collecting {
  readonly criterion: string;
  readonly min: number;
  readonly max: number;
  readonly pairs: CalibratedCriterion['pairs'][number][];
  readonly compared: CalibratedCriterion['compared'][number][];
  readonly reasons: string[];
  readonly miss: (score: Score | undefined) => void;
}

function emptyCriteria(judge: OpenJudge): readonly Collecting[] {
  return judge.identity.rubrics.map(({ criterion }) => {
    const metric = judge.scorer.metrics.find((one) => criterionOfMetric(judge, one) === criterion);
    const reasons: string[] = [];
    return {
      criterion,
      min: metric?.min ?? 0,
      max: metric?.max ?? 1,
      pairs: [],
      compared: [],
      reasons,
      miss: (score) =>
        reasons.push(score?.state === 'unscored' ? score.reason : 'the judge was not asked: equal answers'),
    };
  });
}

function summed(collected: readonly Collecting[]): JudgedLabels {
  return {
    criteria: collected.map(({ criterion, min, max, pairs, compared, reasons }) => ({
      criterion,
      min,
      max,
      unscored: reasons.length,
      pairs,
      compared,
    })),
    verdicts: collected.reduce((sum, { pairs, compared }) => sum + pairs.length + compared.length, 0),
    unscoredReasons: [...new Set(collected.flatMap(({ reasons }) => reasons))].slice(0, 5),
  };
}

function groupOf(
  { first, second }: LabelledPair,
  names: { readonly candidate: string; readonly against: string },
): TrialGroup {
  const sample = sampleOf(first);
  return {
    sample,
    repeat: 0,
    trials: [
      { ...trialOf(first, names.candidate), sample },
      { ...trialOf(second, names.against), sample },
    ],
    failed: [],
  };
}

function trialOf(answer: LabelledAnswer, variantName: string): ScorableTrial {
  const completion: Completion = {
    text: answer.answer,
    stopReason: 'end_turn',
    usage: null,
    latencyMs: null,
    emulated: false,
    attempts: 1,
    droppedParameters: [],
  };
  return { sample: sampleOf(answer), completion, variantName, repeat: 0, costUsd: null };
}

function sampleOf(answer: LabelledAnswer): Sample {
  return {
    id: answer.id,
    intent: 'default',
    vars: { question: answer.question },
    documents: answer.documents,
    history: answer.history,
    references: answer.references,
    facts: { must: [], mustNot: [] },
    assert: [],
    cluster: answer.cluster,
    tags: [answer.class],
    weight: 1,
    metadata: {},
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
