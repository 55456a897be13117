import type Database from 'better-sqlite3';
import type { EmbeddingCache } from '../embed/port.js';
import { BatchStore } from './batch.js';
import { ComparisonStore } from './comparisons.js';
import { readPragma } from './connection.js';
import { createEmbeddingCache } from './embeddings.js';
import { GroupCommit } from './group-commit.js';
import {
  judgeCalls,
  paidJudgeCalls,
  type StoredJudgeCall,
  type UnnamedJudgeCalls,
  unnamedJudgeCalls,
} from './judge-calls.js';
import { LedgerStore } from './ledger.js';
import { openDatabase } from './open.js';
import { type OwnTiming, ownTimings } from './own-timings.js';
import { ResponseStore } from './responses.js';
import { ReviewStore } from './reviews.js';
import { acquireRunLock } from './run-lock.js';
import { RunStore } from './runs.js';
import { SearchStore } from './searches.js';
import { TextStore } from './texts.js';
import { TrialStore } from './trials.js';
import { UnseenStore } from './unseen.js';
import { type UsageSample, type UsageSampleOptions, usageSamples } from './usage-samples.js';
import { type VariantUsage, variantUsage } from './variant-usage.js';

/** The database, room by room. */
export interface Store {
  readonly file: string;
  readonly commits: GroupCommit;
  readonly runs: RunStore;
  readonly responses: ResponseStore;
  readonly trials: TrialStore;
  /** What comparing a cell's answer with those of other variants added to it. */
  readonly comparisons: ComparisonStore;
  readonly searches: SearchStore;
  readonly ledger: LedgerStore;
  readonly unseen: UnseenStore;
  /** The manifest of batch work. */
  readonly batch: BatchStore;
  readonly embeddings: EmbeddingCache;
  readonly reviews: ReviewStore;
  /** Takes the right to execute runs, or throws `store-busy` naming who has it. */
  lock(options: { readonly command: string; readonly waitMs: number; readonly now: () => Date }): {
    release(): void;
  };
  /** The newest answers of some models with what was sent for them: what token estimates are calibrated with. */
  usageSamples(options: UsageSampleOptions): Iterable<UsageSample>;
  /** The judge calls that a run's cells were charged for, in cell order. */
  judgeCalls(runRow: number): Iterable<StoredJudgeCall>;
  unnamedJudgeCalls(runRow: number): UnnamedJudgeCalls;
  /** The judge calls that a run itself paid for, with what it paid. */
  paidJudgeCalls(runRow: number): ReturnType<typeof paidJudgeCalls>;
  /** What the completed cells of a run used, by variant. */
  variantUsage(
    runRow: number,
    shape: { readonly variants: number; readonly repeats: number },
  ): readonly VariantUsage[];
  /** The times of the answers that a run itself received live. */
  ownTimings(
    runRow: number,
    shape: { readonly variants: number; readonly repeats: number },
  ): Iterable<OwnTiming>;
  /** What the response cache holds. */
  cacheSize(): { readonly responses: number; readonly embeddings: number; readonly bytes: number };
  /** Stops the stored responses from answering new runs and removes all embeddings; returns how many. */
  clearCache(): { readonly responses: number; readonly embeddings: number };
  close(): void;
}

/** Opens the database at `file`; creates and migrates it unless `mustExist`. */
export function openStore(file: string, options: { readonly mustExist?: boolean } = {}): Store {
  const db = openDatabase(file, options);
  const texts = new TextStore(db);
  const responses = new ResponseStore(db, texts);
  const trials = new TrialStore(db);
  const ledger = new LedgerStore(db);
  const unseen = new UnseenStore(db);
  const forget = () => {
    texts.forget();
    responses.forget();
    trials.forget();
  };
  const commits = new GroupCommit(db, forget);
  return {
    file,
    commits,
    runs: new RunStore(db),
    responses,
    trials,
    comparisons: new ComparisonStore(db),
    searches: new SearchStore(db),
    ledger,
    unseen,
    batch: new BatchStore(db, { texts, responses, ledger }),
    embeddings: createEmbeddingCache(db, texts),
    reviews: new ReviewStore(db),
    lock(lockOptions) {
      const lock = acquireRunLock(db, lockOptions);
      // Whoever held it until now may have written.
      forget();
      return lock;
    },
    usageSamples: (sampleOptions) => usageSamples(db, texts, sampleOptions),
    judgeCalls: (runRow) => judgeCalls(db, runRow),
    unnamedJudgeCalls: (runRow) => unnamedJudgeCalls(db, runRow),
    paidJudgeCalls: (runRow) => paidJudgeCalls(db, runRow),
    variantUsage: (runRow, shape) => variantUsage(db, runRow, shape),
    ownTimings: (runRow, shape) => ownTimings(db, runRow, shape),
    cacheSize: () => cacheSize(db),
    clearCache: () => clearCache(db),
    close() {
      if (!db.open) return;
      commits.flush();
      db.close();
    },
  };
}

function cacheSize(db: Database.Database): { responses: number; embeddings: number; bytes: number } {
  const count = (table: string) => db.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() as number;
  const bytes = (readPragma(db, 'page_count') as number) * (readPragma(db, 'page_size') as number);
  return { responses: count('responses'), embeddings: count('embeddings'), bytes };
}

function clearCache(db: Database.Database): { responses: number; embeddings: number } {
  const clear = db.transaction(() => ({
    // A paid response stays as evidence (law 1); it only stops answering new runs.
    responses: db.prepare('UPDATE responses SET reusable = 0 WHERE reusable = 1').run().changes,
    embeddings: db.prepare('DELETE FROM embeddings').run().changes,
  }));
  return clear();
}
