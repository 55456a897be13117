import type { AttemptFailure } from '../retry.js';
import { classifyError, type Remedy } from './error-table.js';
import { fieldsOf } from './fields-of.js';
import { serviceWords } from './service-words.js';

/** As the SDK reads it from a header or a frame; anything else is not shown as a code. */
const ERROR_NAME = /^[A-Za-z][\w.-]{0,99}$/;

/** A failed attempt, and what can be done before the next one. */
export interface ReadError extends AttemptFailure {
  readonly throttled: boolean;
  readonly mayBeBilled: boolean;
  readonly remedy: Remedy | null;
}

/**
 * Turns what the SDK threw into a failure: code, retry class, time to wait, and a message without secrets. `begun`:
 * the service had begun to answer.
 */
export function readError(error: unknown, secrets: Iterable<string>, { begun = false } = {}): ReadError {
  const fields = typeof error === 'object' && error !== null ? (error as SdkErrorFields) : {};
  const status = fields.$metadata?.httpStatusCode;
  const text = messageOf(error, fields, status);
  const { code, ...rest } = classifyError({
    name: nameOf(fields.name),
    message: text,
    ...(typeof fields.code === 'string' ? { errno: fields.code } : {}),
    ...(status === undefined ? {} : { status }),
    ...syscallOf(fields),
    begun,
  });
  const advice = ADVICE[code];
  const shown = serviceWords(text, secrets);
  return {
    code,
    ...rest,
    message: advice === undefined ? shown : `${shown} (${advice})`,
    attempts: fields.$metadata?.attempts ?? 1,
    retryAfterMs: retryAfterMs(fields.$response?.headers ?? {}),
  };
}

/** What to do about a failure whose own text does not say it. */
const ADVICE: { readonly [code: string]: string } = {
  'model-end-of-life': 'retired on Bedrock: name a current model',
  'http-407': 'the proxy asks for credentials: write user and password into the proxy variable',
  RequestTimeTooSkewed: "this machine's clock is off",
};

/** In a stream an exception that the SDK does not model keeps its name of the wire, which begins small. */
function nameOf(name: unknown): string {
  if (typeof name !== 'string' || !ERROR_NAME.test(name)) return 'Error';
  return /^[a-z]\w*Exception$/.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

/**
 * How long the headers ask to wait, in milliseconds: `x-amz-retry-after` (milliseconds) or `retry-after`
 * (seconds, or a date, which is measured against the response's own `date`); null where they do not say.
 */
export function retryAfterMs(headers: { readonly [name: string]: string | undefined }): number | null {
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const milliseconds = numberOf(lower['x-amz-retry-after']);
  if (milliseconds !== null) return milliseconds;
  const seconds = numberOf(lower['retry-after']);
  if (seconds !== null) return seconds * 1000;
  const wait = Date.parse(lower['retry-after'] ?? '') - Date.parse(lower.date ?? '');
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

interface SdkErrorFields {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly syscall?: unknown;
  readonly errors?: readonly unknown[];
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
  readonly $response?: { readonly headers?: { readonly [name: string]: string } };
}

/** Node tries each address of a host: an error over all of them is none of sending when none of theirs is. */
function syscallOf({ syscall, errors = [] }: SdkErrorFields): { readonly syscall?: string } {
  const [first, ...others] = [syscall, ...errors.map((each) => fieldsOf(each).syscall)].filter(
    (each) => each !== undefined,
  );
  return typeof first === 'string' && others.every((each) => each === first) ? { syscall: first } : {};
}

function messageOf(error: unknown, fields: SdkErrorFields, status: number | undefined): string {
  if (fields.name === 'SyntaxError') {
    return `the answer (HTTP ${status ?? 'status unknown'}) is not the JSON of Bedrock; does something stand between?`;
  }
  const silentMs = /exceeded the configured (\d+) ms requestTimeout/.exec(String(fields.message))?.[1];
  if (silentMs !== undefined) return `the server was silent for ${silentMs} ms`;
  // The SDK appends advice for programmers after a line feed.
  const [first = ''] = String(fields.message ?? error).split('\n');
  if (first !== '' && first !== 'UnknownError') return first;
  // Node tries each address of a host; the error over all of them has no message of its own.
  const inner = (fields.errors ?? []).map((each) => (each instanceof Error ? each.message : String(each)));
  if (inner.length > 0) return inner.join('; ');
  return status === undefined
    ? String(fields.code ?? fields.name ?? 'unknown error')
    : `HTTP status ${status}`;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
}
