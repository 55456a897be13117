import {
  invalidInput,
  type MetricInfo,
  normalise,
  type Problem,
  type Score,
  scored,
  unscored,
} from '../domain/index.js';
import type { TrialScores } from './port.js';

/** How far the weights may be from 1: three weights of 0.333 are meant as one. */
const WEIGHT_TOLERANCE = 0.0015;

/**
 * The composite that an experiment declares: Σ weight · normalised metric, in [0, 1]. A part that is missing makes
 * the whole unscored and is named; the rest is never re-weighted, since that would compare different things.
 * Throws `invalid-input` for a metric that no scorer gives, and for weights that are negative or do not sum to 1.
 */
export function composeQuality(
  weights: { readonly [metric: string]: number },
  metrics: readonly MetricInfo[],
): (scores: TrialScores) => Score {
  const known = new Map(metrics.map((metric) => [metric.name, metric]));
  const problems = checkWeights(weights, [...known.keys()]);
  if (problems.length > 0) throw invalidInput(problems);
  // By name, so that the order in which the weights are written cannot change the last bit of the sum.
  const parts = Object.entries(weights)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, weight]) => {
      const metric = known.get(name);
      return metric === undefined ? [] : [{ metric, weight }];
    });
  return (scores) => {
    if (parts.length === 0) return unscored('no quality is declared');
    let quality = 0;
    for (const { metric, weight } of parts) {
      const score = Object.hasOwn(scores, metric.name) ? scores[metric.name] : undefined;
      if (score === undefined) return unscored(`${metric.name}: no score`);
      if (score.state === 'unscored') return unscored(`${metric.name}: ${score.reason}`);
      quality += weight * normalise(metric, score.value);
    }
    return scored(Math.min(1, quality));
  };
}

function checkWeights(
  weights: { readonly [metric: string]: number },
  known: readonly string[],
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [name, weight] of Object.entries(weights)) {
    const path = `quality.${name}`;
    if (!known.includes(name)) {
      const hint = `Metrics of this experiment: ${known.join(', ') || 'none'}.`;
      problems.push({ code: 'unknown-metric', message: `no scorer gives the metric ${name}`, path, hint });
    }
    if (!(weight >= 0 && weight <= 1)) {
      problems.push({ code: 'bad-weight', message: `weight ${weight} is not between 0 and 1`, path });
    }
  }
  const values = Object.values(weights);
  const sum = values.reduce((total, weight) => total + weight, 0);
  if (values.length > 0 && !(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
    const hint = 'Change the weights so that they sum to 1.';
    problems.push({
      code: 'weights-do-not-sum',
      message: `the weights sum to ${sum}`,
      path: 'quality',
      hint,
    });
  }
  return problems;
}
