/** What keeps candidates from being feasible. */
export interface Infeasibility {
  /** Index of the constraint that binds. */
  readonly constraint: number;
  /** What the candidate that comes nearest misses it by, in units of the constraint. */
  readonly by: number;
  /** Least violation of each constraint by itself over the candidates; 0: some candidate meets it. */
  readonly least: readonly number[];
  /** Whether a candidate is left when this constraint alone is dropped. */
  readonly helpsAlone: readonly boolean[];
}

/**
 * Which constraint binds where no candidate meets all (else null). Rows are candidates, columns constraints, entries
 * violations in the constraint's units (0: met; ∞: unknown). First choice is a constraint whose removal alone leaves a
 * candidate, and of several the one that is missed by the least part of its limit; where no single removal helps, the
 * constraint whose best candidate misses it by the greatest part. `by` is over the candidates that miss nothing else,
 * where there are any.
 */
export function infeasibility(
  violations: readonly (readonly number[])[],
  limits: readonly number[],
): Infeasibility | null {
  if (violations.length === 0 || violations.some((row) => row.every((one) => one === 0))) return null;
  const least = limits.map((_, column) => smallest(violations, column));
  const alone = limits.map((_, column) =>
    violations.filter((row) => row.every((one, other) => other === column || one === 0)),
  );
  const helpsAlone = alone.map((rows) => rows.length > 0);
  const part = (column: number, by: number): number => by / Math.max(Math.abs(limits[column] ?? 0), 1e-12);
  const nearest = alone.map((rows, column) => smallest(rows, column));
  let best: { readonly constraint: number; readonly by: number } | undefined;
  for (const column of limits.keys()) {
    if (helpsAlone[column] !== true) continue;
    const by = nearest[column] ?? Number.POSITIVE_INFINITY;
    if (best === undefined || part(column, by) < part(best.constraint, best.by))
      best = { constraint: column, by };
  }
  if (best === undefined) {
    for (const column of limits.keys()) {
      const by = least[column] ?? 0;
      if (best === undefined || part(column, by) > part(best.constraint, best.by))
        best = { constraint: column, by };
    }
  }
  return best === undefined ? null : { ...best, least, helpsAlone };
}

function smallest(rows: readonly (readonly number[])[], column: number): number {
  return rows.reduce((found, row) => Math.min(found, row[column] ?? 0), Number.POSITIVE_INFINITY);
}
