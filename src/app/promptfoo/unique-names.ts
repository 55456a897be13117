const MOST_LETTERS = 60;

/** Gives out names that an experiment accepts (letters, digits, `.`, `_`, `-`), each once. */
export function createNames(): { take(wanted: string): string } {
  const taken = new Set<string>();
  return {
    take(wanted) {
      const base = slug(wanted);
      let name = base;
      for (let at = 2; taken.has(name); at += 1) name = `${base}-${at}`;
      taken.add(name);
      return name;
    },
  };
}

/** The text as a name: other signs become dashes. */
export function slug(text: string): string {
  const name = text
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|[-.]+$/gu, '')
    .slice(0, MOST_LETTERS);
  return name === '' ? 'unnamed' : name;
}

/** The text as the name of a metric: letters, digits, `_` and `-`, starting with a letter. */
export function metricName(text: string): string {
  const name = text
    .trim()
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, MOST_LETTERS);
  return name === '' ? 'metric' : name;
}
