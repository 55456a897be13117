import { fieldsOf } from './fields-of.js';

/**
 * How far the service's clock is ahead of this machine's, by the `date` of the answer that refused; null where it
 * does not say. The SDK corrects its signatures in the same way, but not after a streaming operation.
 */
export function clockOffsetMs(error: unknown): number | null {
  const headers = fieldsOf(fieldsOf(fieldsOf(error).$response).headers);
  const serverMs = typeof headers.date === 'string' ? Date.parse(headers.date) : Number.NaN;
  return Number.isNaN(serverMs) ? null : serverMs - Date.now();
}

/** Reads ~/.aws/config and ~/.aws/credentials again, which the SDK otherwise keeps for the life of the process. */
export async function rereadSharedConfig(): Promise<void> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  await loadSharedConfigFiles({ ignoreCache: true });
}
