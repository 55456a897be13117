import { ParsimonyError, type Problem, type Sample } from '../domain/index.js';
import type { Prompt } from '../prompt/index.js';

/** Samples of each dataset that every prompt is rendered with: enough to meet what a template itself gets wrong. */
const PROBED_SAMPLES = 50;

interface Fault {
  readonly problem: Problem;
  count: number;
}

/**
 * Renders prompts before the first call (law 12). A mistake of the template shows in any sample, so a few of each
 * dataset are enough; where a template reads inside a var, every sample may differ and every one is rendered.
 */
export class RenderProbe {
  readonly #faults = new Map<string, Fault>();
  readonly #fewShot: number;

  /** `fewShot`: the most examples that a variant shows. */
  constructor(fewShot: number) {
    this.#fewShot = fewShot;
  }

  /** Renders one sample, the `position`-th of its dataset, and remembers what stands in the way. */
  try(prompt: Prompt, sample: Sample, position: number): void {
    if (position >= PROBED_SAMPLES && !prompt.readsInside) return;
    try {
      // All documents and turns: what fewer of them render is a part of that.
      prompt.render(sample, { maxTokens: 1, fewShot: this.#fewShot });
    } catch (error) {
      if (!(error instanceof ParsimonyError)) throw error;
      for (const problem of error.problems) {
        const key = JSON.stringify([problem.file, problem.line, problem.column, problem.code, problem.path]);
        const fault = this.#faults.get(key) ?? { problem, count: 0 };
        fault.count += 1;
        this.#faults.set(key, fault);
      }
    }
  }

  /** Each fault once, at its place in the prompt, with the number of samples that met it. */
  problems(): readonly Problem[] {
    return [...this.#faults.values()].map(({ problem, count }) =>
      count === 1
        ? problem
        : { ...problem, message: `${problem.message} (and ${count - 1} more samples like it)` },
    );
  }
}
