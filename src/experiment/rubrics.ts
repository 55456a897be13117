import { parse } from 'yaml';
import { didYouMean } from '../domain/index.js';
import { isFile, requireFile, shippedRubric, textOf } from './files.js';
import type { ProblemReport } from './report.js';
import type { ScorerFile } from './schema.js';
import type { DocumentPath } from './source.js';

export interface CriterionRubric {
  readonly criterion: string;
  /** Absolute. */
  readonly path: string;
}

/** What a rubric's front matter says of itself; the rest of it is checked where it is used. */
export interface RubricHead {
  readonly criterion: string | undefined;
  readonly scale: { readonly min: number; readonly max: number } | undefined;
}

/**
 * One rubric per criterion. `rubric` as a mapping names a file for each (and gives the criteria where `criteria` is
 * absent). As one path it serves the criterion that the file itself names; the other criteria, and all of them where
 * `rubric` is absent, take the rubrics that ship. A criterion without any is a problem.
 */
export function rubricsOf(
  judge: Partial<ScorerFile>,
  at: DocumentPath,
  resolvePath: (path: string) => string,
  report: ProblemReport,
): readonly CriterionRubric[] {
  const { rubric } = judge;
  const mapping = typeof rubric === 'object' ? rubric : {};
  const shared = typeof rubric === 'string' ? resolvePath(rubric) : undefined;
  if (shared !== undefined && !requireFile(shared, 'rubric', [...at, 'rubric'], report)) return [];
  const sharedCriterion = shared === undefined ? undefined : rubricHead(shared).criterion;
  const own = sharedCriterion === undefined ? Object.keys(mapping) : [sharedCriterion];
  const criteria = judge.criteria ?? own;
  if (criteria.length === 0) {
    const hint = 'Add `criteria: [helpfulness]`, or `rubric: { helpfulness: path/to/rubric.md }`.';
    report.at(at, 'missing-key', 'a judge needs the criteria that it grades', hint);
  }
  for (const [index, criterion] of criteria.entries()) {
    if (criteria.indexOf(criterion) === index) continue;
    report.at(
      [...at, 'criteria', index],
      'duplicate',
      `criterion \`${criterion}\` is listed twice`,
      'Remove one.',
    );
  }
  for (const criterion of own) {
    if (criteria.includes(criterion)) continue;
    const place = shared === undefined ? [...at, 'rubric', criterion] : [...at, 'rubric'];
    const message = `the rubric grades \`${criterion}\`, which is no criterion of this judge`;
    report.at(place, 'unknown-criterion', message, didYouMean(criterion, criteria));
  }
  return [...new Set(criteria)].flatMap((criterion): readonly CriterionRubric[] => {
    const named = mapping[criterion];
    if (named !== undefined) {
      const path = resolvePath(named);
      return requireFile(path, 'rubric', [...at, 'rubric', criterion], report) ? [{ criterion, path }] : [];
    }
    // A file that does not say what it grades can only be meant for a single criterion.
    if (
      shared !== undefined &&
      (sharedCriterion ?? (criteria.length === 1 ? criterion : undefined)) === criterion
    ) {
      return [{ criterion, path: shared }];
    }
    const shipped = shippedRubric(criterion);
    if (isFile(shipped)) return [{ criterion, path: shipped }];
    const hint = `Write one and name it: \`rubric: { ${criterion}: path/to/rubric.md }\`.`;
    report.at(at, 'missing-rubric', `there is no rubric for criterion \`${criterion}\``, hint);
    return [];
  });
}

/** Reads criterion and scale off a rubric file; undefined members where it does not say, or says it wrongly. */
export function rubricHead(path: string): RubricHead {
  const block = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?$/m.exec(textOf(path));
  const head = block?.index === 0 ? parsed(block[1] ?? '') : {};
  const { criterion, scale } = head;
  const { min, max } = (typeof scale === 'object' && scale !== null ? scale : {}) as {
    min?: unknown;
    max?: unknown;
  };
  return {
    criterion: typeof criterion === 'string' ? criterion : undefined,
    scale: typeof min === 'number' && typeof max === 'number' && min < max ? { min, max } : undefined,
  };
}

/** The rubric's own loader reports a front matter that is no YAML, with its line. */
function parsed(text: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = parse(text, { maxAliasCount: 0, logLevel: 'silent' });
    return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : {};
  } catch {
    return {};
  }
}
