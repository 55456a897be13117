import { type RandomKey, uniformAt } from '../random.js';

/**
 * One draw of a Bayesian bootstrap over clusters (Rubin 1981): independent weights −ln U, the same for every configuration,
 * so that what two of them share cancels. Where counts of a bootstrap would be 0 these are not: a configuration that was
 * measured on few of the clusters has a value in every draw.
 */
export function clusterWeights(key: RandomKey, draw: number, weights: Float64Array): Float64Array {
  for (let cluster = 0; cluster < weights.length; cluster++) {
    weights[cluster] = -Math.log(1 - uniformAt(key, cluster, draw));
  }
  return weights;
}

/**
 * What a deviation is multiplied by: of c clusters of equal weight the variance of the drawn mean is (c − 1)/(c + 1) of the
 * unbiased one of the mean, s²/c.
 */
export function expansion(clusters: number): number {
  return Math.sqrt((clusters + 1) / (clusters - 1));
}
