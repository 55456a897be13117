import { addResiduals, type PpiOptions, type PpiParts, type PpiSample } from './ppi-parts.js';

/** λ as given, or tuned: see `ppiMean`. */
export function lambdaOf(sample: PpiSample, parts: PpiParts, options: PpiOptions): number {
  if (typeof options.lambda === 'number') return options.lambda;
  if (sample.unlabelled.length === 0) return 0;
  const tuned =
    sample.clusters === undefined && sample.weights === undefined
      ? pooledLambda(sample)
      : leastVariance(parts);
  return Math.min(1, Math.max(0, tuned));
}

/** ppi_py's λ*; 0 where the judge's scores do not vary and so tell nothing. */
function pooledLambda({ truth, judged, unlabelled }: PpiSample): number {
  const n = truth.length;
  const all = [...Array.from(judged), ...Array.from(unlabelled)];
  const mean = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
  const [centre, meanTruth, meanJudged] = [mean(all), mean(truth), mean(judged)];
  let covariance = 0;
  for (let row = 0; row < n; row++) {
    covariance += (((truth[row] ?? 0) - meanTruth) * ((judged[row] ?? 0) - meanJudged)) / n;
  }
  const variance = all.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (all.length - 1);
  return variance > 0 ? covariance / ((1 + n / unlabelled.length) * variance) : 0;
}

/** The λ that makes Σ_c (y_c − λ (f_c − u_c))² least: regression of the labels' error on the judge's. */
function leastVariance(parts: PpiParts): number {
  const judge = addResiduals([
    { residuals: parts.judged.residuals, factor: 1 },
    { residuals: parts.unlabelled.residuals, factor: -1 },
  ]);
  let product = 0;
  let square = 0;
  for (const [cluster, value] of judge) {
    product += value * (parts.truth.residuals.get(cluster) ?? 0);
    square += value * value;
  }
  return square > 0 ? product / square : 0;
}
