import type { SearchContext, SearchEvent } from '../app/index.js';
import { createBatchProgress } from './batch-progress.js';
import type { Terminal } from './print.js';
import { watchStopSignals } from './stop-signals.js';

type Started = Extract<SearchEvent, { readonly type: 'started' }>;

/** What tells the sittings of commands apart on a terminal. */
export interface SittingWords<Progress> {
  /** Shows how it goes on. */
  readonly bar: { update(progress: Progress): void; end(): void; labelEmulated(): void };
  /** What of an event the bar shows; undefined: it is no progress. */
  readonly progressOf: (event: SearchEvent) => Progress | undefined;
  readonly started: (event: Started) => string;
  /** Who answers, where an emulator does. */
  readonly emulated?: string;
}

const EMULATED = 'EMULATED: the answers come from an emulator, not from Claude; dollars are list prices.';

/**
 * Carries calls out under the eyes of a terminal: the first Ctrl-C stops new work, the second gives calls in flight up;
 * progress, notices and the emulated label go to stderr.
 */
export async function carryOut<Progress, Result>(
  terminal: Terminal,
  { bar, progressOf, started, emulated = EMULATED }: SittingWords<Progress>,
  work: (context: SearchContext) => Promise<Result>,
): Promise<Result> {
  const jobs = createBatchProgress(terminal, Date.now);
  const signals = watchStopSignals(() =>
    terminal.err('\nStopping: calls in flight may finish; press Ctrl-C again to give them up.'),
  );
  const onEvent = (event: SearchEvent): void => {
    const progress = progressOf(event);
    if (progress !== undefined) {
      jobs.end();
      bar.update(progress);
    } else if (event.type === 'batch') jobs.update(event.progress);
    else if (event.type === 'notice') {
      jobs.end();
      terminal.err(`note: ${event.text}`);
    } else if (event.type === 'started') {
      if (event.emulated) {
        bar.labelEmulated();
        terminal.err(emulated);
      }
      terminal.err(started(event));
    } else if (event.type === 'stage' && event.stage === 'analysing') bar.end();
  };
  try {
    return await work({
      env: terminal.env,
      cwd: process.cwd(),
      now: () => new Date(),
      stop: signals.stop,
      abort: signals.abort,
      onEvent,
    });
  } finally {
    jobs.end();
    bar.end();
    signals.dispose();
  }
}
