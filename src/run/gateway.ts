import { costOf, type ModelPrice, type PicoUsd, type SpendGuard, ZERO_USD } from '../cost/index.js';
import type { CallFailure, Completion, CompletionOutcome, ParsimonyError } from '../domain/index.js';
import type { CallRole, Model, ModelCall } from '../model/port.js';
import type { Store, StoredResponse } from '../store/index.js';
import { billOf } from './bill.js';
import { type CallMoney, createCallMoney } from './call-money.js';
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
      const batch = call.liveOnly !== true && (options.batchPriced?.(call.role, call.request.model) ?? false);
      return costOf(completion.usage, price, { batch });
    }
    return model.provider === 'echo' ? ZERO_USD : null;
  };

  /** An answer that could not be used may have been billed all the same (law 4). */
  const bookFailure = async (
    call: ModelCall,
    failure: CallFailure,
    price: ModelPrice | null,
    money: CallMoney | null,
  ): Promise<void> => {
    if (price === null || failure.usage === undefined) return;
    const bill = billOf(failure.usage, price);
    if (bill.state === 'unpriced') throw holdUnpriced(bill.error, money);
    const billed = bill.pico;
    const { model: name } = call.request;
    await store.commits.enqueue(() =>
      store.ledger.put({ runRow, role: call.role, model: name, responseId: null, billedPico: billed }),
    );
    money?.settle(billed);
  };

  /** Sends a call, and sends it again where only money for another attempt was lacking and has come free. */
  const send = async (call: ModelCall, money: CallMoney | null, signal: AbortSignal) => {
    let isCounted = false;
    const once = (): Promise<CompletionOutcome> => {
      if (!isCounted) stats.calls += 1;
      if (!isCounted && call.role === 'judge') stats.judgeCalls += 1;
      isCounted = true;
      open += 1;
      stats.peak = Math.max(stats.peak, open);
      const watched = money === null ? call : { ...call, unseen: money.watch };
      return model.complete(watched, signal).finally(() => {
        open -= 1;
      });
    };
    for (let before = NO_ATTEMPTS; ; ) {
      await money?.reserve(signal);
      const outcome = withAttempts(await (options.warmUp?.run(call.request, once, signal) ?? once()), before);
      if (outcome.state === 'completed' || money?.lacked !== true) return outcome;
      before = outcome.failure;
    }
  };

  const moneyFor = ({ role, request }: ModelCall, bound: PicoUsd): CallMoney =>
    createCallMoney(guard, bound, () => {
      const entry = { runRow, role, model: request.model, attempts: 1, atMostPico: bound };
      return store.commits.enqueue(() => store.unseen.put(entry));
    });

  const pay = async (call: ModelCall, signal: AbortSignal): Promise<GatewayResult> => {
    const { request } = call;
    const price = model.provider === 'recorded' ? null : options.price(request.model);
    const money = price === null ? null : moneyFor(call, boundOf(request, price));
    try {
      const outcome = await send(call, money, signal);
      if (outcome.state === 'failed') {
        stats.failedCalls += 1;
        stats.retries += outcome.failure.attempts - 1;
        stats.throttled += outcome.failure.throttles ?? 0;
        await bookFailure(call, outcome.failure, price, money);
        money?.count(outcome.failure.unseenAttempts ?? 0);
        return outcome;
      }
      const { completion } = outcome;
      stats.retries += completion.attempts - 1;
      stats.throttled += completion.throttles ?? 0;
      const bill = billOf(completion.usage, price);
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
        if (price !== null && bill.state === 'known') {
          const billedPico = bill.pico;
          store.ledger.put({ runRow, role: call.role, model: request.model, responseId, billedPico });
        }
        return responseId;
      });
      if (bill.state === 'known') money?.settle(bill.pico);
      money?.count(completion.unseenAttempts ?? 0);
      if (bill.state === 'unpriced') throw holdUnpriced(bill.error, money);
      return {
        state: 'completed',
        from: 'model',
        response: { id, runRow, completion },
        logicalPico: logicalOf(call, completion),
      };
    } finally {
      await money?.close();
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

/** The ledger claims only what is known; the cap counts the most that the call can have cost. */
function holdUnpriced(error: ParsimonyError, money: CallMoney | null): ParsimonyError {
  money?.watch.add();
  return error;
}

const NO_ATTEMPTS: Attempts = { attempts: 0 };
type Attempts = Pick<CallFailure, 'attempts' | 'throttles' | 'unseenAttempts'>;

/** What came of a call, with the attempts that were made before it had to wait for money. */
function withAttempts(outcome: CompletionOutcome, before: Attempts): CompletionOutcome {
  if (before.attempts === 0) return outcome;
  const own = outcome.state === 'completed' ? outcome.completion : outcome.failure;
  const throttles = (own.throttles ?? 0) + (before.throttles ?? 0);
  const unseen = (own.unseenAttempts ?? 0) + (before.unseenAttempts ?? 0);
  const all = {
    attempts: own.attempts + before.attempts,
    ...(throttles > 0 && { throttles }),
    ...(unseen > 0 && { unseenAttempts: unseen }),
  };
  return outcome.state === 'completed'
    ? { state: 'completed', completion: { ...outcome.completion, ...all } }
    : { state: 'failed', failure: { ...outcome.failure, ...all } };
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
