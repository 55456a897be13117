import { costOf, type PicoUsd, picoUsd, plainUsage, ZERO_USD } from '../../cost/index.js';
import { type CallFailure, totalInputTokens, type Usage } from '../../domain/index.js';
import type { BatchJob, BatchResult } from '../../model/port.js';
import type { BatchPart } from '../../store/index.js';
import type { BatchWork } from './port.js';
import { positionOf } from './record-id.js';

/** Lines that are kept in one transaction. */
const CHUNK = 200;

/** What a job's output came to. `broken`: not all of it could be read now; what was read is kept. */
export type Collected =
  | {
      readonly state: 'collected';
      /** Lines of this part's records, each record once. */
      readonly lines: number;
      /** Of these, answers. */
      readonly answers: number;
      /** What answers that nobody can read may have cost at most. */
      readonly unseenPico: PicoUsd;
    }
  | { readonly state: 'broken'; readonly failure: CallFailure };

type ReadLine = Extract<BatchResult, { readonly state: 'read' }>;
type Totals = Extract<BatchResult, { readonly state: 'totals' }>;

/** What was odd about an output; each figure that is not 0 is reported. */
interface Oddities {
  duplicates: number;
  unknown: number;
  unreadable: number;
}

/**
 * Brings in what a job produced. Each line is committed with its ledger entry and its record's end in one
 * transaction, and a record that has its answer is left alone: broken off anywhere, it can be done again, and no
 * answer is lost, kept or booked twice. Ends with the part `collected`.
 */
export async function collectPart(part: BatchPart, job: BatchJob, work: BatchWork): Promise<Collected> {
  const { store, run } = work;
  const seen = new Uint8Array(part.records);
  const odd: Oddities = { duplicates: 0, unknown: 0, unreadable: 0 };
  const sum = { lines: 0, succeeded: 0, unseen: 0, input: 0, output: 0 };
  let totals: Totals | undefined;
  let waiting: { readonly position: number; readonly line: ReadLine }[] = [];

  const flush = async (): Promise<void> => {
    const chunk = waiting;
    waiting = [];
    if (chunk.length === 0) return;
    await store.commits.enqueue(() => {
      for (const { position, line } of chunk) keepLine(part, position, line, work);
    });
  };

  for await (const result of work.service.results(job, work.abort)) {
    if (result.state === 'broken') {
      await flush();
      return { state: 'broken', failure: result.failure };
    }
    if (result.state === 'totals') {
      totals = result;
      continue;
    }
    if (result.state === 'unreadable') {
      odd.unreadable += 1;
      continue;
    }
    const position = positionOf(result.recordId, run.name, part.part, part.records);
    if (position === null) {
      odd.unknown += 1;
      continue;
    }
    if (seen[position] === 1) odd.duplicates += 1;
    else {
      seen[position] = 1;
      sum.lines += 1;
      const usage = usageOf(result);
      sum.input += usage === undefined ? 0 : totalInputTokens(usage);
      sum.output += usage?.outputTokens ?? 0;
      if (result.outcome.state === 'completed') sum.succeeded += 1;
      else sum.unseen += result.outcome.failure.unseenAttempts ?? 0;
    }
    waiting.push({ position, line: result });
    if (waiting.length >= CHUNK) await flush();
  }
  await flush();
  const unread = unreadCost(part, sum, totals);
  const attempts = unseenAnswers(part, { sum, job, totals });
  const unseen = { attempts, atMostPico: store.batch.records.mostPico(part.id, attempts) };
  const missing = part.records - sum.lines;
  const note = describe(part, { odd, missing, unreadPico: unread, unseen: attempts, job });
  if (note !== null) work.notice(`Batch job ${part.jobName}: ${note}`);
  store.batch.setCollected(part.id, { note, unreadPico: unread, unseen }, store);
  return {
    state: 'collected',
    lines: sum.lines,
    answers: sum.succeeded,
    unseenPico: picoUsd(unseen.atMostPico),
  };
}

