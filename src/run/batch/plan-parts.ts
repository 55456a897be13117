import { type ModelPrice, upperBound } from '../../cost/index.js';
import type { ModelCall } from '../../model/port.js';
import { callBound } from '../request.js';
import { partNames } from './names.js';
import type { BatchRole, BatchWork } from './port.js';
import { recordId } from './record-id.js';

/** Calls that enter the manifest in one transaction. */
const CHUNK = 250;

/** A part that records are still added to. */
interface OpenPart {
  readonly id: number;
  readonly part: number;
  records: number;
  bytes: number;
  /** The most that it can cost. */
  boundPico: bigint;
}

/** The parts of one model so far; all but the last are full. */
interface Group {
  readonly price: ModelPrice;
  readonly parts: OpenPart[];
  longestLine: number;
}

/**
 * Cuts calls into parts, one job each, and writes them into the manifest: all of them or, after a crash, none. A
 * part holds calls of one model, at most `maxRecords` of them and at most `maxFileBytes` (and `maxJobBytes`, as a job
 * has one file). Under a cap it also ends, from `minRecords` on, where its bound would pass half of what the guard has
 * left: a job reserves its whole bound, several times what it then costs, and jobs that share the cap can follow each
 * other where one job of everything would never be admitted. What is left over and fewer than `minRecords` is filled
 * up from the part before it, or added to it; where neither can be, it goes live, which is said. Returns how many
 * parts there are.
 */
export async function planParts(
  calls: Iterable<ModelCall>,
  { role, price }: BatchRole,
  work: BatchWork,
): Promise<number> {
  const { store, run, service, target } = work;
  store.batch.settleDrafts(run.row, []);
  const groups = new Map<string, Group>();
  const mostBytes = Math.min(target.maxFileBytes, target.maxJobBytes);
  const leftPico = leftOf(work.guard);
  const mostPico = leftPico === null ? null : leftPico / 2n;
  let tooLong = 0;

  const openPart = (model: string, group: Group): OpenPart => {
    const part = store.batch.nextPart(run.row);
    const { region, roleArn, timeoutHours } = target;
    const names = partNames(run, part, target);
    const fixed = {
      runRow: run.row,
      part,
      role,
      provider: service.provider,
      model,
      region,
      roleArn,
      timeoutHours,
    };
    const opened = {
      id: store.batch.open({ ...fixed, ...names, price: group.price }),
      part,
      records: 0,
      bytes: 0,
      boundPico: 0n,
    };
    group.parts.push(opened);
    return opened;
  };

  const place = (call: ModelCall): void => {
    const { model } = call.request;
    const group = groups.get(model) ?? { price: price(model), parts: [], longestLine: 0 };
    groups.set(model, group);
    let part = group.parts.at(-1) ?? openPart(model, group);
    const sizeIn = (own: OpenPart): number =>
      Buffer.byteLength(service.encode(recordId(run.name, own.part, own.records), call)) + 1;
    let bytes = sizeIn(part);
    if (bytes > mostBytes) {
      tooLong += 1;
      return;
    }
    const boundPico = upperBound({ ...callBound(call.request), batch: true }, group.price);
    const isDear =
      mostPico !== null && part.records >= target.minRecords && part.boundPico + boundPico > mostPico;
    if (part.records >= target.maxRecords || part.bytes + bytes > mostBytes || isDear) {
      part = openPart(model, group);
      bytes = sizeIn(part);
    }
    store.batch.records.add(part.id, { position: part.records, call, bytes, boundPico });
    part.records += 1;
    part.bytes += bytes;
    part.boundPico += boundPico;
    group.longestLine = Math.max(group.longestLine, bytes);
  };

  for (const chunk of inChunks(calls)) {
    await store.commits.enqueue(() => {
      for (const call of chunk) place(call);
    });
    if (work.stop.aborted) return 0;
  }
  const kept: number[] = [];
  await store.commits.enqueue(() => {
    for (const [model, group] of groups) {
      fillLast(group, { store, target, mostBytes, leftPico });
      const whole = group.parts.filter(({ records }) => records >= target.minRecords);
      const left = group.parts.reduce(
        (sum, { records }) => sum + (records < target.minRecords ? records : 0),
        0,
      );
      if (left > 0) {
        work.notice(
          `${count(left)} of ${model} ${left === 1 ? 'goes' : 'go'} live at full price: fewer than batch.minRecords (${target.minRecords}).`,
        );
      }
      kept.push(...whole.map(({ id }) => id));
    }
  });
  if (tooLong > 0)
    work.notice(
      `${count(tooLong)} longer than a whole input file may be (${mostBytes} bytes) will be made live.`,
    );
  store.batch.settleDrafts(run.row, kept);
  return kept.length;
}

/** What a guard can still grant; null: anything. */
function leftOf({ cap, spent, outstanding, unseen }: BatchWork['guard']): bigint | null {
  return cap === null ? null : cap - spent - outstanding - unseen;
}

/**
 * Fills a last part that is too small from the one before it, where that stays large enough; else, where one job can
 * take both, adds it to that one.
 */
function fillLast(
  group: Group,
  rule: {
    readonly store: BatchWork['store'];
    readonly target: BatchWork['target'];
    readonly mostBytes: number;
    readonly leftPico: bigint | null;
  },
): void {
  const last = group.parts.at(-1);
  const before = group.parts.at(-2);
  if (last === undefined || before === undefined) return;
  const { store, target, mostBytes, leftPico } = rule;
  const lacking = target.minRecords - last.records;
  if (lacking <= 0) return;
  const move = (from: OpenPart, to: OpenPart, count: number): void => {
    store.batch.records.moveTail(from.id, to.id, count);
    to.records += count;
    from.records -= count;
  };
  const fitsIn = (part: OpenPart, count: number): boolean =>
    part.bytes + count * group.longestLine <= mostBytes;
  if (before.records - lacking >= target.minRecords) {
    if (fitsIn(last, lacking)) move(before, last, lacking);
    return;
  }
  if (before.records + last.records > target.maxRecords || !fitsIn(before, last.records)) return;
  // What was cut for the cap's sake is not made a job that the cap never admits, where it was one that it does.
  const both = before.boundPico + last.boundPico;
  if (leftPico !== null && both > leftPico && before.boundPico <= leftPico) return;
  move(last, before, last.records);
}

function* inChunks(calls: Iterable<ModelCall>): Generator<readonly ModelCall[]> {
  let chunk: ModelCall[] = [];
  for (const call of calls) {
    chunk.push(call);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function count(calls: number): string {
  return calls === 1 ? '1 call' : `${calls} calls`;
}
