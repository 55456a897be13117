import { readFileSync } from 'node:fs';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type BatchFaultKind,
  batchFaultKinds,
  type FaultKind,
  type StorageFaultKind,
  storageFaultKinds,
} from '../../src/emulator/index.js';
import type { Store } from '../../src/store/index.js';
import { beginRun, openTemporaryStore } from '../store/fixture.js';
import { prefetchCandidates } from './batch-fixture.js';
import { finishWith, partsOf } from './batch-runs.js';
import {
  billOf,
  callsOf,
  type FaultSwitch,
  type FaultSwitches,
  FEWEST_RECORDS,
  jobsOf,
  startWorld,
} from './batch-world.js';

const TARGET = { minRecords: FEWEST_RECORDS, maxRecords: 7 };
/** Of 7 and 5 records. */
const TWO_JOBS = 12;
const ONE_JOB = 5;

/** What a run of jobs asks of either service. */
const OPERATIONS = {
  jobs: ['ListModelInvocationJobs', 'CreateModelInvocationJob', 'GetModelInvocationJob'],
  s3: ['PutObject', 'HeadObject', 'ListObjectsV2', 'GetObject'],
} as const;

/** A run under a fault: its jobs, again once the fault is mended where it stopped them, and what was left, live. */
interface Outcome {
  readonly calls: number;
  /** Why the jobs were given up while the fault lasted; null: they were not. */
  readonly stop: string | null;
  readonly remedy: string;
  readonly end: string;
  readonly byJob: number;
  readonly live: number;
  readonly failed: number;
  /** Answers that were billed and never arrived. */
  readonly lost: number;
  /** Answers that the run has put down as perhaps billed. */
  readonly unseen: number;
  /** Jobs that the emulator has made, and parts that name one. */
  readonly jobs: readonly [made: number, named: number];
  /** When the jobs were given up, and at the end. */
  readonly books: readonly Books[];
}

/** Money, while or after a run. */
interface Books {
  readonly ledger: bigint;
  readonly billed: bigint;
  /** The ledger and all that is held beside it. */
  readonly most: bigint;
}

async function runUnder(
  faults: FaultSwitches,
  options: {
    readonly store: Store;
    /** Tells the run and its questions from all others in the store. */
    readonly name: string;
    readonly calls: number;
    readonly attempts: number;
  },
): Promise<Outcome> {
  const { store, name, calls, attempts } = options;
  const { emulator, service, model, close } = await startWorld(faults, attempts);
  const run = beginRun(store, { name });
  const work = callsOf(calls, name);
  const jobs = { store, run, plan: work, service, target: TARGET, realSleepMs: 5 };
  const books: Books[] = [];
  try {
    let end = await prefetchCandidates(jobs);
    const stop = end.state === 'hopeless' ? end.failure.code : null;
    const remedy = end.state === 'hopeless' ? end.remedy : '';
    if (stop !== null) {
      books.push({ ...balance(store, run.row), billed: billOf(emulator) });
      for (const rule of Object.values(faults).flat()) rule.limit = 0;
      end = await prefetchCandidates(jobs);
    }
    await finishWith(model, { store, run, work });
    books.push({ ...balance(store, run.row), billed: billOf(emulator) });
    const parts = partsOf(store, run);
    const byJob = parts.reduce((sum, { id }) => sum + store.batch.records.counts(id).answered, 0);
    const { completed, failed } = store.trials.counts(run.row);
    const { batch, answered } = emulator.stats();
    return {
      calls,
      stop,
      remedy,
      end: end.state,
      byJob,
      live: completed - byJob,
      failed,
      lost: batch.records.answered + (answered.Converse ?? 0) - completed,
      unseen: store.unseen.total(run.row).attempts,
      jobs: [jobsOf(emulator), new Set(parts.flatMap(({ arn }) => arn ?? [])).size],
      books,
    };
  } finally {
    await close();
  }
}

function balance(store: Store, runRow: number): Omit<Books, 'billed'> {
  const ledger = store.ledger.billed(runRow).total;
  const open = store.batch
    .parts(runRow)
    .filter(({ state }) => state === 'submitted')
    .reduce((sum, { id }) => sum + store.batch.records.counts(id).openPico, 0n);
  return { ledger, most: ledger + store.unseen.total(runRow).atMostPico + open };
}

/** One fault, or two at once. */
interface Case {
  readonly fault: string;
  readonly calls: number;
  /** It strikes whatever it can, until it is mended: by the operation that it is kept to. */
  readonly each: { readonly [operation: string]: FaultSwitches };
  /** It strikes the first of what it can, and of every operation the first call. */
  readonly once: FaultSwitches;
}

