import { redactSecrets } from '../redact-secrets.js';

const MAX_MESSAGE_CHARACTERS = 1_000;
/** Looked through for secrets; what lies beyond is not shown, and a hostile body costs no time. */
const MAX_READ_CHARACTERS = 8_000;
/** What could move a terminal’s cursor, change its colours or turn its text round: whoever answered wrote it. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** What a service says, as it may be shown: without secrets and control characters, and of bounded length. */
export function serviceWords(text: string, secrets: Iterable<string>): string {
  const read = redactSecrets(text.slice(0, MAX_READ_CHARACTERS), secrets);
  return read.replaceAll(UNPRINTABLE, ' ').slice(0, MAX_MESSAGE_CHARACTERS);
}
