import type { Verdict } from '../../domain/index.js';
import type { AbDefinition } from './definition.js';

/** Whether a test has run long enough, and what to do next. */
export interface DurationAdvice {
  readonly observedDays: number | null;
  readonly minimumDays: number;
  readonly maximumDays: number;
  /** `run`: before the minimum. `prolong`: not decided, up to `untilDays`. `decided`. `ended`: not decided at the maximum. */
  readonly advice: 'run' | 'prolong' | 'decided' | 'ended';
  /** Days from the start until the next verdict counts; null where there is none. */
  readonly untilDays: number | null;
}

/** Why no verdict counts yet; null once the minimum has passed, or where none is defined. */
export function tooEarly(duration: AbDefinition['duration'], observedDays: number | null): string | null {
  if (duration === undefined) return null;
  if (observedDays === null) {
    return `the results have no times, so that nobody can tell whether the minimum of ${duration.minimumDays} days has passed`;
  }
  if (observedDays >= duration.minimumDays) return null;
  return `${observedDays} of at least ${duration.minimumDays} days have passed`;
}

/** What the definition says about going on: extensions follow the minimum until it is decided or the maximum is reached. */
export function adviseDuration(
  duration: AbDefinition['duration'],
  observed: { readonly days: number | null; readonly verdict: Verdict },
): DurationAdvice | null {
  if (duration === undefined) return null;
  const { minimumDays, extensionDays, maximumDays } = duration;
  const known = { observedDays: observed.days, minimumDays, maximumDays } as const;
  const days = observed.days ?? 0;
  if (days < minimumDays) return { ...known, advice: 'run', untilDays: minimumDays };
  if (observed.verdict !== 'inconclusive') return { ...known, advice: 'decided', untilDays: null };
  if (days >= maximumDays) return { ...known, advice: 'ended', untilDays: null };
  const extensions = Math.floor((days - minimumDays) / extensionDays) + 1;
  return {
    ...known,
    advice: 'prolong',
    untilDays: Math.min(maximumDays, minimumDays + extensions * extensionDays),
  };
}
