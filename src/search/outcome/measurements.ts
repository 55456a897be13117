import type { Estimate, JsonValue } from '../../domain/index.js';
import type { MeasuredCell } from '../port.js';

/** What was measured of one configuration: items in rising order, figures row after row; NaN: without a value. */
export interface ConfigMeasurements {
  readonly items: readonly number[];
  readonly values: readonly number[];
}

/** Cells that were told, by configuration; the same whatever order they came in. */
export interface Measurements {
  /** Takes what was measured; a cell that is known already is left as it was. */
  add(cell: MeasuredCell): void;
  has(config: number, item: number): boolean;
  /** Figures of a cell, NaN where one has no value; undefined: not measured. */
  get(config: number, item: number): readonly number[] | undefined;
  of(config: number): ConfigMeasurements;
  /** An estimate of a configuration's own values: computed once, and anew after more of it was measured. */
  remember(config: number, key: string, compute: () => Estimate): Estimate;
  /** One more than the highest number of a configuration of which something was measured. */
  readonly configs: number;
  /** Measured cells. */
  readonly size: number;
  state(): JsonValue;
}

interface Row {
  /** Item → its figures. */
  readonly cells: Map<number, readonly number[]>;
  /** Laid out by item; absent after a new cell. */
  sorted?: ConfigMeasurements | undefined;
  /** What was computed of it; emptied by a new cell. */
  readonly estimates: Map<string, Estimate>;
}

const NOTHING: ConfigMeasurements = { items: [], values: [] };

/** An empty store of measurements with `figures` values each, or the one that `state` was written of. */
export function createMeasurements(figures: number, state?: JsonValue): Measurements {
  const rows: (Row | undefined)[] = [];
  let size = 0;
  const add = (cell: MeasuredCell): void => {
    if (cell.values.length !== figures) {
      throw new RangeError(`a cell has ${cell.values.length} values, not ${figures}`);
    }
    const row: Row = rows[cell.config] ?? { cells: new Map(), estimates: new Map() };
    rows[cell.config] = row;
    if (row.cells.has(cell.item)) return;
    row.cells.set(
      cell.item,
      cell.values.map((value) => (value !== null && Number.isFinite(value) ? value : Number.NaN)),
    );
    row.sorted = undefined;
    row.estimates.clear();
    size++;
  };
  const sorted = (row: Row | undefined): ConfigMeasurements => {
    if (row === undefined) return NOTHING;
    row.sorted ??= layOut(row.cells);
    return row.sorted;
  };
  for (const cell of cellsOf(state, figures)) add(cell);
  return {
    add,
    has: (config, item) => rows[config]?.cells.has(item) ?? false,
    get: (config, item) => rows[config]?.cells.get(item),
    of: (config) => sorted(rows[config]),
    remember(config, key, compute) {
      const known = rows[config]?.estimates;
      const estimate = known?.get(key) ?? compute();
      known?.set(key, estimate);
      return estimate;
    },
    get configs() {
      return rows.length;
    },
    get size() {
      return size;
    },
    state: () =>
      Array.from(rows, (row, config) => {
        const { items, values } = sorted(row);
        return [config, items, values.map((value) => (Number.isNaN(value) ? null : value))];
      }).filter(([, items]) => Array.isArray(items) && items.length > 0),
  };
}

function layOut(cells: ReadonlyMap<number, readonly number[]>): ConfigMeasurements {
  const items = [...cells.keys()].sort((a, b) => a - b);
  return { items, values: items.flatMap((item) => cells.get(item) ?? []) };
}

/** Reads what `state()` wrote: [config, items, values] for each configuration. */
function cellsOf(state: JsonValue | undefined, figures: number): readonly MeasuredCell[] {
  if (!Array.isArray(state)) return [];
  return state.flatMap((entry: JsonValue) => {
    const [config, items, values] = Array.isArray(entry) ? entry : [];
    if (typeof config !== 'number' || !Array.isArray(items) || !Array.isArray(values)) {
      throw new RangeError('not the state of measurements');
    }
    return items.map((item: JsonValue, at: number) => ({
      config,
      item: Number(item),
      values: values
        .slice(at * figures, (at + 1) * figures)
        .map((value: JsonValue) => (typeof value === 'number' ? value : null)),
    }));
  });
}
