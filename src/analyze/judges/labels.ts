import { z } from 'zod';
import { type JsonLine, jsonLines } from '../../dataset/index.js';
import type { Problem } from '../../domain/index.js';

const text = z.string().min(1);
/** A name that stands in reports, files and terminals: nothing that moves a cursor or breaks a line. */
const name = text.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u, 'must not hold control characters');

const line = z.strictObject({
  id: name,
  question: text,
  answer: z.string(),
  reference: z.union([text, z.array(text).min(1)]).optional(),
  documents: z.array(z.union([text, z.object({ id: text.optional(), text })])).optional(),
  history: z.array(z.object({ role: z.enum(['user', 'assistant']), content: text })).optional(),
  labels: z.record(name, z.number()),
  source: name,
  class: name.optional(),
  cluster: name.optional(),
  variant: name.optional(),
  pair: name.optional(),
});

/** An answer with its reference labels (docs/judge-calibration.md). */
export interface LabelledAnswer {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly references: readonly string[];
  readonly documents: readonly { readonly id: string; readonly text: string }[];
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  /** Criterion → level. */
  readonly labels: { readonly [criterion: string]: number };
  /** Who labelled: `human`, `author` or any other word. */
  readonly source: string;
  /** Default `natural`. */
  readonly class: string;
  /** Default: its pair, else its own id. */
  readonly cluster: string;
  readonly variant?: string;
  readonly pair?: string;
  /** 1-based line of the file. */
  readonly line: number;
}

export type ParsedLabels =
  | { readonly state: 'ok'; readonly answers: readonly LabelledAnswer[] }
  | { readonly state: 'invalid'; readonly problems: readonly Problem[] };

const HINT =
  'A line is {id, question, answer, labels: {<criterion>: level}, source: "human" | "author" | …}; docs/judge-calibration.md has the rest.';

/** Reads labelled answers, one JSON object a line; blank lines are skipped. Lists every problem with its line. */
export function parseLabels(content: string, file: string): ParsedLabels {
  const problems: Problem[] = [];
  const answers: LabelledAnswer[] = [];
  const seen = new Map<string, number>();
  for (const raw of jsonLines(content)) {
    const at = { file, line: raw.line };
    const parsed = parseLine(raw);
    if (typeof parsed === 'string') {
      problems.push({ code: 'bad-label', message: parsed, ...at, hint: HINT });
      continue;
    }
    const earlier = seen.get(parsed.id);
    if (earlier !== undefined) {
      const message = `id ${parsed.id} stands in line ${earlier} already`;
      problems.push({ code: 'duplicate-id', message, ...at, hint: 'Give every answer an id of its own.' });
      continue;
    }
    seen.set(parsed.id, raw.line);
    answers.push(toAnswer(parsed, raw.line));
  }
  // A line that cannot be read leaves its pair with one answer: that is no problem of its own.
  if (problems.length === 0) problems.push(...pairProblems(answers, file));
  if (problems.length > 0) return { state: 'invalid', problems };
  return { state: 'ok', answers };
}

type Line = z.infer<typeof line>;

function parseLine(raw: JsonLine): Line | string {
  if (raw.state === 'not-json') return 'this is not one JSON object';
  const parsed = line.safeParse(raw.value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

function toAnswer(value: Line, number: number): LabelledAnswer {
  const { id, question, answer, labels, source, variant, pair } = value;
  const { reference = [], documents = [] } = value;
  return {
    id,
    question,
    answer,
    references: typeof reference === 'string' ? [reference] : reference,
    documents: documents.map((document, at) =>
      typeof document === 'string'
        ? { id: String(at + 1), text: document }
        : { id: document.id ?? String(at + 1), text: document.text },
    ),
    history: value.history ?? [],
    labels,
    source,
    class: value.class ?? 'natural',
    cluster: value.cluster ?? pair ?? id,
    ...(variant !== undefined && { variant }),
    ...(pair !== undefined && { pair }),
    line: number,
  };
}

/** A pair is two answers to one question. */
function pairProblems(answers: readonly LabelledAnswer[], file: string): readonly Problem[] {
  const members = new Map<string, LabelledAnswer[]>();
  for (const answer of answers) {
    if (answer.pair === undefined) continue;
    members.set(answer.pair, [...(members.get(answer.pair) ?? []), answer]);
  }
  return [...members].flatMap(([pair, of]) => {
    const [first, second] = of;
    const place = { file, ...(first !== undefined && { line: first.line }) };
    if (of.length !== 2)
      return [
        {
          code: 'bad-pair',
          message: `pair ${pair} has ${of.length} ${of.length === 1 ? 'answer' : 'answers'}`,
          ...place,
          hint: 'Give exactly two lines the same `pair`.',
        },
      ];
    if (first?.question === second?.question) return [];
    const message = `the two answers of pair ${pair} have different questions`;
    return [{ code: 'bad-pair', message, ...place, hint: 'A pair is two answers to one question.' }];
  });
}
