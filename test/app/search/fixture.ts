import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type FinishedSearch,
  runSearch,
  type SearchContext,
  type SearchEvent,
  type SearchOptions,
} from '../../../src/app/index.js';
import type { SearchDocument } from '../../../src/report/port.js';
import type { createSearcher } from '../../../src/search/index.js';
import { openStore, type Store } from '../../../src/store/index.js';

/** Two sizes of a model, three lengths. */
export const MODELS = ['small', 'large'] as const;
export const LENGTHS = [1, 2, 3] as const;
export const INTENTS = ['ask', 'buy'] as const;

export interface TableOptions {
  /** Lines that are left out. */
  readonly without?: (model: string, length: number, sample: string) => boolean;
  /** Score `violation` of adversarial samples. */
  readonly violation?: (model: string, length: number, sample: string) => number;
  /** Lines of the `search:` block. */
  readonly search?: string;
  readonly samples?: number;
  /** The cluster of a sample by its number. */
  readonly cluster?: (n: number, intent: string) => string;
}

/** Quality of a cell: the large model is better, longer answers are better with less and less to gain; items differ. */
export function qualityOf(model: string, length: number, n: number): number {
  const base = (model === 'large' ? 0.35 : 0.15) + 0.15 * length - 0.02 * length * length;
  return Math.min(1, Math.max(0, base + 0.04 * ((n * 7) % 5) - 0.08));
}

/** A folder with a measured table and an experiment that searches it. */
export function tableProject(options: TableOptions = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-search-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { samples = 24, without = () => false, violation = () => 0 } = options;
  const golden = Array.from({ length: samples }, (_, n) => {
    const intent = INTENTS[n % 2] ?? 'ask';
    return { id: `g${n}`, intent, cluster: options.cluster?.(n, intent) ?? `${intent}-${Math.floor(n / 4)}` };
  });
  const adversarial = Array.from({ length: 4 }, (_, n) => ({ id: `a${n}`, intent: INTENTS[n % 2] ?? 'ask' }));
  const lines: string[] = [];
  for (const model of MODELS) {
    for (const length of LENGTHS) {
      const params = { model, length };
      for (const [n, { id }] of golden.entries()) {
        if (without(model, length, id)) continue;
        const cost = (model === 'large' ? 0.5 : 0.1) + 0.05 * length;
        lines.push(
          JSON.stringify({ sampleId: id, params, scores: { q: qualityOf(model, length, n), cost } }),
        );
      }
      for (const { id } of adversarial) {
        const scores = { q: 1, cost: 0.1, violation: violation(model, length, id) };
        lines.push(JSON.stringify({ sampleId: id, params, scores }));
      }
    }
  }
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  const jsonl = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
  write('golden.jsonl', jsonl(golden.map((row) => ({ ...row, vars: { question: row.id } }))));
  write('adversarial.jsonl', jsonl(adversarial.map((row) => ({ ...row, vars: { question: row.id } }))));
  write('table.jsonl', lines.join('\n'));
  write(
    'table.yaml',
    `name: table
provider: recorded
recorded: table.jsonl
datasets: { golden: golden.jsonl, adversarial: adversarial.jsonl }
scorers: { q: { from: recorded }, cost: { from: recorded }, violation: { from: recorded } }
quality: { q: 1 }
search:
  space: { model: [small, large], length: [1, 2, 3] }
  objectives: [ { minimize: cost }, { maximize: quality } ]
  algorithm: exact
${options.search ?? ''}
`,
  );
  return {
    folder,
    write,
    db: path.join(folder, 'search.db'),
    open(): Store {
      const store = openStore(path.join(folder, 'search.db'), { mustExist: true });
      onTestFinished(() => store.close());
      return store;
    },
    /** Searches in this process; `onEvent` may abort through the controllers. */
    search(
      given: Partial<SearchOptions> = {},
      parts: {
        readonly onEvent?: (event: SearchEvent, stop: AbortController) => void;
        readonly make?: typeof createSearcher;
      } = {},
    ): Promise<FinishedSearch & { readonly notices: readonly string[] }> {
      const stop = new AbortController();
      const notices: string[] = [];
      const context: SearchContext = {
        env: {},
        cwd: folder,
        now: () => new Date('2026-11-23T00:00:00Z'),
        stop: stop.signal,
        abort: new AbortController().signal,
        onEvent(event) {
          if (event.type === 'notice') notices.push(event.text);
          parts.onEvent?.(event, stop);
        },
      };
      const options = { experiment: 'table.yaml', db: 'search.db', reports: false, ...given };
      const found =
        parts.make === undefined ? runSearch(options, context) : runSearch(options, context, parts.make);
      return found.then((finished) => ({ ...finished, notices }));
    },
  };
}

/** The document, which a search that was broken off does not have. */
export function documentOf({ document }: FinishedSearch): SearchDocument {
  if (document === null) throw new Error('the search was broken off');
  return document;
}

/** A document without what two honest executions may differ in. */
export function withoutVolatile(document: SearchDocument): unknown {
  const copy = structuredClone(document) as unknown as { [key: string]: unknown };
  for (const pointer of document.search.volatile) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop() ?? '';
    let at = copy;
    for (const key of keys) at = at[key] as { [key: string]: unknown };
    if (!(last in at)) throw new Error(`volatile pointer ${pointer} points at nothing`);
    delete at[last];
  }
  return copy;
}
