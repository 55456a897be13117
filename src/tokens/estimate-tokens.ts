import type { ModelFactors } from './calibration.js';
import type { Tokenizer } from './port.js';
import { SCRIPTS, type ScriptCounts } from './scripts.js';

/**
 * What estimates are multiplied with by default before they are shown as money, so that a budget made from one is
 * rather kept than broken. Exact counts of the service are not touched by it.
 */
export const ESTIMATE_BUFFER = 1.05;

/** A model's tokens of a text, as its factors have them; not rounded, without frame and buffer. */
export function estimateTokens(text: string, tokenizer: Tokenizer, factors: ModelFactors): number {
  return scaleCounts(tokenizer.countByScript(text), factors);
}

/** A model's tokens of counted text. */
export function scaleCounts(counts: ScriptCounts, { scripts }: ModelFactors): number {
  return SCRIPTS.reduce((sum, script) => sum + counts[script] * scripts[script].value, 0);
}

/** Says how a figure came about: `js-tiktoken/o200k_base × 1.18 (calibrated, n 200) × 1.05`. */
export function describeMethod(parts: {
  readonly tokenizer: Tokenizer;
  /** Estimated tokens of text over counted ones. */
  readonly factor: number;
  readonly factors: ModelFactors;
  readonly buffer: number;
}): string {
  const { tokenizer, factor, factors, buffer } = parts;
  const basis = factors.n > 0 ? `calibrated, n ${factors.n}` : 'from the table, not calibrated';
  const times = buffer === 1 ? '' : ` × ${buffer}`;
  return `${tokenizer.id} × ${factor.toFixed(2)} (${basis})${times}`;
}
