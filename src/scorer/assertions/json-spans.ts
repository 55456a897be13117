import type { JsonValue } from '../../domain/index.js';
import { parseJson } from './parse-json.js';

/** Values found in one text; a text that nests brackets without end is not searched for ever. */
const MAX_VALUES = 100;

/**
 * The JSON values in a text: the text as a whole, else the objects and lists of objects that stand in it, outermost
 * first. A bare list such as `[1]` inside prose is a citation more often than data. Each ends where its brackets
 * close (those inside strings do not count); what is scanned in all is bounded, so that no text takes for ever.
 */
export function findJson(text: string): readonly JsonValue[] {
  const whole = parseJson(text);
  if (whole.state === 'json')
    return typeof whole.value === 'object' && whole.value !== null ? [whole.value] : [];
  const found: JsonValue[] = [];
  let at = 0;
  let scanned = 0;
  // A text of opening brackets would otherwise be read once for each of them.
  const budget = 20 * text.length + 10_000;
  while (at < text.length && found.length < MAX_VALUES && scanned < budget) {
    const start = nextOpening(text, at);
    if (start < 0) break;
    const end = closingOf(text, start);
    scanned += (end < 0 ? text.length : end) - start;
    const parsed = end < 0 ? undefined : parseJson(text.slice(start, end + 1));
    if (parsed?.state === 'json') {
      found.push(parsed.value);
      at = end + 1;
    } else at = start + 1;
  }
  return found;
}

function nextOpening(text: string, from: number): number {
  const opening = /\{|\[(?=\s*\{)/g;
  opening.lastIndex = from;
  return opening.exec(text)?.index ?? -1;
}

/** Where the bracket at `start` closes; −1 where it does not. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}
