import { type AssertionSpec, nearest, type Problem } from '../../domain/index.js';
import type { Check, CheckResult, Compiled, SpecFault } from './check.js';
import { isJson, jsonSchema } from './json-assertions.js';
import { cost, latency, maxTokens } from './limit-assertions.js';
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
  rougeLAssertion,
  rougeNAssertion,
  startsWith,
} from './text-assertions.js';

/** Every assertion type by name; each can be prefixed with `not-`. */
const types = {
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
  'json-schema': jsonSchema,
  levenshtein,
  'rouge-l': rougeLAssertion,
  'rouge-n': rougeNAssertion,
  latency,
  cost,
  'max-tokens': maxTokens,
} as const;

/** The names that `type` may have, without the `not-` prefix. */
export const assertionTypes: readonly string[] = Object.keys(types);

/** Types that people know from elsewhere → what does that job here. */
const elsewhere: { readonly [type: string]: string } = {
  similar: 'the similarity scorer',
  'llm-rubric': 'a judge scorer with a rubric file',
  'g-eval': 'a judge scorer with a rubric file',
  factuality: '`facts` of a sample with the facts scorer, or a judge scorer',
  'model-graded-closedqa': 'a judge scorer with a rubric file',
  'answer-relevance': 'a judge scorer with the helpfulness rubric',
  'context-faithfulness': 'a judge scorer with the groundedness rubric',
  'contains-json': '`is-json` or `json-schema`',
  javascript: '`regex` or `json-schema`: datasets cannot run code',
  python: '`regex` or `json-schema`: datasets cannot run code',
  bleu: '`rouge-l`',
  meteor: '`rouge-l`',
  'ends-with': '`regex` with a pattern that ends in `$`',
};

/** Where an assertion stands in the user's files. */
export interface AssertionPlace {
  readonly file?: string;
  readonly line?: number;
  /** For example `assert[2]`. */
  readonly path?: string;
}

/** Everything that is wrong with an assertion; none means that it will run. Values are taken as they are written. */
export function validateAssertion(spec: AssertionSpec, place: AssertionPlace = {}): readonly Problem[] {
  const { path, ...position } = place;
  return faultsOf(spec).map(({ code, message, hint, member }) => ({
    code,
    message,
    hint,
    ...position,
    path: path === undefined ? member : `${path}.${member}`,
  }));
}

/** The assertion as a check, with `not-` applied. */
export function compileAssertion(spec: AssertionSpec): Compiled {
  const [fault] = faultsOf(spec);
  if (fault !== undefined) return { state: 'fault', fault };
  const { name, negated } = splitType(spec.type);
  const compiled = typeNamed(name)?.compile(spec);
  if (compiled === undefined) return { state: 'fault', fault: unknownType(spec.type) };
  return compiled.state === 'ok' && negated ? { state: 'ok', check: negate(compiled.check) } : compiled;
}

function faultsOf(spec: AssertionSpec): readonly SpecFault[] {
  const faults: SpecFault[] = [];
  const type = typeof spec.type === 'string' ? typeNamed(splitType(spec.type).name) : undefined;
  if (type === undefined) faults.push(unknownType(spec.type));
  if (spec.weight !== undefined && !(Number.isFinite(spec.weight) && spec.weight >= 0)) {
    faults.push(
      fault('weight', 'bad-weight', `weight ${spec.weight} is not 0 or more`, 'give a weight of 0 or more'),
    );
  }
  if (spec.metric !== undefined && (typeof spec.metric !== 'string' || spec.metric.trim() === '')) {
    faults.push(fault('metric', 'bad-metric', 'metric is not a name', 'give a name, or leave `metric` out'));
  }
  if (spec.threshold !== undefined) {
    if (!Number.isFinite(spec.threshold) || spec.threshold < 0) {
      const message = `threshold ${spec.threshold} is not 0 or more`;
      faults.push(fault('threshold', 'bad-threshold', message, 'give a number of 0 or more'));
    } else if (type !== undefined && !type.takesThreshold) {
      const message = `${spec.type} has no threshold: it holds or it does not`;
      faults.push(fault('threshold', 'useless-threshold', message, 'remove `threshold`'));
    }
  }
  if (type !== undefined && !faults.some(({ member }) => member === 'threshold')) {
    const compiled = type.compile(spec);
    if (compiled.state === 'fault') faults.push(compiled.fault);
  }
  return faults;
}

function splitType(type: string): { readonly name: string; readonly negated: boolean } {
  return type.startsWith('not-') ? { name: type.slice(4), negated: true } : { name: type, negated: false };
}

function typeNamed(name: string) {
  return Object.hasOwn(types, name) ? types[name as keyof typeof types] : undefined;
}

function unknownType(type: unknown): SpecFault {
  const written = typeof type === 'string' ? type : String(JSON.stringify(type));
  const { name, negated } = splitType(written);
  const other = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;
  const near = nearest(name, assertionTypes);
  const hint =
    other !== undefined
      ? `use ${other}`
      : near !== undefined
        ? `did you mean \`${negated ? 'not-' : ''}${near}\`?`
        : `known types: ${assertionTypes.join(', ')}, each also with \`not-\``;
  return fault('type', 'unknown-assertion', `assertion type \`${written}\` is not supported`, hint);
}

function fault(member: SpecFault['member'], code: string, message: string, hint: string): SpecFault {
  return { member, code, message, hint };
}

/** What is unknown stays unknown when it is negated. */
function negate(check: Check): Check {
  return (trial): CheckResult => {
    const result = check(trial);
    return result.state === 'unscored' ? result : { ...result, pass: !result.pass, score: 1 - result.score };
  };
}
