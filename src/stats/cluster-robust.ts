import { residuals, type Units } from './units.js';

/** Standard error of a clustered mean with the degrees of freedom that belong to it. */
export interface RobustError {
  readonly se: number;
  readonly df: number;
}

/**
 * CR2 standard error of a mean over units of unequal size (Bell and McCaffrey 2002) with Satterthwaite degrees of
 * freedom (Imbens and Kolesár 2016; Pustejovsky and Tipton 2018). With p_c the unit's share of the weight and e_c its
 * residual: se² = Σ e_c²/(1 − p_c) / (bias · (Σw)²), df = tr(GΩ)²/tr((GΩ)²), G the quadratic form of that variance.
 * Ω is the working model: rows with equal variance, correlated within a unit by `intraclass`; `bias` is what the form
 * expects without that correlation (1 but for unequal weights). Units of equal weight: CR0 · sqrt(C/(C−1)) and
 * df = C − 1, exactly.
 */
export function clusterRobust(units: Units): RobustError {
  const { count, weights, totalWeight, squaredWeights, intraclass } = units;
  const left = residuals(units);
  const shares = weights.map((weight) => weight / totalWeight);
  let squares = 0;
  for (let unit = 0; unit < count; unit++) squares += (left[unit] ?? 0) ** 2 * leverage(shares[unit] ?? 0);
  const independent = moments(shares, squaredWeights);
  const model = squaredWeights.map(
    (square, unit) => (1 - intraclass) * square + intraclass * (weights[unit] ?? 0) ** 2,
  );
  const { trace, traceOfSquare } = intraclass === 0 ? independent : moments(shares, model);
  return {
    se: Math.sqrt(squares / (independent.trace / independent.variance)) / totalWeight,
    df: Math.min(count - 1, (trace * trace) / traceOfSquare),
  };
}

/** 1/(1 − p): what CR2 multiplies a squared residual by. A unit that is all of the weight has no residual at all. */
function leverage(share: number): number {
  return share < 1 ? 1 / (1 - share) : 0;
}

/**
 * tr(GΩ) and tr((GΩ)²) for G = (I − p1ᵀ)ᵀ D (I − p1ᵀ), Ω diagonal. The covariance of two residuals is
 * δ v_c − p_c v_d − v_c p_d + p_c p_d V, so both traces are sums over units, without any matrix.
 */
function moments(
  shares: Float64Array,
  variances: Float64Array,
): { readonly trace: number; readonly traceOfSquare: number; readonly variance: number } {
  const variance = variances.reduce((sum, v) => sum + v, 0);
  let pp = 0;
  let vv = 0;
  let pv = 0;
  let trace = 0;
  let diagonal = 0;
  for (let unit = 0; unit < shares.length; unit++) {
    const p = shares[unit] ?? 0;
    const v = variances[unit] ?? 0;
    const d = leverage(p);
    const cross = p * p * variance - 2 * p * v;
    pp += d * p * p;
    vv += d * v * v;
    pv += d * p * v;
    trace += d * (v + cross);
    diagonal += d * d * (v * v + 2 * v * cross);
  }
  const off = 2 * pp * vv + pp * pp * variance * variance + 2 * pv * pv - 4 * pp * pv * variance;
  return { trace, traceOfSquare: diagonal + off, variance };
}
