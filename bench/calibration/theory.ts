import { normalCdf, normalQuantile, tQuantile } from '../../src/stats/index.js';

/**
 * Power of a one-sided t test at `alpha` when the mean lies `effect` standard errors beyond the threshold and the data
 * are normal: P(Z + effect > t_{1−α,df} √(χ²_df/df)), by integration over the standard error's own distribution.
 */
export function tPower(effect: number, df: number, alpha: number): number {
  const critical = tQuantile(1 - alpha, df);
  // ln of the density of s = √(χ²/df), but for its constant, which the sum below divides out.
  const logDensity = (s: number): number => (df - 1) * Math.log(s) - (df * s * s) / 2;
  const peak = logDensity(Math.sqrt(Math.max(1e-9, (df - 1) / df)));
  const reach = 8 / Math.sqrt(2 * df);
  let weights = 0;
  let power = 0;
  for (let step = 1; step < 2000; step++) {
    const s = Math.max(0, 1 - reach) + (step / 2000) * (Math.min(1, reach) + reach);
    const weight = Math.exp(logDensity(s) - peak);
    weights += weight;
    power += weight * normalCdf(effect - critical * s);
  }
  return power / weights;
}

/** Power of the section on pairs of passes: z_β = d √n/√(ψ − d²) − z_α, with ψ the share that changes. */
export function discordantPower(
  design: { readonly discordant: number; readonly gap: number; readonly n: number },
  alpha: number,
): number {
  const { discordant, gap, n } = design;
  return normalCdf((gap * Math.sqrt(n)) / Math.sqrt(discordant - gap * gap) - normalQuantile(1 - alpha));
}
