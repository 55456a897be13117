import { z } from 'zod';
import { didYouMean } from '../domain/index.js';
import type { DocumentPath } from './source.js';

type Issue = z.core.$ZodIssue;

/** One thing that the schema refused, in words. */
export interface SchemaProblem {
  readonly path: DocumentPath;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export type Checked<T> =
  | { readonly state: 'valid'; readonly value: T }
  | { readonly state: 'invalid'; readonly problems: readonly SchemaProblem[] };

/** Checks a value against a schema; problems have paths from the value on. Never throws. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): Checked<z.infer<Schema>> {
  const result = schema.safeParse(value);
  if (result.success) return { state: 'valid', value: result.data };
  return {
    state: 'invalid',
    problems: result.error.issues.flatMap((issue) => explain(issue, schema, value, [])),
  };
}

function explain(issue: Issue, schema: z.ZodType, root: unknown, base: DocumentPath): SchemaProblem[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  const value = valueAt(root, path);
  const name = path.length === 0 ? 'the value' : `\`${path.at(-1)}\``;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'unknown-key',
        message: `unknown key \`${key}\``,
        hint: didYouMean(key, knownKeys(schema, path)),
      }));
    case 'invalid_union': {
      // The branch that got furthest says best what was meant.
      const branches = issue.errors.map((errors) =>
        errors.flatMap((inner) => explain(inner, schema, root, path)),
      );
      const deepest = branches.find((branch) => branch.some((problem) => problem.path.length > path.length));
      if (deepest !== undefined) return deepest;
      return [
        {
          path,
          code: value === undefined ? 'missing-key' : 'wrong-type',
          message: `${name} cannot be ${describe(value)}`,
          hint: 'The JSON Schema of the experiment lists the forms that it can take.',
        },
      ];
    }
    case 'invalid_key':
      return [
        {
          path,
          code: 'invalid-name',
          message: `${name} is no valid name: ${issue.issues[0]?.message ?? 'it is malformed'}`,
          hint: 'Rename it.',
        },
      ];
    case 'invalid_type':
      if (value === undefined) {
        return [
          { path, code: 'missing-key', message: `${name} is missing`, hint: `Add \`${path.at(-1)}: …\`.` },
        ];
      }
      return [
        {
          path,
          code: 'wrong-type',
          message: `${name} must be ${article(issue.expected)}, not ${describe(value)}`,
          ...typeHint(issue.expected, value),
        },
      ];
    case 'invalid_value':
      return [
        {
          path,
          code: value === undefined ? 'missing-key' : 'invalid-value',
          message: value === undefined ? `${name} is missing` : `${name} cannot be ${describe(value)}`,
          hint: `Use one of: ${issue.values.map(String).join(', ')}.`,
        },
      ];
    case 'too_small':
    case 'too_big':
      return [
        {
          path,
          code: 'out-of-range',
          message: `${name} is out of range: ${range(issue)}`,
          ...rangeHint(issue),
        },
      ];
    default:
      return [
        {
          path,
          code: 'invalid-value',
          message: `${name} cannot be ${describe(value)}: ${issue.message}`,
          hint: 'Write it in that form.',
        },
      ];
  }
}

function range(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const unit = { string: ' characters', array: ' items' }[issue.origin as string] ?? '';
  if (issue.code === 'too_small')
    return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unit}`;
  return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unit}`;
}

function rangeHint(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): { hint?: string } {
  return { hint: `Use a value that is ${range(issue)}.` };
}

function typeHint(expected: string, value: unknown): { hint?: string } {
  if ((expected === 'number' || expected === 'int') && typeof value === 'string' && value.trim() !== '') {
    return Number.isNaN(Number(value))
      ? { hint: 'Write a plain number.' }
      : { hint: 'Write it without quotes.' };
  }
  if (expected === 'string') return { hint: 'Put it in quotes if it is meant as text.' };
  if (expected === 'array') return { hint: 'Write a list: [a, b].' };
  if (expected === 'object' || expected === 'record') return { hint: 'Write a mapping: { key: value }.' };
  return { hint: `Write ${article(expected)}.` };
}

function article(expected: string): string {
  const words: { readonly [type: string]: string } = {
    number: 'a number',
    int: 'a whole number',
    string: 'a text',
    array: 'a list',
    object: 'a mapping',
    record: 'a mapping',
    boolean: 'true or false',
  };
  return words[expected] ?? `a ${expected}`;
}

function describe(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function valueAt(root: unknown, path: DocumentPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as { readonly [key: string | number]: unknown })[step];
  }
  return value;
}

/** The keys that the schema knows at a path, read off its JSON Schema. */
function knownKeys(schema: z.ZodType, path: DocumentPath): readonly string[] {
  type Shape = {
    readonly properties?: { readonly [key: string]: Shape };
    readonly additionalProperties?: Shape | boolean;
    readonly items?: Shape;
    readonly anyOf?: readonly Shape[];
  };
  let shapes: readonly Shape[] = [z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape];
  for (const step of path) {
    shapes = shapes
      .flatMap((shape) => [shape, ...(shape.anyOf ?? [])])
      .flatMap((shape) => {
        const next =
          typeof step === 'number' ? shape.items : (shape.properties?.[step] ?? shape.additionalProperties);
        return typeof next === 'object' ? [next] : [];
      });
  }
  return shapes
    .flatMap((shape) => [shape, ...(shape.anyOf ?? [])])
    .flatMap((shape) => Object.keys(shape.properties ?? {}));
}
