import type { z } from 'zod';
import { didYouMean } from '../../domain/index.js';
import type { Condition, Factor, FactorValue, SearchSpace } from '../../search/port.js';
import type { Draft } from '../draft.js';
import type { ProblemReport } from '../report.js';
import { FACTORS, variant } from '../schema.js';
import { check } from '../schema-problems.js';
import type { DocumentPath } from '../source.js';
import { type FactorDraft, placeOfValues, type SearchDraft, type Selection, selectionOf } from './draft.js';

interface Context {
  readonly draft: Draft;
  readonly search: SearchDraft;
  /** Intents of the samples that are searched on; undefined: not all of them could be read. */
  readonly intents: ReadonlySet<string> | undefined;
  readonly report: ProblemReport;
}

/** The space that the block spells out; undefined when some of it is faulty (and reported). */
export function readSpace(context: Context): SearchSpace | undefined {
  const { search, report } = context;
  const { factors: drafts, settings } = search;
  if (settings.value.space !== undefined && drafts.size === 0) {
    const hint = 'Add for example `maxTokens: [150, 250]`.';
    report.at(['search', 'space'], 'empty', 'the space has no factors', hint);
  }
  const before = report.problems.length;
  const plain = [...drafts].flatMap(([name, factor]) => readFactor(name, factor, context) ?? []);
  const known = new Map(plain.map((factor) => [factor.name, factor]));
  const factors = plain.map((factor) => withConditions(factor, known, context));
  reportCircles(factors, report);
  const forbidden = search.forbid.flatMap((selection, index) => {
    const at = ['search', 'forbid', index];
    if (selection === undefined) return [];
    if (Object.keys(selection).length === 0) {
      const hint = 'Name the factors and values that do not go together.';
      report.at(at, 'empty', 'this would forbid every point', hint);
    }
    checkSelection(selection, known, at, context);
    return [selection];
  });
  const narrowed = readNarrowed(known, context);
  const isSound = [...drafts.values()].every(({ form }) => form !== 'unreadable');
  if (!isSound || drafts.size === 0 || report.problems.length > before || settings.damaged.size > 0) {
    return undefined;
  }
  if ([...search.forbid, ...search.intents.values()].includes(undefined)) return undefined;
  return { factors, forbidden, narrowed };
}

/** A factor without its conditions. */
function readFactor(name: string, factor: FactorDraft, context: Context): Factor | undefined {
  const { draft, report } = context;
  const isTable = draft.provider === 'recorded';
  if (!isTable && !FACTORS.includes(name)) {
    report.at(
      ['search', 'space', name],
      'unknown-key',
      `unknown factor \`${name}\``,
      didYouMean(name, FACTORS),
    );
    return undefined;
  }
  if (factor.form === 'unreadable') return undefined;
  if (factor.form === 'list') return listed(name, { values: factor.values, factor }, context);
  const { ordered, categorical, min, max, integer } = factor.value;
  const at = ['search', 'space', name];
  const given = [ordered, categorical, min ?? max].filter((one) => one !== undefined).length;
  if (given !== 1 || (min === undefined) !== (max === undefined)) {
    const message =
      given === 0
        ? `the factor \`${name}\` has no values`
        : `the factor \`${name}\` is ${given > 1 ? 'given in two forms' : 'a range with one end'}`;
    report.at(at, given > 1 ? 'contradiction' : 'missing-key', message, FORMS);
    return undefined;
  }
  if (integer !== undefined && min === undefined) {
    report.at([...at, 'integer'], 'contradiction', 'only a range can be of whole numbers', FORMS);
  }
  const values = ordered ?? categorical;
  if (values !== undefined) {
    return listed(name, { values, kind: ordered ? 'ordered' : 'categorical', factor }, context);
  }
  return range(name, { min: min ?? 0, max: max ?? 0, integer: integer === true }, context);
}

const FORMS = 'Write a list, or one of `ordered: […]`, `categorical: […]`, `min: …` with `max: …`.';

function listed(
  name: string,
  given: {
    readonly values: readonly FactorValue[];
    readonly kind?: 'ordered' | 'categorical';
    readonly factor: FactorDraft;
  },
  { draft, report }: Context,
): Factor {
  const { values, factor } = given;
  const place = placeOfValues(name, factor);
  const first = new Map<string, number>();
  for (const [index, value] of values.entries()) {
    const at = [...place, index];
    const twin = first.get(spelled(value));
    if (twin !== undefined) {
      report.at(at, 'duplicate', `\`${name}\` has the value ${shown(value)} twice`, 'Remove one.');
    } else first.set(spelled(value), index);
    if (draft.provider !== 'recorded') checkValue(name, value, at, report);
  }
  const numbers = values.every((value) => typeof value === 'number');
  const kind = given.kind ?? (numbers ? 'ordered' : 'categorical');
  // Numbers have an order of their own; one that is given in words is taken as it is.
  const sorted =
    given.kind === undefined && numbers ? [...values].sort((a, b) => Number(a) - Number(b)) : values;
  return { name, kind, values: sorted };
}

