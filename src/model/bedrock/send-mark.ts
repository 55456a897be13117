/** Remembers which errors of an SDK client came before their request was handed to the connection. */
export interface SendMark {
  /** Middleware for the `initialize` step, around everything. */
  readonly around: Middleware;
  /** Middleware for the `deserialize` step, beneath everything: behind it there is only the connection. */
  readonly beneath: Middleware;
  /** False: the request never left, so nobody was billed. An error that it was not shown counts as one that was sent. */
  readonly wasSent: (error: unknown) => boolean;
}

type Middleware = <A, R>(next: (args: A) => Promise<R>, context: object) => (args: A) => Promise<R>;

/** Looks at where an error came from and not at what it says: credentials, signing and validation fail in many words. */
export function createSendMark(): SendMark {
  const sent = new WeakSet<object>();
  const unsent = new WeakSet<object>();
  return {
    around: (next, context) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (!sent.has(context) && typeof error === 'object' && error !== null) unsent.add(error);
        throw error;
      }
    },
    beneath: (next, context) => (args) => {
      sent.add(context);
      return next(args);
    },
    wasSent: (error) => !(typeof error === 'object' && error !== null && unsent.has(error)),
  };
}
