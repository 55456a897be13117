/** Points of objective space as rows, every objective to be minimised. */
export type Rows = readonly ArrayLike<number>[];

/** Throws a RangeError unless every row has `dimension` numbers. */
export function checkRows(rows: Rows, dimension: number): void {
  for (const [index, row] of rows.entries()) {
    if (row.length !== dimension)
      throw new RangeError(`point ${index} has ${row.length} objectives, not ${dimension}`);
    for (let objective = 0; objective < dimension; objective += 1) {
      if (Number.isNaN(row[objective])) {
        throw new RangeError(`objective ${objective} of point ${index} is not a number`);
      }
    }
  }
}
