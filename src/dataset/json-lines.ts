/** One line of a small JSONL text. */
export type JsonLine = { readonly line: number } & (
  | { readonly state: 'json'; readonly value: unknown }
  | { readonly state: 'not-json'; readonly reason: string }
);

/** The lines of a small JSONL text by their 1-based number, blank ones passed over. Never throws. Datasets are streamed instead. */
export function* jsonLines(text: string): Generator<JsonLine, void> {
  let line = 0;
  for (const raw of text.split('\n')) {
    line += 1;
    if (raw.trim() === '') continue;
    try {
      yield { line, state: 'json', value: JSON.parse(raw) as unknown };
    } catch (error) {
      yield { line, state: 'not-json', reason: error instanceof Error ? error.message : String(error) };
    }
  }
}
