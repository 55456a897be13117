import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { isRecord, nearest, type Problem } from '../../domain/index.js';
import { type RubricInput, rubricInputs } from './rubric-inputs.js';

/** What the front matter said; a member is undefined where it was missing or wrong. */
export interface FrontMatter {
  readonly name?: string;
  readonly version?: string;
  readonly criterion?: string;
  readonly scale?: { readonly min: number; readonly max: number };
  readonly needs?: readonly RubricInput[];
  readonly shows?: readonly RubricInput[];
}

export type ReadFrontMatter =
  | {
      readonly state: 'read';
      readonly frontMatter: FrontMatter;
      readonly problems: readonly Problem[];
      readonly body: string;
      /** 1-based line at which `body` starts. */
      readonly bodyLine: number;
    }
  | { readonly state: 'invalid'; readonly problems: readonly Problem[] };

/** More points than a judge can tell apart. */
const MAX_LEVELS = 11;

const inputs = z.array(z.enum(rubricInputs, { error: `must be one of ${rubricInputs.join(', ')}` }));
const members = {
  name: z.string({ error: 'must be a text' }).regex(/\S/, 'must not be empty'),
  version: z.union([z.string(), z.number()], { error: 'must be a text or a number' }).transform(String),
  criterion: z
    .string({ error: 'must be a text' })
    .regex(/^[a-z][a-z0-9_]*$/, 'must be a metric name: small letters, digits and _'),
  scale: z
    .strictObject({ min: z.int(), max: z.int() }, { error: 'must be {min, max}, both integers' })
    .refine(({ min, max }) => min < max, 'min must be below max')
    .refine(({ min, max }) => max - min < MAX_LEVELS, `must have at most ${MAX_LEVELS} levels`),
  needs: inputs.optional(),
  shows: inputs.optional(),
} as const;
const names = Object.keys(members);
const example = 'Write, say, `scale: { min: 1, max: 5 }`; the rubrics in prompts/judges show every member.';

/** Reads the block between the first two `---` lines. */
export function readFrontMatter(text: string, file: string): ReadFrontMatter {
  const match = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
  if (match === null || match.index !== 0) {
    const message = 'a rubric starts with YAML front matter between two lines of ---';
    return {
      state: 'invalid',
      problems: [{ code: 'missing-front-matter', message, file, line: 1, hint: example }],
    };
  }
  const yaml = match[1] ?? '';
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      code: 'bad-yaml',
      message,
      file,
      line: lineAt(pos[0]),
      hint: 'Correct the YAML of the front matter.',
    }));
    return { state: 'invalid', problems };
  }
  const keyLines = new Map<string, number>();
  for (const { key } of isMap(document.contents) ? document.contents.items : []) {
    if (isScalar(key)) keyLines.set(String(key.value), lineAt(key.range?.[0] ?? 0));
  }
  const value: unknown = document.toJS();
  const checked = checkMembers(isRecord(value) ? value : {}, { file, keyLines });
  const bodyLine = match[0].split('\n').length;
  return { state: 'read', ...checked, body: text.slice(match[0].length), bodyLine };
}

function checkMembers(
  value: { readonly [key: string]: unknown },
  place: { readonly file: string; readonly keyLines: ReadonlyMap<string, number> },
): { readonly frontMatter: FrontMatter; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const good: { [key: string]: unknown } = {};
  const report = (code: string, key: string, message: string, hint: string) =>
    problems.push({ code, message, file: place.file, line: place.keyLines.get(key) ?? 1, path: key, hint });
  for (const key of Object.keys(value).filter((written) => !names.includes(written))) {
    const near = nearest(key, names);
    const hint = near === undefined ? `Known: ${names.join(', ')}.` : `Did you mean \`${near}\`?`;
    report('unknown-key', key, `\`${key}\` is no member of a rubric`, hint);
  }
  for (const [key, schema] of Object.entries(members)) {
    const result = schema.safeParse(value[key]);
    if (result.success) good[key] = result.data;
    else if (value[key] === undefined) report('missing-key', key, `\`${key}\` is missing`, example);
    else
      for (const { message } of result.error.issues)
        report('bad-value', key, `\`${key}\` ${message}`, example);
  }
  return { frontMatter: good, problems };
}
