import type { JudgeVerdict } from '../port.js';
import type { Answer } from './ask.js';
import type { PairVerdict } from './verdict.js';

/** For the candidate: 1 better, 0.5 a tie, 0 worse. */
type PairValue = 0 | 0.5 | 1;

/** A verdict in one order. */
export interface OrderedVerdict {
  readonly value: PairValue;
  readonly reason: string;
  /** What was said with the passages shown that speak to the grader, where that was better for who wrote them. */
  readonly unguarded?: PairValue;
}

/** Both orders of one question. */
export interface PairedVerdict {
  readonly first: OrderedVerdict;
  readonly second: OrderedVerdict;
}

/** A verdict with what it was in each order. */
export interface VerdictOfOrders extends JudgeVerdict {
  readonly order: {
    readonly model: string;
    readonly repeat: number;
    readonly candidateFirst: number;
    readonly candidateSecond: number;
  };
}

/**
 * What a judge said in one order. `seen`: with all passages, and, where some speak to the grader, without them: the
 * verdict that is worse for the answer they stand in counts; where they stand in both answers and the two looks
 * disagree, it is a tie.
 */
export function pairValue(
  seen: readonly Answer<PairVerdict>[],
  at: {
    readonly candidateFirst: boolean;
    readonly flagged: { readonly candidate: boolean; readonly other: boolean };
  },
): Answer<OrderedVerdict> {
  const [shown, without] = seen;
  if (shown === undefined) return { state: 'missing', reason: 'not judged' };
  if (shown.state === 'missing') return shown;
  if (without?.state === 'missing') return without;
  const value = valueFor(shown.verdict, at.candidateFirst);
  const open: Answer<OrderedVerdict> = { state: 'verdict', verdict: { value, reason: shown.verdict.reason } };
  if (without === undefined) return open;
  const guarded = valueFor(without.verdict, at.candidateFirst);
  const { candidate, other } = at.flagged;
  const isWorse = candidate && other ? guarded !== value : candidate ? guarded < value : guarded > value;
  if (!isWorse) return open;
  return {
    state: 'verdict',
    verdict: {
      value: candidate && other ? 0.5 : guarded,
      reason: without.verdict.reason,
      unguarded: value,
    },
  };
}

function valueFor({ winner }: PairVerdict, candidateFirst: boolean): PairValue {
  if (winner === 'tie') return 0.5;
  return (winner === 'A') === candidateFirst ? 1 : 0;
}

/** The verdict needs both orders. */
export function bothOrders(
  first: Answer<OrderedVerdict> | undefined,
  second: Answer<OrderedVerdict> | undefined,
): Answer<PairedVerdict> {
  if (first === undefined || second === undefined) return { state: 'missing', reason: 'not judged' };
  if (first.state === 'missing') return { state: 'missing', reason: `shown first: ${first.reason}` };
  if (second.state === 'missing') return { state: 'missing', reason: `shown second: ${second.reason}` };
  return { state: 'verdict', verdict: { first: first.verdict, second: second.verdict } };
}

/** One verdict of two orders: what both say, a tie where they disagree. */
export function pairVerdict(
  model: string,
  repeat: number,
  { first, second }: PairedVerdict,
): VerdictOfOrders {
  const agree = first.value === second.value;
  const score = agree ? first.value : 0.5;
  const unguarded = Math.max(first.unguarded ?? -1, second.unguarded ?? -1);
  return {
    model,
    repeat,
    score,
    reason: agree
      ? first.reason
      : `the orders disagree, so it is a tie. Shown first: ${first.reason} Shown second: ${second.reason}`,
    ...(unguarded > score && { unguarded }),
    order: { model, repeat, candidateFirst: first.value, candidateSecond: second.value },
  };
}
