import { nearest } from '../../domain/index.js';
import type { Factor, FactorValue, SearchSpace } from '../port.js';
import { countPoints, type PointCount } from './count.js';
import { dependencyOrder, levelCount, levelOf } from './levels.js';

/** Something that is wrong with a space; the room that read it knows file and line. */
export interface SpaceProblem {
  readonly code:
    | 'no-factor'
    | 'duplicate-factor'
    | 'empty-factor'
    | 'duplicate-value'
    | 'bad-range'
    | 'unknown-factor'
    | 'unknown-value'
    | 'circular-condition'
    | 'no-allowed-point';
  readonly message: string;
  readonly hint: string;
  /** Where in the space, for example `['factors', 2, 'values']`. */
  readonly path: readonly (string | number)[];
}

/** Whole numbers of a range at most: every level is laid out. */
const MOST_LEVELS = 1_000_000;

type Report = (problem: SpaceProblem) => void;

/**
 * Everything that keeps a space from being searched, at once: empty factors, values given twice, names and values that
 * no factor has, conditions in a circle, and a space (or an intent) that no point is left of.
 */
export function spaceProblems(space: SearchSpace, intents: readonly string[]): readonly SpaceProblem[] {
  const problems: SpaceProblem[] = [];
  const report: Report = (problem) => problems.push(problem);
  if (space.factors.length === 0) {
    report({
      code: 'no-factor',
      message: 'the space has no factor: nothing varies',
      hint: 'Name at least one key with the values that it may take.',
      path: ['factors'],
    });
  }
  space.factors.forEach((factor, at) => {
    reportFactor(space, factor, at, report);
  });
  space.forbidden.forEach((combination, at) => {
    for (const [name, values] of Object.entries(combination)) {
      reportReference(space, { name, values, path: ['forbidden', at, name] }, report);
    }
  });
  for (const [intent, narrowed] of Object.entries(space.narrowed)) {
    for (const [name, values] of Object.entries(narrowed)) {
      reportReference(space, { name, values, path: ['narrowed', intent, name] }, report);
    }
  }
  if (dependencyOrder(space.factors) === null) report(circle(space));
  if (problems.length === 0) reportEmpty(space, intents, report);
  return problems;
}

function reportFactor(space: SearchSpace, factor: Factor, at: number, report: Report): void {
  const { name } = factor;
  if (space.factors.findIndex((other) => other.name === name) < at) {
    report({
      code: 'duplicate-factor',
      message: `the factor ${name} is declared twice`,
      hint: 'Keep one of the two.',
      path: ['factors', at, 'name'],
    });
  }
  if ('values' in factor) {
    if (factor.values.length === 0) {
      report({
        code: 'empty-factor',
        message: `${name} has no value to take`,
        hint: 'Give at least one value, or leave the factor out.',
        path: ['factors', at, 'values'],
      });
    }
    const twice = factor.values.find((value, index) => factor.values.indexOf(value) < index);
    if (twice !== undefined) {
      report({
        code: 'duplicate-value',
        message: `${name} has the value ${JSON.stringify(twice)} twice`,
        hint: 'Each value once: a second one would be searched as another configuration.',
        path: ['factors', at, 'values'],
      });
    }
  } else if (!isRange(factor)) {
    report({
      code: 'bad-range',
      message: `${name} has no ${factor.kind === 'integer' ? 'whole ' : ''}number from ${factor.min} to ${factor.max}`,
      hint: 'min must not be above max, and both must be numbers.',
      path: ['factors', at],
    });
  } else if ((levelCount(factor) ?? 0) > MOST_LEVELS) {
    report({
      code: 'bad-range',
      message: `${name} may take ${levelCount(factor)} whole numbers: more than ${MOST_LEVELS}`,
      hint: 'Narrow the range, list the values that matter, or search it as a real number.',
      path: ['factors', at],
    });
  }
  (factor.when ?? []).forEach((condition, index) => {
    const path = ['factors', at, 'when', index];
    reportReference(space, { name: condition.factor, values: condition.in, path }, report);
  });
}

function isRange(factor: Extract<Factor, { readonly min: number }>): boolean {
  const { min, max } = factor;
  if (!(Number.isFinite(min) && Number.isFinite(max) && min <= max)) return false;
  return factor.kind === 'real' || Math.ceil(min) <= Math.floor(max);
}

function reportReference(
  space: SearchSpace,
  of: {
    readonly name: string;
    readonly values: readonly FactorValue[];
    readonly path: readonly (string | number)[];
  },
  report: Report,
): void {
  const { name, values, path } = of;
  const factor = space.factors.find((other) => other.name === name);
  if (factor === undefined) {
    const names = space.factors.map((other) => other.name);
    const near = nearest(name, names);
    report({
      code: 'unknown-factor',
      message: `there is no factor ${name}`,
      hint: near === undefined ? `Factors are: ${names.join(', ')}.` : `Did you mean ${near}?`,
      path,
    });
    return;
  }
  if (values.length === 0) {
    report({
      code: 'empty-factor',
      message: `no value of ${name} is named`,
      hint: 'Name at least one.',
      path,
    });
  }
  for (const value of values) {
    if (levelOf(factor, value) >= 0) continue;
    report({
      code: 'unknown-value',
      message: `${name} never takes ${JSON.stringify(value)}`,
      hint:
        'values' in factor
          ? `Its values are: ${factor.values.map((one) => JSON.stringify(one)).join(', ')}.`
          : `It lies from ${factor.min} to ${factor.max}.`,
      path,
    });
  }
}

function circle(space: SearchSpace): SpaceProblem {
  const tied = space.factors.filter((factor) => leadsTo(space, factor.name, factor.name));
  return {
    code: 'circular-condition',
    message: `the conditions of ${tied.map(({ name }) => name).join(' and ')} depend on each other in a circle`,
    hint: 'Let one of them hold without a condition.',
    path: ['factors'],
  };
}

function leadsTo(space: SearchSpace, from: string, to: string): boolean {
  const seen = new Set<string>();
  const queue = [from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const factor = space.factors.find((other) => other.name === name);
    for (const condition of factor?.when ?? []) {
      if (condition.factor === to) return true;
      if (!seen.has(condition.factor)) queue.push(condition.factor);
      seen.add(condition.factor);
    }
  }
  return false;
}

function reportEmpty(space: SearchSpace, intents: readonly string[], report: Report): void {
  const whole = countPoints(space, null);
  if (isNone(whole)) {
    report({
      code: 'no-allowed-point',
      message: 'the forbidden combinations leave no point of the space',
      hint: 'Forbid less, or add values.',
      path: ['forbidden'],
    });
    return;
  }
  for (const intent of intents) {
    const own = space.narrowed[intent] === undefined ? undefined : countPoints(space, intent);
    if (own === undefined || !isNone(own)) continue;
    report({
      code: 'no-allowed-point',
      message: `nothing is left to choose for ${intent}`,
      hint: 'Its narrowed values are all forbidden together: allow one more.',
      path: ['narrowed', intent],
    });
  }
}

function isNone(points: PointCount): boolean {
  return points.kind === 'exact' && points.count === 0n;
}
