import { normalCdf } from './normal.js';
import type { Units } from './units.js';

/** What values can occur at all. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** A mean of values that cannot leave a range, by Gaffke's bound. */
export interface BoundedMean {
  readonly kind: 'bounded';
  readonly mean: number;
  readonly range: ValueRange;
  /** Units with equal sum and weight are one group: data that are mostly alike cost little. */
  readonly groups: readonly { readonly sum: number; readonly weight: number; readonly count: number }[];
  /** Mean weight of a unit: the weight of the one that was not seen. */
  readonly unitWeight: number;
}

/** The law of a bounded mean. Values outside `range` are a programming error. */
export function boundedMean(units: Units, range: ValueRange): BoundedMean {
  const groups = new Map<string, { sum: number; weight: number; count: number }>();
  for (let unit = 0; unit < units.count; unit++) {
    const sum = units.sums[unit] ?? 0;
    const weight = units.weights[unit] ?? 0;
    const key = `${sum} ${weight}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { sum, weight, count: 1 });
    else group.count++;
  }
  return {
    kind: 'bounded',
    mean: units.mean,
    range,
    groups: [...groups.values()],
    unitWeight: units.totalWeight / units.count,
  };
}

/**
 * p of H0 "mean ≤ threshold" for independent values not below `range.low`, without any assumption on their shape:
 * P(Σ_i E_i (x_i − threshold) + E_0 (low − threshold) ≤ 0) with independent standard exponential E (Gaffke 2005;
 * equal to Clopper and Pearson's for 0 and 1; see also Learned-Miller and Thomas 2019). One value at the worst end of
 * the range stands for what the sample did not happen to show. Clusters take part with their sums, so that it is
 * approximate where they differ in size. The tail is Lugannani and Rice's saddlepoint in Barndorff-Nielsen's form,
 * exact where all values are alike.
 */
export function pAboveBounded(law: BoundedMean, threshold: number): number {
  const { groups, range, unitWeight } = law;
  return exponentialTail(
    groups.map(({ sum, weight, count }) => ({ value: sum - threshold * weight, count })),
    (range.low - threshold) * unitWeight,
  );
}

/** p of H0 "mean ≥ threshold", from the upper end of the range. */
export function pBelowBounded(law: BoundedMean, threshold: number): number {
  const { groups, range, unitWeight } = law;
  return exponentialTail(
    groups.map(({ sum, weight, count }) => ({ value: threshold * weight - sum, count })),
    (threshold - range.high) * unitWeight,
  );
}

interface Term {
  readonly value: number;
  readonly count: number;
}

/** P(Σ E_i z_i + E_0 z_0 ≤ 0), E standard exponential. */
function exponentialTail(seen: readonly Term[], unseen: number): number {
  if (unseen >= 0) return seen.some(({ value }) => value > 0) ? 0 : 1;
  const [first] = seen;
  if (first !== undefined && seen.length === 1) {
    // One kind of value: the share of the unseen is Beta(1, n), its tail a power.
    return first.value <= 0 ? 1 : (1 - first.value / (first.value - unseen)) ** first.count;
  }
  const terms = [...seen, { value: unseen, count: 1 }];
  const greatest = Math.max(...terms.map(({ value }) => value));
  if (greatest <= 0) return 1;
  return saddlepoint(terms, { low: 1 / Math.min(...terms.map(({ value }) => value)), high: 1 / greatest });
}

/** Cumulant generating function −Σ ln(1 − t z); its saddlepoint at 0 lies between the two poles nearest to 0. */
function saddlepoint(terms: readonly Term[], poles: { readonly low: number; readonly high: number }): number {
  let { low, high } = poles;
  let t = 0;
  for (let step = 0; step < 200; step++) {
    let slope = 0;
    let curvature = 0;
    for (const { value, count } of terms) {
      const q = value / (1 - t * value);
      slope += count * q;
      curvature += count * q * q;
    }
    if (slope > 0) high = t;
    else low = t;
    const newton = t - slope / curvature;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === t || Math.abs(next - t) <= 1e-14 * (poles.high - poles.low)) break;
    t = next;
  }
  let cumulant = 0;
  let second = 0;
  let third = 0;
  for (const { value, count } of terms) {
    const rest = 1 - t * value;
    const q = value / rest;
    cumulant -= count * Math.log1p(-t * value);
    second += count * q * q;
    third += 2 * count * q ** 3;
  }
  const r = Math.sign(t) * Math.sqrt(Math.max(0, -2 * cumulant));
  // At the mean the formula is 0/0; its limit there needs the skewness only.
  if (Math.abs(r) < 1e-4) return normalCdf(r - third / (6 * second ** 1.5));
  return normalCdf(r + Math.log((t * Math.sqrt(second)) / r) / r);
}
