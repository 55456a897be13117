import type { z } from 'zod';
import type { FactorValue } from '../../search/port.js';
import type { ProblemReport } from '../report.js';
import { accept, type Salvaged, salvage } from '../salvage.js';
import type { DocumentPath } from '../source.js';
import * as schema from './schema.js';

/** A factor as the file has it. */
export type FactorDraft =
  | { readonly form: 'list'; readonly values: readonly FactorValue[] }
  | { readonly form: 'detailed'; readonly value: schema.FactorFile }
  /** Faulty, and reported. */
  | { readonly form: 'unreadable' };

/** Factor → values. */
export type Selection = { readonly [factor: string]: readonly FactorValue[] };

/** The block after the schema: everything in it that was sound. */
export interface SearchDraft {
  readonly settings: Salvaged<schema.SearchSettings>;
  /** In file order. */
  readonly factors: ReadonlyMap<string, FactorDraft>;
  /** In file order; undefined: faulty. */
  readonly forbid: readonly (Selection | undefined)[];
  readonly intents: ReadonlyMap<string, Selection | undefined>;
  readonly objectives: readonly Salvaged<schema.ObjectiveFile>[];
  readonly constraints: readonly Salvaged<schema.ConstraintFile>[];
  /** Settings that the command line gave, and the flags it gave them by. */
  readonly flags: { readonly algorithm?: string; readonly maxItemEvaluations?: string };
}

/** What the command line says of a search; it wins over the file. */
export interface SearchOverrides {
  readonly algorithm?: schema.SearchSettings['algorithm'];
  readonly maxItemEvaluations?: number;
}

/** Checks the form of the block, member by member, and lays the command line's values over it. */
export function readSearchDraft(
  raw: unknown,
  { algorithm, maxItemEvaluations }: SearchOverrides,
  report: ProblemReport,
): SearchDraft {
  const written = salvage(schema.searchDraft, raw, ['search'], report);
  const { space, forbid, intents, objectives, constraints, budget } = written.value;
  const settings = {
    ...written,
    value: {
      ...written.value,
      ...(algorithm !== undefined && { algorithm }),
      ...(maxItemEvaluations !== undefined && { budget: { ...budget, maxItemEvaluations } }),
    },
  };
  const at = (...path: readonly (string | number)[]): DocumentPath => ['search', ...path];
  return {
    settings,
    flags: {
      ...(algorithm !== undefined && { algorithm: '--algorithm' }),
      ...(maxItemEvaluations !== undefined && { maxItemEvaluations: '--max-items' }),
    },
    factors: new Map(
      Object.entries(space ?? {}).map(([name, value]) => [
        name,
        readFactor(value, at('space', name), report),
      ]),
    ),
    forbid: (forbid ?? []).map((value, index) => readSelection(value, at('forbid', index), report)),
    intents: new Map(
      Object.entries(intents ?? {}).map(([intent, value]) => [
        intent,
        readSelection(value, at('intents', intent), report),
      ]),
    ),
    objectives: (objectives ?? []).map((value, index) =>
      salvage(schema.objective, value, at('objectives', index), report),
    ),
    constraints: (constraints ?? []).map((value, index) =>
      salvage(schema.constraint, value, at('constraints', index), report),
    ),
  };
}

/** The values of a factor that stand in the file one by one; none of a range. */
export function listedValues(factor: FactorDraft | undefined): readonly FactorValue[] {
  if (factor === undefined || factor.form === 'unreadable') return [];
  if (factor.form === 'list') return factor.values;
  return factor.value.ordered ?? factor.value.categorical ?? [];
}

/** Where the values of a factor stand in the file. */
export function placeOfValues(name: string, factor: FactorDraft | undefined): DocumentPath {
  const form = factor?.form === 'detailed' ? [factor.value.ordered ? 'ordered' : 'categorical'] : [];
  return ['search', 'space', name, ...form];
}

function readFactor(value: unknown, at: DocumentPath, report: ProblemReport): FactorDraft {
  if (Array.isArray(value)) {
    const values = accept(schema.factorValues, value, at, report);
    return values === undefined ? { form: 'unreadable' } : { form: 'list', values };
  }
  if (typeof value !== 'object' || value === null) {
    const hint = 'Write a list, `[a, b]`, or `{ min: …, max: … }`.';
    report.at(at, 'wrong-type', `the factor \`${at.at(-1)}\` has no values to choose from`, hint);
    return { form: 'unreadable' };
  }
  const detailed = accept(schema.detailedFactor, value, at, report);
  return detailed === undefined ? { form: 'unreadable' } : { form: 'detailed', value: detailed };
}

function readSelection(value: unknown, at: DocumentPath, report: ProblemReport): Selection | undefined {
  const accepted = accept(schema.selection, value, at, report);
  return accepted === undefined ? undefined : selectionOf(accepted);
}

/** Lists where the file may have bare values. */
export function selectionOf(written: z.infer<typeof schema.selection>): Selection {
  return Object.fromEntries(
    Object.entries(written).map(([factor, values]) => [factor, Array.isArray(values) ? values : [values]]),
  );
}
