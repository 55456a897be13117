import {
  costOf,
  type ModelPrice,
  type PicoUsd,
  type Reservation,
  type SpendGuard,
  ZERO_USD,
} from '../cost/index.js';
import {
  type CallFailure,
  type Completion,
  type CompletionOutcome,
  ParsimonyError,
} from '../domain/index.js';
import type { CallRole, Model, ModelCall } from '../model/port.js';
import type { Store, StoredResponse } from '../store/index.js';
import { CallsInFlight } from './calls-in-flight.js';
import { boundOf } from './request.js';
import type { WarmUp } from './warm-up.js';

/** What came of a call that went through the gateway. */
export type GatewayResult =
  | {
      readonly state: 'completed';
      /** Whether a model was asked for it now. */
      readonly from: 'model' | 'cache';
      readonly response: StoredResponse;
      /** What the call costs without the cache; null where usage or price is unknown. */
      readonly logicalPico: PicoUsd | null;
    }
  | { readonly state: 'failed'; readonly failure: CallFailure };

export interface GatewayStats {
  calls: number;
  failedCalls: number;
  /** Of `calls`, those that judges made. */
  judgeCalls: number;
  retries: number;
  /** Attempts that the service throttled. */
  throttled: number;
  cacheHits: number;
  /** Most calls that were in flight at one time. */
  peak: number;
}

/** The one way to a model: cache, then guard, then call, then commit and ledger, in this order (laws 1, 2, 4, 5). */
export interface Gateway {
  readonly stats: Readonly<GatewayStats>;
  /** Throws `budget-exceeded` when the guard refuses, and the signal's reason when aborted. */
  call(call: ModelCall, signal: AbortSignal): Promise<GatewayResult>;
}

export interface GatewayOptions {
  readonly model: Model;
  readonly store: Store;
  readonly runRow: number;
  /** Price of a model id; null where calls cost nothing (echo) or the price is not asked for (recorded). */
  readonly price: (model: string) => ModelPrice | null;
  readonly guard: SpendGuard;
  /** Whether answers that other runs paid for may be used. */
  readonly shareCache: boolean;
  /** Sends one call per prefix of the service's prompt cache ahead; default: all go at once. */
  readonly warmUp?: WarmUp;
  /**
   * Whether the plan sends such calls through batch jobs: their logical cost is then at batch rates, whatever really
   * happened to one of them, so that two honest executions report the same cost (law 6). Default: never.
   */
  readonly batchPriced?: (role: CallRole, model: string) => boolean;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { model, store, runRow, guard } = options;
  const stats: GatewayStats = {
    calls: 0,
    judgeCalls: 0,
    failedCalls: 0,
    retries: 0,
    throttled: 0,
    cacheHits: 0,
    peak: 0,
  };
  let open = 0;
  /** Two cells with one request share one call, even while it is in flight. */
  const inFlight = new CallsInFlight<GatewayResult>();

  const logicalOf = (call: ModelCall, completion: Completion): PicoUsd | null => {
    if (completion.usage === null) return null;
    const price = options.price(call.request.model);
    if (price !== null) {
      const batch = options.batchPriced?.(call.role, call.request.model) ?? false;
      return costOf(completion.usage, price, { batch });
    }
    return model.provider === 'echo' ? ZERO_USD : null;
  };

  /** An answer that could not be used may have been billed all the same (law 4). */
  const bookFailure = async (
    call: ModelCall,
    failure: CallFailure,
    price: ModelPrice | null,
    reservation: Reservation | null,
  ): Promise<void> => {
    if (price === null || failure.usage === undefined) return;
    const billed = costOf(failure.usage, price);
    const { model: name } = call.request;
    await store.commits.enqueue(() =>
      store.ledger.put({ runRow, role: call.role, model: name, responseId: null, billedPico: billed }),
    );
    reservation?.settle(billed);
  };

  const pay = async (call: ModelCall, signal: AbortSignal): Promise<GatewayResult> => {
    const { request } = call;
    const price = model.provider === 'recorded' ? null : options.price(request.model);
    const reservation =
      price === null ? null : await guard.reserveWhenPossible(boundOf(request, price), signal);
    if (reservation === 'exhausted') {
      throw new ParsimonyError(
        'budget-exceeded',
        'the spend guard stopped the run before it would cross its cap',
      );
    }
    try {
      const send = (): Promise<CompletionOutcome> => {
        stats.calls += 1;
        if (call.role === 'judge') stats.judgeCalls += 1;
        open += 1;
        stats.peak = Math.max(stats.peak, open);
        return model.complete(call, signal).finally(() => {
          open -= 1;
        });
      };
      const outcome = await (options.warmUp?.run(request, send, signal) ?? send());
      if (outcome.state === 'failed') {
        stats.failedCalls += 1;
        stats.retries += outcome.failure.attempts - 1;
        stats.throttled += outcome.failure.throttles ?? 0;
        await bookFailure(call, outcome.failure, price, reservation);
        return outcome;
      }
      const { completion } = outcome;
      stats.retries += completion.attempts - 1;
      stats.throttled += completion.throttles ?? 0;
      const billed = price === null || completion.usage === null ? ZERO_USD : costOf(completion.usage, price);
      const id = await store.commits.enqueue(() => {
        const responseId = store.responses.put({
          // An answer that an emulator gave never serves a real run, whatever address it came from (law 10).
          key: {
            requestHash: call.requestHash,
            repeat: call.repeat,
            provider: completion.emulated ? 'emulator' : model.provider,
          },
          runRow,
          request,
          completion,
        });
        if (price !== null) {
          store.ledger.put({ runRow, role: call.role, model: request.model, responseId, billedPico: billed });
        }
        return responseId;
      });
      reservation?.settle(billed);
      return {
        state: 'completed',
        from: 'model',
        response: { id, runRow, completion },
        logicalPico: logicalOf(call, completion),
      };
    } finally {
      // Settling came first where there was something to settle; releasing again changes nothing.
      reservation?.release();
    }
  };

  return {
    stats,
    async call(call, signal) {
      signal.throwIfAborted();
      // A recorded table is local and may have been edited: it is always asked.
      if (model.provider === 'recorded') return pay(call, signal);
      const stored = store.responses.find(
        { requestHash: call.requestHash, repeat: call.repeat, provider: model.provider },
        { runRow, shared: options.shareCache },
      );
      if (stored !== undefined) {
        stats.cacheHits += 1;
        const logicalPico = logicalOf(call, stored.completion);
        return { state: 'completed', from: 'cache', response: stored, logicalPico };
      }
      const key = `${call.requestHash}/${call.repeat}`;
      return inFlight.find(key) ?? inFlight.add(key, pay(call, signal));
    },
  };
}

/**
 * A gateway seen as a model, for scorers that call one; `onAnswer` learns each call's response and logical cost, and
 * `onFailure` why a call had none. The gateway is asked for at the first call, because scorers exist before the run
 * that the gateway books to.
 */
export function gatewayAsModel(
  gateway: () => Gateway,
  provider: Model['provider'],
  onAnswer: (call: ModelCall, responseId: number, cost: PicoUsd | null) => void,
  onFailure: (call: ModelCall, failure: CallFailure) => void = () => {},
): Model {
  return {
    provider,
    async complete(call, signal) {
      const result = await gateway().call(call, signal);
      if (result.state === 'failed') {
        onFailure(call, result.failure);
        return result;
      }
      onAnswer(call, result.response.id, result.logicalPico);
      return { state: 'completed', completion: result.response.completion };
    },
    close: async () => {},
  };
}
