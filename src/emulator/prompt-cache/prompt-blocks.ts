import type { EmulatedModel } from '../models.js';
import { countTokens, frame } from '../token-count.js';
import type { PromptBlock } from './prompt-cache.js';
import type { CacheTtl } from './support.js';

/** The end of a block in a text that was joined from blocks. */
interface End {
  readonly length: number;
  readonly opaque: string;
  readonly checkpoint?: CacheTtl;
}

/** A prompt in the order in which the service reads it. */
export interface PromptParts {
  readonly tools: readonly { readonly text: string; readonly checkpoint?: CacheTtl }[];
  readonly system: { readonly text: string; readonly ends: readonly End[] };
  readonly messages: readonly {
    readonly role: string;
    readonly text: string;
    readonly ends: readonly End[];
  }[];
}

/** The checkpoints of a prompt in the order tools, system, messages. */
export function checkpointsOf({ tools, system, messages }: PromptParts): readonly CacheTtl[] {
  const ends = [...tools, ...system.ends, ...messages.flatMap((message) => message.ends)];
  return ends.flatMap(({ checkpoint }) => (checkpoint === undefined ? [] : [checkpoint]));
}

/** The blocks of a prompt with the tokens up to each; the last count is what the whole prompt costs. */
export function promptBlocks(
  { tools, system, messages }: PromptParts,
  rule: EmulatedModel['tokens'],
): readonly PromptBlock[] {
  const blocks: PromptBlock[] = [];
  let before: number = frame.request;
  const push = (identity: string, prefixTokens: number, checkpoint: CacheTtl | undefined): void => {
    blocks.push({ identity, prefixTokens, ...(checkpoint !== undefined && { checkpoint }) });
  };
  const pushText = (kind: string, text: string, ends: readonly End[]): void => {
    let start = 0;
    for (const { length, opaque, checkpoint } of ends) {
      const identity = JSON.stringify([kind, text.slice(start, length), opaque]);
      push(identity, before + countTokens(text.slice(0, length), rule), checkpoint);
      start = length;
    }
    before += countTokens(text, rule);
  };
  for (const { text, checkpoint } of tools) {
    before += frame.tool + countTokens(text, rule);
    push(JSON.stringify(['tool', text]), before, checkpoint);
  }
  pushText('system', system.text, system.ends);
  for (const { role, text, ends } of messages) {
    before += frame.message;
    pushText(role, text, ends);
  }
  return blocks;
}
