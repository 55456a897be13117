/** One text as the matcher sees it. */
export interface MatchSide {
  /** [pieces × dimensions], row-major; every row of length 1. */
  readonly vectors: Float32Array | Float64Array;
  /** How much each piece counts in the mean of its own side; special pieces 0. */
  readonly weights: readonly number[];
}

/** BERTScore of one candidate against one reference, before rescaling. */
export interface Match {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Rows and columns of a tile: its nine sums and six factors stay in registers. */
const TILE = 3;

/**
 * Greedy matching of Zhang et al., "BERTScore: Evaluating Text Generation with BERT" (2020), as the authors' bert_score
 * computes it. P = Σᵢ wᵢ maxⱼ xᵢ·yⱼ / Σᵢ wᵢ over the candidate's pieces, R likewise over the reference's, F = 2PR/(P + R).
 * A piece of weight 0 is not counted but stays a target that others may match. Where a side weighs nothing, all are 0;
 * so is F where P + R = 0.
 */
export function matchGreedily(options: {
  readonly candidate: MatchSide;
  readonly reference: MatchSide;
  readonly dimensions: number;
}): Match {
  const { candidate, reference, dimensions } = options;
  const best = bestMatches(candidate.vectors, reference.vectors, dimensions);
  const precision = weightedMean(best.rows, candidate.weights);
  const recall = weightedMean(best.columns, reference.weights);
  if (precision === null || recall === null) return { precision: 0, recall: 0, f1: 0 };
  const sum = precision + recall;
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum };
}

/** Several references: the greatest P, the greatest R and the greatest F, each for itself, as the original does. */
export function bestOfMatches(matches: readonly Match[]): Match {
  const best = (of: keyof Match): number => Math.max(...matches.map((match) => match[of]));
  return { precision: best('precision'), recall: best('recall'), f1: best('f1') };
}

/** Null where nothing weighs anything. */
function weightedMean(values: Float64Array, weights: readonly number[]): number | null {
  let sum = 0;
  let total = 0;
  for (const [at, value] of values.entries()) {
    const weight = weights[at] ?? 0;
    sum += weight * value;
    total += weight;
  }
  return total > 0 ? sum / total : null;
}

/** The greatest dot product of every row of `a` with a row of `b`, and of every row of `b` with one of `a`. */
function bestMatches(
  a: MatchSide['vectors'],
  b: MatchSide['vectors'],
  dimensions: number,
): { readonly rows: Float64Array; readonly columns: Float64Array } {
  const [height, width] = [a.length / dimensions, b.length / dimensions];
  const rows = new Float64Array(height).fill(Number.NEGATIVE_INFINITY);
  const columns = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  const sums = new Float64Array(TILE * TILE);
  for (let row = 0; row < height; row += TILE) {
    for (let column = 0; column < width; column += TILE) {
      multiplyTile(a, b, { row, column, height, width, dimensions }, sums);
      for (let at = 0; at < sums.length; at += 1) {
        // A tile over the edge repeats its last row or column, which changes no maximum.
        const [i, j] = [
          Math.min(row + Math.floor(at / TILE), height - 1),
          Math.min(column + (at % TILE), width - 1),
        ];
        const sum = sums[at] ?? 0;
        if (sum > (rows[i] ?? 0)) rows[i] = sum;
        if (sum > (columns[j] ?? 0)) columns[j] = sum;
      }
    }
  }
  return { rows, columns };
}

interface Tile {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
  readonly dimensions: number;
}

/** The dot products of three rows of `a` with three of `b`: each factor is read once for three products. */
function multiplyTile(
  a: MatchSide['vectors'],
  b: MatchSide['vectors'],
  { row, column, height, width, dimensions }: Tile,
  sums: Float64Array,
): void {
  const a0 = row * dimensions;
  const a1 = Math.min(row + 1, height - 1) * dimensions;
  const a2 = Math.min(row + 2, height - 1) * dimensions;
  const b0 = column * dimensions;
  const b1 = Math.min(column + 1, width - 1) * dimensions;
  const b2 = Math.min(column + 2, width - 1) * dimensions;
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let d = 0; d < dimensions; d += 1) {
    const y0 = b[b0 + d] ?? 0;
    const y1 = b[b1 + d] ?? 0;
    const y2 = b[b2 + d] ?? 0;
    const x0 = a[a0 + d] ?? 0;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    const x1 = a[a1 + d] ?? 0;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    const x2 = a[a2 + d] ?? 0;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
  }
  sums[0] = s00;
  sums[1] = s01;
  sums[2] = s02;
  sums[3] = s10;
  sums[4] = s11;
  sums[5] = s12;
  sums[6] = s20;
  sums[7] = s21;
  sums[8] = s22;
}
