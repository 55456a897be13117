/** A JSON schema as a request carries it. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What is known of an answer when it must be put into fields. */
export interface Fields {
  readonly answer: string;
  readonly sources: readonly string[];
  readonly answered: boolean;
  /** Named parts (of a summary, say), matched to properties by name. */
  readonly parts: readonly { readonly match: RegExp; readonly text: string }[];
}

/** An object with the schema's properties, each of its type; without properties `{answer, sources}`. */
export function fillSchema(schema: JsonSchema | undefined, fields: Fields): string {
  const properties = schema?.properties;
  if (typeof properties !== 'object' || properties === null) {
    return JSON.stringify({ answer: fields.answer, sources: fields.sources });
  }
  const filled: { [name: string]: unknown } = {};
  for (const [name, property] of Object.entries(properties)) filled[name] = valueFor(name, property, fields);
  return JSON.stringify(filled);
}

function valueFor(name: string, property: unknown, fields: Fields): unknown {
  const spec = typeof property === 'object' && property !== null ? (property as JsonSchema) : {};
  if (Array.isArray(spec.enum)) return spec.enum[fields.answered ? 0 : spec.enum.length - 1];
  const type = Array.isArray(spec.type) ? spec.type[0] : spec.type;
  switch (type) {
    case 'boolean':
      return fields.answered;
    case 'integer':
      return bounded(spec, fields.answered ? 1 : 0);
    case 'number':
      return bounded(spec, fields.answered ? 0.9 : 0.2);
    case 'array':
      return /source|citation|document|reference/i.test(name) ? fields.sources : [fields.answer];
    case 'object':
      return JSON.parse(fillSchema(spec, fields));
    default:
      return fields.parts.find(({ match }) => match.test(name))?.text ?? fields.answer;
  }
}

function bounded(spec: JsonSchema, value: number): number {
  const low = typeof spec.minimum === 'number' ? spec.minimum : -Infinity;
  const high = typeof spec.maximum === 'number' ? spec.maximum : Infinity;
  return Math.min(high, Math.max(low, value));
}
