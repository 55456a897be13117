/** To the worker. */
export type WorkerRequest =
  | { readonly kind: 'encode'; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: 'close' };

/** From the worker. Vectors of one reply stand one after the other in one array. */
export type WorkerReply =
  | {
      readonly kind: 'encoded';
      readonly id: number;
      readonly vectors: Float32Array;
      readonly truncated: readonly boolean[];
    }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
