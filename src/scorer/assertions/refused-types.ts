const CODE = '`regex`, `json-schema` or `llm-rubric`: datasets and experiments run no code';
const TRACE = '`cost`, `latency` or `max-tokens`: traces are not recorded';
const TOOLS = '`json-schema` on an answer that is JSON; calls of tools are not judged';
const RUBRIC = '`llm-rubric`, or a judge scorer with a rubric file';

/** Types that people know from promptfoo and that are not supported → what does that job here. */
export const refusedTypes: { readonly [type: string]: string } = {
  'agent-rubric': RUBRIC,
  classifier: '`llm-rubric` that names the classes',
  'contains-html': '`regex` for a tag, or `is-xml` for well-formed markup',
  'contains-sql': '`regex`, or `llm-rubric` that asks for valid SQL',
  'contains-xml': '`is-xml` on the whole answer, or `regex` for a tag',
  'context-relevance': '`context-recall`, or a judge scorer whose rubric shows the documents',
  'conversation-relevance': '`answer-relevance`',
  'ends-with': '`regex` with a pattern that ends in `$`',
  'f-score': '`facts` of a sample with the facts scorer, which weighs what is said and what is left out',
  'finish-reason': '`max-tokens`; a stop reason stands with every trial',
  'g-eval': '`llm-rubric` (one call, no generated steps), or a judge scorer with a rubric file',
  guardrails: '`is-refusal`, which also holds where a guardrail intervened',
  human: '`parsimony review`, where people accept or reject flagged answers',
  'is-html': '`is-xml` for well-formed markup',
  'is-sql': '`regex`, or `llm-rubric` that asks for valid SQL',
  'is-valid-function-call': TOOLS,
  'is-valid-openai-function-call': TOOLS,
  'is-valid-openai-tools-call': TOOLS,
  javascript: CODE,
  'max-score': '`quality` of the experiment, and the front that every report shows',
  moderation: '`llm-rubric`, or `not-contains-any` of a list of words',
  perplexity: '`llm-rubric` for fluency: the service returns no token probabilities',
  'perplexity-score': '`llm-rubric` for fluency: the service returns no token probabilities',
  pi: RUBRIC,
  python: CODE,
  'rouge-s': '`rouge-n` with `config: { n: 2 }`, or `rouge-l`',
  ruby: CODE,
  'search-rubric': '`llm-rubric`: a judge searches nothing',
  'similar:dot': '`similar`: vectors have length 1, so the dot product is the cosine',
  'similar:euclidean': '`similar`: vectors have length 1, so cosine c is the distance √(2 − 2c)',
  'skill-used': TRACE,
  'tool-call-f1': TOOLS,
  'trace-error-spans': TRACE,
  'trace-span-count': TRACE,
  'trace-span-duration': TRACE,
  'trajectory:goal-success': RUBRIC,
  'trajectory:step-count': TRACE,
  'trajectory:tool-args-match': TRACE,
  'trajectory:tool-sequence': TRACE,
  'trajectory:tool-used': TRACE,
  webhook: '`llm-rubric`: assertions ask no server but the model that grades',
  'word-count': '`max-tokens`, or `regex` such as `^(\\S+\\s*){0,50}$`',
};

/** What does the job of a type that is not supported; undefined for one that nobody knows. */
export function alternativeTo(type: string): string | undefined {
  if (Object.hasOwn(refusedTypes, type)) return refusedTypes[type];
  if (type.startsWith('promptfoo:redteam:'))
    return 'an adversarial dataset with `is-refusal` or `llm-rubric`';
  if (type.startsWith('trace-') || type.startsWith('trajectory:')) return TRACE;
  return undefined;
}
