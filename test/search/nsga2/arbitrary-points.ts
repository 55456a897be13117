import fc from 'fast-check';

/** Fronts and clouds with many ties: coordinates come from a small grid. */
export function gridPoints(dimension: number, maxLength = 40): fc.Arbitrary<number[][]> {
  return fc.array(fc.array(fc.nat(8), { minLength: dimension, maxLength: dimension }), {
    minLength: 1,
    maxLength,
  });
}

/** Whether `a` dominates `b`, by the definition. */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, axis) => value <= (b[axis] ?? 0)) && a.some((value, axis) => value < (b[axis] ?? 0));
}
