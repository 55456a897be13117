import type { RetryClass } from '../retry.js';

/** What can be done between two attempts, so that the second one meets another world. */
export type Remedy = 'refresh-credentials' | 'correct-clock';

/** What is known of an error, whatever its class and wherever it came from (live, in a stream, in a batch record). */
export interface ErrorFacts {
  readonly name: string;
  /** Node's error code, for example `ECONNRESET`. */
  readonly errno?: string;
  readonly status?: number;
  readonly message?: string;
  /** Node's name of what failed, for example `connect`. */
  readonly syscall?: string;
  /** The service had begun to answer: a stream that broke. */
  readonly begun?: boolean;
}

/** One row: an error belongs to the first row all of whose conditions it meets. */
export interface ErrorRow {
  readonly names?: readonly string[];
  readonly statuses?: readonly number[];
  readonly errnos?: readonly string[];
  /** Part of the message. */
  readonly text?: RegExp;
  /** The failure's code; absent: the exception's own name, or `http-<status>` where it has none. */
  readonly code?: string;
  readonly retry: RetryClass;
  /** The service asks for less: the limiter lowers its limit. */
  readonly throttled?: true;
  /** The request may have reached the service, and what it did may be billed, although no answer says so. */
  readonly mayBeBilled?: true;
  readonly remedy?: Remedy;
  /** Why, for the reader of docs/bedrock.md. */
  readonly because: string;
}

/**
 * Every failure that is known, for calls, streams and batch records alike. docs/bedrock.md prints it, and a test
 * compares. Where it departs from the SDK's own classification it says why.
 */
