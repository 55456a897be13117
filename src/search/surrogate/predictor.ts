import type { FactorCoding } from './coding.js';
import { type Places, type Rows, rowsOf } from './observations.js';
import type { Layout } from './terms.js';

/** Level combinations of one group of factors at most. */
const GROUP = 256;

/** Evaluates sums of effects at many fixed points, for any coefficients. */
export interface Predictor {
  /** Writes η of every point at `positions` in a stratum; `cells`: values of the layout's cells. */
  evaluate(
    layout: Layout,
    cells: Float64Array,
    at: { stratum: number; positions: Int32Array; into: Float64Array },
  ): void;
}

/**
 * A predictor for points whose `places` are given. Where every value is a level, factors are taken together in groups and
 * each pair of groups has one table: a point costs a few look-ups, however many terms there are.
 */
export function createPredictor(
  codings: readonly FactorCoding[],
  stratum: number,
  places: Places,
): Predictor {
  const own = codings.flatMap((coding, at) => (at === stratum || coding.levels < 2 ? [] : [at]));
  if (own.some((at) => codings[at]?.isExact === false)) return sparsePredictor(stratum, places);
  const groups = groupsOf(codings, own);
  const numbers = groups.map((group) => groupNumbers(codings, group, places));
  const pairs =
    groups.length < 2
      ? []
      : groups.flatMap((_, a) => groups.slice(a + 1).map((__, b) => [a, a + 1 + b] as const));
  return {
    evaluate(layout, cells, { stratum: level, positions, into }) {
      const tables = tablesOf({ layout, cells, groups, stratum, level });
      into.fill(cells[0] ?? 0, 0, positions.length);
      if (pairs.length === 0) {
        const [table, number] = [tables.single[0], numbers[0]];
        if (table === undefined || number === undefined) return;
        for (let i = 0; i < positions.length; i++) {
          into[i] = (into[i] as number) + (table[number[positions[i] as number] as number] as number);
        }
        return;
      }
      for (const [a, b] of pairs) {
        const table = tables.pair(a, b);
        const width = groups[b]?.size ?? 1;
        const [first, second] = [numbers[a], numbers[b]];
        if (first === undefined || second === undefined) continue;
        for (let i = 0; i < positions.length; i++) {
          const at = positions[i] as number;
          into[i] =
            (into[i] as number) + (table[(first[at] as number) * width + (second[at] as number)] as number);
        }
      }
    },
  };
}

interface Group {
  readonly codings: readonly number[];
  readonly size: number;
  /** Level of each coding (by its place in the group) at each number. */
  readonly levels: readonly Int32Array[];
}

function groupsOf(codings: readonly FactorCoding[], own: readonly number[]): readonly Group[] {
  const groups: { members: number[]; size: number }[] = [];
  for (const at of own) {
    const levels = codings[at]?.levels ?? 1;
    const last = groups.at(-1);
    if (last !== undefined && last.size * levels <= GROUP) {
      last.members.push(at);
      last.size *= levels;
    } else {
      groups.push({ members: [at], size: levels });
    }
  }
  return groups.map(({ members, size }) => {
    let left = size;
    const levels = members.map((at) => {
      const count = codings[at]?.levels ?? 1;
      left /= count;
      return Int32Array.from({ length: size }, (_, number) => Math.floor(number / left) % count);
    });
    return { codings: members, size, levels };
  });
}

function groupNumbers(codings: readonly FactorCoding[], group: Group, places: Places): Uint16Array {
  const numbers = new Uint16Array(places.count);
  const width = places.levels.length / Math.max(1, places.count);
  for (let point = 0; point < places.count; point++) {
    let number = 0;
    for (const at of group.codings) {
      number = number * (codings[at]?.levels ?? 1) + (places.levels[point * width + at * 2] as number);
    }
    numbers[point] = number;
  }
  return numbers;
}

