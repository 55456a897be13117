import { type CompletionOutcome, isRecord } from '../../../domain/index.js';
import type { BatchResult } from '../../port.js';
import { readConverseResponse } from '../converse-response.js';
import { classifyError } from '../error-table.js';
import { serviceWords } from '../service-words.js';

/** Reads a line of a job's output. Never throws: a line that says nothing keeps its number and the reason. */
export function readOutputLine(
  bytes: Uint8Array,
  place: { readonly line: number; readonly emulated: boolean },
): BatchResult {
  const unreadable = (reason: string): BatchResult => ({ state: 'unreadable', line: place.line, reason });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return unreadable('not a line of JSON');
  }
  if (!isRecord(value)) return unreadable('not a JSON object');
  const { recordId } = value;
  if (typeof recordId !== 'string') return unreadable('no recordId');
  return { state: 'read', recordId, outcome: outcomeOf(value, place.emulated), emulated: place.emulated };
}

function outcomeOf(value: { readonly [key: string]: unknown }, emulated: boolean): CompletionOutcome {
  if (value.modelOutput === undefined || value.modelOutput === null) return failedOutcome(value.error);
  const read = readConverseResponse(value.modelOutput);
  if (read.state === 'failed') {
    const told = read.failure.usage !== undefined;
    return {
      state: 'failed',
      failure: { ...read.failure, attempts: 1, ...(!told && { unseenAttempts: 1 }) },
    };
  }
  const completion = { ...read.answer, emulated, attempts: 1, droppedParameters: [], batch: true };
  return { state: 'completed', completion };
}

function failedOutcome(error: unknown): CompletionOutcome {
  const { errorCode, errorMessage } = isRecord(error) ? error : {};
  const message =
    typeof errorMessage === 'string' && errorMessage !== ''
      ? errorMessage
      : 'the line has neither an output nor an error message';
  const status = Number(errorCode);
  const code =
    Number.isSafeInteger(status) && status >= 300
      ? classifyError({ name: 'Error', status, message }).code
      : 'batch-error';
  // A line that names no error does not say that nothing was generated.
  const isRefused = isRecord(error);
  return {
    state: 'failed',
    failure: {
      code,
      message: serviceWords(message, []),
      attempts: 1,
      ...(!isRefused && { unseenAttempts: 1 }),
    },
  };
}

/** Reads a job's manifest; undefined where it is not of the documented form. */
export function readManifest(text: string): Extract<BatchResult, { readonly state: 'totals' }> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !isCount(value.successRecordCount)) return undefined;
  return {
    state: 'totals',
    succeeded: value.successRecordCount,
    inputTokens: isCount(value.inputTokenCount) ? value.inputTokenCount : null,
    outputTokens: isCount(value.outputTokenCount) ? value.outputTokenCount : null,
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
