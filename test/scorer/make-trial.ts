import type { Completion, Sample } from '../../src/domain/index.js';
import type { ScorableTrial } from '../../src/scorer/port.js';
import { plainSample } from '../plain-sample.js';

/** A completed cell with the answer `text`; everything else plain unless overridden. */
export function makeTrial(
  text: string,
  options: {
    readonly sample?: Partial<Sample>;
    readonly completion?: Partial<Completion>;
    readonly costUsd?: number | null;
    readonly repeat?: number;
  } = {},
): ScorableTrial {
  const { sample, completion, costUsd = 0.001, repeat = 0 } = options;
  return {
    sample: plainSample({ vars: { question: 'How much is it?' }, ...sample }),
    completion: {
      text,
      stopReason: 'end_turn',
      usage: { inputTokens: 100, outputTokens: 20, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
      latencyMs: 400,
      emulated: false,
      attempts: 1,
      droppedParameters: [],
      ...completion,
    },
    variantName: 'baseline',
    repeat,
    costUsd,
  };
}

export const unaborted = new AbortController().signal;