function callCases<Kind extends string>(
  kinds: readonly Kind[],
  operations: readonly string[],
  as: (rules: readonly FaultSwitch<Kind>[]) => FaultSwitches,
): readonly Case[] {
  return kinds.map((kind) => ({
    fault: kind,
    calls: ONE_JOB,
    each: Object.fromEntries(operations.map((operation) => [operation, as([{ kind, operation }])])),
    once: as(operations.map((operation) => ({ kind, operation, limit: 1 }))),
  }));
}

function otherCases<Kind extends string>(
  kinds: readonly Kind[],
  as: (rules: readonly FaultSwitch<Kind>[]) => FaultSwitches,
): readonly Case[] {
  return kinds.map((kind) => ({
    fault: kind,
    calls: TWO_JOBS,
    each: { any: as([{ kind }]) },
    once: as([{ kind, limit: 1 }]),
  }));
}

function kindsLike<Kind extends string>(table: { readonly [kind in Kind]: string }, pattern: RegExp) {
  return (Object.keys(table) as Kind[]).filter((kind) => pattern.test(kind));
}

const inJobs = (batch: readonly FaultSwitch<BatchFaultKind>[]): FaultSwitches => ({ batch });
const inS3 = (storage: readonly FaultSwitch<StorageFaultKind>[]): FaultSwitches => ({ storage });
const S3_BODIES = /in-body|checksum/;

/** Two faults at once: one takes answers away, the other what would be known of them. */
const PAIRS = (['missing-line', 'damaged-line'] as const).map(
  (kind): Case => ({
    fault: `${kind}\` with \`no-manifest`,
    calls: TWO_JOBS,
    each: { any: inJobs([{ kind }, { kind: 'no-manifest' }]) },
    once: inJobs([
      { kind, limit: 1 },
      { kind: 'no-manifest', limit: 1 },
    ]),
  }),
);

/** Faults of the live calls that follow a job whose records failed. */
const AFTERWARDS = (['internal', 'lose-answer', 'model-error'] as const satisfies readonly FaultKind[]).map(
  (kind): Case => ({
    fault: `record-error\`, then \`${kind}`,
    calls: TWO_JOBS,
    each: { any: { batch: [{ kind: 'record-error' }], live: [{ kind }] } },
    once: { batch: [{ kind: 'record-error', limit: 1 }], live: [{ kind, limit: 1 }] },
  }),
);

const CASES: readonly Case[] = [
  ...callCases(kindsLike(batchFaultKinds, /^batch-/), OPERATIONS.jobs, inJobs),
  ...otherCases(kindsLike(batchFaultKinds, /^job-|manifest/), inJobs),
  ...otherCases(kindsLike(batchFaultKinds, /^record-/), inJobs),
  ...otherCases(kindsLike(batchFaultKinds, /-line$/), inJobs),
  ...callCases(
    kindsLike(storageFaultKinds, /./).filter((kind) => !S3_BODIES.test(kind)),
    OPERATIONS.s3,
    inS3,
  ),
  ...otherCases(kindsLike(storageFaultKinds, S3_BODIES), inS3),
  ...PAIRS,
  ...AFTERWARDS,
];

interface Result {
  readonly fault: string;
  readonly each: readonly { readonly operation: string; readonly outcome: Outcome }[];
  readonly once: Outcome;
}

/** Runs of faults side by side, each in a world of its own: most of their time is waiting. */
const LANES = 8;

async function resultsOf(cases: readonly Case[], store: Store): Promise<readonly Result[]> {
  const free = pLimit(LANES);
  return Promise.all(
    cases.map(async ({ fault, calls, each, once }, at) => {
      const outcomes = Object.entries(each).map(async ([operation, faults]) => {
        // What fails each time fails at the second attempt too.
        const options = { store, name: `${at}-${operation}`, calls, attempts: 1 };
        return { operation, outcome: await free(() => runUnder(faults, options)) };
      });
      const struckOnce = free(() => runUnder(once, { store, name: `${at}-once`, calls, attempts: 2 }));
      return { fault, each: await Promise.all(outcomes), once: await struckOnce };
    }),
  );
}

function textOf({ calls, stop, byJob, live, failed, lost, unseen }: Outcome): string {
  if (stop !== null) return `stops: \`${stop}\``;
  const ends = [
    `${byJob === calls ? 'all' : byJob} by job`,
    live > 0 ? `${live} live` : '',
    failed > 0 ? `${failed} failed` : '',
    lost > 0 ? `†${lost}` : '',
    unseen > 0 ? `*${unseen}` : '',
  ];
  return ends.filter((end) => end !== '').join(', ');
}

