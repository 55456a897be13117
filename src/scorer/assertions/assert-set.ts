import type { AssertionSpec } from '../../domain/index.js';
import { allSettled } from '../judge/ask.js';
import {
  type AskingCheck,
  type AssertionType,
  type Check,
  type Checked,
  type CheckResult,
  type Compiled,
  runCheck,
} from './check.js';
import { weigh } from './weigh.js';

interface Member {
  readonly spec: AssertionSpec;
  readonly compiled: Extract<Compiled, { state: 'ok' | 'asks' }>;
}

/**
 * Several assertions that count as one: the weighted mean of their scores, which passes from `threshold` on; without
 * one it passes when every member does. For members that hold or do not, the threshold is the share of the weights
 * that must hold.
 */
export const assertSet: AssertionType = {
  threshold: 'share',
  compile(spec, compileMember) {
    const specs = spec.assert ?? [];
    if (specs.length === 0) {
      return faultOf('assert', 'assert-set has no assertions', 'give `assert:` a list of them');
    }
    const members: Member[] = [];
    for (const [at, member] of specs.entries()) {
      const compiled = compileMember(member);
      if (compiled.state === 'fault') {
        const { fault } = compiled;
        return { state: 'fault', fault: { ...fault, member: `assert[${at}].${fault.member}` } };
      }
      if (compiled.state === 'elsewhere') {
        const message = `${member.type} cannot stand in an assert-set: it compares the answers of all variants`;
        return faultOf(`assert[${at}].type`, message, 'move it out of the set');
      }
      members.push({ spec: member, compiled });
    }
    const asks = members.some(({ compiled }) => compiled.state === 'asks');
    return asks
      ? { state: 'asks', asking: askMembers(members, spec) }
      : { state: 'ok', check: checkMembers(members, spec) };
  },
};

function checkMembers(members: readonly Member[], spec: AssertionSpec): Check {
  return (trial) =>
    together(
      members.flatMap(({ spec: own, compiled }) =>
        compiled.state === 'ok' ? [{ spec: own, result: runCheck(compiled.check, trial) }] : [],
      ),
      spec,
    );
}

function askMembers(members: readonly Member[], spec: AssertionSpec): AskingCheck {
  return {
    questions: (trial) =>
      members.flatMap(({ compiled }) => (compiled.state === 'asks' ? compiled.asking.questions(trial) : [])),
    async check(trial, tools) {
      const checked = members.map(async ({ spec: own, compiled }): Promise<Checked> => {
        const result =
          compiled.state === 'ok'
            ? runCheck(compiled.check, trial)
            : await compiled.asking.check(trial, tools);
        return { spec: own, result };
      });
      return together(await allSettled(checked), spec);
    },
  };
}

function together(checked: readonly Checked[], { threshold }: AssertionSpec): CheckResult {
  const weighed = weigh(checked);
  if (weighed.state === 'unscored') return { ...weighed, members: checked };
  const { score, allPass } = weighed;
  const pass = threshold === undefined ? allPass : score >= threshold - 1e-12;
  return { state: 'checked', pass, score, members: checked };
}

function faultOf(member: string, message: string, hint: string): Compiled {
  return { state: 'fault', fault: { code: 'bad-assertion-value', message, hint, member } };
}