export const ERROR_TABLE: readonly ErrorRow[] = [
  {
    names: ['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'],
    retry: 'once',
    remedy: 'correct-clock',
    because: "this machine's clock is off: the next signature takes the time of the answer's `date`",
  },
  {
    names: ['InvalidSignatureException', 'SignatureDoesNotMatch'],
    text: /signature expired|signature not yet current/i,
    retry: 'once',
    remedy: 'correct-clock',
    because: 'the same, as SigV4 says it',
  },
  {
    names: ['ExpiredTokenException', 'ExpiredToken', 'TokenRefreshRequired'],
    retry: 'once',
    remedy: 'refresh-credentials',
    because:
      "credentials ended in mid-run: the SDK's chain is asked again, shared config files are read again",
  },
  {
    names: ['ResourceNotFoundException'],
    text: /end of its life|end[- ]of[- ]life/i,
    code: 'model-end-of-life',
    retry: 'never',
    because: 'the model version is retired; no Region and no wait brings it back',
  },
  {
    names: [
      'ThrottlingException',
      'TooManyRequestsException',
      'Throttling',
      'ThrottledException',
      'RequestThrottled',
      'RequestThrottledException',
      'RequestLimitExceeded',
      'SlowDown',
    ],
    retry: 'throttle',
    throttled: true,
    because: 'a quota of requests or tokens per minute is used up',
  },
  {
    names: ['ModelNotReadyException'],
    retry: 'throttle',
    because: 'the model warms up: waited for as long, but fewer calls would not help',
  },
  {
    names: [
      'ServiceUnavailableException',
      'ServiceUnavailable',
      'InternalServerException',
      'InternalError',
      'InternalFailure',
      'InternalServerError',
      'RequestTimeout',
      'RequestTimeoutException',
    ],
    retry: 'transient',
    because: 'the service stumbled',
  },
  {
    names: ['ModelTimeoutException', 'ModelStreamErrorException'],
    retry: 'once',
    because: "the model did; the service's text advises one retry, which the SDK does not make",
  },
  {
    names: [
      'ModelErrorException',
      'ValidationException',
      'AccessDeniedException',
      'ResourceNotFoundException',
      'ServiceQuotaExceededException',
      'ConflictException',
    ],
    retry: 'never',
    because: 'the same request would be refused again',
  },
  {
    names: ['incomplete-stream', 'stream-checksum', 'stream-undecodable'],
    retry: 'transient',
    mayBeBilled: true,
    because:
      'the stream was cut or damaged: it lacks `messageStop` or `metadata`, so nothing of it is an answer',
  },
  {
    names: ['stream-out-of-order'],
    retry: 'once',
    mayBeBilled: true,
    because: 'events came in an order that the protocol does not have; not if it has said what it billed',
  },
  {
    names: ['SyntaxError', 'UnexpectedBodyError'],
    statuses: [200],
    code: 'malformed-response',
    retry: 'never',
    mayBeBilled: true,
    because: 'a page or another body under status 200: answered, and perhaps billed',
  },
  {
    names: ['ProxyUnsupportedError'],
    code: 'proxy-unsupported',
    retry: 'never',
    because: 'the proxy variable names something that is no http or https proxy',
  },
  {
    names: ['CredentialsProviderError'],
    retry: 'never',
    because: "the SDK's chain found no credentials; nothing was sent",
  },
  {
    errnos: [
      'CERT_HAS_EXPIRED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'EPROTO',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    retry: 'never',
    because:
      'no secure connection: the certificate is not trusted, or what answers speaks no TLS; nothing was sent',
  },
  {
    names: ['TimeoutError'],
    errnos: ['ETIMEDOUT'],
    code: 'timeout',
    retry: 'transient',
    mayBeBilled: true,
    because: 'the server was silent before its answer',
  },
  {
    errnos: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'],
    code: 'connection-failed',
    retry: 'transient',
    because: 'no connection: the host refuses it, or is not known',
  },
  {
    errnos: ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
    code: 'connection-failed',
    retry: 'transient',
    mayBeBilled: true,
    because: 'the connection was lost before or inside the answer, or never came about',
  },
  {
    names: ['TimeoutError'],
    code: 'timeout',
    retry: 'transient',
    mayBeBilled: true,
    because: 'the server fell silent inside its answer, or no connection came about in time',
  },
  {
    statuses: [429, 529],
    retry: 'throttle',
    throttled: true,
    because: 'too many requests; overloaded (the SDK gives up on 529)',
  },
  {
    statuses: [504],
    retry: 'transient',
    mayBeBilled: true,
    because: 'something between waited no longer; the service may have gone on',
  },
  {
    statuses: [500, 502, 503],
    retry: 'transient',
    because: 'the service or something between stumbled, whatever the body is (often a page)',
  },
  { statuses: [408, 424], retry: 'once', because: 'the model or something between took too long or failed' },
];

/** How an error that no row knows is treated. */
const UNKNOWN: ErrorRow = { retry: 'never', because: 'unknown' };

/** What an error comes to. */
export interface ErrorClass {
  readonly code: string;
  readonly retry: RetryClass;
  readonly throttled: boolean;
  /** The attempt may have been billed all the same. */
  readonly mayBeBilled: boolean;
  readonly remedy: Remedy | null;
}

/** What fails before a request is written: nobody saw it. */
const CONNECTING: ReadonlySet<string> = new Set(['connect', 'getaddrinfo']);
const NOT_CONNECTED = /did not establish a connection|before secure TLS connection was established/;

/**
 * An answer with an error status is refused work, which the service does not bill; one that had begun, or whose
 * body is not what it should be, may be. What is not known at all is taken for billed.
 */
function mayBeBilled(row: ErrorRow, { status, begun, syscall, message }: ErrorFacts): boolean {
  if (begun === true || status === 200) return true;
  if (CONNECTING.has(syscall ?? '') || NOT_CONNECTED.test(message ?? '')) return false;
  return row === UNKNOWN ? status === undefined : row.mayBeBilled === true;
}

/** The failure code of an error and what it says about trying again, by the first row that it meets. */
export function classifyError(facts: ErrorFacts): ErrorClass {
  const row = ERROR_TABLE.find((each) => meets(each, facts)) ?? UNKNOWN;
  return {
    code: row.code ?? codeOf(row, facts),
    retry: row.retry,
    throttled: row.throttled === true,
    mayBeBilled: mayBeBilled(row, facts),
    remedy: row.remedy ?? null,
  };
}

function meets(row: ErrorRow, { name, errno, status, message }: ErrorFacts): boolean {
  if (row.names !== undefined && !row.names.includes(name)) return false;
  if (row.errnos !== undefined && (errno === undefined || !row.errnos.includes(errno))) return false;
  if (row.statuses !== undefined && (status === undefined || !row.statuses.includes(status))) return false;
  return row.text === undefined || row.text.test(message ?? '');
}

/** An exception of Bedrock or an error code of S3 (`AccessDenied`, `NoSuchBucket`). */
const SERVICE_NAME = /^[A-Z]\w{2,79}$/;
/** What an error is called that the service gave no name. */
const MADE_UP_NAMES: ReadonlySet<string> = new Set(['Error', 'SyntaxError', 'Unknown', 'UnknownError']);

function codeOf(row: ErrorRow, { name, errno, status }: ErrorFacts): string {
  if (row.names !== undefined) return name;
  if (status !== undefined && status >= 300) {
    return SERVICE_NAME.test(name) && !MADE_UP_NAMES.has(name) ? name : `http-${status}`;
  }
  return name === 'Error' ? (errno ?? 'client-error') : name;
}
