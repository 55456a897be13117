/** The known name that `name` was probably meant to be: within two edits (one for short names), else undefined. */
export function nearestKey(name: string, known: readonly string[]): string | undefined {
  const folded = fold(name);
  let best: { readonly key: string; readonly distance: number } | undefined;
  for (const key of known) {
    const distance = editDistance(folded, fold(key));
    const allowed = Math.min(folded.length, key.length) <= 4 ? 1 : 2;
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { key, distance };
  }
  return best?.key;
}

/** `session_id`, `Session-Id` and `sessionId` are one name in three habits. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
}

/** Levenshtein distance by the two-row recurrence; names longer than 64 units are far from everything. */
function editDistance(left: string, right: string): number {
  if (left.length > 64 || right.length > 64) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const substituted = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
