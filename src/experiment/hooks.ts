import type { AssertionSpec, Problem } from '../domain/index.js';
import type { Draft } from './draft.js';
import type { ScorerSpec } from './port.js';
import type { ProblemReport } from './report.js';
import type { GradedSamples } from './samples.js';
import type { DocumentPath } from './source.js';

/** Asks about every model that the file names where it would be paid for, at its own place. */
export function checkModels(
  draft: Draft,
  problemOf: ((model: string) => Problem | undefined) | undefined,
  report: ProblemReport,
): void {
  if (problemOf === undefined) return;
  const check = (model: string | undefined, at: DocumentPath) => {
    const problem = model === undefined ? undefined : problemOf(model);
    if (problem !== undefined) report.at(at, problem.code, problem.message, problem.hint);
  };
  if (draft.provider !== undefined && draft.provider !== 'echo') {
    for (const [name, { value }] of draft.variants) check(value.model, ['variants', name, 'model']);
    for (const [index, model] of (draft.grid?.value.model ?? []).entries()) {
      check(model, ['grid', 'model', index]);
    }
  }
  for (const [name, { value }] of draft.scorers) {
    const provider = value.provider ?? draft.provider;
    if (provider === 'bedrock' || provider === 'emulator') check(value.model, ['scorers', name, 'model']);
  }
}

/** Says what is wrong with an assertion; `grader`: whether a model that grades is named beside it. */
export type AssertionProblems = (
  assertion: AssertionSpec,
  context: { readonly grader: boolean },
) => readonly Problem[];

/** Asks about every assertion that the file gives to all samples, at its own place. */
export function checkAssertions(
  scorers: readonly ScorerSpec[],
  problemsOf: AssertionProblems | undefined,
  report: ProblemReport,
): void {
  if (problemsOf === undefined) return;
  for (const scorer of scorers) {
    if (scorer.kind !== 'assertions') continue;
    for (const [index, assertion] of scorer.assert.entries()) {
      for (const { code, message, hint, path } of problemsOf(assertion, {
        grader: scorer.grader !== undefined,
      })) {
        const member = path === undefined ? [] : [path];
        report.at(['scorers', scorer.name, 'assert', index, ...member], code, message, hint);
      }
    }
  }
}

/** Assertions of samples that a model grades need one beside the assertions of the experiment. */
export function checkGraders(
  scorers: readonly ScorerSpec[],
  graded: ReadonlyMap<string, GradedSamples>,
  report: ProblemReport,
): void {
  for (const scorer of scorers) {
    if (scorer.kind !== 'assertions' || scorer.grader !== undefined) continue;
    for (const [type, { count, first }] of graded) {
      const who = count === 1 ? `sample ${first} carries` : `${count} samples (the first: ${first}) carry`;
      const message = `${who} \`${type}\`, which a model grades, but the scorer names none`;
      const hint = `Add \`model: <model id>\` to \`scorers.${scorer.name}\`, with \`provider\` and \`maxTokens\` where they differ.`;
      report.at(['scorers', scorer.name], 'missing-grader', message, hint);
    }
  }
}