/** A row per fault: how most operations end that it strikes, then those that end otherwise. */
function printed(results: readonly Result[]): string {
  const rows = results.map(({ fault, each, once }) => {
    const ends = new Map<string, string[]>();
    for (const { operation, outcome } of each) {
      const text = textOf(outcome);
      ends.set(text, [...(ends.get(text) ?? []), operation]);
    }
    const [[usual] = [], ...others] = [...ends].sort(([, a], [, b]) => b.length - a.length);
    const rest = others.map(([text, operations]) => `; ${operations.join(', ')}: ${text}`);
    return `| \`${fault}\` | ${usual}${rest.join('')} | ${textOf(once)} |`;
  });
  return ['| fault | each time | once |', '|---|---|---|', ...rows].join('\n');
}

describe('every fault of batch jobs and S3, on a run of two jobs', () => {
  const store = openTemporaryStore();
  let results: readonly Result[];
  beforeAll(async () => {
    // The SDK's own waits between two attempts are a share of it.
    vi.spyOn(Math, 'random').mockReturnValue(0);
    results = await resultsOf(CASES, store);
  }, 180_000);
  afterAll(() => {
    vi.restoreAllMocks();
    store.close();
  });

  it('comes to what docs/batch.md prints', () => {
    const page = readFileSync(new URL('../../docs/batch.md', import.meta.url), 'utf8');
    const [, shown] =
      /<!-- batch fault matrix -->\n\n([\s\S]*?)\n\n<!-- end of batch fault matrix -->/.exec(page) ?? [];
    expect(shown).toBe(printed(results));
  });

  /** Every outcome of a fault with what to call it. */
  function outcomes(): readonly (readonly [name: string, outcome: Outcome])[] {
    return results.flatMap(({ fault, each, once }) => [
      ...each.map(({ operation, outcome }) => [`${fault} each ${operation}`, outcome] as const),
      [`${fault} once`, once] as const,
    ]);
  }

  it('loses no cell: each has an answer, or the failure of its own live call', () => {
    for (const [name, { calls, end, byJob, live, failed }] of outcomes()) {
      expect(end, name).toBe('done');
      expect(byJob + live + failed, name).toBe(calls);
      if (!name.includes('then')) expect(failed, name).toBe(0);
    }
  });

  it('that stopped the jobs leaves nothing to be paid live once it is mended', () => {
    const stopped = outcomes().filter(([, { stop }]) => stop !== null);
    expect(stopped.length).toBeGreaterThan(40);
    for (const [name, { calls, byJob, live }] of stopped) expect([byJob, live], name).toEqual([calls, 0]);
  });

  it('says what to do where waiting would not help', () => {
    const words: readonly (readonly [fault: RegExp, remedy: RegExp])[] = [
      [/access-denied/, /^(?:S3 does not say why\. )?Allow /],
      [/expired-token/, /Sign in to AWS again/],
      [/s3-clock-skew/, /clock/],
      [/job-fails/, /^Check that batch\.roleArn trusts/],
      [/throttle|internal|unavailable|slow-down|reset|lose/, /^The service may be well again later/],
    ];
    for (const [name, { stop, remedy }] of outcomes()) {
      const [, expected] = words.find(([fault]) => fault.test(name)) ?? [];
      if (stop !== null && expected !== undefined) expect(remedy, name).toMatch(expected);
    }
  });

  it('makes one job per part, whatever is repeated', () => {
    for (const [name, { jobs }] of outcomes()) expect(jobs[0], name).toBe(jobs[1]);
  });

  it('law 4: what is billed is what the ledger holds, or lies below what is held beside it', () => {
    for (const [name, { books, unseen }] of outcomes()) {
      for (const { ledger, billed, most } of books) {
        expect(ledger <= billed, name).toBe(true);
        expect(billed <= most, name).toBe(true);
      }
      const { ledger, billed, most } = books.at(-1) ?? { ledger: -1n, billed: 0n, most: 0n };
      if (unseen === 0) expect([billed, most], name).toEqual([ledger, ledger]);
    }
  });

  it('has no answer billed twice, but where one was billed and never arrived', () => {
    const lossy = results.filter(({ each, once }) =>
      [once, ...each.map(({ outcome }) => outcome)].some(({ lost }) => lost !== 0),
    );
    expect(lossy.map(({ fault }) => fault)).toEqual([
      'manifest-only',
      'missing-line',
      'damaged-line',
      'missing-line` with `no-manifest',
      'damaged-line` with `no-manifest',
      'record-error`, then `lose-answer',
    ]);
    for (const [name, { lost }] of outcomes()) expect(lost, name).toBeGreaterThanOrEqual(0);
  });

  it('that strikes once stops nothing, but where the service said that it would refuse again', () => {
    const stopped = results.filter(({ once }) => once.stop !== null);
    expect(stopped.map(({ fault }) => fault)).toEqual([
      'batch-access-denied',
      'job-fails',
      's3-access-denied',
      // Of an object's size only a status comes back: 400 does not say that the token has expired.
      's3-expired-token',
    ]);
  });
});
