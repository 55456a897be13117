import { canonicalJson, type JsonValue } from '../../domain/index.js';
import { type AssertionType, badValue, ok, passOrFail, textValue } from './check.js';
import { guardRegex } from './guarded-regex.js';
import { levenshteinDistance } from './levenshtein.js';
import { parseJson } from './parse-json.js';

const DEFAULT_MAX_DISTANCE = 5;

/** The whole answer equals the value; a value that is no text is compared with the answer read as JSON. */
export const equals: AssertionType = {
  compile({ value }) {
    if (value === undefined)
      return badValue('equals needs a value', 'give the text that the answer must equal');
    const text = textValue(value);
    if (text !== undefined) return ok(({ completion }) => passOrFail(completion.text === text));
    const wanted = canonicalJson(value);
    return ok(({ completion }) => {
      const answer = parseJson(completion.text);
      return passOrFail(answer.state === 'json' && canonicalJson(answer.value) === wanted);
    });
  },
};

/** An assertion that looks for one text. */
function oneText(name: string, holds: (answer: string, wanted: string) => boolean): AssertionType {
  return {
    compile({ value }) {
      const wanted = textValue(value);
      if (wanted === undefined || wanted === '') {
        return badValue(`${name} needs a text that is not empty`, 'give `value: some text`');
      }
      return ok(({ completion }) => passOrFail(holds(completion.text, wanted)));
    },
  };
}

export const contains = oneText('contains', (answer, wanted) => answer.includes(wanted));
export const icontains = oneText('icontains', (answer, wanted) =>
  foldCase(answer).includes(foldCase(wanted)),
);
export const startsWith = oneText('starts-with', (answer, wanted) => answer.startsWith(wanted));

/** An assertion over a list of texts. */
function manyTexts(
  name: string,
  holds: (answer: string, wanted: readonly string[]) => boolean,
): AssertionType {
  return {
    compile({ value }) {
      const wanted = textList(value);
      if (wanted === undefined) {
        return badValue(`${name} needs a list of texts`, 'give `value: [one, other]` or "one, other"');
      }
      return ok(({ completion }) => passOrFail(holds(completion.text, wanted)));
    },
  };
}

export const containsAny = manyTexts('contains-any', (answer, wanted) =>
  wanted.some((text) => answer.includes(text)),
);
export const containsAll = manyTexts('contains-all', (answer, wanted) =>
  wanted.every((text) => answer.includes(text)),
);
export const icontainsAny = manyTexts('icontains-any', (answer, wanted) =>
  wanted.some((text) => foldCase(answer).includes(foldCase(text))),
);
export const icontainsAll = manyTexts('icontains-all', (answer, wanted) =>
  wanted.every((text) => foldCase(answer).includes(foldCase(text))),
);

/** The JavaScript pattern (no flags) matches somewhere in the answer; guarded against endless backtracking. */
export const regex: AssertionType = {
  compile({ value }) {
    if (typeof value !== 'string' || value === '')
      return badValue('regex needs a pattern', 'give `value: pattern`');
    try {
      const pattern = guardRegex(value);
      return ok(({ completion }) => passOrFail(pattern.test(completion.text)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return badValue(
        `the pattern does not compile: ${error.message}`,
        'write a JavaScript pattern without slashes; in double-quoted YAML or JSON a backslash is doubled',
      );
    }
  },
};

/** At most `threshold` edits (default 5) between answer and value. */
export const levenshtein: AssertionType = {
  threshold: 'amount',
  compile({ value, threshold = DEFAULT_MAX_DISTANCE }) {
    const wanted = textValue(value);
    if (wanted === undefined) return badValue('levenshtein needs a text', 'give `value: some text`');
    return ok(({ completion }) => {
      const distance = levenshteinDistance(completion.text, wanted, threshold);
      const written = distance > threshold ? `more than ${threshold}` : String(distance);
      return passOrFail(distance <= threshold, `distance ${written}`);
    });
  },
};

function foldCase(text: string): string {
  return text.toLowerCase();
}

/** A list, or a comma-separated text in which double quotes protect commas (as promptfoo reads it). */
function textList(value: JsonValue | undefined): readonly string[] | undefined {
  if (Array.isArray(value)) {
    const texts = value.map(textValue);
    return texts.length > 0 && texts.every((text) => text !== undefined && text !== '')
      ? texts.filter((text) => text !== undefined)
      : undefined;
  }
  const text = textValue(value);
  const parts =
    text
      ?.match(/"(?:[^"]|"")*"|[^,]+/g)
      ?.map(unquote)
      .filter((part) => part !== '') ?? [];
  return parts.length > 0 ? parts : undefined;
}

function unquote(part: string): string {
  const trimmed = part.trim();
  return /^".*"$/s.test(trimmed) ? trimmed.slice(1, -1).replaceAll('""', '"') : trimmed;
}
