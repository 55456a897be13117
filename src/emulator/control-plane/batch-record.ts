import { isRecord, type JsonRecord } from '../../domain/index.js';
import type { Runtime, RuntimeResult } from '../runtime/runtime.js';
import { parseJson } from '../wire/json-value.js';

/** What of the runtime a batch job calls. */
export type BatchRuntime = Pick<Runtime, 'converse' | 'invoke'>;

/** A record of an input file: `{"recordId"?, "modelInput"}`. */
export interface BatchRecord {
  readonly recordId: string;
  readonly modelInput: JsonRecord;
}

/** What became of a record, and its line in the output file, without the end. Only answered ones are billed. */
export type RecordOutcome =
  | { readonly state: 'answered'; readonly line: string; readonly result: RuntimeResult }
  | { readonly state: 'failed'; readonly line: string };

/** A record, or what is wrong with its line. `number`: in its file, from 1; names a record that has no id. */
export function readRecord(text: string, number: number): BatchRecord | string {
  const value = parseJson(text);
  if (!isRecord(value)) return 'is not a JSON object';
  const { recordId, modelInput } = value;
  if (!isRecord(modelInput)) return 'has no modelInput object';
  if (recordId !== undefined && typeof recordId !== 'string') return 'has a recordId that is no string';
  return { recordId: recordId ?? `R${String(number).padStart(10, '0')}`, modelInput };
}

/** Answers a record as the same body sent to Converse or InvokeModel would be answered, but for the prompt cache. */
export function answerRecord(
  { recordId, modelInput }: BatchRecord,
  job: { readonly modelId: string; readonly invocation: 'Converse' | 'InvokeModel' },
  runtime: BatchRuntime,
): RecordOutcome {
  if (job.invocation === 'Converse' && modelInput.toolConfig !== undefined)
    return failedRecord({ recordId, modelInput }, 400, 'toolConfig is not supported in batch inference.');
  const carryOut = job.invocation === 'Converse' ? runtime.converse : runtime.invoke;
  const result = carryOut(job.modelId, JSON.stringify(modelInput));
  if ('status' in result) return failedRecord({ recordId, modelInput }, result.status, result.message);
  return {
    state: 'answered',
    line: `{"modelInput":${JSON.stringify(modelInput)},"modelOutput":${result.body},"recordId":${JSON.stringify(recordId)}}`,
    result,
  };
}

/** The line of a record that could not be answered. */
export function failedRecord(
  { recordId, modelInput }: BatchRecord,
  errorCode: number,
  errorMessage: string,
): RecordOutcome {
  return {
    state: 'failed',
    line: JSON.stringify({ modelInput, error: { errorCode, errorMessage }, recordId }),
  };
}
