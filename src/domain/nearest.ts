/**
 * The candidate that a misspelt word most likely meant: within two edits, one where either name has four letters or
 * fewer. `session_id`, `Session-Id` and `sessionId` are one name in three habits. Undefined when none is close.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const written = fold(word);
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const meant = fold(candidate);
    const most = Math.min(written.length, meant.length) <= 4 ? 1 : 2;
    // The lengths alone rule most names out, and keep a word of a million letters from costing anything.
    if (Math.abs(written.length - meant.length) > most) continue;
    const edits = distance(written, meant);
    if (edits <= most && (best === undefined || edits < best.edits)) best = { candidate, edits };
  }
  return best?.candidate;
}

/** A hint that offers the nearest of the known names, or lists them. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const names = [...known];
  const match = nearest(word, names);
  if (match !== undefined) return `Did you mean \`${match}\`?`;
  if (names.length === 0) return 'None is declared.';
  const shown = names.slice(0, 20).join(', ');
  return `Known: ${shown}${names.length > 20 ? `, … (${names.length})` : ''}.`;
}

/** Edit distance with transpositions of neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
}
