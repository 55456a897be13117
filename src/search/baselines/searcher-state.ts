import { invalidInput, type JsonValue } from '../../domain/index.js';
import type { Veto } from '../outcome/index.js';
import type { AlgorithmName, SearchCell, SearcherOptions } from '../port.js';

/** What a baseline keeps between two sittings. */
export interface StoredSearch {
  readonly configs: JsonValue;
  readonly measured: JsonValue;
  readonly vetoes: readonly Veto[];
  readonly queue: readonly SearchCell[];
  readonly planner: JsonValue;
}

/** Reads what `state()` of a baseline wrote. Throws `invalid-input` for the state of another search. */
export function readState(
  state: JsonValue,
  owner: { readonly algorithm: AlgorithmName; readonly options: SearcherOptions },
): StoredSearch {
  const record = isRecord(state) ? state : {};
  const isOwn =
    record.format === 'parsimony-baseline' &&
    record.version === 1 &&
    record.algorithm === owner.algorithm &&
    record.seed === owner.options.seed;
  if (!isOwn) {
    throw invalidInput([
      {
        code: 'other-search',
        message: `the state is not that of a ${owner.algorithm} search with seed ${owner.options.seed}`,
        hint: 'Resume with the algorithm and seed that the search was started with, or start a new one.',
      },
    ]);
  }
  return {
    configs: record.configs ?? [],
    measured: record.measured ?? [],
    vetoes: listOf(record.vetoes).map(readVeto),
    queue: listOf(record.queue).map((cell) => {
      const [config, item] = listOf(cell);
      return { config: Number(config), item: Number(item) };
    }),
    planner: record.planner ?? null,
  };
}

/** True for a JSON object. */
export function isRecord(
  value: JsonValue | undefined,
): value is { readonly [key: string]: JsonValue | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function readVeto(stored: JsonValue): Veto {
  const { config, stratum, reason } = isRecord(stored) ? stored : {};
  return {
    config: Number(config),
    stratum: typeof stratum === 'number' ? stratum : null,
    reason: String(reason),
  };
}
