import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionOutcome } from '../../src/domain/index.js';
import { type FaultKind, faultKinds } from '../../src/emulator/faults/kinds.js';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { createBedrockModel } from '../../src/model/index.js';
import { callOf } from './contract.js';

const KINDS = Object.keys(faultKinds) as FaultKind[];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, faults: { pauseMs: 5, dripMs: 1 } });
});
afterAll(() => emulator.close());

/** What became of one call that asked the emulator for a fault. */
interface Outcome {
  readonly state: 'answered' | 'failed';
  /** As docs/bedrock.md prints it: code, attempts, and behind * those that may have been billed and said nothing. */
  readonly text: string;
  /** The answer is that of the same request without a fault. */
  readonly isWhole: boolean;
  /** Input tokens that were billed and are on no record; negative: more is on record than was billed. */
  readonly unrecordedTokens: number;
  /** Attempts that the emulator answered, in whole or in part, and of which no usage was read. */
  readonly untoldAttempts: number;
  readonly unseenAttempts: number;
  /** How often the watch of the call was told. */
  readonly watched: number;
}

/** One call on a client and connections of its own: three attempts, waits that take no time. */
async function ask(fault: string, stream: boolean): Promise<Outcome> {
  const model = createBedrockModel({
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: emulator.url,
    maxConcurrency: 1,
    requestTimeoutMs: 10_000,
    deadlineMs: 600_000,
    maxAttempts: 3,
    clock: () => 0,
    rng: () => 0.5,
    sleep: async () => {},
    env: {},
  });
  const request = {
    model: callOf('').request.model,
    messages: [{ role: 'user' as const, content: `What does volume 3 cost? (${fault}, ${stream})` }],
    maxTokens: 100,
  };
  const before = emulator.stats();
  let watched = 0;
  const unseen = {
    add: () => {
      watched += 1;
    },
    affords: async () => true,
  };
  const call = callOf('', { request, stream, metadata: { fault }, unseen });
  const outcome = await model.complete(call, new AbortController().signal);
  const after = emulator.stats();
  const calm = await model.complete(callOf('', { request }), new AbortController().signal);
  await model.close();
  const end = outcome.state === 'completed' ? outcome.completion : outcome.failure;
  const { usage: recorded, unseenAttempts = 0 } = end;
  const unrecordedTokens = after.tokens.input - before.tokens.input - (recorded?.inputTokens ?? 0);
  const operation = stream ? 'ConverseStream' : 'Converse';
  const name = outcome.state === 'completed' ? 'answered' : `\`${outcome.failure.code}\``;
  const billedAttempts = (after.answered[operation] ?? 0) - (before.answered[operation] ?? 0);
  return {
    state: outcome.state === 'completed' ? 'answered' : 'failed',
    text: `${name} ${end.attempts}${unseenAttempts > 0 ? ` *${unseenAttempts}` : ''}`,
    isWhole: outcome.state === 'completed' && textOf(outcome) === textOf(calm),
    unrecordedTokens,
    untoldAttempts: billedAttempts - (recorded ? 1 : 0),
    unseenAttempts,
    watched,
  };
}

function textOf(outcome: CompletionOutcome): string | undefined {
  return outcome.state === 'completed' ? outcome.completion.text : undefined;
}

/** A fault that strikes every attempt, and one that strikes the first only. */
interface Row {
  readonly kind: FaultKind;
  readonly cells: readonly { readonly always: Outcome; readonly once: Outcome }[];
}

async function rowOf(kind: FaultKind): Promise<Row> {
  const modes = faultKinds[kind].on === 'stream' ? [true] : [false, true];
  const cells = [];
  for (const stream of modes) {
    cells.push({ always: await ask(kind, stream), once: await ask(`${kind}:1`, stream) });
  }
  return { kind, cells };
}

describe('every fault of the emulator, on calls and on streams', () => {
  let rows: Row[];
  beforeAll(async () => {
    rows = [];
    for (const kind of KINDS) rows.push(await rowOf(kind));
  }, 60_000);

  it('comes to what docs/bedrock.md prints', () => {
    const lines = rows.map(({ kind, cells }) => {
      const texts = cells.map(({ always, once }) => `${always.text} / ${once.text}`);
      return `| \`${kind}\` | ${texts.length === 1 ? `– | ${texts[0]}` : texts.join(' | ')} |`;
    });
    const printed = ['| fault | a call | a stream |', '|---|---|---|', ...lines].join('\n');
    const page = readFileSync(new URL('../../docs/bedrock.md', import.meta.url), 'utf8');
    const [, shown] = /<!-- fault matrix -->\n\n([\s\S]*?)\n\n<!-- end of fault matrix -->/.exec(page) ?? [];
    expect(shown).toBe(printed);
  });

  it('never gives a short answer, or one put together from two attempts', () => {
    for (const { kind, cells } of rows) {
      for (const cell of cells.flatMap(({ always, once }) => [always, once])) {
        expect(cell.isWhole, kind).toBe(cell.state === 'answered');
      }
    }
  });

  it('never puts more on record than was billed', () => {
    for (const { kind, cells } of rows) {
      for (const cell of cells.flatMap(({ always, once }) => [always, once])) {
        expect(cell.unrecordedTokens, kind).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('counts as unseen every attempt that was billed and said nothing, and tells of each while the call goes on', () => {
    for (const { kind, cells } of rows) {
      for (const cell of cells.flatMap(({ always, once }) => [always, once])) {
        expect(cell.unseenAttempts, kind).toBeGreaterThanOrEqual(cell.untoldAttempts);
        expect(cell.watched, kind).toBe(cell.unseenAttempts);
        if (cell.unrecordedTokens > 0) expect(cell.unseenAttempts, kind).toBeGreaterThan(0);
        if (faultKinds[kind].billed === 'no') expect(cell.unrecordedTokens, kind).toBe(0);
      }
    }
  });

  it('counts none where the service refused the work with an error status', () => {
    const innocent = rows.filter(({ cells }) => cells.every(({ always }) => always.unseenAttempts === 0));
    const unbilled = KINDS.filter((kind) => faultKinds[kind].billed === 'no');
    // A connection that is destroyed before the work looks like one that is destroyed behind it.
    expect(innocent.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(unbilled.filter((kind) => kind !== 'reset')),
    );
  });

  it('that strikes once costs no answer, but where another attempt would be refused or billed for nothing', () => {
    const lost = rows.filter(({ cells }) => cells.some(({ once }) => once.state === 'failed'));
    expect(lost.map(({ kind }) => kind)).toEqual([
      // Refused: the same request would be again.
      'model-error',
      'access-denied',
      'end-of-life',
      'quota-exceeded',
      // Answered and billed, and not readable; or it has said what it billed.
      'html',
      'missing-metadata',
      'missing-message-stop',
      'wrong-order',
      'stream-validation',
    ]);
  });
});
