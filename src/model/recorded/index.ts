import { closeSync, openSync, readSync } from 'node:fs';
import type { CallFailure, CompletionOutcome, Variant } from '../../domain/index.js';
import type { Model, ModelCall } from '../port.js';
import type { LinePosition } from './cell-index.js';
import { importTable, type RecordedImport } from './import-table.js';
import { completionOf, parseRecordedLine } from './recorded-line.js';
import { keyOfVariant } from './variant-key.js';

export type { RecordedImport, Tally } from './import-table.js';
export { type RecordedCell, scanRecorded } from './scan.js';
export { keyOfVariant as recordedKey } from './variant-key.js';

/** A model that answers from a file of outputs, with what its import found. */
export interface RecordedModel extends Model {
  readonly provider: 'recorded';
  readonly import: RecordedImport;
}

/**
 * Imports a recorded-outputs file (JSONL, design.md §4) and answers from it by `call.cell` and `call.repeat`.
 * Only positions are kept in memory: a line is read again when its cell is asked for, so outputs may be larger
 * than memory. A cell that is not in the table is a failed call with code `not-recorded`.
 *
 * Throws one `invalid-input` ParsimonyError that lists every malformed line, duplicate and unknown variant name.
 */
export async function loadRecordedModel(options: {
  readonly path: string;
  /** The ids that the datasets have; lines of other ids are counted in `import.unknownSamples`. */
  readonly samples: ReadonlySet<string> | ((id: string) => boolean);
  readonly variants: readonly Variant[];
  /**
   * The variant behind a name that `variants` lacks. Where it is given every line of the file can be asked for: a
   * search names the points of its space as it comes to them.
   */
  readonly variantNamed?: (name: string) => Variant | undefined;
}): Promise<RecordedModel> {
  const { path, samples, variants, variantNamed } = options;
  const hasSample = typeof samples === 'function' ? samples : (id: string) => samples.has(id);
  const wholeTable = variantNamed !== undefined;
  const { index, report } = await importTable({ path, hasSample, variants, wholeTable });
  const keys = new Map(variants.map((variant) => [variant.name, keyOfVariant(variant)]));
  const keyNamed = (name: string): string | undefined => {
    const known = keys.get(name);
    const variant = known === undefined ? variantNamed?.(name) : undefined;
    if (variant === undefined) return known;
    const key = keyOfVariant(variant);
    keys.set(name, key);
    return key;
  };
  let file: number | undefined = openSync(path, 'r');

  const answer = (call: ModelCall): CompletionOutcome => {
    if (call.role !== 'candidate' || call.cell === undefined) {
      return failed('not-recorded', 'only candidate calls are recorded');
    }
    const { sampleId, variantName } = call.cell;
    const key = keyNamed(variantName);
    const position = key === undefined ? undefined : index.find(key, sampleId, call.repeat);
    if (position === undefined) {
      const cell = `sample ${sampleId}, variant ${variantName}, repeat ${call.repeat}`;
      return failed('not-recorded', `${cell}: no such line in ${path}`);
    }
    if (file === undefined) return failed('model-closed', 'the recorded outputs were closed');
    return readAnswer(file, path, position, sampleId);
  };

  return {
    provider: 'recorded',
    import: report,
    async complete(call, signal) {
      signal.throwIfAborted();
      return answer(call);
    },
    async close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function readAnswer(file: number, path: string, position: LinePosition, sampleId: string): CompletionOutcome {
  const bytes = Buffer.alloc(position.bytes);
  let read: number;
  try {
    read = readSync(file, bytes, 0, position.bytes, position.offset);
  } catch (error) {
    return failed('recorded-file-unreadable', `${path}:${position.line}: ${String(error)}`);
  }
  const start = position.line === 1 && bytes[0] === 0xef ? 3 : 0;
  const parsed = parseRecordedLine(bytes.subarray(start, read), { file: path, line: position.line });
  // The import has seen this line to be good: anything else now means that the file was written to since.
  if (parsed.state === 'malformed' || parsed.line.sampleId !== sampleId) {
    return failed('recorded-file-changed', `${path}:${position.line} has changed since it was imported`);
  }
  return { state: 'completed', completion: completionOf(parsed.line) };
}

function failed(code: CallFailure['code'], message: string): CompletionOutcome {
  return { state: 'failed', failure: { code, message, attempts: 1 } };
}
