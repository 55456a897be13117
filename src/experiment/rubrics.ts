import { isFile, requireFile, shippedRubric, textOf } from './files.js';
import { didYouMean } from './nearest.js';
import type { ProblemReport } from './report.js';
import type { ScorerFile } from './schema.js';
import type { DocumentPath } from './source.js';

export interface CriterionRubric {
  readonly criterion: string;
  /** Absolute. */
  readonly path: string;
}

/**
 * One rubric per criterion. `rubric` as a mapping names a file for each (and gives the criteria where `criteria` is
 * absent). As one path it serves the only criterion, or those of several that the file names; the rest, and all
 * where `rubric` is absent, take the rubric that ships. A criterion without any is a problem.
 */
export function rubricsOf(
  judge: Partial<ScorerFile>,
  at: DocumentPath,
  resolvePath: (path: string) => string,
  report: ProblemReport,
): readonly CriterionRubric[] {
  const { rubric } = judge;
  const mapping = typeof rubric === 'object' ? rubric : {};
  const criteria = judge.criteria ?? Object.keys(mapping);
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
  for (const criterion of Object.keys(mapping)) {
    if (criteria.includes(criterion)) continue;
    const message = `a rubric is given for \`${criterion}\`, which is no criterion of this judge`;
    report.at([...at, 'rubric', criterion], 'unknown-criterion', message, didYouMean(criterion, criteria));
  }
  const shared = typeof rubric === 'string' ? resolvePath(rubric) : undefined;
  if (shared !== undefined && !requireFile(shared, 'rubric', [...at, 'rubric'], report)) return [];
  const sharedText = shared === undefined ? '' : textOf(shared);
  return [...new Set(criteria)].flatMap((criterion): readonly CriterionRubric[] => {
    const own = mapping[criterion];
    if (own !== undefined) {
      const path = resolvePath(own);
      return requireFile(path, 'rubric', [...at, 'rubric', criterion], report) ? [{ criterion, path }] : [];
    }
    if (shared !== undefined && (criteria.length === 1 || names(sharedText, criterion))) {
      return [{ criterion, path: shared }];
    }
    const shipped = shippedRubric(criterion);
    if (isFile(shipped)) return [{ criterion, path: shipped }];
    const hint = `Write one and name it: \`rubric: { ${criterion}: path/to/rubric.md }\`.`;
    report.at(at, 'missing-rubric', `there is no rubric for criterion \`${criterion}\``, hint);
    return [];
  });
}

/** Whether a rubric's text names the criterion, spelt with underscores, dashes or spaces. */
function names(text: string, criterion: string): boolean {
  const words = criterion.split(/[_-]/).join('[_\\s-]');
  return new RegExp(`(?<![\\w-])${words}(?![\\w-])`, 'i').test(text);
}
