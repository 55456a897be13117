import type { Factor, FactorValue } from '../port.js';

/** Levels of numeric factors beyond which a few knots stand for them, with straight lines between. */
const MOST_LEVELS = 12;
const KNOTS = 8;

/**
 * How the model sees a factor: as `levels` levels (a knot of a numeric factor is one; a conditional factor has a last
 * one, `not active`), on which functions that sum to zero have an orthonormal basis.
 */
export interface FactorCoding {
  readonly name: string;
  readonly levels: number;
  /** Whether neighbouring levels are expected to act alike. */
  readonly isOrdered: boolean;
  /** `levels` rows × (`levels` − 1) columns: the basis; each column sums to 0. */
  readonly basis: Float64Array;
  /** Variance of each basis function under a random walk over the levels, mean 1; all 1 for exchangeable levels. */
  readonly smoothness: Float64Array;
  /** What each level stands for; null: not active, or a knot between values. */
  readonly values: readonly (FactorValue | null)[];
  /** Whether every value is a level of its own. */
  readonly isExact: boolean;
  /** Writes the levels that a value touches, with weights that sum to 1; returns how many. */
  readonly place: (value: FactorValue | undefined, levels: Int32Array, weights: Float64Array) => number;
}

/** The coding of a factor of the space. */
export function factorCoding(factor: Factor): FactorCoding {
  const canBeInactive = (factor.when ?? []).length > 0;
  if (!('min' in factor)) {
    return leveled(factor.name, factor.values, { isOrdered: factor.kind === 'ordered', canBeInactive });
  }
  const { min, max } = factor;
  if (min === max) return leveled(factor.name, [min], { isOrdered: true, canBeInactive });
  if (factor.kind === 'integer' && Math.floor(max) - Math.ceil(min) + 1 <= MOST_LEVELS) {
    const low = Math.ceil(min);
    const values = Array.from({ length: Math.floor(max) - low + 1 }, (_, at) => low + at);
    return leveled(factor.name, values, { isOrdered: true, canBeInactive });
  }
  const active = orderedBasis(KNOTS, canBeInactive);
  const last = KNOTS - 1;
  return {
    ...active,
    name: factor.name,
    isOrdered: true,
    isExact: false,
    values: Array.from({ length: active.levels }, (_, at) =>
      at > last ? null : min + ((max - min) * at) / last,
    ),
    place(value, levels, weights) {
      if (typeof value !== 'number') {
        levels[0] = KNOTS;
        weights[0] = 1;
        return 1;
      }
      const at = Math.min(last, Math.max(0, ((value - min) / (max - min)) * last));
      const low = Math.min(last - 1, Math.floor(at));
      levels[0] = low;
      weights[0] = 1 - (at - low);
      levels[1] = low + 1;
      weights[1] = at - low;
      return at === low ? 1 : 2;
    },
  };
}

/** The coding of something with a few named levels. */
export function leveled(
  name: string,
  values: readonly FactorValue[],
  options: { readonly isOrdered: boolean; readonly canBeInactive: boolean },
): FactorCoding {
  const { canBeInactive } = options;
  const isOrdered = options.isOrdered && values.length > 2;
  const shape = isOrdered
    ? orderedBasis(values.length, canBeInactive)
    : exchangeableBasis(values.length + (canBeInactive ? 1 : 0));
  const levelOf = new Map(values.map((value, level) => [value, level]));
  return {
    ...shape,
    name,
    isOrdered,
    isExact: true,
    values: canBeInactive ? [...values, null] : values,
    place(value, levels, weights) {
      levels[0] = value === undefined ? values.length : (levelOf.get(value) ?? 0);
      weights[0] = 1;
      return 1;
    },
  };
}

type Basis = Pick<FactorCoding, 'levels' | 'basis' | 'smoothness'>;

/** Helmert contrasts: any orthonormal basis serves where all directions have one variance. */
function exchangeableBasis(levels: number): Basis {
  const columns = Math.max(0, levels - 1);
  const basis = new Float64Array(levels * columns);
  for (let column = 0; column < columns; column++) {
    const length = Math.sqrt((column + 1) * (column + 2));
    for (let level = 0; level <= column; level++) basis[level * columns + column] = -1 / length;
    basis[(column + 1) * columns + column] = (column + 1) / length;
  }
  return { levels, basis, smoothness: new Float64Array(columns).fill(1) };
}

/**
 * Cosines: the eigenvectors of a random walk's precision on a path of n levels, with eigenvalues 2 − 2 cos(πj/n). A last
 * level that is not active stands apart: the contrast of it with all others.
 */
function orderedBasis(count: number, canBeInactive: boolean): Basis {
  const levels = count + (canBeInactive ? 1 : 0);
  const columns = levels - 1;
  const basis = new Float64Array(levels * columns);
  const smoothness = new Float64Array(columns).fill(1);
  let sum = 0;
  for (let j = 1; j < count; j++) {
    for (let level = 0; level < count; level++) {
      basis[level * columns + j - 1] = Math.sqrt(2 / count) * Math.cos((Math.PI * j * (level + 0.5)) / count);
    }
    const variance = 1 / (2 - 2 * Math.cos((Math.PI * j) / count));
    smoothness[j - 1] = variance;
    sum += variance;
  }
  for (let j = 1; j < count; j++) smoothness[j - 1] = ((smoothness[j - 1] ?? 0) * (count - 1)) / sum;
  if (canBeInactive) {
    const length = Math.sqrt(count * levels);
    for (let level = 0; level < count; level++) basis[level * columns + columns - 1] = 1 / length;
    basis[count * columns + columns - 1] = -count / length;
  }
  return { levels, basis, smoothness };
}
