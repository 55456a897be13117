import { describe, expect, it } from 'vitest';
import * as stats from '../../src/stats/index.js';
import { agreementCases } from './degenerate/agreement-cases.js';
import { distributionCases } from './degenerate/distribution-cases.js';
import { planningCases } from './degenerate/planning-cases.js';
import { sampleCases } from './degenerate/sample-cases.js';
import { sequentialCases } from './degenerate/sequential-cases.js';

const cases = {
  ...distributionCases,
  ...sampleCases,
  ...agreementCases,
  ...sequentialCases,
  ...planningCases,
};

/**
 * Law of the room: data that cannot tell give `undefined` with a reason, never NaN, infinity, a meaningless 0 or an
 * exception; only programming errors (alpha = 2) throw. One entry for every exported function, old and new.
 */
const functions = Object.entries(stats)
  .filter(([, value]) => typeof value === 'function')
  .map(([name]) => name);

/** Every number of a result, with its path; a result holds values, arrays and further results. */
function unsound(value: unknown, path = 'result'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (value === null || typeof value !== 'object') return [];
  if ('state' in value && value.state === 'undefined') {
    const reason = 'reason' in value ? value.reason : undefined;
    return typeof reason === 'string' && reason.length > 0 ? [] : [`${path} is undefined without a reason`];
  }
  const entries = ArrayBuffer.isView(value)
    ? Object.entries(Array.from(value as Float64Array))
    : Object.entries(value);
  return entries.flatMap(([key, part]) => unsound(part, `${path}.${key}`));
}

describe('degenerate input', () => {
  it('every exported function has its cases, and every case its function', () => {
    expect(Object.keys(cases).sort()).toEqual([...functions].sort());
    for (const [name, { undefined: refused = [], sound = [], throws = [] }] of Object.entries(cases)) {
      expect(refused.length + sound.length + throws.length, name).toBeGreaterThan(0);
    }
  });

  it.each(Object.entries(cases))('%s', (_, { undefined: refused = [], sound = [], throws = [] }) => {
    for (const call of refused) {
      expect(call(), String(call)).toMatchObject({ state: 'undefined', reason: expect.stringMatching(/./) });
    }
    for (const call of [...refused, ...sound]) expect(unsound(call()), String(call)).toEqual([]);
    for (const call of throws) expect(call, String(call)).toThrow(RangeError);
  });
});
