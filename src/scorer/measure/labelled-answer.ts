import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type JsonLine, jsonLines } from '../../dataset/index.js';
import { type Facts, invalidInput, type Problem, textFlaw } from '../../domain/index.js';

const text = z.string().min(1);
const fact = z.union([text, z.strictObject({ anyOf: z.array(text).min(1) })]);

const schema = z
  .strictObject({
    id: text,
    answer: z.string(),
    documents: z.array(z.strictObject({ id: text, text })).default([]),
    history: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content: text })).default([]),
    question: text.optional(),
    facts: z
      .strictObject({ must: z.array(fact).default([]), mustNot: z.array(fact).default([]) })
      .default({ must: [], mustNot: [] }),
    labels: z.strictObject({
      must: z.array(z.boolean()).default([]),
      mustNot: z.array(z.boolean()).default([]),
      unsupported: z.array(text).optional(),
    }),
    kind: text,
    language: text,
    source: text,
  })
  .superRefine(({ answer, facts, labels }, context) => {
    for (const list of ['must', 'mustNot'] as const) {
      if (facts[list].length === labels[list].length) continue;
      const message = `${labels[list].length} labels for ${facts[list].length} facts`;
      context.addIssue({ code: 'custom', path: ['labels', list], message });
    }
    for (const [at, figure] of (labels.unsupported ?? []).entries()) {
      if (answer.normalize('NFC').includes(figure.normalize('NFC'))) continue;
      const message = `"${figure}" does not stand in the answer`;
      context.addIssue({ code: 'custom', path: ['labels', 'unsupported', at], message });
    }
  });

/** An answer with what a person says about it: which facts it states, and which of its figures have no source. */
export type LabelledAnswer = Omit<z.infer<typeof schema>, 'facts'> & { readonly facts: Facts };

/** Reads a file of labelled answers: see {@link readLabelledAnswers}. */
export function loadLabelledAnswers(file: string): readonly LabelledAnswer[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    const message = isMissing
      ? 'the labelled file does not exist'
      : `the labelled file cannot be read (${code})`;
    const problem = { code: isMissing ? 'missing-file' : 'unreadable-file', message, file, hint: HINT };
    throw invalidInput([problem]);
  }
  const flaw = textFlaw(bytes);
  if (flaw !== undefined) throw invalidInput([{ ...flaw, file }]);
  return readLabelledAnswers(bytes.toString('utf8').replace(/^\uFEFF/, ''), file);
}

const HINT = 'See "Labelled answers" in docs/datasets.md.';

/**
 * Reads labelled answers, one JSON object a line. Throws `invalid-input` with every problem: broken JSON, unknown
 * keys, labels that do not fit the facts, a figure that the answer does not hold, an id that stands twice, no line.
 */
export function readLabelledAnswers(content: string, file: string): readonly LabelledAnswer[] {
  const problems: Problem[] = [];
  const items: LabelledAnswer[] = [];
  const lines = new Map<string, number>();
  for (const line of jsonLines(content)) {
    const place = { file, line: line.line };
    const item = readLine(line, place, problems);
    if (item === undefined) continue;
    const first = lines.get(item.id);
    if (first === undefined) {
      lines.set(item.id, place.line);
      items.push(item);
    } else {
      const message = `id "${item.id}" stands twice, first on line ${first}`;
      problems.push({
        code: 'duplicate-id',
        message,
        path: 'id',
        hint: 'Give every line its own id.',
        ...place,
      });
    }
  }
  if (items.length === 0 && problems.length === 0) {
    problems.push({ code: 'empty-file', message: 'the file holds no labelled answer', file, hint: HINT });
  }
  if (problems.length > 0) throw invalidInput(problems);
  return items;
}

function readLine(
  line: JsonLine,
  place: { readonly file: string; readonly line: number },
  problems: Problem[],
): LabelledAnswer | undefined {
  if (line.state === 'not-json') {
    const message = `not JSON: ${line.reason}`;
    problems.push({ code: 'bad-json', message, hint: 'Write one JSON object a line.', ...place });
    return undefined;
  }
  const parsed = schema.safeParse(line.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String).join('.');
    problems.push({ code: 'bad-label', message: issue.message, path, hint: HINT, ...place });
  }
  return undefined;
}
