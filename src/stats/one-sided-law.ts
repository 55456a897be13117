import { binomialCdf } from './binomial.js';
import {
  type BoundedMean,
  boundedMean,
  pAboveBounded,
  pBelowBounded,
  type ValueRange,
} from './bounded-mean.js';
import { isConstant } from './mean.js';
import { pAboveByScore, pBelowByScore, type ScoreDifference } from './score-difference.js';
import {
  pAboveBySkewCorrectedT,
  pBelowBySkewCorrectedT,
  type SkewCorrectedT,
  skewCorrectedT,
  skewedBeyondCorrection,
} from './skew-corrected-t.js';
import type { Units } from './units.js';

/** Passes of independent samples of equal weight. */
interface PassRate {
  readonly kind: 'binomial';
  readonly passes: number;
  readonly n: number;
}

/** Identical values of unknown range: only what was seen can be compared. */
interface Identical {
  readonly kind: 'identical';
  readonly value: number;
}

/** How the mean of these data is distributed, as far as its one-sided tests need to know. */
export type OneSidedLaw = SkewCorrectedT | BoundedMean | ScoreDifference | PassRate | Identical;

/** p of H0 "mean ≤ threshold". Falls as the threshold falls, whatever the law. */
export function pAboveAt(law: OneSidedLaw, threshold: number): number {
  switch (law.kind) {
    case 'skew-corrected-t':
      return pAboveBySkewCorrectedT(law, threshold);
    case 'bounded':
      return pAboveBounded(law, threshold);
    case 'score':
      return pAboveByScore(law, threshold);
    case 'binomial':
      if (threshold <= 0) return threshold < 0 || law.passes > 0 ? 0 : 1;
      return threshold >= 1 ? 1 : 1 - binomialCdf(law.passes - 1, law.n, threshold);
    case 'identical':
      return law.value > threshold ? 0 : 1;
  }
}

/** p of H0 "mean ≥ threshold". */
export function pBelowAt(law: OneSidedLaw, threshold: number): number {
  switch (law.kind) {
    case 'skew-corrected-t':
      return pBelowBySkewCorrectedT(law, threshold);
    case 'bounded':
      return pBelowBounded(law, threshold);
    case 'score':
      return pBelowByScore(law, threshold);
    case 'binomial':
      if (threshold >= 1) return threshold > 1 || law.passes < law.n ? 0 : 1;
      return threshold <= 0 ? 1 : binomialCdf(law.passes, law.n, threshold);
    case 'identical':
      return law.value < threshold ? 0 : 1;
  }
}

/** Half of the units alike and fewer than this many others: t would rest on what those few happen to be. */
const FEW_OTHERS = 30;
/** With fewer others than this, and no range to bound what was not seen, nothing can be said. */
const TOO_FEW_OTHERS = 10;

/** The law that suits the data, its name for a report, and why there is none that can be trusted, if so. */
export interface ChosenLaw {
  readonly law: OneSidedLaw;
  readonly method: string;
  /** What is peculiar about the shape of the data, in words that follow "too skewed for n: ". */
  readonly shape: string;
  readonly unreliable: string | null;
}

/**
 * Chooses by what the data are, never by what the outcome would be: pass/fail of independent samples have a law of
 * their own; data that are mostly one value are lumpy, and bounded by what can occur; all else is a t test whose
 * skewness is reckoned with.
 */
