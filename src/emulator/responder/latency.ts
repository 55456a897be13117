import type { Chance } from '../chance.js';
import type { SharedParameters, TierParameters } from './parameters.js';

/** The share of a call's expected time that passes before its first token. */
export function firstTokenShare(options: {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tier: TierParameters;
}): number {
  const { inputTokens, outputTokens, tier } = options;
  const before = tier.firstTokenMs + (tier.inputMsPer1k * inputTokens) / 1000;
  return before / (before + (1000 * outputTokens) / tier.outputTokensPerSecond);
}

/**
 * Milliseconds from request to last token: first token + input reading + generation, times a log-normal factor, and
 * in a share of calls a uniform slow-call factor. Simulated, never measured.
 */
export function simulateLatencyMs(options: {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tier: TierParameters;
  readonly shared: SharedParameters;
  readonly chance: Chance;
}): number {
  const { inputTokens, outputTokens, tier, shared, chance } = options;
  const base =
    tier.firstTokenMs +
    (tier.inputMsPer1k * inputTokens) / 1000 +
    (1000 * outputTokens) / tier.outputTokensPerSecond;
  const spread = Math.exp(shared.latencySigma * chance.normal('latency'));
  const [low, high] = shared.latencyTailFactor;
  const slow = chance.happens('latency-tail', shared.latencyTail)
    ? low + (high - low) * chance.uniform('latency-tail-factor')
    : 1;
  return Math.max(1, Math.round(base * spread * slow));
}
