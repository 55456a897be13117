import type { Completion, Sample, Score } from '../../domain/index.js';
import { unscored } from '../../domain/index.js';
import type { ScorableTrial, Scorer } from '../port.js';
import type { ReferenceMeasure } from './check.js';

interface Wanted {
  readonly trial: ScorableTrial;
  readonly done: (score: Score) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * A scorer of answers against references as a measure of any text against any others. What is asked for in one turn
 * of the event loop goes to the scorer as one window, so that the encoder sees many texts at once.
 */
export function referenceMeasure(scorer: Scorer, scale: string): ReferenceMeasure {
  let waiting: Wanted[] = [];
  const flush = async (signal: AbortSignal): Promise<void> => {
    const window = waiting;
    waiting = [];
    try {
      const scores = await scorer.score(
        window.map(({ trial }) => trial),
        signal,
      );
      for (const [at, { done }] of window.entries()) {
        done(scores[at]?.[scorer.name] ?? unscored(`${scorer.name} gave no score`));
      }
    } catch (error) {
      for (const { fail } of window) fail(error);
    }
  };
  return {
    scale,
    compare: (answer, references, signal) =>
      new Promise((done, fail) => {
        if (waiting.length === 0) setImmediate(() => void flush(signal));
        waiting.push({ trial: textTrial(answer, references), done, fail });
      }),
  };
}

/** A text with its references in the shape that scorers read; nothing else of it means anything. */
function textTrial(text: string, references: readonly string[]): ScorableTrial {
  const sample: Sample = {
    id: '',
    intent: '',
    vars: {},
    documents: [],
    history: [],
    references,
    facts: { must: [], mustNot: [] },
    assert: [],
    cluster: '',
    tags: [],
    weight: 1,
    metadata: {},
  };
  const completion: Completion = {
    text,
    stopReason: 'end_turn',
    usage: null,
    latencyMs: null,
    emulated: false,
    attempts: 1,
    droppedParameters: [],
  };
  return { sample, completion, variantName: '', repeat: 0, costUsd: null };
}
