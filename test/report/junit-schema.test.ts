import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { GateCheck } from '../../src/gate/port.js';
import { renderJunit } from '../../src/report/junit.js';
import type { ReportModel } from '../../src/report/port.js';
import { fixtureModel } from './fixture.js';
import { check } from './fixture-gate.js';

/** An element as the parser gives it with its order kept. */
interface Node {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly Node[];
}

/**
 * What the schemas in use have in common (Jenkins’ junit-10.xsd, Surefire’s, and what GitLab documents): which element
 * may stand in which, which attributes it has, and which it needs.
 */
const RULES: {
  readonly [name: string]: {
    readonly needs: readonly string[];
    readonly may: readonly string[];
    readonly holds: readonly string[];
  };
} = {
  testsuites: {
    needs: ['name', 'tests', 'failures', 'errors'],
    may: ['time', 'skipped'],
    holds: ['testsuite'],
  },
  testsuite: {
    needs: ['name', 'tests', 'failures', 'errors'],
    may: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package'],
    holds: ['properties', 'testcase', 'system-out', 'system-err'],
  },
  properties: { needs: [], may: [], holds: ['property'] },
  property: { needs: ['name', 'value'], may: [], holds: [] },
  testcase: {
    needs: ['name', 'classname'],
    may: ['time'],
    holds: ['failure', 'error', 'skipped', 'system-out', 'system-err'],
  },
  failure: { needs: ['message', 'type'], may: [], holds: [] },
  error: { needs: ['message', 'type'], may: [], holds: [] },
  'system-out': { needs: [], may: [], holds: [] },
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
});

function readXml(xml: string): readonly Node[] {
  const nodes = (list: readonly { readonly [key: string]: unknown }[]): readonly Node[] =>
    list.flatMap(({ ':@': attributes = {}, ...rest }) =>
      Object.entries(rest)
        .filter(([name]) => name !== '#text' && name !== '?xml')
        .map(([name, children]) => ({
          name,
          attributes: attributes as Node['attributes'],
          children: nodes(children as readonly { readonly [key: string]: unknown }[]),
        })),
    );
  return nodes(parser.parse(xml) as readonly { readonly [key: string]: unknown }[]);
}

function faultsOf(node: Node): readonly string[] {
  const rule = RULES[node.name];
  if (rule === undefined) return [`<${node.name}> is unknown`];
  const given = Object.keys(node.attributes);
  const order = node.children.map(({ name }) => rule.holds.indexOf(name));
  // In a suite properties come first and output last; in a case the outcome comes before the output.
  const inOrder = order.every((place, at) => at === 0 || place >= (order[at - 1] ?? 0));
  return [
    ...rule.needs.filter((name) => !given.includes(name)).map((name) => `<${node.name}> lacks ${name}`),
    ...given
      .filter((name) => ![...rule.needs, ...rule.may].includes(name))
      .map((name) => `<${node.name}> has ${name}`),
    ...node.children
      .filter(({ name }) => !rule.holds.includes(name))
      .map(({ name }) => `<${name}> stands in <${node.name}>`),
    ...(inOrder ? [] : [`the children of <${node.name}> are out of order`]),
    ...node.children.flatMap(faultsOf),
  ];
}

function withChecks(checks: readonly GateCheck[]): ReportModel {
  const model = fixtureModel();
  const { gate } = model.document;
  if (gate === null) throw new Error('the fixture has a gate');
  const sequential = { looks: 3, used: 90, planned: 250, stopped: true, savedUsd: null, method: 'e-values' };
  const share = { dataset: 'adversarial', worse: 4, n: 50, share: 0.08, high: 0.174, level: 0.95 };
  const candidates = gate.candidates.map((candidate) => ({
    ...candidate,
    checks,
    worse: [{ ...share, method: 'Clopper–Pearson' }],
  }));
  return { ...model, document: { ...model.document, gate: { ...gate, candidates, sequential } } };
}

const bound = { kind: 'guardrail', metric: 'facts', slice: 'golden', margin: null } as const;
const every: readonly GateCheck[] = [
  check({ slice: 'golden', verdict: 'pass' }),
  check({ slice: 'golden', verdict: 'pass', margin: 0.02 }),
  check({ ...bound, bound: { min: 0.8 }, verdict: 'fail' }),
  check({ ...bound, bound: { max: 0.99 }, verdict: 'pass' }),
  check({ ...bound, bound: { max: 0.99 }, verdict: 'pass' }),
  check({ kind: 'ratio', metric: 'costUsd', margin: null, bound: { max: 1.05 }, verdict: 'pass' }),
  check({
    kind: 'exact',
    metric: 'worse',
    slice: 'adversarial',
    margin: null,
    bound: { max: 0.1 },
    low: null,
    high: 0.17,
    verdict: 'inconclusive',
    reason: '"<b>" & \u0000',
  }),
];

describe('junit.xml by the rules that its readers share', () => {
  const models = { fixture: fixtureModel(), 'every kind of check': withChecks(every) };

  test.each(Object.entries(models))(
    '%s: well-formed, known elements, needed attributes, order',
    (_, model) => {
      const xml = renderJunit(model);
      expect(XMLValidator.validate(xml)).toBe(true);
      const [root, ...others] = readXml(xml);
      expect(others).toEqual([]);
      expect(root?.name).toBe('testsuites');
      expect(root && faultsOf(root)).toEqual([]);
    },
  );

  test('the rules find what is wrong', () => {
    const [root] = readXml(
      '<testsuites name="x" tests="1" failures="0" errors="0"><testcase odd="1"/></testsuites>',
    );
    expect(root && faultsOf(root)).toEqual(
      [
        '<testcase> stands in <testsuites>',
        'the children of <testsuites> are out of order',
        '<testcase> lacks name',
        '<testcase> lacks classname',
        '<testcase> has odd',
      ].filter((fault) => !fault.startsWith('the children')),
    );
  });

  test.each(Object.entries(models))('%s: counts add up, of cases and of suites', (_, model) => {
    const [root] = readXml(renderJunit(model));
    const sum = (nodes: readonly Node[], name: string) =>
      nodes.reduce((total, { attributes }) => total + Number(attributes[name]), 0);
    for (const name of ['tests', 'failures', 'errors', 'skipped']) {
      expect(Number(root?.attributes[name])).toBe(sum(root?.children ?? [], name));
    }
    for (const suite of root?.children ?? []) {
      const cases = suite.children.filter(({ name }) => name === 'testcase');
      const having = (name: string) =>
        cases.filter(({ children }) => children.some((child) => child.name === name)).length;
      expect(suite.attributes).toMatchObject({
        tests: String(cases.length),
        failures: String(having('failure')),
        errors: String(having('error')),
      });
    }
  });

  test('there is a case for each check of every kind, and no two have one class and name', () => {
    const [root] = readXml(renderJunit(withChecks(every)));
    const cases = (root?.children ?? []).flatMap(({ children }) =>
      children.filter(({ name }) => name === 'testcase'),
    );
    expect(cases).toHaveLength(3 * every.length);
    const keys = cases.map(({ attributes }) => `${attributes.classname}\n${attributes.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('says in every suite what stopping early did, and how many adversarial samples got worse', () => {
    const xml = renderJunit(withChecks(every));
    expect(xml.match(/<property name="stopped-early" value="true"\/>/g)).toHaveLength(3);
    expect(xml.match(/Stopped early after 3 looks/g)).toHaveLength(3);
    expect(xml).toContain('4 of 50 samples of adversarial got severely worse (at most 17.4');
  });
});
