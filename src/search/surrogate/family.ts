import type { FigureSpec } from '../port.js';

/** How a figure's mean hangs together with the sum of effects, and how its noise grows with the mean. */
export interface Family {
  readonly kind: 'logit' | 'log' | 'identity';
  /** For reports. */
  readonly name: string;
  /** Mean at a sum of effects (the inverse link). */
  readonly mean: (eta: number) => number;
  /** Derivative of the mean. */
  readonly slope: (mean: number) => number;
  /** Variance of one observation per unit of dispersion. */
  readonly variance: (mean: number) => number;
  readonly link: (mean: number) => number;
  /** Bounds of η: beyond them the mean is as good as at its limit. */
  readonly most: number;
}

const LOGIT: Family = {
  kind: 'logit',
  name: 'quasi-binomial, logit link',
  mean: (eta) => (eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta))),
  slope: (mean) => Math.max(1e-4, mean * (1 - mean)),
  variance: (mean) => Math.max(1e-4, mean * (1 - mean)),
  link: (mean) =>
    Math.log(Math.min(1 - 1e-3, Math.max(1e-3, mean)) / (1 - Math.min(1 - 1e-3, Math.max(1e-3, mean)))),
  most: 12,
};

/** The mean itself is modelled, not the mean of logarithms: no back-transform, and zeros are allowed. */
const LOG: Family = {
  kind: 'log',
  name: 'gamma quasi-likelihood, log link',
  mean: (eta) => Math.exp(eta),
  slope: (mean) => mean,
  variance: (mean) => mean * mean,
  link: (mean) => Math.log(Math.max(1e-12, mean)),
  most: 300,
};

const IDENTITY: Family = {
  kind: 'identity',
  name: 'normal, identity link',
  mean: (eta) => eta,
  slope: () => 1,
  variance: () => 1,
  link: (mean) => mean,
  most: Number.POSITIVE_INFINITY,
};

/** The family of a figure's range. */
export function familyOf(range: FigureSpec['range']): Family {
  return range === 'unit' ? LOGIT : range === 'positive' ? LOG : IDENTITY;
}
