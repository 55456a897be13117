import type { ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime';
import { StreamFault } from './stream-fault.js';

/** A Converse answer put together from its events, for `readConverseResponse`. */
export interface AssembledResponse {
  readonly output: { readonly message: { readonly content: readonly object[] } };
  readonly stopReason: string | undefined;
  readonly usage: object | undefined;
  readonly metrics: object | undefined;
}

/** Puts a stream together. */
export interface StreamAssembler {
  /** Takes the next event. Throws `stream-out-of-order` where the protocol has no such event. */
  readonly take: (event: ConverseStreamOutput) => void;
  /** The text of all blocks so far. */
  readonly text: () => string;
  /** Both `messageStop` and `metadata` came: only then is it an answer. */
  readonly isComplete: () => boolean;
  readonly response: () => AssembledResponse;
}

interface Block {
  text: string;
  tool: { readonly name: string; input: string } | null;
  open: boolean;
}

/**
 * The order that it holds to: `messageStart`, then blocks with rising index (a start for tools, none for text on the
 * real wire; deltas only while the block is open), `messageStop`, `metadata`. A block that nobody closed ends with
 * the message.
 */
export function createStreamAssembler(): StreamAssembler {
  const blocks = new Map<number, Block>();
  let phase: 'before' | 'message' | 'stopped' | 'complete' = 'before';
  let lastIndex = -1;
  let text = '';
  let stopReason: string | undefined;
  let usage: object | undefined;
  let metrics: object | undefined;

  const expect = (wanted: typeof phase, event: string) => {
    if (phase !== wanted) throw new StreamFault('stream-out-of-order', `${event} ${WHEN[phase]}`);
  };
  const open = (index: number, tool: Block['tool'], event: string): Block => {
    if (index <= lastIndex)
      throw new StreamFault('stream-out-of-order', `${event} for block ${index} after block ${lastIndex}`);
    const block = { text: '', tool, open: true };
    blocks.set(index, block);
    lastIndex = index;
    return block;
  };
  const openBlock = (index: number, event: string): Block => {
    const block = blocks.get(index) ?? open(index, null, event);
    if (!block.open)
      throw new StreamFault('stream-out-of-order', `${event} for block ${index} after its end`);
    return block;
  };

  return {
    take(event) {
      if (event.messageStart !== undefined) {
        expect('before', 'messageStart');
        phase = 'message';
      } else if (event.contentBlockStart !== undefined) {
        expect('message', 'contentBlockStart');
        const { contentBlockIndex = lastIndex + 1, start } = event.contentBlockStart;
        const name = start?.toolUse?.name;
        open(contentBlockIndex, name === undefined ? null : { name, input: '' }, 'contentBlockStart');
      } else if (event.contentBlockDelta !== undefined) {
        expect('message', 'contentBlockDelta');
        const { contentBlockIndex = Math.max(0, lastIndex), delta } = event.contentBlockDelta;
        const block = openBlock(contentBlockIndex, 'contentBlockDelta');
        block.text += delta?.text ?? '';
        text += delta?.text ?? '';
        if (block.tool !== null) block.tool.input += delta?.toolUse?.input ?? '';
      } else if (event.contentBlockStop !== undefined) {
        expect('message', 'contentBlockStop');
        openBlock(
          event.contentBlockStop.contentBlockIndex ?? Math.max(0, lastIndex),
          'contentBlockStop',
        ).open = false;
      } else if (event.messageStop !== undefined) {
        expect('message', 'messageStop');
        stopReason = event.messageStop.stopReason;
        phase = 'stopped';
      } else if (event.metadata !== undefined) {
        // Kept even when it comes too early: it says what was billed.
        usage ??= event.metadata.usage;
        metrics ??= event.metadata.metrics;
        expect('stopped', 'metadata');
        phase = 'complete';
      }
    },
    text: () => text,
    isComplete: () => phase === 'complete',
    response: () => ({
      output: { message: { content: [...blocks.values()].map(contentOf) } },
      stopReason,
      usage,
      metrics,
    }),
  };
}

const WHEN = {
  before: 'before messageStart',
  message: 'inside the message',
  stopped: 'after messageStop',
  complete: 'after the end',
} as const;

function contentOf({ text, tool }: Block): object {
  return tool === null ? { text } : { toolUse: { name: tool.name, input: toolInput(tool.input) } };
}

/** The tool's input; as the text that it is where the model wrote no JSON (an answer cut by `maxTokens`). */
function toolInput(json: string): unknown {
  if (json === '') return {};
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
