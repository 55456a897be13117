import * as stats from '../../../src/stats/index.js';

/** What a function must do with input that cannot tell. */
export interface DegenerateCases {
  /** Calls whose whole result is undefined. */
  readonly undefined?: readonly (() => unknown)[];
  /** Calls whose result may be defined in part, and holds finite numbers and reasons only. */
  readonly sound?: readonly (() => unknown)[];
  /** Programming errors: a RangeError. */
  readonly throws?: readonly (() => unknown)[];
}

export const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
export const level = 0.9;
export const alpha = 0.05;
export const rows = [1, 2, 3];
export const rng = () => stats.createRng(1);

/** No figure can be had of these. */
export const REFUSED: readonly (readonly number[])[] = [
  [],
  [nan],
  [1, nan, 2],
  [infinity, 1, 2],
  [1, -infinity],
];
/** Of these some figures can be had: one row, equal rows, nothing but 0, and numbers at the ends of a double. */
export const ODD: readonly (readonly number[])[] = [
  [1],
  [0.1, 0.1, 0.1],
  new Array<number>(12).fill(0.1),
  [0, 0, 0],
  [0, -0],
  [1e308, -1e308, 1e308],
  [1e200, -1e200, 1],
  [5e-324, 0, 5e-324],
  [1e16, 1e16 + 2, 1e16],
];
export const oneCluster = (count: number) => stats.partition(new Array<string>(count).fill('only'));

/** Cases of a function of one column. */
export function ofColumn(call: (values: readonly number[]) => unknown): DegenerateCases {
  return {
    undefined: REFUSED.map((column) => () => call(column)),
    sound: ODD.map((column) => () => call(column)),
  };
}

/** Cases of a function of two columns, each odd in turn, or of unequal length. */
export function ofColumns(call: (x: readonly number[], y: readonly number[]) => unknown): DegenerateCases {
  const steady = (column: readonly number[]) => column.map((_, row) => 1 + (row % 2));
  const pairs = (columns: readonly (readonly number[])[]) =>
    columns.flatMap((column) => [
      () => call(column, steady(column)),
      () => call(steady(column), column),
      () => call(column, column),
    ]);
  return {
    undefined: [...pairs(REFUSED), () => call([1, 2, 3], [1, 2]), () => call([], [1])],
    sound: pairs(ODD),
  };
}

/** Weights and clusters that do not fit, for a function of rows 1, 2, 3. */
export function ofRows(
  call: (options: { readonly weights?: readonly number[]; readonly clusters?: stats.Partition }) => unknown,
  weighted = true,
): DegenerateCases {
  const weights = [
    [0, 0, 0],
    [1, 1],
    [1, nan, 1],
    [1, -1, 1],
  ];
  return {
    undefined: [
      ...(weighted ? weights.map((column) => () => call({ weights: column })) : []),
      () => call({ clusters: oneCluster(2) }),
    ],
    sound: [
      () => call({ clusters: oneCluster(3) }),
      ...(weighted ? [() => call({ weights: [0, 0, 1] })] : []),
    ],
  };
}

/** The columns and these further cases. */
export function plus(columns: DegenerateCases, more: DegenerateCases): DegenerateCases {
  return {
    undefined: [...(columns.undefined ?? []), ...(more.undefined ?? [])],
    sound: [...(columns.sound ?? []), ...(more.sound ?? [])],
    throws: [...(columns.throws ?? []), ...(more.throws ?? [])],
  };
}
