import type { AssertionSpec } from '../../../domain/index.js';
import type { Material } from '../../judge/fences.js';
import type { ScorableTrial } from '../../port.js';
import {
  type AssertionType,
  badConfig,
  badValue,
  numberIn,
  passOrFail,
  referenceTexts,
  textValue,
} from '../check.js';
import { askGrader, lacks } from './asking-check.js';
import { gradedQuestion } from './graded-question.js';
import { questionMaterial, referenceMaterial } from './sample-material.js';

export const RUBRIC_TASK = `You grade one answer of an assistant on one rubric. Give a score from 0 (the rubric is not met at all) to 1 (fully met), and say whether the answer passes: where the rubric says what passes, by that; else when the answer meets the rubric.`;

export const CLOSED_QA_TASK = `You grade one answer of an assistant on one criterion that an answer meets or does not meet. The verdict is "yes" when the answer meets the criterion, "no" when it does not or when that cannot be told.`;

export const FACTUALITY_TASK = `You grade the factual content of one answer of an assistant against a reference answer that is taken to be true. Differences of style, grammar, order and punctuation do not count. The verdict is one category:
A: the candidate's facts are a subset of the reference's, and agree with them
B: the candidate's facts are a superset of the reference's, and agree with them
C: the candidate has the same facts as the reference
D: the candidate disagrees with the reference
E: they differ, but in nothing that matters to whether the answer is true`;

const TENTHS = Array.from({ length: 11 }, (_, tenth) => tenth / 10);

function shownFor({ sample, completion }: ScorableTrial): readonly Material[] {
  return [...questionMaterial(sample), { tag: 'candidate', text: completion.text }];
}

/** Graded on a rubric in words: a score from 0 to 1, and whether it passes; with a threshold it must do both. */
export const llmRubric: AssertionType = {
  threshold: 'share',
  graded: true,
  compile({ value, threshold = 0 }) {
    const rubric = textValue(value);
    if (rubric === undefined || rubric.trim() === '') {
      return badValue('llm-rubric needs a rubric', 'give `value: what a good answer does`');
    }
    const asking = askGrader({
      criterion: 'llm-rubric',
      prepare: (trial) => ({
        state: 'ask',
        question: gradedQuestion({
          task: RUBRIC_TASK,
          material: shownFor(trial),
          ask: `Grade it on this rubric:\n${rubric}`,
          properties: { score: { type: 'number', enum: TENTHS }, pass: { type: 'boolean' } },
          verdictOf({ reason, score, pass }) {
            if (typeof score !== 'number' || !(score >= 0 && score <= 1))
              return 'its "score" is not from 0 to 1';
            if (typeof pass !== 'boolean') return 'its "pass" is not true or false';
            return { verdict: { score, pass, reason: String(reason) } };
          },
        }),
      }),
      judge: ({ score, pass, reason }) => ({
        state: 'checked',
        pass: pass && score >= threshold - 1e-12,
        score,
        note: reason,
      }),
    });
    return { state: 'asks', asking };
  },
};

/** Whether the answer meets a criterion: yes or no. */
export const closedQa: AssertionType = {
  graded: true,
  compile({ value }) {
    const criterion = textValue(value);
    if (criterion === undefined || criterion.trim() === '') {
      return badValue('model-graded-closedqa needs a criterion', 'give `value: what the answer must do`');
    }
    const asking = askGrader({
      criterion: 'model-graded-closedqa',
      prepare: (trial) => ({
        state: 'ask',
        question: gradedQuestion({
          task: CLOSED_QA_TASK,
          material: shownFor(trial),
          ask: `Say whether it meets this criterion:\n${criterion}`,
          properties: { verdict: { type: 'string', enum: ['no', 'yes'] } },
          verdictOf: ({ reason, verdict }) =>
            verdict === 'yes' || verdict === 'no'
              ? { verdict: { met: verdict === 'yes', reason: String(reason) } }
              : 'its "verdict" is not "yes" or "no"',
        }),
      }),
      judge: ({ met, reason }) => passOrFail(met, reason),
    });
    return { state: 'asks', asking };
  },
};

const CATEGORIES = {
  A: { key: 'subset', score: 1 },
  B: { key: 'superset', score: 1 },
  C: { key: 'agree', score: 1 },
  D: { key: 'disagree', score: 0 },
  E: { key: 'differButFactual', score: 1 },
} as const;

type Category = keyof typeof CATEGORIES;

/** From worst to best. */
const ORDER: readonly Category[] = ['D', 'E', 'A', 'B', 'C'];
const CATEGORY_KEYS = Object.values(CATEGORIES).map(({ key }) => key);

/**
 * The category of the answer's facts against the reference (the value, else the sample's references), as its score:
 * 0 for disagreement and 1 for the others, unless `config` says otherwise. It passes with a score above 0.
 */
export const factuality: AssertionType = {
  threshold: 'share',
  config: CATEGORY_KEYS,
  graded: true,
  compile(spec) {
    const { value, threshold = 0 } = spec;
    const given = value === undefined ? [] : referenceTexts(value);
    if (given === undefined) {
      return badValue('the value of factuality is no text', 'give the true answer, or leave it out');
    }
    const bad = CATEGORY_KEYS.find(
      (key) => spec.config?.[key] !== undefined && !isShare(numberIn(spec, key)),
    );
    if (bad !== undefined) return badConfig(`\`config.${bad}\` is not a score`, 'give a number from 0 to 1');
    const asking = askGrader({
      criterion: 'factuality',
      prepare(trial) {
        const references = given.length > 0 ? given : trial.sample.references;
        if (references.length === 0) return lacks('neither the assertion nor the sample has a reference');
        const material: readonly Material[] = [
          ...questionMaterial(trial.sample),
          referenceMaterial(references),
          { tag: 'candidate', text: trial.completion.text },
        ];
        const question = gradedQuestion({
          task: FACTUALITY_TASK,
          material,
          ask: 'Grade its facts against the reference.',
          properties: { category: { type: 'string', enum: ORDER } },
          verdictOf: ({ reason, category }) =>
            isCategory(category)
              ? { verdict: { category, reason: String(reason) } }
              : 'its "category" is not A, B, C, D or E',
        });
        return { state: 'ask', question };
      },
      judge({ category, reason }) {
        const score = scoreOf(category, spec);
        return {
          state: 'checked',
          pass: score > 0 && score >= threshold - 1e-12,
          score,
          note: `${category} (${CATEGORIES[category].key}): ${reason}`,
        };
      },
    });
    return { state: 'asks', asking };
  },
};

function scoreOf(category: Category, spec: AssertionSpec): number {
  const { key, score } = CATEGORIES[category];
  return numberIn(spec, key) ?? score;
}

function isCategory(value: unknown): value is Category {
  return typeof value === 'string' && Object.hasOwn(CATEGORIES, value);
}

function isShare(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && value <= 1;
}
