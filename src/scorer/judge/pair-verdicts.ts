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

/** What a judge said of a pair, and in which of the answers something was withheld. */
export interface PairLook {
  readonly answer: Answer<PairVerdict>;
  readonly withheld: { readonly candidate: boolean; readonly other: boolean };
}

/**
 * What a judge said in one order. `looks`: with all passages first, then, where some speak to the grader, without
 * them: the verdict that is worse for the answer they stand in counts; where they stand in both answers and two looks
 * disagree, it is a tie.
 */
export function pairValue(looks: readonly PairLook[], candidateFirst: boolean): Answer<OrderedVerdict> {
  let shown: PairValue | undefined;
  let counted: { readonly value: PairValue; readonly reason: string } | undefined;
  for (const { answer, withheld } of looks) {
    if (answer.state === 'missing') return answer;
    const value = valueFor(answer.verdict, candidateFirst);
    const { reason } = answer.verdict;
    shown ??= value;
    const worse = counted === undefined ? value : worseOf(counted.value, value, withheld);
    if (worse !== counted?.value) counted = { value: worse, reason };
  }
  if (counted === undefined) return { state: 'missing', reason: 'not judged' };
  const { value } = counted;
  const unguarded = shown === undefined || shown === value ? {} : { unguarded: shown };
  return { state: 'verdict', verdict: { ...counted, ...unguarded } };
}

/** Of two values, the worse for the answer in which something was withheld; in both, and they differ: a tie. */
function worseOf(before: PairValue, now: PairValue, { candidate, other }: PairLook['withheld']): PairValue {
  if (candidate && other) return before === now ? now : 0.5;
  const isWorse = candidate ? now < before : now > before;
  return isWorse ? now : before;
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
