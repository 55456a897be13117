/** Deeper nesting is nothing that a client means, and would exhaust the stack of whoever walks the value. */
const mostLevels = 500;

/** The value of a JSON text; undefined where it is none, or is nested deeper than 500 levels. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeper(value, mostLevels) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
