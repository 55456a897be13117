import { type CountedRule, createCountedRules } from '../faults/counted-rules.js';

/** Every fault of S3 that can be injected. The last two count bodies that are sent, the others calls. */
export const storageFaultKinds = {
  's3-slow-down': '503 SlowDown',
  's3-internal': '500 InternalError',
  's3-access-denied': '403 AccessDenied',
  's3-expired-token': '400 ExpiredToken',
  's3-clock-skew': '403 RequestTimeTooSkewed, with a Date header 15 minutes ahead',
  's3-reset': 'connection destroyed before the call is carried out',
  's3-lose-answer': 'call carried out, connection destroyed before the answer',
  's3-reset-in-body': 'connection destroyed in the middle of an object’s bytes',
  's3-bad-checksum': 'an object’s bytes with the checksum of others',
} as const;

export type StorageFaultKind = keyof typeof storageFaultKinds;
export type StorageFaultRule = CountedRule<StorageFaultKind>;

/** Which fault strikes the next call, and which the next body. */
export interface StorageFaultPlan {
  nextCall(operation: string): StorageFaultKind | undefined;
  nextBody(): StorageFaultKind | undefined;
}

export function createStorageFaults(
  rules: readonly StorageFaultRule[],
  options: { readonly seed: number; readonly struck: (kind: StorageFaultKind) => void },
): StorageFaultPlan {
  const next = createCountedRules(rules, options);
  return {
    nextCall: (operation) => next(callKinds, operation),
    nextBody: () => next(bodyKinds),
  };
}

const bodyKinds = ['s3-reset-in-body', 's3-bad-checksum'] as const;
const callKinds = (Object.keys(storageFaultKinds) as StorageFaultKind[]).filter(
  (kind) => !bodyKinds.some((one) => one === kind),
);
