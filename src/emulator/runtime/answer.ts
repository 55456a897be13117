import type { FaultKind } from '../faults/kinds.js';
import { htmlPage } from '../faults/kinds.js';
import type { EmulatedModel } from '../models.js';
import { countTokens } from '../token-count.js';
import { sendJson } from '../wire/exchange.js';
import { breakConnection } from '../wire/listener.js';
import type { Operation } from './operations.js';
import type { BilledUsage, Reply } from './reply.js';
import { bytesOf, type Ends, sendBroken, sendStream } from './send-body.js';
import { shapeStream } from './shape-stream.js';

/** How an answer goes out. */
export interface AnswerOptions {
  readonly operation: Operation;
  readonly rule: EmulatedModel['tokens'];
  readonly fault: FaultKind | undefined;
  readonly faults: { readonly dripMs?: number };
  readonly sleepFactor: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Is told, once, what the call is billed for, before its client can know that it has ended. */
  readonly ended: (usage: BilledUsage) => void;
}

const defaultDripMs = 20;

/** Sends a reply in the form of its operation, slept where asked for, and broken where a fault struck. */
export async function answer(ends: Ends, reply: Reply, options: AnswerOptions): Promise<void> {
  const { operation, fault, sleepFactor, wait, ended } = options;
  const { eventsOf, bodyOf } = operation;
  const breaks = fault === 'lose-answer' || fault === 'html' || fault === 'drip';
  if (eventsOf !== undefined && !breaks) {
    await turnOfOthers(reply);
    return sendStream(ends, shapeStream(eventsOf(reply), reply.request, fault), {
      latency:
        sleepFactor > 0
          ? { firstMs: reply.firstTokenMs * sleepFactor, lastMs: reply.latencyMs * sleepFactor }
          : undefined,
      wait,
      headers: operation.headersOf(reply),
      begun: () => reply.begun?.(),
      ended: (sentText) => ended(partOf(reply, sentText, options.rule)),
    });
  }
  if (sleepFactor > 0) {
    await wait(reply.firstTokenMs * sleepFactor);
    reply.begun?.();
    await wait((reply.latencyMs - reply.firstTokenMs) * sleepFactor);
  } else {
    await turnOfOthers(reply);
    reply.begun?.();
  }
  ended(reply.usage);
  const headers = operation.headersOf(reply);
  const body = bodyOf?.(reply);
  if (body !== undefined) return sendWhole(ends, body, { ...options, headers });
  const events = eventsOf?.(reply) ?? [];
  const bytes = bytesOf(shapeStream(events, reply.request, undefined).pieces);
  await sendWhole(ends, bytes, {
    ...options,
    headers: { 'content-type': 'application/vnd.amazon.eventstream', ...headers },
  });
}

/** Sends a body whole, or what a fault that strikes after the work makes of it. */
export async function sendWhole(
  ends: Ends,
  body: string | Buffer,
  options: Pick<AnswerOptions, 'fault' | 'faults' | 'wait'> & {
    readonly headers: { readonly [name: string]: string };
  },
): Promise<void> {
  const { fault, faults, wait, headers } = options;
  if (fault === 'lose-answer') return breakConnection(ends.request);
  if (fault === 'html') return sendJson(ends.response, 200, htmlPage, { 'content-type': 'text/html' });
  const text = typeof body === 'string';
  if (text && fault !== 'drip' && fault !== 'reset-in-body' && fault !== 'reset-after-body')
    return sendJson(ends.response, 200, fault === 'missing-metadata' ? withoutMetadata(body) : body, headers);
  const bytes = text ? Buffer.from(body) : body;
  return sendBroken(ends, bytes, {
    fault: fault === 'reset-in-body' || fault === 'reset-after-body' ? fault : 'drip',
    dripMs: faults.dripMs ?? defaultDripMs,
    wait,
    headers: {
      ...(text && { 'content-type': 'application/json', 'content-length': bytes.length }),
      ...headers,
    },
  });
}

/**
 * Calls that came at the same time must not read what this one writes, although it is carried out in no time: they
 * are looked up before its answer begins.
 */
function turnOfOthers({ begun }: Reply): Promise<void> | undefined {
  return begun === undefined ? undefined : new Promise((resolve) => setImmediate(resolve));
}

/** What a stream is billed for that ended after `sentText`. */
function partOf(reply: Reply, sentText: string, rule: EmulatedModel['tokens']): BilledUsage {
  const { content, usage } = reply;
  const whole = content.type === 'text' ? content.text : JSON.stringify(content.input);
  if (sentText.length >= whole.length) return usage;
  return { ...usage, outputTokens: Math.min(usage.outputTokens, Math.max(1, countTokens(sentText, rule))) };
}

function withoutMetadata(body: string): string {
  const { usage: _, metrics: __, inputTokens: ___, ...rest } = JSON.parse(body);
  return JSON.stringify(rest);
}
