import { strikes } from './strikes.js';

/** When a fault of batch jobs or S3 strikes. Neither `every` nor `rate`: always. */
export interface CountedRule<Kind extends string> {
  readonly kind: Kind;
  /** Every n-th of what the kind counts: calls, bodies, jobs, records or lines. */
  readonly every?: number;
  /** A seeded share of them. */
  readonly rate?: number;
  /** Of calls: only those of this operation, for example `CreateModelInvocationJob`. */
  readonly operation?: string;
  /** At most so many strikes in all. */
  readonly limit?: number;
}

/** Which of some kinds strikes what comes next; the first rule that strikes, in the order given. */
export type NextFault<Kind extends string> = (kinds: readonly Kind[], operation?: string) => Kind | undefined;

/** Each rule counts by itself what it fits. `struck` is told of every strike. */
export function createCountedRules<Kind extends string>(
  rules: readonly CountedRule<Kind>[],
  options: { readonly seed: number; readonly struck: (kind: Kind) => void },
): NextFault<Kind> {
  const states = rules.map((rule) => ({ rule, seen: 0, struck: 0 }));
  return (kinds, operation) => {
    for (const [at, state] of states.entries()) {
      const { rule } = state;
      const otherOperation = rule.operation !== undefined && rule.operation !== operation;
      if (!kinds.includes(rule.kind) || otherOperation) continue;
      if (state.struck >= (rule.limit ?? Number.POSITIVE_INFINITY)) continue;
      state.seen += 1;
      if (!strikes(rule, state.seen, `${rule.kind}:${at}:${state.seen}`, options.seed)) continue;
      state.struck += 1;
      options.struck(rule.kind);
      return rule.kind;
    }
    return undefined;
  };
}
