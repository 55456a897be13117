import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import type { Completion, Problem, Usage } from '../../domain/index.js';
import { isPlainlySound } from './line-shape.js';

const count = z.int().nonnegative();
const factor = z.union([z.string(), z.number(), z.boolean()]);

/** The schema of a line. Null stands for absent wherever a member is optional: exports of tables write it so. */
export const recordedLine = z.object({
  sampleId: z.string().min(1),
  variant: z.string().min(1).nullish(),
  params: z.record(z.string(), factor).nullish(),
  repeat: z.int().min(0).max(65_535).nullish(),
  output: z.string().nullish(),
  usage: z
    .object({
      inputTokens: count,
      outputTokens: count,
      cacheReadInputTokens: count.nullish(),
      cacheWriteInputTokens: count.nullish(),
    })
    .nullish(),
  latencyMs: z.number().nonnegative().nullish(),
  stopReason: z
    .enum(['end_turn', 'max_tokens', 'stop_sequence', 'tool_use', 'content_filtered', 'guardrail_intervened'])
    .nullish(),
  scores: z.record(z.string(), z.number().nullable()).nullish(),
});

/** One line of a recorded-outputs file (design.md §4), checked. */
export type RecordedLine = z.infer<typeof recordedLine>;

/** Members that a line may have; others are ignored and reported. */
const RECORDED_KEYS: ReadonlySet<string> = new Set(Object.keys(recordedLine.shape));

export type ParsedLine =
  | { readonly state: 'parsed'; readonly line: RecordedLine; readonly ignoredKeys: readonly string[] }
  | { readonly state: 'malformed'; readonly problems: readonly Problem[] };

/** Reads one line; every reason why it cannot be used is a problem with this file and line. */
export function parseRecordedLine(
  bytes: Buffer,
  place: { readonly file: string; readonly line: number },
): ParsedLine {
  const malformed = (code: string, message: string, hint: string): ParsedLine => ({
    state: 'malformed',
    problems: [{ code, message, ...place, hint }],
  });
  if (!isUtf8(bytes)) {
    return malformed('invalid-utf8', 'the line is not valid UTF-8', 'Save the file as UTF-8.');
  }
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return malformed('invalid-json', 'the line is not valid JSON', 'Write one JSON object per line.');
  }
  const checked = checkLine(value);
  if (checked.state === 'invalid') {
    return {
      state: 'malformed',
      problems: checked.issues.map((issue) => ({
        code: 'invalid-recorded-line',
        message: issue.message,
        ...place,
        ...(issue.path.length === 0 ? {} : { path: issue.path.join('.') }),
        hint: 'A line is {"sampleId", "variant" or "params", "repeat"?, "output"?, "usage"?, "latencyMs"?, "stopReason"?, "scores"?}.',
      })),
    };
  }
  const { line } = checked;
  if ((line.variant ?? null) === null && (line.params ?? null) === null) {
    return malformed(
      'variant-missing',
      'neither "variant" nor "params" is given',
      'Say which variant answered.',
    );
  }
  if ((line.variant ?? null) !== null && (line.params ?? null) !== null) {
    return malformed('variant-ambiguous', 'both "variant" and "params" are given', 'Keep one of the two.');
  }
  if ((line.output ?? null) === null && Object.keys(line.scores ?? {}).length === 0) {
    return malformed(
      'nothing-recorded',
      'neither "output" nor "scores" is given',
      'Give an output or scores.',
    );
  }
  const ignoredKeys = Object.keys(value as object).filter((key) => !RECORDED_KEYS.has(key));
  return { state: 'parsed', line, ignoredKeys };
}

type Checked =
  | { readonly state: 'valid'; readonly line: RecordedLine }
  | { readonly state: 'invalid'; readonly issues: readonly z.core.$ZodIssue[] };

function checkLine(value: unknown): Checked {
  if (isPlainlySound(value)) return { state: 'valid', line: value };
  const result = recordedLine.safeParse(value);
  return result.success
    ? { state: 'valid', line: result.data }
    : { state: 'invalid', issues: result.error.issues };
}

/** The completion that a line stands for: what it does not say stays unknown (null), never 0. */
export function completionOf(line: RecordedLine): Completion {
  return {
    text: line.output ?? '',
    stopReason: line.stopReason ?? 'end_turn',
    usage: usageOf(line),
    latencyMs: line.latencyMs ?? null,
    emulated: false,
    attempts: 1,
    droppedParameters: [],
    ...(line.scores ? { recordedScores: scoresOf(line) } : {}),
  };
}

/** Tokens that a line says were billed; null: it does not say. */
export function usageOf({ usage }: RecordedLine): Usage | null {
  if (!usage) return null;
  return {
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cacheReadInputTokens: usage.cacheReadInputTokens ?? 0,
    cacheWriteInputTokens: usage.cacheWriteInputTokens ?? 0,
  };
}

/** The scores that a line has; null is unscored and left out. */
export function scoresOf({ scores }: RecordedLine): { readonly [name: string]: number } {
  const known = Object.entries(scores ?? {}).filter((entry): entry is [string, number] => entry[1] !== null);
  return Object.fromEntries(known);
}
