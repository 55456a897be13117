import { toUsd } from '../../cost/index.js';
import type { Sample, TrialRecord, Variant } from '../../domain/index.js';
import { cacheSupportOf } from '../../model/index.js';
import {
  type ChosenCell,
  chosenCells,
  decideCaching,
  executeCells,
  type RunPlan,
  type SittingSummary,
  type VariantCaching,
} from '../../run/index.js';
import type { Point } from '../../search/port.js';
import { batchSummary, prefetchAll } from '../batch/sitting.js';
import { priceLookup } from '../prices/load.js';
import { type OpenSitting, required } from '../sitting.js';
import type { Workshop } from '../workshop.js';
import type { PreparedSearch } from './prepare-search.js';

/** What one cell said, as far as a search asks. */
export interface CellResult {
  readonly trial: TrialRecord;
  readonly judgePico: bigint;
  readonly variant: Variant;
}

/** Carries out chosen cells for a search, and reads what they said. */
export interface SearchSession {
  readonly runRow: number;
  /** Makes points known under their numbers, before anything is asked of them. */
  learn(configs: readonly Point[]): void;
  /** The variant that a config is. */
  variantOf(config: number): Variant;
  /** Carries out those of the cells that have no result yet. */
  carryOut(
    cells: Iterable<ChosenCell>,
    onProgress: (progress: { readonly planned: number; readonly done: number }) => void,
  ): Promise<SittingSummary>;
  /** Throws where the cell was not carried out. */
  read(cell: ChosenCell): CellResult;
  /** Every cell with a result, of all parts, one at a time. */
  all(): Iterable<{ readonly config: number; readonly position: number; readonly result: CellResult }>;
  spentUsd(): number;
}

/**
 * Opens a session. Two points that send the same are one variant: they share their cells, so that nothing is asked,
 * scored or judged twice for them.
 */
export function openSession(search: PreparedSearch, shop: Workshop, open: OpenSitting): SearchSession {
  const { prepared, store, context, concurrency } = shop;
  const runRow = open.run.row;
  const { experiment, datasets, prompts } = prepared.loaded;
  const gateway = required(open.gateways, experiment.provider);
  const variants: Variant[] = [];
  /** Config → the first config that is the same variant. */
  const canonical: number[] = [];
  const firstOf = new Map<string, number>();
  const caching = new Map<string, VariantCaching>();
  const variantOf = (config: number): Variant => {
    const variant = variants[config];
    if (variant === undefined) throw new Error(`config ${config} is not known`);
    return variant;
  };
  const plan = {
    experiment: experiment.name,
    datasets,
    prompts,
    caching,
    attribution: experiment.attribution,
    variantOf: (config: number, _sample: Sample) => variantOf(config),
  };
  const cellOf = ({ config, position }: ChosenCell): ChosenCell => ({
    config: canonical[config] ?? config,
    position,
  });
  const numberOf = (cell: ChosenCell): number => {
    const { config, position } = cellOf(cell);
    return config * search.samples.total + position;
  };
  const unfinished = (cells: Iterable<ChosenCell>): readonly ChosenCell[] => {
    const left = new Map<number, ChosenCell>();
    for (const cell of cells) {
      const number = numberOf(cell);
      if (!left.has(number) && store.trials.state(runRow, number) === undefined)
        left.set(number, cellOf(cell));
    }
    return [...left.values()];
  };

  return {
    runRow,
    learn(configs) {
      const fresh: Variant[] = [];
      const from = variants.length;
      for (let config = from; config < configs.length; config++) {
        const variant = search.search.variantOf(configs[config] ?? {}, null);
        variants.push(variant);
        const first = firstOf.get(variant.id) ?? config;
        canonical.push(first);
        if (first !== config) continue;
        firstOf.set(variant.id, config);
        fresh.push(variant);
      }
      for (const [name, how] of cachingOf(fresh, { search, shop })) caching.set(name, how);
      store.searches.putConfigs(
        runRow,
        configs.slice(from).map((params, at) => {
          const number = from + at;
          return { number, params, variant: variantOf(number) };
        }),
      );
    },
    variantOf,
    async carryOut(cells, onProgress) {
      const chosen = unfinished(cells);
      const started = context.now().getTime();
      if (chosen.length === 0) return NOTHING_LEFT;
      if (open.batch !== null) {
        const left = () => chosenCells(plan, unfinished(chosen));
        const batch = { ...open.batch, cells: { ...open.batch.cells, plan, left } };
        const end = await prefetchAll(batch, { gateway, concurrency });
        if (end.state !== 'done') {
          return { ...batchSummary(end), wallMs: context.now().getTime() - started };
        }
      }
      const source = { left: chosenCells(plan, chosen), planned: chosen.length, done: 0, failed: 0 };
      return executeCells(source, {
        plan,
        store,
        runRow,
        gateway,
        guard: open.guard,
        scorers: open.scorers,
        judgeCosts: open.judgeCosts,
        concurrency,
        stop: context.stop,
        abort: context.abort,
        now: () => context.now().getTime(),
        onProgress,
      });
    },
    read(cell) {
      const number = numberOf(cell);
      const trial = store.trials.get(runRow, number, { variants: 1, repeats: 1 });
      if (trial === undefined) throw new Error(`cell ${number} of search ${runRow} was not carried out`);
      return {
        trial,
        judgePico: store.trials.judgePico(runRow, number),
        variant: variantOf(cell.config),
      };
    },
    *all() {
      const { total } = search.samples;
      for (const trial of store.trials.stream(runRow, { variants: 1, repeats: 1 })) {
        const config = Math.floor(trial.sampleIndex / total);
        const position = trial.sampleIndex % total;
        const judgePico = store.trials.judgePico(runRow, trial.sampleIndex);
        yield { config, position, result: { trial, judgePico, variant: variantOf(config) } };
      }
    },
    spentUsd: () => toUsd(open.guard.spent),
  };
}

/** A sitting whose cells all had results before it. */
const NOTHING_LEFT: SittingSummary = {
  end: 'finished',
  calls: 0,
  failedCalls: 0,
  retries: 0,
  cacheHits: 0,
  wallMs: 0,
};

/** How the requests of new variants are cached by the service, decided as for the variants of a run. */
function cachingOf(
  variants: readonly Variant[],
  { search, shop }: { readonly search: PreparedSearch; readonly shop: Workshop },
): ReadonlyMap<string, VariantCaching> {
  const { prepared, options } = shop;
  const { provider, book, plan } = prepared;
  const caches = provider === 'bedrock' || provider === 'emulator';
  const asking = caches ? variants.filter(({ params }) => (params.cache ?? 'off') !== 'off') : [];
  if (asking.length === 0) return new Map();
  const included = new Uint8Array(search.samples.total);
  for (const { position } of search.samples.golden) included[position] = 1;
  const asked: RunPlan = { ...plan, variants: asking, repeats: 1, included };
  return decideCaching(asked, {
    supportOf: cacheSupportOf,
    price: priceLookup(book),
    batch: options.batch === true,
  }).caching;
}
