import { isRecord, type JsonRecord } from '../../domain/index.js';
import type { Runtime } from '../runtime/runtime.js';
import { parseJson } from '../wire/json-value.js';

/** What of the runtime a batch job calls. */
export type BatchRuntime = Pick<Runtime, 'converse'> & { readonly invoke?: Runtime['converse'] };

/** A record of an input file: `{"recordId"?, "modelInput"}`. */
export interface BatchRecord {
  readonly recordId: string;
  readonly modelInput: JsonRecord;
}

/** What became of a record. Only answered ones are billed. */
export interface RecordOutcome {
  readonly state: 'answered' | 'failed';
  /** The line of the output file, without its end. */
  readonly line: string;
  /** Identifies the work (content and repeat), to see what is paid for twice. */
  readonly request: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Simulated. */
  readonly latencyMs: number;
}

/** A record, or what is wrong with its line. `number`: in its file, from 1; names a record that has no id. */
export function readRecord(text: string, number: number): BatchRecord | string {
  const value = parseJson(text);
  if (!isRecord(value)) return 'is not a JSON object';
  const { recordId, modelInput } = value;
  if (!isRecord(modelInput)) return 'has no modelInput object';
  if (recordId !== undefined && typeof recordId !== 'string') return 'has a recordId that is no string';
  return { recordId: recordId ?? `R${String(number).padStart(10, '0')}`, modelInput };
}

/** Answers a record as the same body sent to Converse or InvokeModel would be answered, but without prompt caching. */
export function answerRecord(
  { recordId, modelInput }: BatchRecord,
  job: { readonly modelId: string; readonly invocation: 'Converse' | 'InvokeModel' },
  runtime: BatchRuntime,
): RecordOutcome {
  if (job.invocation === 'Converse' && modelInput.toolConfig !== undefined)
    return failedRecord({ recordId, modelInput }, 400, 'toolConfig is not supported in batch inference.');
  const carryOut = job.invocation === 'Converse' ? runtime.converse : runtime.invoke;
  if (carryOut === undefined)
    return failedRecord({ recordId, modelInput }, 400, 'The model does not support InvokeModel.');
  const result = carryOut(job.modelId, JSON.stringify(modelInput));
  if ('status' in result) return failedRecord({ recordId, modelInput }, result.status, result.message);
  const { usage, latencyMs } = result;
  return {
    state: 'answered',
    line: `{"modelInput":${JSON.stringify(modelInput)},"modelOutput":${result.body},"recordId":${JSON.stringify(recordId)}}`,
    request: result.request,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    latencyMs,
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
    request: '',
    inputTokens: 0,
    outputTokens: 0,
    latencyMs: 0,
  };
}
