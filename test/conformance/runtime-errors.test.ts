import { beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, type FaultKind, faultKinds, startEmulator } from '../../src/emulator/index.js';
import type { Outcome } from './answers.js';
import { question } from './conversation.js';
import { takeNoWaits } from './no-waits.js';
import { ofCalls, ofOperation, ofStreams, type Row, refused, withoutHaste } from './outcomes.js';
import { type RuntimeOperation, runtimeClients, runtimeOperations } from './runtime-clients.js';

/** What the operations answer where nothing strikes. */
const calm = new Map<RuntimeOperation, Outcome>();

const kinds = Object.keys(faultKinds) as FaultKind[];

takeNoWaits();
beforeAll(async () => {
  const emulator = await startEmulator();
  const client = await runtimeClients[1].open(emulator);
  for (const operation of runtimeOperations) {
    const outcome = await client[operation]?.(question);
    if (outcome?.state !== 'answered') throw new Error(`${operation} does not answer without a fault`);
    calm.set(operation, outcome);
  }
  await client.close();
  await emulator.close();
});

/** What a call came to for one client, and what the emulator saw of it. */
interface Cell {
  readonly text: string;
  readonly outcome: Outcome;
  readonly sent: number;
  /** Attempts that were carried out, whole or in part. */
  readonly billed: number;
}

const isStream = (operation: RuntimeOperation) =>
  operation === 'ConverseStream' || operation === 'InvokeModelWithResponseStream';

/** Cells by operation, one for each client that has it. */
async function outcomesOf(kind: FaultKind): Promise<ReadonlyMap<RuntimeOperation, readonly Cell[]>> {
  const rules = [{ kind }];
  const emulator = await startEmulator({ faults: { rules, retryAfterSeconds: 0, pauseMs: 1, dripMs: 0 } });
  const struck = runtimeOperations.filter((each) => faultKinds[kind].on === 'any' || isStream(each));
  const cells = new Map<RuntimeOperation, Cell[]>(struck.map((each) => [each, []]));
  for (const { open } of runtimeClients) {
    // Each call on a client of its own, side by side: no connection or retry quota is shared.
    await Promise.all(
      struck.map(async (operation) => {
        const cell = await cellOf(emulator, open, operation);
        if (cell !== undefined) cells.get(operation)?.push(cell);
      }),
    );
  }
  await emulator.close();
  return cells;
}

async function cellOf(
  emulator: Emulator,
  open: (typeof runtimeClients)[number]['open'],
  operation: RuntimeOperation,
): Promise<Cell | undefined> {
  const client = await open(emulator);
  const before = emulator.stats();
  const outcome = await client[operation]?.(question);
  const after = emulator.stats();
  await client.close();
  if (outcome === undefined) return undefined;
  const count = (of: 'received' | 'answered') => (after[of][operation] ?? 0) - (before[of][operation] ?? 0);
  const sent = count('received');
  return { text: `${toldOf(outcome)} ×${sent}`, outcome, sent, billed: count('answered') };
}

function toldOf(outcome: Outcome): string {
  if (outcome.state === 'answered') return 'answered';
  if (outcome.state === 'short') return `short (${outcome.lacks.join(', ')})`;
  return `${outcome.name.replace(/\d{4,}/g, '#')}${outcome.text === '' ? '' : ' after text'}`;
}

/** The row of the table, as one text for each client that has the operation. */
function expected(kind: FaultKind, operation: RuntimeOperation, clients: number): readonly string[] {
  const table = isStream(operation) ? ofStreams : ofCalls;
  const row: Row | undefined = ofOperation[operation]?.[kind] ?? table[kind] ?? refused[kind];
  if (row === undefined) throw new Error(`the table has no row for ${kind}`);
  const [first, second = first, third = second] = typeof row === 'string' ? [row] : row;
  const all = typeof row !== 'string' && row.length === 2 ? [first, first, second] : [first, second, third];
  return all.slice(0, clients);
}

describe.each(kinds)('%s, on every operation that it can strike', (kind) => {
  let cells: Awaited<ReturnType<typeof outcomesOf>>;
  beforeAll(async () => {
    cells = await outcomesOf(kind);
  });

  it('comes to what the table says for each client', () => {
    const seen = [...cells].map(([operation, row]) => [
      operation,
      row.map(({ text }, client) => (row.length === 3 ? withoutHaste(kind)(text, client) : text)),
    ]);
    const said = [...cells].map(([operation, row]) => [operation, expected(kind, operation, row.length)]);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(said));
  });

  it('bills each attempt that was carried out and no other', () => {
    const { billed } = faultKinds[kind];
    for (const [operation, row] of cells)
      for (const cell of row) expect(cell.billed, operation).toBe(billed === 'no' ? 0 : cell.sent);
  });

  it('never gives our caller a part of an answer for the whole, or any caller another answer', () => {
    for (const [operation, row] of cells) {
      for (const { outcome } of row)
        if (outcome.state === 'answered') expect(outcome, operation).toEqual(calm.get(operation));
      const ours = row[2]?.outcome;
      expect(ours?.state, operation).not.toBe('short');
      if (ours?.state === 'failed') expect(ours.text).toBe('');
    }
  });
});
