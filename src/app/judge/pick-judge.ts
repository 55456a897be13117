import { FEWEST_LABELS, type LabelledAnswer, parseLabels } from '../../analyze/index.js';
import {
  type ContentHash,
  didYouMean,
  hashText,
  invalidInput,
  ParsimonyError,
  type Problem,
} from '../../domain/index.js';
import type { Experiment } from '../../experiment/index.js';
import { readSmallText } from '../small-file.js';
import { isJudge, type JudgeScorerSpec, type OpenJudge } from './identity.js';

/** The judge of an experiment by its name; without a name the only one. */
export function pickJudge({ scorers, path }: Experiment, name: string | undefined): JudgeScorerSpec {
  const judges = scorers.filter(isJudge);
  const [only] = judges;
  if (only === undefined)
    throw new ParsimonyError('invalid-input', `${path} has no judge`, {
      hint: 'Declare one under `scorers`: judge: { model: …, criteria: […] }.',
    });
  if (name === undefined) {
    if (judges.length === 1) return only;
    throw new ParsimonyError('invalid-input', `${path} has ${judges.length} judges`, {
      hint: `Name one: ${judges.map((judge) => judge.name).join(', ')}.`,
    });
  }
  const found = judges.find((judge) => judge.name === name);
  if (found !== undefined) return found;
  throw new ParsimonyError('not-found', `${path} has no judge ${name}`, {
    hint: didYouMean(
      name,
      judges.map((judge) => judge.name),
    ),
  });
}

export interface LabelFile {
  readonly answers: readonly LabelledAnswer[];
  readonly sha256: ContentHash;
}

/** Reads a file of labelled answers; throws with every problem. */
export function readLabels(file: string): LabelFile {
  const text = readSmallText(file, {
    what: 'file of labelled answers',
    hint: 'Name a JSONL file of answers with labels; docs/judge-calibration.md has the format.',
  });
  const parsed = parseLabels(text, file);
  if (parsed.state === 'invalid') throw invalidInput(parsed.problems);
  return { answers: parsed.answers, sha256: hashText(text) };
}

/** A pair of labelled answers, the first line first. */
export interface LabelledPair {
  readonly first: LabelledAnswer;
  readonly second: LabelledAnswer;
}

export function pairsOf(answers: readonly LabelledAnswer[]): readonly LabelledPair[] {
  const open = new Map<string, LabelledAnswer>();
  return answers.flatMap((answer) => {
    if (answer.pair === undefined) return [];
    const first = open.get(answer.pair);
    open.set(answer.pair, answer);
    return first === undefined ? [] : [{ first, second: answer }];
  });
}

/** What keeps labels from calibrating a judge: levels off its scale, or too few of a criterion. Before the first call. */
export function labelProblems(
  { identity, scorer }: OpenJudge,
  { answers }: LabelFile,
  file: string,
): readonly Problem[] {
  const problems: Problem[] = [];
  const known = [...new Set(answers.flatMap(({ labels }) => Object.keys(labels)))].slice(0, 10);
  for (const { criterion } of identity.rubrics) {
    const scale =
      identity.kind === 'pointwise' ? scorer.metrics.find(({ name }) => name === criterion) : undefined;
    for (const { labels, line } of answers) {
      const label = labels[criterion];
      if (scale === undefined || label === undefined || (label >= scale.min && label <= scale.max)) continue;
      const message = `label ${label} of ${criterion} lies outside its scale ${scale.min}–${scale.max}`;
      problems.push({
        code: 'label-outside-scale',
        message,
        file,
        line,
        hint: 'Use the levels of the rubric.',
      });
    }
    const labelled =
      identity.kind === 'pointwise'
        ? answers.filter(({ labels }) => labels[criterion] !== undefined).length
        : pairsOf(answers).filter(
            ({ first, second }) =>
              first.labels[criterion] !== undefined && second.labels[criterion] !== undefined,
          ).length;
    if (labelled >= FEWEST_LABELS) continue;
    const what =
      identity.kind === 'pointwise' ? 'labelled answers' : 'labelled pairs (two lines with one `pair`)';
    problems.push({
      code: 'too-few-labels',
      message: `${criterion} has ${labelled} ${what}, a calibration needs ${FEWEST_LABELS}, better 50`,
      file,
      hint:
        labelled === 0 && known.length > 0
          ? `The file labels ${known.join(', ')}. ${didYouMean(criterion, known)}`
          : 'Label more answers; fewer say nothing that an interval could hold.',
    });
  }
  return problems;
}
