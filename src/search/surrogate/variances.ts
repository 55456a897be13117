import type { Layout, Term } from './terms.js';
import type { Working } from './working.js';

/** Variance components on the scale of the link. Every one is set by marginal likelihood. */
export interface Variances {
  /** By position of the term: one for each of its shapes. All zero: the term is not in the model. */
  readonly terms: readonly (readonly number[])[];
  /** Difficulties of items; 0: none in the model. */
  readonly items: number;
  /** Lack of fit of single configurations in a stratum, beyond the terms. */
  readonly lack: number;
  /** Of the noise, against the family's own. */
  readonly dispersion: number;
}

/** Prior standard deviation of the constant, in units of the scale: as good as unknown. */
const CONSTANT = 30;
/** A step of a variance is at most this factor, either way. */
const MOST_STEP = 20;
/** Least mean of the variances of interactions, in units of the scale. */
const LEAST_MEAN = 0.003;
/** A term whose standard deviation is below this share of the scale, and shrinking, is taken out. */
const NEGLIGIBLE = 0.02;

/** Where a first fit starts. */
export function firstVariances(terms: readonly Term[], scale: number, dispersion: number): Variances {
  const square = scale * scale;
  return {
    terms: terms.map(({ factors, shapes }) =>
      shapes.map(() => ((factors.length === 1 ? 0.3 : 0.05) * square) / shapes.length),
    ),
    items: 0.2 * square,
    lack: 0.02 * square,
    dispersion,
  };
}

/** Where a fit to more data starts: at what was found, with terms that had vanished let in again. */
export function revived(found: Variances, scale: number): Variances {
  // Just above what counts as nothing: what does not grow at once is out again.
  const least = 1.5 * (NEGLIGIBLE * scale) ** 2;
  return {
    ...found,
    terms: found.terms.map((shapes) => shapes.map((value) => Math.max(value, least))),
    lack: Math.max(found.lack, least),
    items: found.items > 0 ? Math.max(found.items, least) : 0,
  };
}

/** Prior variance of every coefficient of the layout, whose terms are at `used` among all terms. */
export function priorVariances(
  layout: Layout,
  used: readonly number[],
  variances: Variances,
  scale: number,
): Float64Array {
  const prior = new Float64Array(layout.contrasts);
  prior[0] = CONSTANT * CONSTANT * scale * scale;
  for (const [index, { contrasts, shapes }] of layout.terms.entries()) {
    const own = variances.terms[used[index] ?? -1] ?? [];
    const from = layout.contrastAt[index] ?? 0;
    for (let j = 0; j < contrasts; j++) {
      let sum = 0;
      for (const [k, shape] of shapes.entries()) sum += (own[k] ?? 0) * (shape[j] ?? 0);
      prior[from + j] = Math.max(sum, 1e-12 * scale * scale);
    }
  }
  return prior;
}

/**
 * One fixed-point step of the marginal likelihood (MacKay 1992; for sums of components as in Zhou, Hu, Zhou and Lange
 * 2019 without the root): σ²ₖ ← σ²ₖ · Σⱼ sₖⱼ β²ⱼ/v²ⱼ ÷ (Σⱼ sₖⱼ γⱼ/vⱼ + 2r) with vⱼ = Σₖ σ²ₖ sₖⱼ and γⱼ = 1 − Var(βⱼ)/vⱼ.
 * r is the rate of {@link interactionRates}, 0 for main effects. Components below `NEGLIGIBLE` that shrink are set to 0.
 */
