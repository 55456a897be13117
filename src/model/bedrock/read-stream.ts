import type { ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime';
import { watchCeiling } from './output-ceiling.js';
import { type AssembledResponse, createStreamAssembler } from './stream-assembler.js';
import { StreamFault, streamErrorOf } from './stream-fault.js';

/** What became of a stream; times by the caller's clock. */
export type StreamEnd = {
  /** When the first text came; null: none did. */
  readonly firstTextAtMs: number | null;
} /** `rest` reads on to the end of the connection's answer, whatever stands there; never throws. */ & (
  | {
      readonly state: 'complete';
      readonly response: AssembledResponse;
      readonly rest: () => Promise<void>;
    }
  /** `text` ends at the ceiling, `received` is all that came. */
  | { readonly state: 'ceiling'; readonly text: string; readonly received: string }
  /** `usage` is there when the service has said what it billed. */
  | { readonly state: 'failed'; readonly error: unknown; readonly usage: object | undefined }
);

/**
 * Reads a stream until it is complete, until its text passes the ceiling, or until it fails. A stream that ends
 * without both `messageStop` and `metadata` has failed, whatever came: HTTP does not tell a cut from an end. What
 * follows `metadata` is not waited for.
 */
export async function readStream(
  stream: AsyncIterable<ConverseStreamOutput>,
  options: {
    readonly clock: () => number;
    readonly ceilingTokens: number | undefined;
    readonly estimate: (text: string) => number;
  },
): Promise<StreamEnd> {
  const { clock, ceilingTokens, estimate } = options;
  const assembler = createStreamAssembler();
  const ceiling = ceilingTokens === undefined ? undefined : watchCeiling(ceilingTokens, estimate);
  const events = stream[Symbol.asyncIterator]();
  let firstTextAtMs: number | null = null;
  const failed = (error: unknown, usage?: object): StreamEnd => ({
    state: 'failed',
    error,
    usage: assembler.response().usage ?? usage,
    firstTextAtMs,
  });
  while (!assembler.isComplete()) {
    let next: IteratorResult<ConverseStreamOutput>;
    try {
      next = await events.next();
    } catch (error) {
      return failed(streamErrorOf(error));
    }
    if (next.done) {
      return failed(new StreamFault('incomplete-stream', 'the stream ended before messageStop and metadata'));
    }
    try {
      assembler.take(next.value);
    } catch (error) {
      // No answer any more, but the service may still say what it billed.
      const usage = await usageBehind(events);
      return failed(error, usage);
    }
    const text = assembler.text();
    if (text !== '') firstTextAtMs ??= clock();
    const cut = ceiling?.cut(text) ?? null;
    if (cut !== null) return { state: 'ceiling', text: cut, received: text, firstTextAtMs };
  }
  return { state: 'complete', response: assembler.response(), firstTextAtMs, rest: () => drain(events) };
}

/** Reads the rest of a stream that is no answer, for the usage that its metadata may hold. */
async function usageBehind(events: AsyncIterator<ConverseStreamOutput>): Promise<object | undefined> {
  try {
    for (let next = await events.next(); !next.done; next = await events.next()) {
      if (next.value.metadata?.usage !== undefined) return next.value.metadata.usage;
    }
  } catch {
    // Why it failed is known already.
  }
  return undefined;
}

async function drain(events: AsyncIterator<unknown>): Promise<void> {
  try {
    while (!(await events.next()).done);
  } catch {
    // The answer was complete before.
  }
}
