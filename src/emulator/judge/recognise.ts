import type { JsonSchema } from '../answer/structured.js';
import type { Turn } from '../reading/types.js';

/** A grading prompt, taken apart. */
export interface JudgePrompt {
  /** One answer to grade, or two to compare. */
  readonly candidates: readonly [string] | readonly [string, string];
  readonly question: string;
  /** Empty where the prompt has none. */
  readonly reference: string;
  readonly documents: string;
  /** Everything else: instructions and rubric. */
  readonly rubric: string;
  readonly schema: JsonSchema | undefined;
}

type Part = 'answer' | 'first' | 'second' | 'reference' | 'question' | 'documents';

const tags: { readonly [part in Part]: readonly string[] } = {
  first: ['answer_a', 'response_a', 'assistant_a', 'candidate_a', 'answer_1', 'response_1', 'candidate_1'],
  second: ['answer_b', 'response_b', 'assistant_b', 'candidate_b', 'answer_2', 'response_2', 'candidate_2'],
  answer: [
    'answer',
    'candidate',
    'candidate_answer',
    'response',
    'model_answer',
    'model_response',
    'submission',
    'assistant_answer',
    'assistant_response',
    'answer_to_grade',
    'completion',
    'output',
    'reply',
  ],
  reference: [
    'reference',
    'reference_answer',
    'references',
    'expected',
    'expected_answer',
    'ideal',
    'ideal_answer',
    'gold',
    'ground_truth',
    'correct_answer',
  ],
  question: [
    'question',
    'query',
    'input',
    'user_question',
    'customer_question',
    'customer_message',
    'prompt',
    'request',
    'conversation',
  ],
  documents: [
    'documents',
    'context',
    'sources',
    'passages',
    'retrieved',
    'knowledge',
    'document',
    'search_results',
  ],
};

const labels: readonly (readonly [Part, RegExp])[] = [
  ['first', /^(?:answer|response|assistant|candidate) (?:a|1)$/i],
  ['second', /^(?:answer|response|assistant|candidate) (?:b|2)$/i],
  [
    'reference',
    /^(?:the )?(?:reference|expected|ideal|gold(?:en)?|correct|ground[- ]truth)(?: (?:answer|response|reply|output|solution))?s?$|^(?:参照|模範)(?:回答|解答)$/i,
  ],
  [
    'answer',
    /^(?:the )?(?:(?:candidate|model|assistant|chatbot|submitted|given|student)(?:['’]s)? )?(?:answer|response|reply|output|submission|completion|candidate)(?: to (?:be )?(?:grade|evaluate|judge|score|rate|assess)d?)?$|^(?:評価対象|回答)$/i,
  ],
  [
    'question',
    /^(?:the )?(?:(?:user|customer|original)(?:['’]s)? )?(?:question|query|message|input|conversation)$|^質問$/i,
  ],
  [
    'documents',
    /^(?:the )?(?:retrieved |source |reference )?(?:documents?|context|sources|passages|knowledge|materials)$|^資料$/i,
  ],
];

const grades =
  /\b(?:grade|grading|score|scoring|rate|rating|evaluat\w+|judge|judging|assess\w*|compare)\b[^\n]{0,120}\b(?:answers?|responses?|repl(?:y|ies)|candidates?|submissions?|outputs?|completions?|assistants?)\b|\byou are (?:an? )?[^.\n]{0,40}\b(?:judge|grader|evaluator|examiner|marker)\b|採点|評価(?:者|して|してください)/i;
const asksForGrade =
  /\b(?:scores?|grades?|ratings?|points|scale|rubric|better|winner|prefer\w*|verdict|marks?)\b|点|評価/i;

/** Takes a grading prompt apart; undefined for a prompt that does not ask to grade a delimited answer. */
export function readJudgePrompt(
  system: string,
  messages: readonly Turn[],
  schema: JsonSchema | undefined,
): JudgePrompt | undefined {
  const text = [
    system,
    ...messages.filter((message) => message.role === 'user').map((message) => message.text),
  ].join('\n\n');
  if (!grades.test(text)) return undefined;
  const tagged = takeTagged(text);
  const labelled = takeLabelled(tagged.rest);
  const parts = { ...labelled.parts, ...tagged.parts };
  if (!grades.test(labelled.rest) || !asksForGrade.test(labelled.rest)) return undefined;
  const rest = {
    question: parts.question ?? '',
    reference: parts.reference ?? '',
    documents: parts.documents ?? '',
    rubric: labelled.rest,
    schema,
  };
  if (parts.first !== undefined && parts.second !== undefined)
    return { candidates: [parts.first, parts.second], ...rest };
  return parts.answer === undefined ? undefined : { candidates: [parts.answer], ...rest };
}

/**
 * From the first opening tag to the last closing tag of each part: an answer that contains closing tags of its own
 * cannot step out of its place. Candidates are taken before anything else for the same reason.
 */
function takeTagged(text: string): { readonly parts: { [part in Part]?: string }; readonly rest: string } {
  const parts: { [part in Part]?: string } = {};
  let rest = text;
  for (const part of ['first', 'second', 'answer', 'reference', 'documents', 'question'] as const) {
    for (const name of tags[part]) {
      const lower = rest.toLowerCase();
      const opening = new RegExp(`<${name}(?:\\s[^<>]{0,100})?>`).exec(openingIn(lower, name));
      const closing = lower.lastIndexOf(`</${name}>`);
      if (opening === null || parts[part] !== undefined) continue;
      const from = opening.index + opening[0].length;
      if (closing < from) continue;
      parts[part] = rest.slice(from, closing).trim();
      rest = `${rest.slice(0, opening.index)}\n${rest.slice(closing + name.length + 3)}`;
    }
  }
  return { parts, rest };
}

/** A tag that instructions only mention inside a sentence (`the answer in <answer> tags`) opens nothing. */
function openingIn(text: string, name: string): string {
  return text.replace(
    new RegExp(
      `<${name}>(?=[^\\S\\n]*(?:tags?|elements?|blocks?|and|or|,|\\.|is|are|below|above|section))`,
      'g',
    ),
    (mention) => ' '.repeat(mention.length),
  );
}

function takeLabelled(text: string): { readonly parts: { [part in Part]?: string }; readonly rest: string } {
  const lines: { [part in Part]?: string[] } = {};
  const rest: string[] = [];
  let current: Part | undefined;
  for (const line of text.split('\n')) {
    const heading =
      /^\s*(?:#{1,6}\s+|\*\*)?\[?([\p{L}][\p{L} '’-]{0,40}(?: [12])?)\]?(?:\*\*)?\s*([:：]|$)\s*(?:\*\*)?(.*)$/u.exec(
        line,
      );
    const marked = heading !== null && (heading[2] !== '' || /^\s*(?:#|\*\*|\[)/.test(line));
    const part = marked
      ? labels.find(([, pattern]) => pattern.test((heading[1] ?? '').trim()))?.[0]
      : undefined;
    if (part !== undefined && lines[part] === undefined) {
      current = part;
      lines[part] = [heading?.[3] ?? ''];
    } else if (
      part !== undefined ||
      /^\s*#{1,6}\s/.test(line) ||
      (marked && /^(?:score|rubric|criteria|instructions?|output|format|json)/i.test(heading?.[1] ?? ''))
    ) {
      current = undefined;
      rest.push(line);
    } else if (current !== undefined) lines[current]?.push(line);
    else rest.push(line);
  }
  const parts = Object.fromEntries(
    Object.entries(lines).map(([part, body]) => [part, body.join('\n').trim()]),
  );
  return { parts, rest: rest.join('\n') };
}
