/** More are gathered into groups of neighbours, so that a verdict stays short enough to be written. */
const MAX_STATEMENTS = 30;

/**
 * The statements of a text, each on one line: its sentences and lines, without list marks. A text of more than 30 is
 * cut into 30 groups of neighbouring sentences; nothing is left out.
 */
export function statementsOf(text: string): readonly string[] {
  const sentences = text
    .split(/\n+|(?<=[.!?])\s+(?=\S)|(?<=[。！？])/u)
    .map((sentence) =>
      sentence
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/^(?:[-*•]|\d{1,2}[.)])\s+/, ''),
    )
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  if (sentences.length <= MAX_STATEMENTS) return sentences;
  return Array.from({ length: MAX_STATEMENTS }, (_, group) => {
    const from = Math.floor((group * sentences.length) / MAX_STATEMENTS);
    const to = Math.floor(((group + 1) * sentences.length) / MAX_STATEMENTS);
    return sentences.slice(from, to).join(' ');
  });
}

/** Statements as lines that a verdict can name: `s1: …`. A line break inside one is gone, so none can pose as another. */
export function numberStatements(statements: readonly string[]): string {
  return statements.map((statement, at) => `${labelOf(at)}: ${statement}`).join('\n');
}

export function labelOf(at: number): string {
  return `s${at + 1}`;
}
