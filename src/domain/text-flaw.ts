/** What keeps bytes from being clean UTF-8 text. */
export interface TextFlaw {
  readonly code: 'invalid-utf8' | 'nul-byte';
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  readonly hint: string;
}

const LF = 0x0a;

/** The first flaw of a text file's bytes: not UTF-8 (Latin-1, UTF-16 …), or a NUL byte; undefined for clean text. */
export function textFlaw(bytes: Uint8Array): TextFlaw | undefined {
  if (!isUtf8(bytes)) {
    const hint = 'Save it as UTF-8 (not UTF-16 or Latin-1).';
    return {
      code: 'invalid-utf8',
      message: 'the file is not valid UTF-8',
      line: firstInvalidLine(bytes),
      hint,
    };
  }
  const nul = bytes.indexOf(0);
  if (nul === -1) return undefined;
  const line = bytes.subarray(0, nul).filter((byte) => byte === LF).length + 1;
  return {
    code: 'nul-byte',
    message: 'the file holds a NUL byte',
    line,
    hint: 'Remove it; is the file UTF-16?',
  };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A line end is never inside a character, so each line can be tried alone. */
function firstInvalidLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(LF, start);
    const stop = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) return line;
    start = stop + 1;
  }
  return line;
}
