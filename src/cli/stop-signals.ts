/** After this long, calls in flight are given up: Ctrl-C ends a run within five seconds. */
const GRACE_MS = 3_500;

/** Ctrl-C and SIGTERM: the first stops new work and, after a grace, calls in flight; the second gives up at once. */
export function watchStopSignals(onStop: () => void): {
  readonly stop: AbortSignal;
  readonly abort: AbortSignal;
  dispose(): void;
} {
  const stop = new AbortController();
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const handle = (): void => {
    if (stop.signal.aborted) {
      abort.abort(new Error('interrupted'));
      return;
    }
    stop.abort(new Error('interrupted'));
    onStop();
    timer = setTimeout(() => abort.abort(new Error('interrupted')), GRACE_MS);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    stop: stop.signal,
    abort: abort.signal,
    dispose() {
      if (timer !== undefined) clearTimeout(timer);
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
    },
  };
}
