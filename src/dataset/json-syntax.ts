/** The first place at which a text stops being JSON (RFC 8259), and what was wanted there. */
export interface JsonFault {
  /** 0-based, in UTF-16 units. */
  readonly offset: number;
  readonly message: string;
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Unrolled so that no part can match one text in two ways: an unclosed string must not cost exponential time.
const STRING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings must not hold control characters
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SPACE = /[ \t\n\r]*/y;

/** Position and open brackets of a walk through JSON text; an explicit stack, so that depth costs no recursion. */
interface Walk {
  readonly text: string;
  at: number;
  readonly owed: ('}' | ']')[];
}

/** What a step found: go on with another member, the end of valid text, or a fault. */
type Step = 'more' | 'done' | JsonFault;

/**
 * Finds the first syntax error; undefined for valid JSON. `JSON.parse` stays the judge of validity, but its
 * messages name no place in some versions of Node.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const walk: Walk = { text, at: 0, owed: [] };
  for (;;) {
    const fault = walk.owed.at(-1) === '}' ? readKey(walk) : undefined;
    if (fault !== undefined) return fault;
    const step = readValue(walk);
    if (step === 'done') return undefined;
    if (step !== 'more') return step;
  }
}

function readKey(walk: Walk): JsonFault | undefined {
  take(walk, SPACE);
  if (!take(walk, STRING)) return faultAt(walk, 'a key in double quotes');
  take(walk, SPACE);
  if (walk.text[walk.at] !== ':') return faultAt(walk, '":"');
  walk.at += 1;
  return undefined;
}

/** Reads a scalar and what closes after it, or opens a container. */
function readValue(walk: Walk): Step {
  take(walk, SPACE);
  const char = walk.text[walk.at];
  if (char === '{' || char === '[') {
    const close = char === '{' ? '}' : ']';
    walk.at += 1;
    take(walk, SPACE);
    if (walk.text[walk.at] !== close) {
      walk.owed.push(close);
      return 'more';
    }
    walk.at += 1;
  } else if (!take(walk, STRING) && !take(walk, LITERAL)) {
    return faultAt(walk, char === '"' ? 'a string with valid escapes, closed on its line,' : 'a value');
  }
  return readEnd(walk);
}

/** Reads the brackets that close after a value, then a comma or the end of the text. */
function readEnd(walk: Walk): Step {
  for (;;) {
    take(walk, SPACE);
    const close = walk.owed.at(-1);
    if (close === undefined)
      return walk.at === walk.text.length ? 'done' : faultAt(walk, 'the end of the text');
    const char = walk.text[walk.at];
    if (char !== close && char !== ',') return faultAt(walk, `"," or "${close}"`);
    walk.at += 1;
    if (char === ',') {
      take(walk, SPACE);
      return walk.text[walk.at] === close ? faultAt(walk, 'another member after ","') : 'more';
    }
    walk.owed.pop();
  }
}

function take(walk: Walk, pattern: RegExp): boolean {
  pattern.lastIndex = walk.at;
  if (!pattern.test(walk.text)) return false;
  walk.at = pattern.lastIndex;
  return true;
}

function faultAt({ text, at }: Walk, wanted: string): JsonFault {
  const message = at >= text.length ? `${wanted} expected, but the text ends` : `${wanted} expected`;
  return { offset: at, message };
}
