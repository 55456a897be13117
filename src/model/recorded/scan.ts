import { invalidInput, type Problem, type Usage } from '../../domain/index.js';
import { readTable } from './read-table.js';
import { type RecordedLine, scoresOf, usageOf } from './recorded-line.js';
import { lineKeys } from './variant-key.js';

/** What a scan lists of a file that cannot be used; the import lists the rest. */
const MAX_PROBLEMS = 100;

/** One measured cell of a recorded-outputs file, without its text. */
export interface RecordedCell {
  /** Equal for lines of one variant or config, and to {@link recordedKey} of the variant that stands for it. */
  readonly key: string;
  /** The name or the factor values under which the line stands. */
  readonly recorded: string | { readonly [factor: string]: string | number | boolean };
  readonly sampleId: string;
  readonly repeat: number;
  /** What the line has; unscored names are absent. */
  readonly scores: { readonly [name: string]: number };
  /** Null: the line does not say. */
  readonly usage: Usage | null;
  readonly latencyMs: number | null;
}

/**
 * Every cell of a recorded-outputs file once, in file order and in groups, so that sums over a table of any size can
 * be taken without keeping it. Duplicates are given as often as they stand there: it is the import that refuses them.
 * Throws `invalid-input` with the malformed lines once the file has been read.
 */
export async function* scanRecorded(path: string): AsyncGenerator<readonly RecordedCell[]> {
  const keyOf = lineKeys();
  const problems: Problem[] = [];
  for await (const group of readTable(path)) {
    const cells: RecordedCell[] = [];
    for (const entry of group) {
      if (entry.state === 'malformed') {
        if (problems.length < MAX_PROBLEMS) problems.push(...entry.problems);
      } else cells.push(cellOf(entry.line, keyOf(entry.line)));
    }
    if (cells.length > 0) yield cells;
  }
  if (problems.length > 0) throw invalidInput(problems, `${path}: the recorded outputs cannot be used`);
}

function cellOf(line: RecordedLine, key: string): RecordedCell {
  return {
    key,
    recorded: line.variant ?? line.params ?? {},
    sampleId: line.sampleId,
    repeat: line.repeat ?? 0,
    scores: scoresOf(line),
    usage: usageOf(line),
    latencyMs: line.latencyMs ?? null,
  };
}
