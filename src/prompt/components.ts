/**
 * Attributes a rendered section to components: every text of `parts` that stands in it verbatim (surrounding
 * blanks aside) is cut out and credited to its component, in order; what is left is the section's own. A text
 * that a filter changed stays with the section. The pieces are disjoint, so no token is counted twice.
 */
export function splitByComponent<Name extends string>(
  rendered: string,
  parts: readonly { readonly component: Name; readonly texts: readonly string[] }[],
): {
  readonly own: readonly string[];
  readonly found: { readonly component: Name; readonly text: string }[];
} {
  let own: string[] = rendered === '' ? [] : [rendered];
  const found: { component: Name; text: string }[] = [];
  for (const { component, texts } of parts) {
    for (const raw of texts) {
      const text = raw.trim();
      if (text === '') continue;
      const at = own.findIndex((piece) => piece.includes(text));
      const piece = own[at];
      if (piece === undefined) continue;
      const start = piece.indexOf(text);
      const rest = [piece.slice(0, start), piece.slice(start + text.length)].filter((side) => side !== '');
      own = [...own.slice(0, at), ...rest, ...own.slice(at + 1)];
      found.push({ component, text });
    }
  }
  return { own, found };
}
