import path from 'node:path';
import { type AssertionSpec, isRecord, type JsonValue } from '../../domain/index.js';
import { type AssertionContext, convertAssertion } from './assertions.js';
import { type ConfigNode, flatNode, parseConfig } from './config-node.js';
import type { Findings, Place } from './findings.js';
import { testsOf } from './test-files.js';
import { filesOf, holdsCode, readTextFile } from './text-file.js';
import { combinations, fillIn, readVars, type Vars } from './vars.js';

/** A sample before the names of its vars are settled. */
export interface ConvertedTest {
  readonly id: string;
  readonly vars: Vars;
  readonly assert: readonly AssertionSpec[];
  /** The assertions that `defaultTest` gives it. */
  readonly defaults: readonly AssertionSpec[];
  readonly metadata: { readonly [key: string]: JsonValue };
  readonly reference: { readonly [key: string]: JsonValue };
  readonly place: Place;
}

/** Fields of a sample that a CSV column may have given. */
const NATIVE = [
  'intent',
  'reference',
  'references',
  'documents',
  'history',
  'facts',
  'cluster',
  'sessionId',
  'turn',
  'tags',
  'weight',
];
const READ = ['vars', 'assert', 'description', 'metadata', 'threshold', 'options', ...NATIVE];

/** A test with the parts that a scenario gives it. */
interface Layered {
  readonly test: ConfigNode;
  /** Laid under it, outermost first. */
  readonly under: readonly ConfigNode[];
}

/** Tests, scenarios and `defaultTest` as samples: every combination of listed vars is one. */
export function convertTests(config: ConfigNode, context: AssertionContext): readonly ConvertedTest[] {
  const { findings } = context;
  const base = defaultTest(config.child('defaultTest'), findings);
  if (base.value !== undefined) listOthers(base, 'defaultTest', context);
  const layered = [
    ...testsOf(config.child('tests'), findings).map((test) => ({ test, under: [] })),
    ...scenariosOf(config.child('scenarios'), findings),
  ];
  // Without tests the prompts are asked once as they are.
  const all: readonly Layered[] =
    layered.length > 0 ? layered : [{ test: flatNode({}, config.place), under: [] }];
  if (layered.length === 0) {
    findings.changed(
      config.place,
      'there are no tests: one sample without vars asks each prompt once',
      'Add samples to the dataset.',
    );
  }
  return all.flatMap(({ test, under }, at) => samplesOf(test, [base, ...under], `test-${at + 1}`, context));
}

function samplesOf(
  test: ConfigNode,
  under: readonly ConfigNode[],
  id: string,
  context: AssertionContext,
): readonly ConvertedTest[] {
  const { findings } = context;
  for (const layer of [...under.slice(1), test]) listOthers(layer, 'a test', context);
  const [base, ...scenario] = under;
  const layers = [...under, test];
  const vars: Vars = Object.assign({}, ...layers.map((layer) => readVars(layer.child('vars'), findings)));
  const isKept = layers.some((layer) => layer.child('options').child('disableVarExpansion').value === true);
  const variants = isKept ? [vars] : combinations(vars);
  const isBare = layers.some((layer) => layer.child('options').child('disableDefaultAsserts').value === true);
  return variants.map((chosen, at) => {
    const filled = fillVars(chosen, test.place, findings);
    const convert = (nodes: readonly ConfigNode[]): readonly AssertionSpec[] =>
      nodes
        .flatMap((layer) => layer.child('assert').items())
        .flatMap((assertion) => convertAssertion(assertion, filled, context) ?? []);
    const { description, threshold } = asObject(test.value);
    return {
      id: variants.length === 1 ? id : `${id}-${at + 1}`,
      vars: filled,
      assert: convert([...scenario, test]),
      defaults: isBare || base === undefined ? [] : convert([base]),
      metadata: {
        ...(typeof description === 'string' && { description }),
        ...(typeof threshold === 'number' && { threshold }),
        ...Object.assign({}, ...layers.map((layer) => asObject(layer.child('metadata').value))),
      },
      reference: Object.fromEntries(
        Object.entries(asObject(test.value)).filter(([key]) => NATIVE.includes(key)),
      ) as ConvertedTest['reference'],
      place: test.place,
    };
  });
}

