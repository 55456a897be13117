import { isAlias, isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { isRecord, type JsonValue, type Problem } from '../domain/index.js';

/** One worked example of a few-shot file: `question` and `answer`, and whatever else the file gives it. */
export interface FewShotExample {
  readonly question: string;
  readonly answer: string;
  readonly intent?: string;
  readonly [key: string]: JsonValue | undefined;
}

interface RawExample {
  readonly value: unknown;
  readonly line: number;
}

/**
 * Reads a few-shot file: JSONL (`.jsonl`, `.ndjson`), or else YAML or JSON holding a list. An example is
 * `{question | input, answer | output, intent?, …}`. Every malformed one is a problem with its line.
 */
export function parseFewShot(
  text: string,
  file: string,
): { readonly examples: readonly FewShotExample[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const clean = text.replace(/^\uFEFF/, '');
  const raw = /\.(jsonl|ndjson)$/i.test(file)
    ? rawFromJsonl(clean, file, problems)
    : rawFromYaml(clean, file, problems);
  const examples: FewShotExample[] = [];
  for (const { value, line } of raw) {
    const result = exampleOf(value);
    if (typeof result === 'string') {
      const hint = 'Write {"question": "…", "answer": "…"}; "input" and "output" are read too.';
      problems.push({ code: 'bad-example', message: result, file, line, hint });
    } else {
      examples.push(result);
    }
  }
  if (raw.length === 0 && problems.length === 0) {
    const hint = 'Add examples, or remove fewShot from the prompt.';
    problems.push({ code: 'no-examples', message: 'the few-shot file holds no example', file, hint });
  }
  return { examples, problems };
}

/**
 * The first `count` examples for a sample: those that share its intent come first, then the others, each group
 * in the file's order. No count: none.
 */
export function chooseExamples(
  examples: readonly FewShotExample[],
  intent: string,
  count: number | undefined,
): readonly FewShotExample[] {
  if (count === undefined || count <= 0) return [];
  const same = examples.filter((example) => example.intent === intent);
  if (same.length >= count) return same.slice(0, count);
  return [...same, ...examples.filter((example) => example.intent !== intent)].slice(0, count);
}

function rawFromJsonl(text: string, file: string, problems: Problem[]): RawExample[] {
  const raw: RawExample[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    try {
      raw.push({ value: JSON.parse(line), line: index + 1 });
    } catch (error) {
      const message = `not JSON: ${error instanceof Error ? error.message : String(error)}`;
      problems.push({ code: 'bad-json', message, file, line: index + 1, hint: 'One JSON object per line.' });
    }
  }
  return raw;
}

function rawFromYaml(text: string, file: string, problems: Problem[]): RawExample[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  for (const error of document.errors) {
    const line = counter.linePos(error.pos[0]).line;
    problems.push({ code: 'bad-yaml', message: error.message, file, line, hint: 'Mend the YAML.' });
  }
  if (document.errors.length > 0 || document.contents === null) return [];
  const root = document.contents;
  const list = isMap(root) ? root.get('examples', true) : root;
  if (!isSeq(list)) {
    const hint = 'Write a list of {question, answer}, or a mapping with the key "examples".';
    problems.push({ code: 'wrong-type', message: 'a few-shot file must hold a list', file, line: 1, hint });
    return [];
  }
  return list.items.map((item) => {
    const node = item as { range?: readonly number[] | null; toJS?: (doc: unknown) => unknown };
    const line = counter.linePos(node.range?.[0] ?? 0).line;
    const value = isAlias(item) || node.toJS === undefined ? undefined : node.toJS(document);
    return { value, line };
  });
}

/** The example, or what is wrong with it. */
function exampleOf(value: unknown): FewShotExample | string {
  if (!isRecord(value)) return 'an example must be an object';
  const { question, input, answer, output, ...rest } = value as { readonly [key: string]: JsonValue };
  const asked = question ?? input;
  const answered = answer ?? output;
  if (typeof asked !== 'string' || asked.trim() === '')
    return 'an example needs a "question" that is not empty';
  if (typeof answered !== 'string' || answered.trim() === '')
    return 'an example needs an "answer" that is not empty';
  if (rest.intent !== undefined && typeof rest.intent !== 'string') return '"intent" must be a text';
  return { ...rest, question: asked, answer: answered };
}