/** Sums of all terms inside each group, and, added to them once, between two groups. */
function tablesOf(of: {
  readonly layout: Layout;
  readonly cells: Float64Array;
  readonly groups: readonly Group[];
  readonly stratum: number;
  readonly level: number;
}): { readonly single: readonly Float64Array[]; readonly pair: (a: number, b: number) => Float64Array } {
  const { layout, cells, groups, stratum, level } = of;
  const groupOf = new Map(
    groups.flatMap((group, at) => group.codings.map((coding) => [coding, at] as const)),
  );
  const constant = new Float64Array(1);
  const single = groups.map(({ size }) => new Float64Array(size));
  const pairs = new Map<string, Float64Array>();
  const pair = (a: number, b: number): Float64Array => {
    const known = pairs.get(`${a},${b}`);
    if (known !== undefined) return known;
    const table = new Float64Array((groups[a]?.size ?? 1) * (groups[b]?.size ?? 1));
    pairs.set(`${a},${b}`, table);
    return table;
  };
  for (const [index, { factors }] of layout.terms.entries()) {
    const touched = [...new Set(factors.flatMap((at) => (at === stratum ? [] : [groupOf.get(at) ?? 0])))];
    const [a, b] = touched;
    const table = a === undefined ? constant : b === undefined ? single[a] : pair(a, b);
    if (table === undefined) continue;
    addTerm(table, cells, {
      from: layout.cellAt[index] ?? 0,
      strides: stridesOf(layout, factors),
      factors,
      first: a === undefined ? undefined : groups[a],
      second: b === undefined ? undefined : groups[b],
      stratum,
      level,
    });
  }
  foldIn(single, constant, groups, pair);
  return { single, pair };
}

/** Puts the constant and the tables of single groups into tables that are read anyway. */
function foldIn(
  single: readonly Float64Array[],
  constant: Float64Array,
  groups: readonly Group[],
  pair: (a: number, b: number) => Float64Array,
): void {
  const shift = constant[0] ?? 0;
  const first = single[0];
  if (first !== undefined) for (let i = 0; i < first.length; i++) first[i] = (first[i] as number) + shift;
  if (groups.length < 2) return;
  for (const [at, table] of single.entries()) {
    const into = at === 0 ? pair(0, 1) : pair(0, at);
    const height = groups[0]?.size ?? 1;
    const width = into.length / height;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const to = row * width + column;
        into[to] = (into[to] as number) + (table[at === 0 ? row : column] as number);
      }
    }
  }
}

function stridesOf(layout: Layout, factors: readonly number[]): readonly number[] {
  let stride = 1;
  const strides = new Array<number>(factors.length).fill(1);
  for (let at = factors.length - 1; at >= 0; at--) {
    strides[at] = stride;
    stride *= layout.codings[factors[at] ?? 0]?.levels ?? 1;
  }
  return strides;
}

function addTerm(
  table: Float64Array,
  cells: Float64Array,
  of: {
    readonly from: number;
    readonly strides: readonly number[];
    readonly factors: readonly number[];
    readonly first: Group | undefined;
    readonly second: Group | undefined;
    readonly stratum: number;
    readonly level: number;
  },
): void {
  const { factors, strides, first, second } = of;
  let base = of.from;
  for (const [at, factor] of factors.entries())
    if (factor === of.stratum) base += of.level * (strides[at] ?? 1);
  const offsets = (group: Group | undefined): Int32Array => {
    const sum = new Int32Array(group?.size ?? 1);
    for (const [at, factor] of factors.entries()) {
      const levels = group?.levels[group.codings.indexOf(factor)];
      if (levels === undefined) continue;
      for (let i = 0; i < sum.length; i++)
        sum[i] = (sum[i] as number) + (levels[i] as number) * (strides[at] ?? 1);
    }
    return sum;
  };
  const [a, b] = [offsets(first), offsets(second)];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      const at = i * b.length + j;
      table[at] = (table[at] as number) + (cells[base + (a[i] as number) + (b[j] as number)] as number);
    }
  }
}

/** For values between knots: the sparse rows of every point. */
function sparsePredictor(stratum: number, places: Places): Predictor {
  // Figures have layouts of their own, and take turns.
  const known = new WeakMap<Layout, Map<number, Rows>>();
  return {
    evaluate(layout, cells, { stratum: level, positions, into }) {
      const own = known.get(layout) ?? new Map<number, Rows>();
      known.set(layout, own);
      const rows = own.get(level) ?? rowsOf(layout, inStratum(places, stratum, level));
      own.set(level, rows);
      const { start, columns, weights } = rows;
      for (let i = 0; i < positions.length; i++) {
        const point = positions[i] as number;
        const end = start[point + 1] as number;
        let sum = 0;
        for (let k = start[point] as number; k < end; k++) {
          sum += (weights[k] as number) * (cells[columns[k] as number] as number);
        }
        into[i] = sum;
      }
    },
  };
}

function inStratum(places: Places, stratum: number, level: number): Places {
  if (stratum < 0) return places;
  const levels = places.levels.slice();
  const width = levels.length / Math.max(1, places.count);
  for (let point = 0; point < places.count; point++) levels[point * width + stratum * 2] = level;
  return { ...places, levels };
}
