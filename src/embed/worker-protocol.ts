import type { Encoded } from './encoder.js';
import type { Wanted } from './passes.js';

/** To the worker. */
export type WorkerRequest =
  | { readonly kind: 'encode'; readonly id: number; readonly wanted: readonly Wanted[] }
  | { readonly kind: 'pieces'; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: 'close' };

/** From the worker; the arrays are handed over, not copied. */
export type WorkerReply =
  | { readonly kind: 'encoded'; readonly id: number; readonly encoded: readonly Encoded[] }
  | { readonly kind: 'pieces'; readonly id: number; readonly pieces: readonly Int32Array[] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