function range(
  name: string,
  { min, max, integer }: { readonly min: number; readonly max: number; readonly integer: boolean },
  { draft, report }: Context,
): Factor | undefined {
  const at = ['search', 'space', name];
  if (!(min < max)) {
    const message = `no value of \`${name}\` lies between ${min} and ${max}`;
    report.at([...at, 'max'], 'contradiction', message, 'Let `min` be less than `max`.');
    return undefined;
  }
  if (integer && !(Number.isSafeInteger(min) && Number.isSafeInteger(max))) {
    report.at(
      at,
      'invalid-value',
      `\`${name}\` goes from ${min} to ${max}, which are not whole`,
      'Use whole numbers.',
    );
    return undefined;
  }
  if (draft.provider === 'recorded') {
    if (integer) return { name, kind: 'integer', min, max };
    const hint = 'List the values that stand in the table, or add `integer: true`.';
    report.at(at, 'contradiction', `a table holds single values of \`${name}\`, not a range`, hint);
    return undefined;
  }
  const takes = (value: number) =>
    check(variant.shape[name as keyof typeof variant.shape], value).state === 'valid';
  // Every factor that is a number can be 1.
  if (!takes(1)) {
    const hint = 'List its values: [a, b].';
    report.at(at, 'wrong-type', `\`${name}\` is no number, and a range has nothing else`, hint);
    return undefined;
  }
  if (!integer && takes(min) && takes(max) && !takes(min + (max - min) / Math.PI)) {
    const hint = 'Add `integer: true`.';
    report.at(at, 'wrong-type', `\`${name}\` takes no fractions, and this range has them`, hint);
    return undefined;
  }
  checkValue(name, min, [...at, 'min'], report);
  checkValue(name, max, [...at, 'max'], report);
  return { name, kind: integer ? 'integer' : 'real', min, max };
}

/** A value of the space must be one that a variant could have. */
function checkValue(name: string, value: FactorValue, at: DocumentPath, report: ProblemReport): void {
  const part: z.ZodType | undefined = variant.shape[name as keyof typeof variant.shape];
  if (part === undefined) return;
  const checked = check(part, value);
  if (checked.state === 'valid') return;
  for (const { code, message, hint } of checked.problems) {
    report.at(at, code, message.replace('the value', `\`${name}\``), hint);
  }
}

function withConditions(factor: Factor, known: ReadonlyMap<string, Factor>, context: Context): Factor {
  const draft = context.search.factors.get(factor.name);
  const when = draft?.form === 'detailed' ? draft.value.when : undefined;
  if (when === undefined) return factor;
  const selection = selectionOf(when);
  const at = ['search', 'space', factor.name, 'when'];
  if (Object.hasOwn(selection, factor.name)) {
    const hint = 'Name another factor.';
    context.report.at(
      [...at, factor.name],
      'contradiction',
      `\`${factor.name}\` cannot depend on itself`,
      hint,
    );
    return factor;
  }
  checkSelection(selection, known, at, context);
  const conditions = Object.entries(selection).map(
    ([name, values]): Condition => ({ factor: name, in: values }),
  );
  return conditions.length === 0 ? factor : { ...factor, when: conditions };
}

/** A factor that waits for one that waits for it would never vary. */
function reportCircles(factors: readonly Factor[], report: ProblemReport): void {
  const waits = new Map(factors.map(({ name, when }) => [name, (when ?? []).map((one) => one.factor)]));
  const done = new Set<string>();
  const follow = (name: string, chain: readonly string[]): void => {
    const from = chain.indexOf(name);
    if (from !== -1) {
      const circle = [...chain.slice(from), name];
      // One that waits for itself is reported where it does.
      if (circle.length > 2) {
        const message = `factors wait for one another in a circle: ${circle.join(' → ')}`;
        report.at(['search', 'space', name, 'when'], 'contradiction', message, 'Let one vary always.');
      }
      return;
    }
    if (done.has(name)) return;
    for (const other of waits.get(name) ?? []) follow(other, [...chain, name]);
    done.add(name);
  };
  for (const name of waits.keys()) follow(name, []);
}

/** Factors of the space, each with values that it may have. */
function checkSelection(
  selection: Selection,
  known: ReadonlyMap<string, Factor>,
  at: DocumentPath,
  { search, report }: Context,
): void {
  for (const [name, values] of Object.entries(selection)) {
    const factor = known.get(name);
    if (factor === undefined) {
      // A factor that is faulty itself is reported already.
      if (search.factors.has(name)) continue;
      const message = `\`${name}\` is no factor of the space`;
      report.at([...at, name], 'unknown-key', message, didYouMean(name, search.factors.keys()));
      continue;
    }
    for (const value of values) {
      if (mayBe(factor, value)) continue;
      const message = `\`${name}\` is never ${shown(value)} in the space`;
      const hint =
        'values' in factor
          ? didYouMean(String(value), new Set(factor.values.map(String)))
          : `It goes from ${factor.min} to ${factor.max}.`;
      report.at([...at, name], 'unknown-value', message, hint);
    }
  }
}

function readNarrowed(known: ReadonlyMap<string, Factor>, context: Context): SearchSpace['narrowed'] {
  const { search, intents, report } = context;
  if (search.intents.size > 0 && search.settings.value.per !== 'intent') {
    const hint = 'Add `per: intent`, or use `forbid`.';
    const message = 'values are narrowed for an intent, but one config is chosen for all of them';
    report.at(['search', 'intents'], 'contradiction', message, hint);
  }
  const narrowed: { [intent: string]: Selection } = {};
  for (const [intent, selection] of search.intents) {
    const at = ['search', 'intents', intent];
    if (intents?.has(intent) === false) {
      report.at(at, 'unknown-intent', `no sample has the intent \`${intent}\``, didYouMean(intent, intents));
    }
    if (selection === undefined) continue;
    checkSelection(selection, known, at, context);
    narrowed[intent] = selection;
  }
  return narrowed;
}

function mayBe(factor: Factor, value: FactorValue): boolean {
  if ('values' in factor) return factor.values.includes(value);
  if (typeof value !== 'number' || value < factor.min || value > factor.max) return false;
  return factor.kind === 'real' || Number.isInteger(value);
}

/** `"150"` and `150` are one value to a table and to everybody who reads a report. */
function spelled(value: FactorValue): string {
  return String(value).trim();
}

function shown(value: FactorValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
