import { ParsimonyError, type Problem } from '../../domain/index.js';
import { type FileLine, readLines } from './read-lines.js';
import { parseRecordedLine, type RecordedLine } from './recorded-line.js';

const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** A line of a recorded-outputs file that is not blank. */
export type TableLine =
  | {
      readonly state: 'parsed';
      readonly line: RecordedLine;
      readonly ignoredKeys: readonly string[];
      readonly at: FileLine;
    }
  | { readonly state: 'malformed'; readonly problems: readonly Problem[] };

/**
 * Every line of a recorded-outputs file, in groups, in order; nothing of what was read is kept. `onChunk` sees every
 * byte once. A file that cannot be read throws `invalid-input`.
 */
export async function* readTable(
  path: string,
  onChunk?: (chunk: Buffer) => void,
): AsyncGenerator<readonly TableLine[]> {
  try {
    const options = { maxLineBytes: MAX_LINE_BYTES, ...(onChunk !== undefined && { onChunk }) };
    for await (const group of readLines(path, options)) {
      const lines: TableLine[] = [];
      for (const at of group) {
        const bytes = withoutByteOrderMark(at);
        if (!isBlank(bytes)) lines.push(readLine(bytes, at, path));
      }
      yield lines;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readLine(bytes: Buffer, at: FileLine, file: string): TableLine {
  if (at.tooLong) {
    const problem: Problem = {
      code: 'line-too-long',
      message: `the line is longer than ${MAX_LINE_BYTES} bytes`,
      file,
      line: at.line,
      hint: 'Write one JSON object per line.',
    };
    return { state: 'malformed', problems: [problem] };
  }
  const parsed = parseRecordedLine(bytes, { file, line: at.line });
  return parsed.state === 'malformed' ? parsed : { ...parsed, at };
}

function unreadable(path: string, error: unknown): ParsimonyError {
  if (error instanceof ParsimonyError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new ParsimonyError('invalid-input', `cannot read the recorded outputs: ${reason}`, {
    cause: error,
    problems: [
      { code: 'file-unreadable', message: reason, file: path, hint: 'Check `recorded:` in the experiment.' },
    ],
  });
}

function withoutByteOrderMark({ bytes, line }: FileLine): Buffer {
  const marked = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
