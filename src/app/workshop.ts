import type { Store } from '../store/index.js';
import type { RunContext, RunOptions } from './port.js';
import type { PreparedRun } from './prepare.js';

/** What a sitting works with; what it opens, it adds to `closers`. */
export interface Workshop {
  readonly options: RunOptions;
  readonly context: RunContext;
  readonly prepared: PreparedRun;
  readonly store: Store;
  readonly concurrency: number;
  readonly closers: (() => Promise<void> | void)[];
}
