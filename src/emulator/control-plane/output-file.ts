import { createReadStream } from 'node:fs';
import { open, truncate } from 'node:fs/promises';
import { isRecord } from '../../domain/index.js';
import { parseJson } from '../wire/json-value.js';
import { emptyTally, type JobTally } from './job.js';

/** The output file of a job while it is written, line by line; it survives the death of the emulator. */
export interface OutputFile {
  /** Lines that stand in it. */
  readonly lines: number;
  append(line: string): void;
  /** Writes what was appended. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Opens an output file where the last whole line ended. */
export async function openOutputFile(path: string): Promise<{
  readonly output: OutputFile;
  /** What the lines say that were there. `total` is 0. */
  readonly tally: JobTally;
}> {
  const { lines, bytes, tally } = await readOutput(path);
  await truncate(path, bytes).catch(() => undefined);
  const file = await open(path, 'a');
  let count = lines;
  let pending: string[] = [];
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const text = `${pending.join('\n')}\n`;
    pending = [];
    await file.appendFile(text);
  };
  const output: OutputFile = {
    get lines() {
      return count;
    },
    append(line) {
      pending.push(line);
      count += 1;
    },
    flush,
    async close() {
      await flush();
      await file.close();
    },
  };
  return { output, tally };
}

/** The lines of a file, whole ones only, as text. Nothing where there is no file. */
export async function* wholeLines(path: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path) as AsyncIterable<Buffer>;
  let begun: Buffer[] = [];
  try {
    for await (const chunk of source) {
      let from = 0;
      for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
        yield Buffer.concat([...begun, chunk.subarray(from, at)]);
        begun = [];
        from = at + 1;
      }
      if (from < chunk.length) begun.push(chunk.subarray(from));
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

async function readOutput(
  path: string,
): Promise<{ readonly lines: number; readonly bytes: number; readonly tally: JobTally }> {
  let lines = 0;
  let bytes = 0;
  let tally = emptyTally;
  for await (const line of wholeLines(path)) {
    lines += 1;
    bytes += line.length + 1;
    const record = parseJson(line.toString('utf8'));
    const output = isRecord(record) ? record.modelOutput : undefined;
    const usage = isRecord(output) && isRecord(output.usage) ? output.usage : undefined;
    tally = addTallies(tally, {
      total: 0,
      success: usage === undefined ? 0 : 1,
      error: usage === undefined ? 1 : 0,
      inputTokens: tokensOf(usage?.inputTokens ?? usage?.input_tokens),
      outputTokens: tokensOf(usage?.outputTokens ?? usage?.output_tokens),
    });
  }
  return { lines, bytes, tally };
}

/** The sum of what two parts of a job have done. */
export function addTallies(a: JobTally, b: JobTally): JobTally {
  return {
    total: a.total + b.total,
    success: a.success + b.success,
    error: a.error + b.error,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}

function tokensOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
