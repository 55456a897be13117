import { questionOf } from '../../../domain/index.js';
import { type AssertionType, badValue, measured, unjudged } from '../check.js';
import { askGrader, lacks } from './asking-check.js';
import { gradedQuestion } from './graded-question.js';

/** promptfoo's; its older releases had 0, which always passes. */
const DEFAULT_THRESHOLD = 0.7;
const KEYS = ['question_1', 'question_2', 'question_3'] as const;

export const RELEVANCE_TASK = `You are shown one answer of an assistant, and judge what was asked. Write three different questions that the answer answers directly, each as a user would have put it, in the language of the answer. Your questions are compared with the real one, which you do not see, to grade the answer's relevance.`;

/**
 * Mean cosine, by the sentence encoder, of the sample's question with three questions that a model infers from the
 * answer alone (a negative one as 0); passes from `threshold` on.
 */
export const answerRelevance: AssertionType = {
  threshold: 'share',
  graded: true,
  measures: 'similar',
  compile({ value, threshold = DEFAULT_THRESHOLD }) {
    if (value !== undefined) {
      return badValue('answer-relevance takes no value', 'remove it: the question is the sample’s own');
    }
    const asking = askGrader({
      criterion: 'answer-relevance',
      prepare({ sample, completion }) {
        if (questionOf(sample) === undefined) return lacks('sample has no question');
        if (completion.text.trim() === '') return lacks('the answer is empty');
        const question = gradedQuestion({
          task: RELEVANCE_TASK,
          material: [{ tag: 'candidate', text: completion.text }],
          ask: 'Write the three questions.',
          properties: Object.fromEntries(KEYS.map((key) => [key, { type: 'string' }])),
          verdictOf(answer) {
            const questions = KEYS.map((key) => answer[key]).filter(isText);
            return questions.length === KEYS.length ? { verdict: questions } : 'it has not three questions';
          },
        });
        return { state: 'ask', question };
      },
      async judge(questions, { sample }, { measure, signal }) {
        const asked = questionOf(sample);
        if (asked === undefined) return unjudged('sample has no question');
        const { compare } = await measure('similar');
        const scores = await Promise.all(questions.map((question) => compare(asked, [question], signal)));
        let sum = 0;
        const notes: string[] = [];
        for (const [at, score] of scores.entries()) {
          if (score.state === 'unscored') return unjudged(score.reason);
          sum += score.value;
          notes.push(`${questions[at]} (${score.value.toFixed(2)})`);
        }
        return measured(sum / scores.length, threshold, notes.join(' '));
      },
    });
    return { state: 'asks', asking };
  },
};

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
