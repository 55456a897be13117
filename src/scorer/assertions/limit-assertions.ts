import type { ScorableTrial } from '../port.js';
import { type AssertionType, ok, passOrFail } from './check.js';

/** An upper bound on something measured; where it was not measured the assertion is unscored, not passed. */
function atMost(options: {
  readonly name: string;
  readonly unit: string;
  readonly limitFromValue: boolean;
  readonly unknown: string;
  readonly measure: (trial: ScorableTrial) => number | null;
}): AssertionType {
  const { name, unit, limitFromValue, unknown, measure } = options;
  return {
    threshold: 'amount',
    compile({ value, threshold }) {
      const limit = threshold ?? (limitFromValue && typeof value === 'number' ? value : undefined);
      if (limit === undefined || !(limit >= 0)) {
        const fault = {
          code: 'missing-threshold',
          message: `${name} needs a threshold of 0 or more`,
          hint: `give \`threshold:\` in ${unit}`,
          member: 'threshold',
        } as const;
        return { state: 'fault', fault };
      }
      return ok((trial) => {
        const measured = measure(trial);
        if (measured === null) return { state: 'unscored', reason: unknown };
        return passOrFail(measured <= limit, `${measured} ${unit}`);
      });
    },
  };
}

/** The service's own latency is at most `threshold` milliseconds. */
export const latency = atMost({
  name: 'latency',
  unit: 'milliseconds',
  limitFromValue: false,
  unknown: 'latency is unknown',
  measure: ({ completion }) => completion.latencyMs,
});

/** The logical cost of the candidate call is at most `threshold` dollars. */
export const cost = atMost({
  name: 'cost',
  unit: 'dollars',
  limitFromValue: false,
  unknown: 'cost is unknown',
  measure: ({ costUsd }) => costUsd,
});

/** The answer has at most `threshold` (or `value`) output tokens, as the service counted them. */
export const maxTokens = atMost({
  name: 'max-tokens',
  unit: 'output tokens',
  limitFromValue: true,
  unknown: 'token usage is unknown',
  measure: ({ completion }) => completion.usage?.outputTokens ?? null,
});