export function chooseLaw(
  values: ArrayLike<number>,
  options: {
    readonly units: Units;
    readonly error: { readonly se: number; readonly df: number };
    readonly threshold: number;
    readonly range: ValueRange | undefined;
  },
): ChosenLaw {
  const { units, error, range } = options;
  const { value, others } = mostlyOneValue(units);
  const shape =
    others === 0
      ? `all ${units.count} are ${shown(value)}`
      : `only ${others} of ${units.count} differ from ${shown(value)}`;
  if (others === 0 && isConstant(values) && (range === undefined || atEnd(units.mean, options))) {
    const law: OneSidedLaw = { kind: 'identical', value: units.mean };
    return { law, method: 'all values are identical', shape, unreliable: null };
  }
  const passFail = passFailLaw(values, options);
  if (passFail !== null) return passFail;
  const lumpy = 2 * others <= units.count && others < FEW_OTHERS;
  if (lumpy && range !== undefined) {
    const method = `Gaffke's bound for values from ${shown(range.low)} to ${shown(range.high)}${unitWords(units)}`;
    return { law: boundedMean(units, range), method, shape, unreliable: null };
  }
  const law = skewCorrectedT(values, units, error);
  const skewness = `skewness ${shown(law.skewness * Math.sqrt(units.count))} at n = ${units.count}`;
  const method = `one-sided t, Hall's skewness correction, ${errorWords(units, error.df)}`;
  if (lumpy && others < TOO_FEW_OTHERS) {
    return { law, method, shape, unreliable: `too skewed for n: ${shape}` };
  }
  const unreliable = skewedBeyondCorrection(values) ? `too skewed for n: ${skewness}` : null;
  return { law, method, shape: skewness, unreliable };
}

/**
 * A threshold at the very end of what can occur, met by every value: no more can be asked of any sample, and a test
 * could never show it.
 */
function atEnd(
  value: number,
  options: { readonly threshold: number; readonly range: ValueRange | undefined },
): boolean {
  const { threshold, range } = options;
  return value === threshold && (value === range?.low || value === range?.high);
}

/** The laws of pass/fail data, for independent samples of equal weight only. */
function passFailLaw(
  values: ArrayLike<number>,
  options: {
    readonly units: Units;
    readonly threshold: number;
    readonly range: ValueRange | undefined;
  },
): ChosenLaw | null {
  const { units, threshold, range } = options;
  if (units.count !== units.rows || units.weights.some((weight) => weight !== units.weights[0])) return null;
  let gains = 0;
  let losses = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === 1) gains++;
    else if (value === -1) losses++;
    else if (value !== 0) return null;
  }
  const n = units.count;
  const isRate = range === undefined ? losses === 0 && threshold >= 0 : range.low === 0 && range.high === 1;
  if (isRate && losses === 0 && (range !== undefined || (gains > 0 && gains < n))) {
    const shape = `${gains} of ${n} pass`;
    const law: OneSidedLaw = { kind: 'binomial', passes: gains, n };
    return { law, method: 'exact binomial (Clopper–Pearson)', shape, unreliable: null };
  }
  const isDifference =
    range === undefined ? losses + gains > 0 && !isRate : range.low === -1 && range.high === 1;
  if (!isDifference || gains + losses === 0) return null;
  const shape = `${gains + losses} of ${n} pairs differ`;
  const law: OneSidedLaw = { kind: 'score', gains, losses, n };
  return { law, method: "Tango's score test, continuity-corrected, t tail", shape, unreliable: null };
}

/** The most frequent mean of a unit, and how many units have another one. */
function mostlyOneValue(units: Units): { readonly value: number; readonly others: number } {
  const seen = new Map<number, number>();
  let value = 0;
  let most = 0;
  for (let unit = 0; unit < units.count; unit++) {
    // Sums of equal values differ in their last digits from unit to unit.
    const mean = Math.fround((units.sums[unit] ?? 0) / (units.weights[unit] || 1));
    const count = (seen.get(mean) ?? 0) + 1;
    seen.set(mean, count);
    if (count > most) {
      most = count;
      value = mean;
    }
  }
  return { value, others: units.count - most };
}

function errorWords(units: Units, df: number): string {
  if (units.count === units.rows && Math.abs(df - (units.count - 1)) < 1e-6) return `df ${units.count - 1}`;
  return `clustered SE CR2 over ${units.count} clusters, df ${shown(df)}`;
}

function unitWords(units: Units): string {
  return units.count === units.rows ? '' : `, by ${units.count} clusters`;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}
