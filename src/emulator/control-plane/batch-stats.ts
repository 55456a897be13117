import type { Job } from './job.js';

/** What batch jobs have done, over every job in the emulator's state. */
export interface BatchStats {
  readonly jobs: { readonly [status: string]: number };
  /** `answered` ones are billed, each once; `failed` ones are not. */
  readonly records: { readonly answered: number; readonly failed: number };
  readonly tokens: { readonly input: number; readonly output: number };
}

export function batchStats(jobs: readonly Job[]): BatchStats {
  const byStatus: { [status: string]: number } = {};
  const records = { answered: 0, failed: 0 };
  const tokens = { input: 0, output: 0 };
  for (const { status, tally } of jobs) {
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    records.answered += tally.success;
    records.failed += tally.error;
    tokens.input += tally.inputTokens;
    tokens.output += tally.outputTokens;
  }
  return { jobs: byStatus, records, tokens };
}
