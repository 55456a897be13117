/** Which cluster each row belongs to. Every clustered figure of one table shares one partition. */
export interface Partition {
  /** Row → cluster, 0-based in order of first appearance. */
  readonly of: Int32Array;
  readonly count: number;
}

/** Numbers the clusters of `ids` by first appearance. A missing id throws: a row of unknown dependence is an error. */
export function partition(ids: readonly (string | number)[]): Partition {
  const known = new Map<string | number, number>();
  const of = new Int32Array(ids.length);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row];
    if (id === undefined || id === null || id === '' || Number.isNaN(id)) {
      throw new RangeError(`row ${row} has no cluster`);
    }
    const cluster = known.get(id) ?? known.size;
    known.set(id, cluster);
    of[row] = cluster;
  }
  return { of, count: known.size };
}

/** The partition of some of the rows, in their given order, clusters numbered anew by first appearance. */
export function restrict(whole: Partition, rows: ArrayLike<number>): Partition {
  const known = new Int32Array(whole.count).fill(-1);
  const of = new Int32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const cluster = whole.of[rows[at] ?? -1];
    if (cluster === undefined) throw new RangeError(`there is no row ${rows[at]}`);
    let own = known[cluster] ?? -1;
    if (own < 0) {
      own = count++;
      known[cluster] = own;
    }
    of[at] = own;
  }
  return { of, count };
}

/** Every row a cluster of its own: independent rows. */
export function independentRows(count: number): Partition {
  return { of: Int32Array.from({ length: count }, (_, row) => row), count };
}

/** Σ of `value(row)` by cluster, added in row order. */
export function clusterSums(rows: Partition, value: (row: number) => number): Float64Array {
  const sums = new Float64Array(rows.count);
  for (let row = 0; row < rows.of.length; row++) {
    const cluster = rows.of[row] ?? 0;
    sums[cluster] = (sums[cluster] ?? 0) + value(row);
  }
  return sums;
}

/** Rows of each cluster, in row order. */
export function clusterRows(rows: Partition): readonly (readonly number[])[] {
  const members: number[][] = Array.from({ length: rows.count }, () => []);
  for (let row = 0; row < rows.of.length; row++) members[rows.of[row] ?? 0]?.push(row);
  return members;
}
