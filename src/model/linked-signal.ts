import { setMaxListeners } from 'node:events';

/** A signal that follows another one and may abort earlier; `release` ends its timer and its listener. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  readonly release: () => void;
}

/**
 * A signal that aborts with `parent`'s reason, or with `timeoutReason` after `timeoutMs`. One signal stands for
 * a whole run of many thousand calls, so nothing of a call may stay attached to it: `AbortSignal.any` would.
 */
export function linkSignal(parent: AbortSignal, timeoutMs: number, timeoutReason: unknown): LinkedSignal {
  const controller = new AbortController();
  const follow = () => controller.abort(parent.reason);
  if (parent.aborted) follow();
  setMaxListeners(0, parent);
  parent.addEventListener('abort', follow, { once: true });
  // setTimeout fires at once beyond 2³¹ − 1 ms.
  const timer = setTimeout(() => controller.abort(timeoutReason), Math.min(timeoutMs, 2 ** 31 - 1));
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      parent.removeEventListener('abort', follow);
    },
  };
}
