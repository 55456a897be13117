import { assertSet } from './assert-set.js';
import type { AssertionType } from './check.js';
import { closedQa, factuality, llmRubric } from './graded/answer-questions.js';
import { answerRelevance } from './graded/answer-relevance.js';
import { contextFaithfulness, contextRecall } from './graded/context-questions.js';
import { containsJson, isJson, jsonSchema } from './json-assertions.js';
import { cost, latency, maxTokens } from './limit-assertions.js';
import {
  bleuAssertion,
  gleuAssertion,
  meteorAssertion,
  rougeLAssertion,
  rougeNAssertion,
} from './overlap-assertions.js';
import { isRefusalAssertion } from './refusal.js';
import { selectBest } from './select-best-spec.js';
import { bertscore, similar } from './similar.js';
import {
  contains,
  containsAll,
  containsAny,
  equals,
  icontains,
  icontainsAll,
  icontainsAny,
  levenshtein,
  regex,
  startsWith,
} from './text-assertions.js';
import { isXml } from './xml-assertions.js';

/** Every assertion type by name; each but `select-best` can be prefixed with `not-`. */
const types: { readonly [name: string]: AssertionType } = {
  equals,
  contains,
  icontains,
  'contains-any': containsAny,
  'contains-all': containsAll,
  'icontains-any': icontainsAny,
  'icontains-all': icontainsAll,
  regex,
  'starts-with': startsWith,
  'is-json': isJson,
  'contains-json': containsJson,
  'json-schema': jsonSchema,
  'is-xml': isXml,
  'is-refusal': isRefusalAssertion,
  levenshtein,
  'rouge-l': rougeLAssertion,
  'rouge-n': rougeNAssertion,
  bleu: bleuAssertion,
  gleu: gleuAssertion,
  meteor: meteorAssertion,
  similar,
  'similar:cosine': similar,
  bertscore,
  latency,
  cost,
  'max-tokens': maxTokens,
  'assert-set': assertSet,
  'llm-rubric': llmRubric,
  'model-graded-closedqa': closedQa,
  factuality,
  'model-graded-factuality': factuality,
  'answer-relevance': answerRelevance,
  'context-faithfulness': contextFaithfulness,
  'context-recall': contextRecall,
  'select-best': selectBest,
};

/** The names that `type` may have, without the `not-` prefix. */
export const assertionTypes: readonly string[] = Object.keys(types);

/** A type by its name without `not-`; undefined for one that is not supported. */
export function typeNamed(name: string): AssertionType | undefined {
  return Object.hasOwn(types, name) ? types[name] : undefined;
}

/** `not-contains` is `contains`, negated. */
export function splitType(type: string): { readonly name: string; readonly negated: boolean } {
  return type.startsWith('not-') ? { name: type.slice(4), negated: true } : { name: type, negated: false };
}
