import { type AssertionSpec, nearest, type Problem } from '../../domain/index.js';
import { assertionTypes, splitType, typeNamed } from './assertion-types.js';
import type {
  AskingCheck,
  AssertionType,
  Check,
  CheckResult,
  Compiled,
  MeasureKind,
  SpecFault,
} from './check.js';
import { alternativeTo } from './refused-types.js';

/** Where an assertion stands in the user's files, and what it may rely on. */
export interface AssertionPlace {
  readonly file?: string;
  readonly line?: number;
  /** For example `assert[2]`. */
  readonly path?: string;
  /** False where no model that grades is named, so that graded assertions are refused; default: not checked. */
  readonly grader?: boolean;
}

/** Everything that is wrong with an assertion; none means that it will run. Values are taken as they are written. */
export function validateAssertion(spec: AssertionSpec, place: AssertionPlace = {}): readonly Problem[] {
  const { path, grader, ...position } = place;
  const faults = [...faultsOf(spec), ...(grader === false ? ungraded(spec, '') : [])];
  return faults.map(({ code, message, hint, member }) => ({
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
  const compiled = typeNamed(name)?.compile(spec, compileAssertion);
  if (compiled === undefined) return { state: 'fault', fault: unknownType(spec.type) };
  if (!negated) return compiled;
  if (compiled.state === 'ok') return { state: 'ok', check: negate(compiled.check) };
  return compiled.state === 'asks' ? { state: 'asks', asking: negateAsking(compiled.asking) } : compiled;
}

/** Whether a model grades the assertion, or a member of it. */
export function isGraded(spec: AssertionSpec): boolean {
  return (
    typeNamed(splitType(spec.type).name)?.graded === true || (spec.assert ?? []).some((one) => isGraded(one))
  );
}

/** The measures that the assertion and its members need. */
export function measuresOf(spec: AssertionSpec): readonly MeasureKind[] {
  const own = typeNamed(splitType(spec.type).name)?.measures;
  return [...(own === undefined ? [] : [own]), ...(spec.assert ?? []).flatMap(measuresOf)];
}

/** What to write where a model that grades is missing. */
export const GRADER_HINT =
  'name one beside its assertions: `scorers: { assertions: { model: <model id>, assert: […] } }`, with `provider` and `maxTokens` where they differ';

function ungraded(spec: AssertionSpec, within: string): readonly SpecFault[] {
  const own =
    typeNamed(splitType(spec.type).name)?.graded === true
      ? [
          fault(
            `${within}type`,
            'missing-grader',
            `${spec.type} is graded by a model, and the scorer names none`,
            GRADER_HINT,
          ),
        ]
      : [];
  return [...own, ...(spec.assert ?? []).flatMap((one, at) => ungraded(one, `${within}assert[${at}].`))];
}

function faultsOf(spec: AssertionSpec): readonly SpecFault[] {
  const known = typeof spec.type === 'string' ? splitType(spec.type) : undefined;
  const type = known === undefined ? undefined : typeNamed(known.name);
  const faults = [
    ...(type === undefined ? [unknownType(spec.type)] : []),
    ...(known?.negated === true && known.name === 'select-best' ? [notNegatable(spec.type)] : []),
    ...weightFaults(spec),
    ...metricFaults(spec),
    ...thresholdFaults(spec, type),
    ...(type === undefined ? [] : memberFaults(spec, type)),
  ];
  if (type === undefined || faults.some(({ member }) => /^(threshold|config|assert)/.test(member)))
    return faults;
  const compiled = type.compile(spec, compileAssertion);
  return compiled.state === 'fault' ? [...faults, compiled.fault] : faults;
}

function weightFaults({ weight }: AssertionSpec): readonly SpecFault[] {
  if (weight === undefined || (Number.isFinite(weight) && weight >= 0)) return [];
  return [fault('weight', 'bad-weight', `weight ${weight} is not 0 or more`, 'give a weight of 0 or more')];
}

function metricFaults({ metric }: AssertionSpec): readonly SpecFault[] {
  if (metric === undefined || (typeof metric === 'string' && metric.trim() !== '')) return [];
  return [fault('metric', 'bad-metric', 'metric is not a name', 'give a name, or leave `metric` out')];
}

function thresholdFaults(
  { type: written, threshold }: AssertionSpec,
  type: AssertionType | undefined,
): readonly SpecFault[] {
  if (threshold === undefined) return [];
  if (!Number.isFinite(threshold) || threshold < 0) {
    const message = `threshold ${threshold} is not 0 or more`;
    return [fault('threshold', 'bad-threshold', message, 'give a number of 0 or more')];
  }
  if (type === undefined) return [];
  if (type.threshold === undefined) {
    const message = `${written} has no threshold: it holds or it does not`;
    return [fault('threshold', 'useless-threshold', message, 'remove `threshold`')];
  }
  if (type.threshold === 'amount' || threshold <= 1) return [];
  const message = `threshold ${threshold} of ${written} is above 1, which no score reaches`;
  return [fault('threshold', 'bad-threshold', message, 'give a number from 0 to 1')];
}

function memberFaults(spec: AssertionSpec, type: AssertionType): readonly SpecFault[] {
  const keys = type.config ?? [];
  const foreign = Object.keys(spec.config ?? {}).filter((key) => !keys.includes(key));
  const hint = keys.length === 0 ? 'remove `config`' : `it takes: ${keys.join(', ')}`;
  const config = foreign.map((key) =>
    fault(`config.${key}`, 'bad-assertion-config', `${spec.type} has no \`config.${key}\``, hint),
  );
  if (spec.assert === undefined) return config;
  if (splitType(spec.type).name !== 'assert-set') {
    const message = `${spec.type} has no members`;
    return [...config, fault('assert', 'bad-assertion-value', message, 'give `type: assert-set`')];
  }
  const members = spec.assert.flatMap((member, at) =>
    faultsOf(member).map((one) => ({ ...one, member: `assert[${at}].${one.member}` })),
  );
  return [...config, ...members];
}

function notNegatable(type: string): SpecFault {
  return fault(
    'type',
    'unknown-assertion',
    `\`${type}\` is not supported`,
    'turn its criterion round instead',
  );
}

function unknownType(type: unknown): SpecFault {
  const written = typeof type === 'string' ? type : String(JSON.stringify(type));
  const { name, negated } = splitType(written);
  const other = alternativeTo(name);
  const near = nearest(name, assertionTypes);
  const hint =
    other !== undefined
      ? `use ${other}`
      : near !== undefined
        ? `did you mean \`${negated ? 'not-' : ''}${near}\`?`
        : `known types: ${assertionTypes.join(', ')}, each but select-best also with \`not-\``;
  return fault('type', 'unknown-assertion', `assertion type \`${written}\` is not supported`, hint);
}

function fault(member: string, code: string, message: string, hint: string): SpecFault {
  return { member, code, message, hint };
}

function negate(check: Check): Check {
  return (trial) => opposite(check(trial));
}

function negateAsking({ questions, check }: AskingCheck): AskingCheck {
  return { questions, check: async (trial, tools) => opposite(await check(trial, tools)) };
}

/** What is unknown stays unknown when it is negated. */
function opposite(result: CheckResult): CheckResult {
  return result.state === 'unscored' ? result : { ...result, pass: !result.pass, score: 1 - result.score };
}
