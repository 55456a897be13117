import type { JsonValue } from '../../domain/index.js';
import type { MeasuredCell } from '../port.js';

/** What was measured of one configuration: items in the order of measurement, figures row after row; NaN: missing. */
export interface ConfigMeasurements {
  readonly items: readonly number[];
  readonly values: readonly number[];
}

/** Cells that were told, by configuration. */
export interface Measurements {
  /** Takes what was measured; a cell that is known already is left as it was. */
  add(cell: MeasuredCell): void;
  has(config: number, item: number): boolean;
  of(config: number): ConfigMeasurements;
  /** Number of configurations of which something was measured, counted by their highest number. */
  readonly configs: number;
  /** Measured cells. */
  readonly size: number;
  state(): JsonValue;
}

interface Row {
  readonly at: Map<number, number>;
  readonly items: number[];
  readonly values: number[];
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
    const row: Row = rows[cell.config] ?? { at: new Map(), items: [], values: [] };
    rows[cell.config] = row;
    if (row.at.has(cell.item)) return;
    row.at.set(cell.item, row.items.length);
    row.items.push(cell.item);
    for (const value of cell.values)
      row.values.push(value !== null && Number.isFinite(value) ? value : Number.NaN);
    size++;
  };
  for (const cell of cellsOf(state, figures)) add(cell);
  return {
    add,
    has: (config, item) => rows[config]?.at.has(item) ?? false,
    of: (config) => rows[config] ?? NOTHING,
    get configs() {
      return rows.length;
    },
    get size() {
      return size;
    },
    state: () =>
      rows.flatMap((row, config) =>
        row === undefined
          ? []
          : [[config, [...row.items], row.values.map((value) => (Number.isNaN(value) ? null : value))]],
      ),
  };
}

/** Reads what `state()` wrote: [config, items, values] for each configuration. */
function cellsOf(state: JsonValue | undefined, figures: number): readonly MeasuredCell[] {
  if (!Array.isArray(state)) return [];
  return state.flatMap((entry) => {
    const [config, items, values] = Array.isArray(entry) ? entry : [];
    if (typeof config !== 'number' || !Array.isArray(items) || !Array.isArray(values)) {
      throw new RangeError('not the state of measurements');
    }
    return items.map((item, at) => ({
      config,
      item: Number(item),
      values: values
        .slice(at * figures, (at + 1) * figures)
        .map((value) => (typeof value === 'number' ? value : null)),
    }));
  });
}
