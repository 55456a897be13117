import type { Sample } from '../../../domain/index.js';
import { type AssertionType, badValue, type GraderQuestion, measured, referenceTexts } from '../check.js';
import { askGrader, lacks } from './asking-check.js';
import { gradedQuestion } from './graded-question.js';
import { documentsMaterial, questionMaterial } from './sample-material.js';
import { labelOf, numberStatements, statementsOf } from './statements.js';

/** promptfoo's; its older releases had 0, which always passes. */
const DEFAULT_THRESHOLD = 0.5;

export const FAITHFULNESS_TASK = `You grade whether an answer of an assistant is grounded in the documents it was given, statement by statement. The candidate is a list of its statements, each on a line that begins with its label (s1, s2, …). The verdict on each statement is:
"supported": everything that it claims follows from the documents
"unsupported": something that it claims does not follow from the documents, or contradicts them; what is true elsewhere does not count
"no claim": it claims nothing about the world: a greeting, a question, an offer, or saying that something is not known`;

export const RECALL_TASK = `You grade whether documents hold what is needed to give a known right answer, statement by statement. The candidate is that answer as a list of its statements, each on a line that begins with its label (s1, s2, …). The verdict on each statement is:
"attributed": the statement follows from the documents
"not attributed": it does not follow from the documents, in whole or in part`;

interface Verdicts {
  readonly reason: string;
  /** In the order of the statements. */
  readonly labels: readonly string[];
}

/** Asks for one verdict on each statement; `options` from worst to best. */
function statementQuestion(parts: {
  readonly task: string;
  readonly sample: Sample;
  readonly statements: readonly string[];
  readonly options: readonly string[];
}): GraderQuestion<Verdicts> {
  const { task, sample, statements, options } = parts;
  const keys = statements.map((_, at) => labelOf(at));
  return gradedQuestion({
    task,
    material: [
      ...questionMaterial(sample),
      ...documentsMaterial(sample),
      { tag: 'candidate', text: numberStatements(statements) },
    ],
    ask: `Grade each of its ${statements.length} statements against the documents.`,
    properties: Object.fromEntries(keys.map((key) => [key, { type: 'string', enum: options }])),
    verdictOf(answer) {
      const labels: string[] = [];
      for (const key of keys) {
        const label = answer[key];
        if (typeof label !== 'string' || !options.includes(label)) {
          return `its "${key}" is not ${options.map((option) => `"${option}"`).join(' or ')}`;
        }
        labels.push(label);
      }
      return { verdict: { reason: String(answer.reason), labels } };
    },
  });
}

/**
 * Share of the answer's statements that its documents support, of those that claim something; 1 where none does.
 */
export const contextFaithfulness: AssertionType = {
  threshold: 'share',
  graded: true,
  compile({ value, threshold = DEFAULT_THRESHOLD }) {
    if (value !== undefined) {
      return badValue(
        'context-faithfulness takes no value',
        'remove it: the answer is held to the documents',
      );
    }
    const asking = askGrader({
      criterion: 'context-faithfulness',
      prepare({ sample, completion }) {
        if (sample.documents.length === 0) return lacks('sample has no documents');
        const statements = statementsOf(completion.text);
        if (statements.length === 0) return lacks('the answer is empty');
        const options = ['unsupported', 'no claim', 'supported'];
        return {
          state: 'ask',
          question: statementQuestion({ task: FAITHFULNESS_TASK, sample, statements, options }),
        };
      },
      judge({ labels, reason }) {
        const supported = count(labels, 'supported');
        const claims = supported + count(labels, 'unsupported');
        if (claims === 0) return measured(1, threshold, `no claims: ${reason}`);
        return measured(supported / claims, threshold, `${supported} of ${claims} claims: ${reason}`);
      },
    });
    return { state: 'asks', asking };
  },
};

/** Share of the statements of the right answer (the value, else the first reference) that the documents hold. */
export const contextRecall: AssertionType = {
  threshold: 'share',
  graded: true,
  compile({ value, threshold = DEFAULT_THRESHOLD }) {
    const given = value === undefined ? [] : referenceTexts(value);
    if (given === undefined) {
      return badValue('the value of context-recall is no text', 'give the right answer, or leave it out');
    }
    const asking = askGrader({
      criterion: 'context-recall',
      prepare({ sample }) {
        if (sample.documents.length === 0) return lacks('sample has no documents');
        const known = given.length > 0 ? given.join('\n') : sample.references[0];
        const statements = known === undefined ? [] : statementsOf(known);
        if (statements.length === 0) return lacks('neither the assertion nor the sample has a reference');
        const options = ['not attributed', 'attributed'];
        return {
          state: 'ask',
          question: statementQuestion({ task: RECALL_TASK, sample, statements, options }),
        };
      },
      judge({ labels, reason }) {
        const held = count(labels, 'attributed');
        return measured(held / labels.length, threshold, `${held} of ${labels.length} statements: ${reason}`);
      },
    });
    return { state: 'asks', asking };
  },
};

function count(labels: readonly string[], wanted: string): number {
  return labels.filter((label) => label === wanted).length;
}
