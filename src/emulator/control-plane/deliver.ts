import { join } from 'node:path';
import { type ObjectStore, storeBytes } from '../storage/index.js';
import type { BatchFaultPlan } from './batch-faults.js';
import type { Job } from './job.js';
import { wholeLines } from './output-file.js';

/**
 * Puts what a job has written where its output belongs: `<output>/<job id>/<input file>.out` and
 * `<output>/<job id>/manifest.json.out`. May be done again: the same objects result.
 */
export async function deliverOutput(
  job: Job,
  names: readonly string[],
  context: {
    readonly store: ObjectStore;
    readonly folder: string;
    readonly faults: BatchFaultPlan;
    readonly nowMs: number;
  },
): Promise<void> {
  const { store, folder, faults, nowMs } = context;
  const { bucket, key } = job.request.output;
  const prefix = `${key === '' || key.endsWith('/') ? key : `${key}/`}${job.id}/`;
  for (const [at, name] of names.entries()) {
    if (job.fault === 'manifest-only') continue;
    const bytes = written(join(folder, `${at}.out`), faults);
    await storeBytes(store, {
      bucket,
      key: `${prefix}${name}.out`,
      bytes,
      contentType: 'application/jsonl',
      nowMs,
    });
  }
  if (job.fault === 'no-manifest') return;
  const { total, success, error, inputTokens, outputTokens } = job.tally;
  const manifest = {
    totalRecordCount: total,
    processedRecordCount: success + error,
    successRecordCount: success,
    errorRecordCount: error,
    inputTokenCount: inputTokens,
    outputTokenCount: outputTokens,
  };
  const bytes = [Buffer.from(JSON.stringify(manifest))];
  await storeBytes(store, {
    bucket,
    key: `${prefix}manifest.json.out`,
    bytes,
    contentType: 'application/json',
    nowMs,
  });
}

const lineEnd = Buffer.from('\n');

async function* written(path: string, faults: BatchFaultPlan): AsyncGenerator<Buffer> {
  for await (const line of wholeLines(path)) {
    const fault = faults.nextLine();
    if (fault === 'missing-line') continue;
    const bytes = fault === 'damaged-line' ? line.subarray(0, line.length / 2) : line;
    const copies = fault === 'duplicate-line' ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) yield Buffer.concat([bytes, lineEnd]);
  }
}