/** Vars may name each other. */
function fillVars(vars: Vars, place: Place, findings: Findings): Vars {
  return Object.fromEntries(
    Object.entries(vars).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      const { text, open } = fillIn(value, vars);
      if (open !== undefined) {
        findings.lost(
          place,
          `${open} in the var ${name} is more than a name: it stays as text`,
          'Write the value out.',
        );
      }
      return [name, text];
    }),
  );
}

function listOthers(node: ConfigNode, what: string, context: AssertionContext): void {
  const { findings } = context;
  for (const [key, member] of node.entries()) {
    if (READ.includes(key)) continue;
    const alternative =
      key === 'providers' || key === 'provider' || key === 'prompts'
        ? 'Every variant answers every sample: make a second experiment for a part of them.'
        : 'There is no counterpart.';
    findings.lost(member.place, `\`${key}\` of ${what}`, alternative);
  }
  if (node.child('threshold').value !== undefined) {
    findings.changed(
      node.child('threshold').place,
      `\`threshold\` of ${what} is kept as metadata: no sample passes or fails by itself`,
      'Bound the mean with a guardrail.',
    );
  }
  for (const [key, member] of node.child('options').entries()) {
    if (key === 'provider') context.onGrader(member);
    else if (key !== 'disableVarExpansion' && key !== 'disableDefaultAsserts') {
      findings.lost(
        member.place,
        `\`options.${key}\` of ${what}`,
        OPTIONS[key] ?? 'There is no counterpart.',
      );
    }
  }
}

const OPTIONS: { readonly [key: string]: string } = {
  transform: 'Answers are scored as they are; a `regex` assertion can look at a part.',
  postprocess: 'Answers are scored as they are; a `regex` assertion can look at a part.',
  transformVars: 'Write the transformed vars into the samples.',
  prefix: 'Write it at the beginning of the prompt.',
  suffix: 'Write it at the end of the prompt.',
  rubricPrompt: 'Write a rubric file and a judge scorer.',
  storeOutputAs: 'Samples do not see each other’s answers: give the turn as `history`.',
  repeat: 'Set `repeats` of the experiment.',
};

function defaultTest(node: ConfigNode, findings: Findings): ConfigNode {
  return typeof node.value === 'string'
    ? (readNode(node.value, node.place, findings) ?? flatNode(undefined, node.place))
    : node;
}

function scenariosOf(node: ConfigNode, findings: Findings): readonly Layered[] {
  const scenarios = node
    .items()
    .flatMap((item) =>
      typeof item.value === 'string' ? (readNode(item.value, item.place, findings)?.items() ?? []) : [item],
    );
  return scenarios.flatMap((scenario) => {
    const configs = testsOf(scenario.child('config'), findings);
    const tests = testsOf(scenario.child('tests'), findings);
    for (const [key, member] of scenario.entries()) {
      if (!['config', 'tests', 'description'].includes(key)) {
        findings.lost(member.place, `\`${key}\` of a scenario`, 'There is no counterpart.');
      }
    }
    return configs.flatMap((config) =>
      (tests.length === 0 ? [flatNode({}, config.place)] : tests).map((test) => ({ test, under: [config] })),
    );
  });
}

function readNode(reference: string, place: Place, findings: Findings): ConfigNode | undefined {
  const [file] = holdsCode(reference) ? [] : filesOf(reference, path.dirname(place.file));
  const read = file === undefined ? undefined : readTextFile(file);
  if (file !== undefined && read?.state === 'text') return parseConfig(read.text, file);
  findings.lost(
    place,
    `${reference}: ${read?.state === 'unreadable' ? read.reason : 'it is code, or no file fits'}`,
    'Write its content here.',
  );
  return undefined;
}

function asObject(value: unknown): { readonly [key: string]: JsonValue } {
  return isRecord(value) ? (value as { readonly [key: string]: JsonValue }) : {};
}
