import type { FactorCoding } from './coding.js';

/** Coefficients beyond which interactions are left out, largest first: the work of a fit grows with their cube. */
const MOST_COEFFICIENTS = 1000;
/** The same for interactions of an interaction with the stratum, which few spaces are small enough for. */
const MOST_WITH_THREES = 600;

/** One term of the analysis of variance: a main effect, or an interaction of two or three codings. */
export interface Term {
  /** Ascending positions of its codings. */
  readonly factors: readonly number[];
  /** Level combinations. */
  readonly cells: number;
  /** Contrasts, which sum to zero over the levels of each factor. */
  readonly contrasts: number;
  /** Prior variance of each contrast per unit of its variance components: exchangeable, smooth, smoother. */
  readonly shapes: readonly Float64Array[];
}

/**
 * The terms of a space: all main effects and pairs, and, where the space is small, each pair's interaction with the
 * stratum (the coding at `stratum`, −1: none). Which of them matter is for their variances to say.
 */
export function termsOf(codings: readonly FactorCoding[], stratum: number): readonly Term[] {
  const varying = codings.flatMap((coding, at) => (coding.levels > 1 ? [at] : []));
  const mains = varying.map((at) => term(codings, [at]));
  const pairs = varying.flatMap((a, i) => varying.slice(i + 1).map((b) => term(codings, [a, b])));
  const threes =
    stratum < 0
      ? []
      : pairs
          .filter(({ factors }) => !factors.includes(stratum))
          .map(({ factors }) =>
            term(
              codings,
              [...factors, stratum].sort((a, b) => a - b),
            ),
          );
  const chosen = [...mains];
  let size = mains.reduce((sum, { contrasts }) => sum + contrasts, 0);
  const admit = (candidates: readonly Term[], limit: number): void => {
    for (const candidate of [...candidates].sort((a, b) => a.contrasts - b.contrasts)) {
      if (size + candidate.contrasts > limit) return;
      size += candidate.contrasts;
      chosen.push(candidate);
    }
  };
  admit(pairs, MOST_COEFFICIENTS);
  if (chosen.length === mains.length + pairs.length) admit(threes, MOST_WITH_THREES);
  return chosen;
}

/** A term of the given codings. */
export function term(codings: readonly FactorCoding[], factors: readonly number[]): Term {
  const own = factors.flatMap((at) => codings[at] ?? []);
  const contrasts = own.reduce((size, { levels }) => size * (levels - 1), 1);
  const plain = new Float64Array(contrasts).fill(1);
  const smooth = own.reduce<Float64Array>(
    (product, { smoothness }) => kronecker(product, smoothness),
    Float64Array.of(1),
  );
  const shapes = own.some(({ isOrdered }) => isOrdered)
    ? [plain, smooth, normalised(smooth.map((value) => value * value))]
    : [plain];
  return { factors, cells: own.reduce((size, { levels }) => size * levels, 1), contrasts, shapes };
}

function kronecker(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length * b.length);
  for (const [i, left] of a.entries())
    for (const [j, right] of b.entries()) product[i * b.length + j] = left * right;
  return product;
}

function normalised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value / mean);
}

/** Where the level combinations and contrasts of each used term stand; position 0 is the constant. */
export interface Layout {
  readonly codings: readonly FactorCoding[];
  readonly terms: readonly Term[];
  readonly cellAt: Int32Array;
  readonly contrastAt: Int32Array;
  readonly cells: number;
  readonly contrasts: number;
}

export function layoutOf(codings: readonly FactorCoding[], terms: readonly Term[]): Layout {
  const cellAt = new Int32Array(terms.length);
  const contrastAt = new Int32Array(terms.length);
  let cells = 1;
  let contrasts = 1;
  for (const [at, one] of terms.entries()) {
    cellAt[at] = cells;
    contrastAt[at] = contrasts;
    cells += one.cells;
    contrasts += one.contrasts;
  }
  return { codings, terms, cellAt, contrastAt, cells, contrasts };
}

/** Multiplies one row over the cells by the bases: out = row · T, both from the given offsets. */
export function toContrasts(
  layout: Layout,
  row: { readonly from: Float64Array; readonly at: number },
  out: { readonly into: Float64Array; readonly at: number },
): void {
  out.into[out.at] = row.from[row.at] ?? 0;
  for (const [index, { factors, cells }] of layout.terms.entries()) {
    let values: Float64Array = row.from.subarray(
      row.at + (layout.cellAt[index] ?? 0),
      row.at + (layout.cellAt[index] ?? 0) + cells,
    );
    let left = 1;
    for (const at of factors) {
      const coding = layout.codings[at];
      if (coding === undefined) continue;
      const right = values.length / left / coding.levels;
      values = contract(values, coding, { left, right, isBack: false });
      left *= coding.levels - 1;
    }
    out.into.set(values, out.at + (layout.contrastAt[index] ?? 0));
  }
}

/** The values that coefficients of the contrasts give to the cells of one term: T · β. */
export function cellValues(layout: Layout, index: number, beta: Float64Array): Float64Array {
  const { factors, contrasts } = layout.terms[index] ?? { factors: [], contrasts: 0 };
  const from = layout.contrastAt[index] ?? 0;
  let values: Float64Array = beta.subarray(from, from + contrasts);
  let left = 1;
  for (const at of factors) {
    const coding = layout.codings[at];
    if (coding === undefined) continue;
    const right = values.length / left / (coding.levels - 1);
    values = contract(values, coding, { left, right, isBack: true });
    left *= coding.levels;
  }
  return values;
}

/** A product along one axis of an array shaped left × axis × right: with the basis, or back with its transpose. */
function contract(
  values: Float64Array,
  { basis, levels }: FactorCoding,
  { left, right, isBack }: { readonly left: number; readonly right: number; readonly isBack: boolean },
): Float64Array {
  const columns = levels - 1;
  const from = isBack ? columns : levels;
  const to = isBack ? levels : columns;
  const product = new Float64Array(left * to * right);
  if (right === 1 && !isBack) return contractLast(values, basis, { left, from, to });
  for (let l = 0; l < left; l++) {
    for (let i = 0; i < from; i++) {
      const source = (l * from + i) * right;
      for (let j = 0; j < to; j++) {
        const weight = (isBack ? basis[j * columns + i] : basis[i * columns + j]) as number;
        const target = (l * to + j) * right;
        for (let r = 0; r < right; r++) {
          product[target + r] = (product[target + r] as number) + weight * (values[source + r] as number);
        }
      }
    }
  }
  return product;
}

/** A product with the basis along the last axis, columns side by side. */
function contractLast(
  values: Float64Array,
  basis: Float64Array,
  { left, from, to }: { readonly left: number; readonly from: number; readonly to: number },
): Float64Array {
  const product = new Float64Array(left * to);
  for (let l = 0; l < left; l++) {
    for (let i = 0; i < from; i++) {
      const value = values[l * from + i] as number;
      if (value === 0) continue;
      for (let j = 0; j < to; j++) {
        const at = l * to + j;
        product[at] = (product[at] as number) + value * (basis[i * to + j] as number);
      }
    }
  }
  return product;
}
