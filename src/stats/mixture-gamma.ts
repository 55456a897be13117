import { gammaCdf } from './gamma.js';
import { logGamma } from './log-gamma.js';
import { type Mixture, type MixtureOptions, mixtureOf, mixtureRho } from './mixture.js';

/**
 * Gamma-exponential mixture, one-sided, for sums with exponential tails of scale c > 0 (sub-exponential; for values
 * that fall at most c below their mean with v their predictable quadratic variation): Howard et al. (2021), prop. 9.
 * log E = a ln a − ln Γ(a) − ln P(a, a) + ln Γ(b) + ln P(b, w) − b ln w + (c s + v)/c², a = ρ/c², b = (v + ρ)/c²,
 * w = (c s + v + ρ)/c², P the regularised incomplete gamma function, ρ for 2α. At s ≤ −(v + ρ)/c, where it is not
 * defined, there is no evidence: −∞ is reported as the least finite value it takes in double precision.
 */
export function gammaExponentialMixture(options: MixtureOptions & { readonly scale: number }): Mixture {
  const c = options.scale;
  if (!(c > 0 && Number.isFinite(c))) throw new RangeError(`the scale must be positive: ${c}`);
  const rho = mixtureRho(options, 1);
  const square = c * c;
  const a = rho / square;
  const constant = a * Math.log(a) - logGamma(a) - Math.log(gammaCdf(a, a));
  return mixtureOf((s, v) => {
    const b = (v + rho) / square;
    const w = b + s / c;
    const mass = w > 0 ? gammaCdf(w, b) : 0;
    if (mass === 0) return NO_EVIDENCE;
    return Math.max(
      NO_EVIDENCE,
      constant + logGamma(b) + Math.log(mass) - b * Math.log(w) + (c * s + v) / square,
    );
  }, options.alpha);
}

/** About the logarithm of the least positive double. */
const NO_EVIDENCE = -745;
