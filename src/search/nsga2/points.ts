/** Points of objective space, all objectives to be minimised, row after row in one array. */
export interface PointSet {
  readonly values: Float64Array;
  readonly count: number;
  /** Number of objectives. */
  readonly dimension: number;
}

/** Rows as a point set. Throws a RangeError where rows differ in length or a value is not a number. */
export function pointSet(rows: readonly ArrayLike<number>[], dimension = rows[0]?.length ?? 0): PointSet {
  const values = new Float64Array(rows.length * dimension);
  for (const [index, row] of rows.entries()) {
    if (row.length !== dimension) {
      throw new RangeError(`point ${index} has ${row.length} objectives, others ${dimension}`);
    }
    for (let objective = 0; objective < dimension; objective += 1) {
      const value = row[objective] ?? Number.NaN;
      if (Number.isNaN(value))
        throw new RangeError(`objective ${objective} of point ${index} is not a number`);
      values[index * dimension + objective] = value;
    }
  }
  return { values, count: rows.length, dimension };
}

/** The chosen rows, in the order given. */
export function selectPoints(points: PointSet, indexes: ArrayLike<number>): PointSet {
  const { values, dimension } = points;
  const chosen = new Float64Array(indexes.length * dimension);
  for (let row = 0; row < indexes.length; row += 1) {
    const from = (indexes[row] ?? 0) * dimension;
    for (let objective = 0; objective < dimension; objective += 1) {
      chosen[row * dimension + objective] = values[from + objective] ?? 0;
    }
  }
  return { values: chosen, count: indexes.length, dimension };
}

/** Negative, zero or positive as row `a` comes before, equals or comes after row `b` in lexicographic order. */
export function compareRows({ values, dimension }: PointSet, a: number, b: number): number {
  for (let objective = 0; objective < dimension; objective += 1) {
    const left = values[a * dimension + objective] ?? 0;
    const right = values[b * dimension + objective] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** All indexes in lexicographic order of their rows; of equal rows the first comes first. */
export function lexicographicOrder(points: PointSet): Int32Array {
  const order = Int32Array.from({ length: points.count }, (_, index) => index);
  return order.sort((a, b) => compareRows(points, a, b) || a - b);
}
