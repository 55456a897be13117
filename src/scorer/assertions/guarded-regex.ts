import vm from 'node:vm';

/** A pattern that needs longer on one text is given up; ordinary patterns need microseconds. */
const TIME_LIMIT_MS = 250;

/** Thrown by a guarded pattern that backtracks without end. */
class RegexTimeout extends Error {
  override readonly name = 'RegexTimeout';
}

/** A pattern of a user that may be run over text of a model. */
export interface GuardedRegex {
  /** Throws `RegexTimeout` when the match would take more than a quarter of a second. */
  test(text: string): boolean;
}

/**
 * Compiles a JavaScript pattern and guards it against catastrophic backtracking. Throws `SyntaxError` for an
 * invalid pattern.
 *
 * A static check would refuse good patterns and miss bad ones (`.*a.*b.*c` is cubic without a nested quantifier),
 * so the match itself is limited: V8 looks for a termination request while it backtracks, and `vm` sends one.
 * That costs about 0.1 ms a match; patterns that cannot take long run directly.
 */
export function guardRegex(source: string, flags = ''): GuardedRegex {
  const pattern = new RegExp(source, flags);
  if (!canTakeLong(source)) return { test: (text) => testFromStart(pattern, text) };
  return { test: (text) => testWithinLimit(pattern, text) };
}

/** Choices whose combinations are too few to take long: 2⁸ ways through a pattern. */
const FEW_CHOICES = 8;

/** Errs on the side of yes: a literal `+` counts too. `a?a?a?…aaa` repeats nothing and still doubles with each choice. */
function canTakeLong(source: string): boolean {
  const choices = source.match(/[?|]/g)?.length ?? 0;
  return choices > FEW_CHOICES || /[*+{]|\\[1-9k]/.test(source);
}

function testFromStart(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

interface Sandbox {
  run: (() => boolean) | undefined;
}
const sandbox: Sandbox = { run: undefined };
const script = new vm.Script('run()');
let context: vm.Context | undefined;

function testWithinLimit(pattern: RegExp, text: string): boolean {
  context ??= vm.createContext(sandbox);
  sandbox.run = () => testFromStart(pattern, text);
  try {
    return script.runInContext(context, { timeout: TIME_LIMIT_MS }) === true;
  } catch (error) {
    if (isTimeout(error)) {
      throw new RegexTimeout(
        `pattern ${pattern} took more than ${TIME_LIMIT_MS} ms on ${text.length} characters`,
      );
    }
    throw error;
  } finally {
    sandbox.run = undefined;
  }
}

/** The error comes from the realm of the context, where `instanceof Error` is false. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
