import path from 'node:path';
import { type AssertionSpec, isRecord, type JsonValue } from '../../domain/index.js';
import { assertionTypes, isGraded, validateAssertion } from '../../scorer/index.js';
import { type ConfigNode, parseConfig } from './config-node.js';
import type { Findings } from './findings.js';
import { filesOf, holdsCode, readTextFile } from './text-file.js';
import { metricName } from './unique-names.js';
import { fillValue, type Vars } from './vars.js';

const CARRIED = ['type', 'value', 'threshold', 'weight', 'metric', 'config', 'assert', 'provider'];

/** What assertions are converted with. */
export interface AssertionContext {
  readonly findings: Findings;
  /** Told of each model that an assertion names to grade it. */
  readonly onGrader: (provider: ConfigNode) => void;
}

/**
 * An assertion of promptfoo as one of ours, with the vars of its test put into its texts; undefined (and a finding)
 * where our registry refuses it.
 */
export function convertAssertion(
  node: ConfigNode,
  vars: Vars,
  context: AssertionContext,
): AssertionSpec | undefined {
  const { findings } = context;
  const { value: written, place } = node;
  if (!isRecord(written) || typeof written.type !== 'string') {
    findings.lost(place, 'an assertion without a type', `Types: ${assertionTypes.join(', ')}.`);
    return undefined;
  }
  for (const [key, member] of node.entries()) {
    if (CARRIED.includes(key) || key === '$ref') continue;
    const alternative = /transform/i.test(key)
      ? 'Answers are scored as they are; a `regex` can look at a part.'
      : key === 'rubricPrompt'
        ? 'Write a rubric file and a judge scorer.'
        : 'There is no counterpart.';
    findings.lost(member.place, `\`${key}\` of the assertion ${written.type}`, alternative);
  }
  // A type that is refused is named as such, before its value is looked at.
  const isKnown = assertionTypes.includes(written.type.replace(/^not-/, ''));
  const spec = isKnown ? specOf(node, written.type, vars, context) : { type: written.type };
  if (spec === undefined) return undefined;
  const [problem, ...others] = validateAssertion(spec);
  if (problem !== undefined) {
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    findings.lost(
      place,
      `${problem.message}${more}`,
      sentence(problem.hint ?? 'See the list of assertions.'),
    );
    return undefined;
  }
  if (isGraded(spec) && written.provider !== undefined) context.onGrader(node.child('provider'));
  if (/^(?:not-)?similar$/.test(spec.type)) {
    findings.changed(
      place,
      '`similar` measures with the encoder that ships here: its scale is another',
      'Look at the scores before you keep the threshold.',
    );
  }
  return spec;
}

function specOf(
  node: ConfigNode,
  type: string,
  vars: Vars,
  context: AssertionContext,
): AssertionSpec | undefined {
  const { findings } = context;
  const { threshold, weight, metric, config } = node.value as { readonly [key: string]: unknown };
  const onOpen = (piece: string): void =>
    findings.lost(
      node.place,
      `${piece} in the assertion ${type} is more than a name: it stays as text`,
      'Write the value out for each sample.',
    );
  const value = assertionValue(node, type, findings);
  if (value === 'unreadable') return undefined;
  const members = node
    .child('assert')
    .items()
    .flatMap((member) => convertAssertion(member, vars, context) ?? []);
  const spec = {
    type,
    ...(value.json !== undefined && { value: fillValue(value.json, vars, onOpen) }),
    ...(typeof threshold === 'number' && { threshold }),
    ...(typeof weight === 'number' && { weight }),
    ...(typeof metric === 'string' && { metric: metricOf(metric, vars, node, findings) }),
    ...(isRecord(config) && {
      config: fillValue(config as JsonValue, vars, onOpen) as NonNullable<AssertionSpec['config']>,
    }),
    ...(members.length > 0 && { assert: members }),
  };
  return spec;
}

function metricOf(written: string, vars: Vars, node: ConfigNode, findings: Findings): string {
  const filled = fillValue(written, vars, () => {});
  const name = metricName(String(filled));
  if (name !== written) {
    findings.changed(
      node.child('metric').place,
      `metric "${written}" is called ${name}`,
      'Names of metrics are letters, digits, "_" and "-".',
    );
  }
  return name;
}

/** The value as written; or a file's content where it names one. */
function assertionValue(
  node: ConfigNode,
  type: string,
  findings: Findings,
): { readonly json: JsonValue | undefined } | 'unreadable' {
  const { value, place } = node.child('value');
  if (typeof value !== 'string') return { json: value as JsonValue | undefined };
  if (value.startsWith('file://')) {
    const [file] = holdsCode(value) ? [] : filesOf(value, path.dirname(place.file));
    const read = file === undefined ? undefined : readTextFile(file);
    if (file === undefined || read?.state !== 'text') {
      const reason = read?.state === 'unreadable' ? read.reason : 'it is code, which is not run';
      findings.lost(place, `assertion ${type}, value ${value}: ${reason}`, 'Write the value itself.');
      return 'unreadable';
    }
    return {
      json: /\.(?:ya?ml|json)$/.test(file) ? (parseConfig(read.text, file).value as JsonValue) : read.text,
    };
  }
  return { json: value };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.]?$/, '.')}`;
}