export function nextTermVariances(
  layout: Layout,
  used: readonly number[],
  variances: Variances,
  found: {
    readonly beta: Float64Array;
    readonly prior: Float64Array;
    readonly posterior: Float64Array;
    readonly scale: number;
    /** All terms, vanished ones with them. */
    readonly terms: readonly Term[];
  },
): { readonly terms: readonly (readonly number[])[]; readonly change: number } {
  const terms = variances.terms.map((shapes) => [...shapes]);
  const floor = (NEGLIGIBLE * found.scale) ** 2;
  const rates = interactionRates(found.terms, variances, found.scale);
  let change = 0;
  for (const [index, { factors, contrasts, shapes }] of layout.terms.entries()) {
    const own = terms[used[index] ?? -1] ?? [];
    const from = layout.contrastAt[index] ?? 0;
    const rate = rates.get(factors.length) ?? 0;
    for (const [k, shape] of shapes.entries()) {
      const before = own[k] ?? 0;
      if (before <= 0) continue;
      let gain = 0;
      let cost = 0;
      for (let j = 0; j < contrasts; j++) {
        const prior = found.prior[from + j] ?? 1;
        const beta = found.beta[from + j] ?? 0;
        const known = Math.max(1e-9, 1 - (found.posterior[from + j] ?? 0) / prior);
        gain += ((shape[j] ?? 0) * beta * beta) / (prior * prior);
        cost += ((shape[j] ?? 0) * known) / prior;
      }
      const ratio = Math.min(MOST_STEP, Math.max(1 / MOST_STEP, gain / (cost + 2 * rate)));
      const after = before * ratio;
      if (after < floor && ratio < 1) {
        own[k] = 0;
      } else {
        own[k] = after;
        // Small components may drift for long without moving a prediction.
        change = Math.max(change, (Math.abs(Math.log(ratio)) * after) / (after + 25 * floor));
      }
    }
  }
  return { terms, change };
}

/**
 * The variances of all interactions of one order come from one exponential distribution, whose rate is learnt from them:
 * where most vanish, those left have to show more. Its mean is held above a negligible variance, lest all vanish together.
 */
function interactionRates(
  terms: readonly Term[],
  variances: Variances,
  scale: number,
): ReadonlyMap<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [at, { factors }] of terms.entries()) {
    if (factors.length < 2) continue;
    const own = sums.get(factors.length) ?? { sum: 0, count: 0 };
    sums.set(factors.length, own);
    for (const value of variances.terms[at] ?? []) {
      own.sum += value;
      own.count++;
    }
  }
  const least = LEAST_MEAN * scale * scale;
  return new Map([...sums].map(([order, { sum, count }]) => [order, 1 / (sum / count + least)]));
}

/** The same step for the items' difficulties. */
export function nextItemVariance(
  variance: number,
  items: { readonly modes: Float64Array; readonly posterior: Float64Array },
  scale: number,
): number {
  if (variance <= 0) return 0;
  let gain = 0;
  let known = 0;
  for (let i = 0; i < items.posterior.length; i++) {
    gain += (items.modes[i] ?? 0) * (items.modes[i] ?? 0);
    known += Math.max(0, 1 - (items.posterior[i] ?? 0) / variance);
  }
  const after = known > 1e-9 ? Math.min(variance * MOST_STEP, gain / known) : 0;
  return after < (NEGLIGIBLE * scale) ** 2 && after < variance ? 0 : after;
}

/**
 * The lack of fit at the maximum of its marginal likelihood given everything else: the fixed point of
 * Σ (T/(1 + σ²W))² = Σ W(1 − h)/(1 + σ²W) over nodes with two cells or more (one cell cannot tell lack of fit from noise);
 * h is the leverage of the coefficients, the same share for all nodes per unit of information.
 */
export function nextLackVariance(
  variance: number,
  working: Working,
  {
    start,
    effective,
    scale,
  }: { readonly start: Int32Array; readonly effective: number; readonly scale: number },
): number {
  const { nodeWeights, nodeTotals, shrink } = working;
  let informationSum = 0;
  for (let node = 0; node < nodeWeights.length; node++) {
    informationSum += (nodeWeights[node] as number) * (shrink[node] as number);
  }
  const leverage = Math.min(1, effective / Math.max(informationSum, 1e-300));
  let value = Math.max(variance, 1e-6 * scale * scale);
  for (let pass = 0; pass < 40; pass++) {
    let gain = 0;
    let cost = 0;
    for (let node = 0; node < nodeWeights.length; node++) {
      if ((start[node + 1] as number) - (start[node] as number) < 2) continue;
      const weight = nodeWeights[node] as number;
      const left = 1 / (1 + value * weight);
      const score = (nodeTotals[node] as number) * left;
      gain += score * score;
      cost += weight * left * Math.max(0.05, 1 - leverage * weight * left);
    }
    if (cost <= 0) return 0;
    const ratio = Math.min(10, Math.max(0.1, gain / cost));
    value *= ratio;
    if (value < 1e-6 * scale * scale) return 0;
    if (Math.abs(ratio - 1) < 1e-3) break;
  }
  return value;
}
