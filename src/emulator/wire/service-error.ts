/** An error as the service words it: exception name, HTTP status, message. */
export interface ServiceError {
  readonly name: string;
  readonly status: number;
  readonly message: string;
  /** Sent beside the usual ones. */
  readonly headers?: { readonly [name: string]: string };
  /** Stands in the body in place of the JSON, and no exception is named. */
  readonly page?: string;
  /** The body holds the message, but no header names the exception. */
  readonly nameless?: boolean;
}

const statuses = {
  AccessDeniedException: 403,
  ConflictException: 400,
  ExpiredTokenException: 403,
  IllegalArgumentException: 400,
  IncompleteSignatureException: 403,
  InternalServerException: 500,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ModelTimeoutException: 408,
  NoSuchResourceException: 400,
  ResourceNotFoundException: 404,
  SerializationException: 400,
  ServiceQuotaExceededException: 400,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  UnknownOperationException: 404,
  ValidationException: 400,
} as const;

/** The exceptions that the emulator can answer with. */
export type ServiceErrorName = keyof typeof statuses;

export function serviceError(name: ServiceErrorName, message: string): ServiceError {
  return { name, status: statuses[name], message };
}

/** A broken constraint, worded as the service words it. */
export function constraint(path: string, value: unknown, rule: string): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return `Value '${shown}' at '${path}' failed to satisfy constraint: ${rule}`;
}

/** All broken constraints of a request in one exception. */
export function constraintError(broken: readonly string[]): ServiceError {
  const head = broken.length === 1 ? '1 validation error' : `${broken.length} validation errors`;
  return serviceError('ValidationException', `${head} detected: ${broken.join('; ')}`);
}

/** Tells an error from what a call came to otherwise. */
export function isServiceError(value: object | string): value is ServiceError {
  if (typeof value === 'string' || !('name' in value) || !('status' in value)) return false;
  return typeof value.name === 'string' && typeof value.status === 'number' && 'message' in value;
}
