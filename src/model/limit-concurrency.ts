import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import type { Model } from './port.js';

/**
 * The same model with at most `concurrency` calls (1 or more) under way; further calls wait in order. A call
 * whose signal aborts while it waits is never made: it throws the signal's reason at once.
 */
export function limitConcurrency(model: Model, concurrency: number): Model {
  const limit = pLimit(concurrency);
  return {
    provider: model.provider,
    complete(call, signal) {
      return new Promise((resolve, reject) => {
        const abandon = () => reject(signal.reason);
        if (signal.aborted) return abandon();
        // Hundreds of calls may rightly wait on one signal; Node would take eleven for a leak.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', abandon, { once: true });
        void limit(async () => {
          signal.removeEventListener('abort', abandon);
          if (signal.aborted) return;
          await model.complete(call, signal).then(resolve, reject);
        });
      });
    },
    close: () => model.close(),
  };
}
