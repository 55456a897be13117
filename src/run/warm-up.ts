import { setMaxListeners } from 'node:events';
import { type CompletionOutcome, canonicalJson, hashText, type JsonValue } from '../domain/index.js';
import type { CachePoint, ModelRequest } from '../model/port.js';

/** Sends one request per distinct prefix ahead, so that the others can read what it wrote. */
export interface WarmUp {
  /**
   * Makes the call as soon as the prefixes of its checkpoints are in the cache, or as the call that brings them
   * there. Rejects with the signal's reason when it aborts while waiting. A request without checkpoints never waits.
   */
  run(
    request: ModelRequest,
    call: () => Promise<CompletionOutcome>,
    signal: AbortSignal,
  ): Promise<CompletionOutcome>;
}

export interface WarmUpOptions {
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** Prefixes that are remembered; the one unused for longest is forgotten first. */
  readonly maxPrefixes?: number;
}

interface Prefix {
  isLed: boolean;
  warmUntilMs: number;
  failedLeaders: number;
  readonly waiting: Set<() => void>;
}

const LIFETIME_MS = { '5m': 5 * 60_000, '1h': 60 * 60_000 } as const;
/** A request takes a while to reach the cache: what is about to run out counts as gone. */
const SURE_SHARE = 0.9;
/** After so many calls that failed in a row nobody waits any more: a broken request must not make a run serial. */
const MAX_FAILED_LEADERS = 3;

/**
 * An entry of the prompt cache can be read once the answer to the request that writes it has begun. So of all calls
 * with one prefix the first goes alone, and the others wait for its end; if it fails, the next one leads. Each
 * checkpoint is a prefix of its own: calls that share tools and system text but not the rest write those once.
 */
export function createWarmUp({ clock, maxPrefixes = 1_000 }: WarmUpOptions): WarmUp {
  const prefixes = new Map<string, Prefix>();

  const remembered = (key: string): Prefix => {
    const prefix = prefixes.get(key) ?? {
      isLed: false,
      warmUntilMs: Number.NEGATIVE_INFINITY,
      failedLeaders: 0,
      waiting: new Set<() => void>(),
    };
    if (!prefixes.has(key)) {
      if (prefixes.size >= maxPrefixes) forgetColdest(prefixes);
      prefixes.set(key, prefix);
    }
    return prefix;
  };

  /** Whether the caller now leads the prefix; otherwise it is warm. */
  const lead = async (prefix: Prefix, signal: AbortSignal): Promise<boolean> => {
    for (;;) {
      signal.throwIfAborted();
      if (clock() < prefix.warmUntilMs) return false;
      if (!prefix.isLed) {
        prefix.isLed = true;
        return true;
      }
      await leaderEnds(prefix, signal);
    }
  };

  const release = (prefix: Prefix): void => {
    prefix.isLed = false;
    for (const wake of prefix.waiting) wake();
    prefix.waiting.clear();
  };

  return {
    async run(request, call, signal) {
      if (request.cache === undefined) return call();
      const lifetimeMs = LIFETIME_MS[request.cache.ttl] * SURE_SHARE;
      const own = prefixKeys(request).map(remembered);
      const led: Prefix[] = [];
      try {
        // From the shortest to the longest: in one order, so that no two calls wait for each other.
        for (const prefix of own) if (await lead(prefix, signal)) led.push(prefix);
        const outcome = await call();
        const isAnswered = outcome.state === 'completed';
        // The attempt that was answered is what the cache saw, not those before it.
        const usedAtMs = clock() - (isAnswered ? (outcome.completion.wallMs ?? 0) : 0);
        for (const prefix of own) {
          if (isAnswered) prefix.failedLeaders = 0;
          else if (led.includes(prefix)) prefix.failedLeaders += 1;
          if (isAnswered || prefix.failedLeaders >= MAX_FAILED_LEADERS) {
            prefix.warmUntilMs = Math.max(prefix.warmUntilMs, usedAtMs + lifetimeMs);
          }
        }
        return outcome;
      } finally {
        for (const prefix of led) release(prefix);
      }
    },
  };
}

function leaderEnds(prefix: Prefix, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      prefix.waiting.delete(wake);
      reject(signal.reason);
    };
    const wake = (): void => {
      signal.removeEventListener('abort', abort);
      resolve();
    };
    // One signal stands for a whole run, and as many calls may wait as are under way.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', abort, { once: true });
    prefix.waiting.add(wake);
  });
}

/** Whoever is led or waited for stays: forgetting it would let a second call write what is being written. */
function forgetColdest(prefixes: Map<string, Prefix>): void {
  let coldest: { readonly key: string; readonly untilMs: number } | undefined;
  for (const [key, { isLed, waiting, warmUntilMs: untilMs }] of prefixes) {
    if (isLed || waiting.size > 0) continue;
    if (coldest === undefined || untilMs < coldest.untilMs) coldest = { key, untilMs };
  }
  if (coldest !== undefined) prefixes.delete(coldest.key);
}

/** One key per checkpoint: model, lifetime, and all that is sent before it. */
export function prefixKeys(request: ModelRequest): readonly string[] {
  const { cache, model } = request;
  if (cache === undefined) return [];
  return cache.points.map((point) =>
    hashText(canonicalJson([model, cache.ttl, point.at, ...before(point, request)])),
  );
}

function before(point: CachePoint, { tools, system, messages }: ModelRequest): readonly JsonValue[] {
  // The choice of a tool is no part of the tools, but changing it empties the cache of messages.
  const { tools: offered = [], choice = null } = tools ?? {};
  const definitions = offered as unknown as JsonValue;
  switch (point.at) {
    case 'tools':
      return [definitions];
    case 'system':
      return [definitions, system?.slice(0, point.length) ?? ''];
    case 'message':
      return [
        definitions,
        choice,
        system ?? '',
        messages.slice(0, point.index).map(({ role, content }) => ({ role, content })),
        messages[point.index]?.content.slice(0, point.length) ?? '',
      ];
  }
}
