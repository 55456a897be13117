import { invalidInput, type JsonValue } from '../../domain/index.js';
import type { Registry } from '../baselines/index.js';
import type { Measurements, Veto } from '../outcome/index.js';
import type { SearchCell, SearcherOptions } from '../port.js';
import type { Warm } from './belief.js';

/** What a surrogate search keeps between two sittings. Models are not kept: they follow from it. */
export interface StoredSurrogate {
  readonly configs: JsonValue;
  readonly measured: JsonValue;
  readonly vetoes: readonly Veto[];
  readonly pending: readonly SearchCell[];
  readonly asked: number;
  readonly round: number;
  readonly visits: number;
  readonly warm: Warm;
  readonly next: Warm;
  readonly drops: JsonValue;
}

const FORMAT = 'parsimony-surrogate';
const VERSION = 1;

/** The state as JSON. */
export function writeState(search: {
  readonly seed: number;
  readonly registry: Registry;
  readonly measurements: Measurements;
  readonly vetoes: readonly Veto[];
  readonly pending: readonly SearchCell[];
  readonly asked: number;
  readonly round: number;
  readonly visits: number;
  readonly warm: Warm;
  readonly next: Warm;
  readonly drops: JsonValue;
}): JsonValue {
  return {
    format: FORMAT,
    version: VERSION,
    seed: search.seed,
    configs: search.registry.state(),
    measured: search.measurements.state(),
    vetoes: search.vetoes.map(({ config, stratum, reason }) => ({ config, stratum, reason })),
    pending: search.pending.map(({ config, item }) => [config, item]),
    asked: search.asked,
    round: search.round,
    visits: search.visits,
    warm: warmJson(search.warm),
    next: warmJson(search.next),
    drops: search.drops,
  };
}

/** Reads what `writeState` wrote. Throws `invalid-input` for the state of another search. */
export function readState(state: JsonValue, options: SearcherOptions): StoredSurrogate {
  const record = recordOf(state);
  if (record.format !== FORMAT || record.version !== VERSION || record.seed !== options.seed) {
    throw invalidInput([
      {
        code: 'other-search',
        message: `the state is not that of a surrogate search with seed ${options.seed}`,
        hint: 'Resume with the algorithm and seed that the search was started with, or start a new one.',
      },
    ]);
  }
  return {
    configs: record.configs ?? [],
    measured: record.measured ?? [],
    vetoes: listOf(record.vetoes).map((stored) => {
      const { config, stratum, reason } = recordOf(stored);
      return {
        config: Number(config),
        stratum: typeof stratum === 'number' ? stratum : null,
        reason: String(reason),
      };
    }),
    pending: listOf(record.pending).map((cell) => {
      const [config, item] = listOf(cell);
      return { config: Number(config), item: Number(item) };
    }),
    asked: Number(record.asked),
    round: Number(record.round),
    visits: Number(record.visits),
    warm: readWarm(record.warm),
    next: readWarm(record.next),
    drops: record.drops ?? [],
  };
}

function warmJson(warm: Warm): JsonValue {
  return Object.fromEntries(
    Object.entries(warm).map(([figure, { terms, items, lack, dispersion }]) => [
      figure,
      { terms: terms.map((shapes) => [...shapes]), items, lack, dispersion },
    ]),
  );
}

function readWarm(stored: JsonValue | undefined): Warm {
  return Object.fromEntries(
    Object.entries(recordOf(stored)).map(([figure, variances]) => {
      const { terms, items, lack, dispersion } = recordOf(variances);
      return [
        figure,
        {
          terms: listOf(terms).map((shapes) => listOf(shapes).map(Number)),
          items: Number(items),
          lack: Number(lack),
          dispersion: Number(dispersion),
        },
      ];
    }),
  );
}

function recordOf(value: JsonValue | undefined): { readonly [key: string]: JsonValue | undefined } {
  return isRecord(value) ? value : {};
}

function isRecord(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
