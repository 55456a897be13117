import { type CountedRule, createCountedRules } from '../faults/counted-rules.js';
import type { JobFault } from './job.js';

const calls = {
  'batch-throttle': '429 ThrottlingException from the control plane',
  'batch-internal': '500 InternalServerException from the control plane',
  'batch-unavailable': '503 ServiceUnavailableException from the control plane',
  'batch-access-denied': '403 AccessDeniedException from the control plane',
  'batch-expired-token': '403 ExpiredTokenException from the control plane',
  'batch-clock-skew': '403 InvalidSignatureException, signature expired, with a Date header ahead',
  'batch-reset': 'connection destroyed before the call is carried out',
  'batch-lose-answer': 'call carried out, connection destroyed before the answer',
} as const;

const jobs = {
  'job-fails': 'job fails validation',
  'job-expires': 'job never begins and expires',
  'job-partial': 'job runs out of time after half of its records',
  'manifest-only': 'job ends Completed with a manifest and no output file',
} as const satisfies { readonly [kind in JobFault]: string };

/** Every fault of batch jobs that can be injected, by what it counts: calls, jobs, records or lines. */
export const batchFaultKinds = {
  ...calls,
  ...jobs,
  'record-error': 'record fails with 500, unbilled',
  'duplicate-line': 'output line written twice',
  'missing-line': 'output line left out, although answered and billed',
} as const;

export type BatchFaultKind = keyof typeof batchFaultKinds;
export type BatchFaultRule = CountedRule<BatchFaultKind>;
export type ControlPlaneFault = keyof typeof calls;

/** Which fault strikes the next call and the next job, and what becomes of records and lines. */
export interface BatchFaultPlan {
  nextCall(operation: string): ControlPlaneFault | undefined;
  nextJob(): JobFault | undefined;
  failsRecord(): boolean;
  /** How often the next line of an output file is written: 0, 1 or 2. */
  copiesOfLine(): number;
}

export function createBatchFaults(
  rules: readonly BatchFaultRule[],
  options: { readonly seed: number; readonly struck: (kind: BatchFaultKind) => void },
): BatchFaultPlan {
  const next = createCountedRules(rules, options);
  const callRules = createCountedRules(rules.filter(isOf(calls)), options);
  const jobRules = createCountedRules(rules.filter(isOf(jobs)), options);
  return {
    nextCall: (operation) => callRules(keysOf(calls), operation),
    nextJob: () => jobRules(keysOf(jobs)),
    failsRecord: () => next(['record-error']) !== undefined,
    copiesOfLine() {
      const fault = next(['missing-line', 'duplicate-line']);
      if (fault === undefined) return 1;
      return fault === 'missing-line' ? 0 : 2;
    },
  };
}

function isOf<Kind extends BatchFaultKind>(table: { readonly [kind in Kind]: string }) {
  return (rule: BatchFaultRule): rule is CountedRule<Kind> => Object.hasOwn(table, rule.kind);
}

function keysOf<Kind extends string>(table: { readonly [kind in Kind]: string }): readonly Kind[] {
  return Object.keys(table) as Kind[];
}
