/** A statistic that could not be had, and why. It takes the place of NaN and of a zero that means nothing. */
export interface UndefinedStat {
  readonly state: 'undefined';
  readonly reason: string;
}

/** A statistic: its values, or the reason why there are none. */
export type Stat<T> = ({ readonly state: 'defined' } & T) | UndefinedStat;

export function undefinedStat(reason: string): UndefinedStat {
  return { state: 'undefined', reason };
}

/** A symmetric or asymmetric interval with the standard error it came from. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Confidence level, two-sided, for example 0.95. */
  readonly level: number;
}

export function isDefined<T>(stat: Stat<T>): stat is { readonly state: 'defined' } & T {
  return stat.state === 'defined';
}

/** True when every value is a finite number; the one guard in front of every formula of this room. */
export function allFinite(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** A level or an alpha must lie strictly between 0 and 1: anything else is a programming error. */
export function assertProbability(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} must lie between 0 and 1: ${value}`);
}
