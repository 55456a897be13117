import { everyNth } from '../wire/every-nth.js';

/** Faults of the emulator's S3, counted over its calls in order of arrival; 0 or undefined: none. */
export interface StorageFaultOptions {
  /** 503 SlowDown. */
  readonly slowDownEvery?: number;
  /** 500 InternalError. */
  readonly errorEvery?: number;
  /** The connection is destroyed before anything is done. */
  readonly resetEvery?: number;
  /** The connection is destroyed after a write took effect, before it is answered. */
  readonly loseAnswerEvery?: number;
  /** Of the bodies sent: the connection is destroyed in the middle. */
  readonly resetBodyEvery?: number;
  /** Of the bodies sent: checksum and bytes do not fit together. */
  readonly badChecksumEvery?: number;
}

export type StorageFault = 'slow-down' | 'error' | 'reset' | 'lose-answer';
export type BodyFault = 'reset-body' | 'bad-checksum';

/** Which fault strikes the next call, and which the next body. */
export interface StorageFaultPlan {
  nextCall(): StorageFault | undefined;
  nextBody(): BodyFault | undefined;
}

export function createStorageFaults(options: StorageFaultOptions): StorageFaultPlan {
  return {
    nextCall: everyNth({
      reset: options.resetEvery,
      'slow-down': options.slowDownEvery,
      error: options.errorEvery,
      'lose-answer': options.loseAnswerEvery,
    }),
    nextBody: everyNth({ 'reset-body': options.resetBodyEvery, 'bad-checksum': options.badChecksumEvery }),
  };
}
