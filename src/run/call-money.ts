import type { PicoUsd, Reservation, SpendGuard } from '../cost/index.js';
import { ParsimonyError } from '../domain/index.js';
import type { UnseenWatch } from '../model/port.js';

/** The money of one call: its bound is reserved while an attempt may be under way, and held for good for each unseen one. */
export interface CallMoney {
  /** For the model, while the call goes on. */
  readonly watch: UnseenWatch;
  /** An attempt was not repeated, because there was no money for it just then. */
  readonly lacked: boolean;
  /** Waits for money for an attempt. Throws `budget-exceeded` when there will be none, the signal's reason when aborted. */
  reserve(signal: AbortSignal): Promise<void>;
  /** Takes over what a model says in the end of its unseen attempts, where its watch was not told. */
  count(unseenAttempts: number): void;
  /** The call was billed `actual`. */
  settle(actual: PicoUsd): void;
  /** Gives back what is still reserved; ends once every unseen attempt is on record. */
  close(): Promise<void>;
}

/** `record` puts one unseen attempt on record. */
export function createCallMoney(guard: SpendGuard, bound: PicoUsd, record: () => Promise<void>): CallMoney {
  let reservation: Reservation | null = null;
  let lacked = false;
  let unseen = 0;
  const records: Promise<void>[] = [];
  const add = (): void => {
    unseen += 1;
    guard.holdUnseen(bound);
    reservation?.release();
    reservation = null;
    records.push(record());
  };
  return {
    watch: {
      add,
      async affords() {
        // What is not on record yet would be unknown to the next sitting, if this process died now.
        await Promise.all(records);
        // Waiting here could wait for ever: others may hold their money and wait for this call.
        reservation ??= guard.reserve(bound);
        lacked = reservation === null;
        return !lacked;
      },
    },
    get lacked() {
      return lacked;
    },
    async reserve(signal) {
      lacked = false;
      const granted = await guard.reserveWhenPossible(bound, signal);
      if (granted === 'exhausted') throw exhausted(guard, bound);
      reservation = granted;
    },
    count(unseenAttempts) {
      while (unseen < unseenAttempts) add();
    },
    settle(actual) {
      reservation?.settle(actual);
      reservation = null;
    },
    async close() {
      reservation?.release();
      reservation = null;
      await Promise.all(records);
    },
  };
}

function exhausted({ cap, spent }: SpendGuard, bound: PicoUsd): ParsimonyError {
  const unseenCounts = cap !== null && spent + bound <= cap;
  return new ParsimonyError(
    'budget-exceeded',
    unseenCounts
      ? 'the spend guard stopped the run: attempts that brought no answer may have been billed, and with them the next call might cross its cap'
      : 'the spend guard stopped the run before it would cross its cap',
  );
}
