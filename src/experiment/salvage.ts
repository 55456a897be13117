import type { z } from 'zod';
import type { ProblemReport } from './report.js';
import { check } from './schema-problems.js';
import type { DocumentPath } from './source.js';

/**
 * What is left of a mapping once its faulty keys are taken out, so that the checks that follow still see the rest.
 * `damaged` names those keys; it holds `*` where the whole cannot be judged.
 */
export interface Salvaged<T> {
  readonly value: Partial<T>;
  readonly damaged: ReadonlySet<string>;
}

/** Checks a mapping, reports its faults at `base`, and returns what can still be used. */
export function salvage<Schema extends z.ZodObject>(
  schema: Schema,
  raw: unknown,
  base: DocumentPath,
  report: ProblemReport,
): Salvaged<z.infer<Schema>> {
  const checked = check(schema, raw);
  if (checked.state === 'valid') return { value: checked.value, damaged: new Set() };
  const damaged = new Set<string>();
  for (const { path, code, message, hint } of checked.problems) {
    report.at([...base, ...path], code, named(message, base), hint);
    damaged.add(path.length === 0 ? '*' : String(path[0]));
  }
  if (damaged.has('*')) return { value: {}, damaged };
  const sound = Object.fromEntries(Object.entries(raw as object).filter(([key]) => !damaged.has(key)));
  const rest = schema.partial().safeParse(sound);
  return { value: rest.success ? (rest.data as Partial<z.infer<Schema>>) : {}, damaged };
}

/** Checks one value, reports its faults at `base`, and returns it when there are none. */
export function accept<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  base: DocumentPath,
  report: ProblemReport,
): z.infer<Schema> | undefined {
  const checked = check(schema, raw);
  if (checked.state === 'valid') return checked.value;
  for (const { path, code, message, hint } of checked.problems) {
    report.at([...base, ...path], code, named(message, base), hint);
  }
  return undefined;
}

/** A schema that is given a bare value cannot know the key that it stands under. */
function named(message: string, base: DocumentPath): string {
  return message.replace('the value', `\`${base.at(-1) ?? 'the document'}\``);
}