/**
 * How many answers of a job that has ended may be on the bill without standing in the ledger: those that cannot be
 * read, and those of records without a line, as far as the service does not say that fewer succeeded. None where its
 * manifest says the tokens of all, which are booked.
 */
function unseenAnswers(
  part: BatchPart,
  {
    sum,
    job,
    totals,
  }: {
    readonly sum: { readonly lines: number; readonly succeeded: number; readonly unseen: number };
    readonly job: BatchJob;
    readonly totals: Totals | undefined;
  },
): number {
  if (totals !== undefined && totals.inputTokens !== null && totals.outputTokens !== null) return 0;
  const said = totals?.succeeded ?? job.records?.succeeded;
  // A job that fails before its first record was refused as a whole.
  if (said === undefined && job.status === 'Failed' && sum.lines === 0) return 0;
  const unread = part.records - sum.lines + sum.unseen;
  return said === undefined ? unread : Math.min(unread, Math.max(0, said - sum.succeeded));
}

/** Keeps one line. Inside a transaction. */
function keepLine(part: BatchPart, position: number, { outcome }: ReadLine, work: BatchWork): void {
  const { records } = work.store.batch;
  if (outcome.state === 'failed') {
    const { usage } = outcome.failure;
    records.fail(part, position, outcome.failure, usage === undefined ? ZERO_USD : batchCost(usage, part));
    return;
  }
  const call = records.call(part, position);
  const droppedParameters = call === undefined ? [] : work.service.droppedParameters(call);
  const completion = { ...outcome.completion, droppedParameters };
  const billedPico = completion.usage === null ? ZERO_USD : batchCost(completion.usage, part);
  records.answer(part, position, { completion, billedPico });
}

function batchCost(usage: Usage, part: BatchPart): PicoUsd {
  return costOf(usage, part.price, { batch: true });
}

function usageOf({ outcome }: ReadLine): Usage | undefined {
  return outcome.state === 'completed' ? (outcome.completion.usage ?? undefined) : outcome.failure.usage;
}

/**
 * What the job was billed for answers that its output does not hold, by the tokens in its manifest: money that was
 * spent is booked (law 4), and an answer that is asked for again is not the first one's cost.
 */
function unreadCost(
  part: BatchPart,
  sum: { readonly succeeded: number; readonly input: number; readonly output: number },
  totals: Totals | undefined,
): PicoUsd {
  if (totals === undefined || totals.succeeded <= sum.succeeded) return ZERO_USD;
  if (totals.inputTokens === null || totals.outputTokens === null) return ZERO_USD;
  const input = Math.max(0, totals.inputTokens - sum.input);
  const output = Math.max(0, totals.outputTokens - sum.output);
  return batchCost(plainUsage(input, output), part);
}

function describe(
  part: BatchPart,
  facts: {
    readonly odd: Oddities;
    readonly missing: number;
    readonly unreadPico: bigint;
    readonly unseen: number;
    readonly job: BatchJob;
  },
): string | null {
  const { odd, missing, job } = facts;
  const parts = [
    job.status === 'Completed'
      ? ''
      : `ended as ${job.status}${job.message === undefined ? '' : ` (${job.message})`}`,
    missing === 0 ? '' : `${missing} of ${part.records} records have no output`,
    odd.duplicates === 0 ? '' : `${odd.duplicates} lines came twice and count once`,
    odd.unknown === 0 ? '' : `${odd.unknown} lines belong to no record of it`,
    odd.unreadable === 0 ? '' : `${odd.unreadable} lines cannot be read`,
    facts.unreadPico === 0n ? '' : 'what its manifest counts beyond its output is booked',
    facts.unseen === 0 ? '' : `${facts.unseen} of them may have been billed all the same`,
  ].filter((text) => text !== '');
  return parts.length === 0 ? null : parts.join('; ');
}
