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
  'no-manifest': 'job ends with its output file and no manifest',
} as const satisfies { readonly [kind in JobFault]: string };

const records = {
  'record-400': 'record fails with 400, unbilled',
  'record-408': 'record fails with 408, unbilled',
  'record-424': 'record fails with 424, unbilled',
  'record-429': 'record fails with 429, unbilled',
  'record-error': 'record fails with 500, unbilled',
  'record-503': 'record fails with 503, unbilled',
} as const;

const lines = {
  'duplicate-line': 'output line written twice',
  'missing-line': 'output line left out, although answered and billed',
  'damaged-line': 'second half of an output line left out, although answered and billed',
} as const;

/** Every fault of batch jobs that can be injected, by what it counts: calls, jobs, records or lines. */
export const batchFaultKinds = {
  ...calls,
  ...jobs,
  ...records,
  ...lines,
} as const;

export type BatchFaultKind = keyof typeof batchFaultKinds;
export type BatchFaultRule = CountedRule<BatchFaultKind>;
export type ControlPlaneFault = keyof typeof calls;
export type RecordFault = keyof typeof records;
export type LineFault = keyof typeof lines;

/** Which fault strikes the next call and the next job, and what becomes of records and lines. */
export interface BatchFaultPlan {
  nextCall(operation: string): ControlPlaneFault | undefined;
  nextJob(): JobFault | undefined;
  nextRecord(): RecordFault | undefined;
  /** What becomes of the next line of an output file. */
  nextLine(): LineFault | undefined;
}

export function createBatchFaults(
  rules: readonly BatchFaultRule[],
  options: { readonly seed: number; readonly struck: (kind: BatchFaultKind) => void },
): BatchFaultPlan {
  const callRules = createCountedRules(rules.filter(isOf(calls)), options);
  const jobRules = createCountedRules(rules.filter(isOf(jobs)), options);
  const recordRules = createCountedRules(rules.filter(isOf(records)), options);
  const lineRules = createCountedRules(rules.filter(isOf(lines)), options);
  return {
    nextCall: (operation) => callRules(keysOf(calls), operation),
    nextJob: () => jobRules(keysOf(jobs)),
    nextRecord: () => recordRules(keysOf(records)),
    nextLine: () => lineRules(keysOf(lines)),
  };
}

function isOf<Kind extends BatchFaultKind>(table: { readonly [kind in Kind]: string }) {
  return (rule: BatchFaultRule): rule is CountedRule<Kind> => Object.hasOwn(table, rule.kind);
}

function keysOf<Kind extends string>(table: { readonly [kind in Kind]: string }): readonly Kind[] {
  return Object.keys(table) as Kind[];
}
