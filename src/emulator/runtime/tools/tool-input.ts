import { isRecord, type JsonRecord } from '../../../domain/index.js';
import type { Tool } from './tool-config.js';

/**
 * Arguments for a tool, made from its schema and the question: an enumerated value that the question names (else
 * the first), its numbers in order for numbers, its names and quoted texts for short texts, the whole question for
 * a query; everything that is required, and of the rest what the question fills.
 */
export function inputFor({ schema }: Tool, question: string): JsonRecord {
  const numbers = [...question.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text));
  const names = [...question.matchAll(namePattern)].map((match) => match[1] ?? match[0]);
  return objectFor(schema, { question, numbers, names });
}

/** What stands between quotes, and capitalised words after the first. */
const namePattern = /["“「']([^"”」']{1,80})["”」']|(?<=\S\s)\p{Lu}[\p{L}\d-]*(?:\s\p{Lu}[\p{L}\d-]*)*/gu;

interface Material {
  readonly question: string;
  readonly numbers: number[];
  readonly names: string[];
}

function objectFor(schema: JsonRecord, material: Material): JsonRecord {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : Object.keys(properties);
  const input: { [name: string]: unknown } = {};
  for (const [name, property] of Object.entries(properties)) {
    const spec = isRecord(property) ? property : {};
    const value = valueFor(name, spec, material, required.includes(name));
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function valueFor(name: string, spec: JsonRecord, material: Material, required: boolean): unknown {
  if (spec.const !== undefined) return spec.const;
  if (Array.isArray(spec.enum)) return oneOf(spec.enum, material, required);
  switch (Array.isArray(spec.type) ? spec.type[0] : spec.type) {
    case 'integer':
    case 'number':
      return numberFor(spec, material, required);
    case 'boolean':
      return required ? true : undefined;
    case 'array': {
      const item = valueFor(name, isRecord(spec.items) ? spec.items : {}, material, required);
      return item === undefined ? undefined : [item];
    }
    case 'object':
      return objectFor(spec, material);
    default: {
      if (/query|question|text|message|prompt|search/i.test(name)) return material.question;
      return material.names.shift() ?? (required ? material.question : undefined);
    }
  }
}

function oneOf(values: readonly unknown[], { question }: Material, required: boolean): unknown {
  const text = question.toLowerCase();
  const named = values.find((value) => text.includes(String(value).toLowerCase()));
  return named ?? (required ? values[0] : undefined);
}

function numberFor(spec: JsonRecord, { numbers }: Material, required: boolean): number | undefined {
  const number = numbers.shift();
  if (number === undefined && !required) return undefined;
  return bounded(spec, spec.type === 'integer' ? Math.round(number ?? 1) : (number ?? 1));
}

function bounded(spec: JsonRecord, value: number): number {
  const low = typeof spec.minimum === 'number' ? spec.minimum : Number.NEGATIVE_INFINITY;
  const high = typeof spec.maximum === 'number' ? spec.maximum : Number.POSITIVE_INFINITY;
  return Math.min(high, Math.max(low, value));
}
