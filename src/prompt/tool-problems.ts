import { createRequire } from 'node:module';
import type { Ajv2020 as Ajv2020Type } from 'ajv/dist/2020.js';
import { didYouMean, isRecord, type JsonRecord } from '../domain/index.js';

interface ToolProblem {
  readonly message: string;
  readonly hint: string;
}

const KEYS = ['name', 'description', 'inputSchema'];

/** The service's own rule for names of tools. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** Everything that is wrong with one tool. */
export function toolProblems(tool: unknown): readonly ToolProblem[] {
  if (!isRecord(tool)) {
    return [{ message: 'a tool is a mapping', hint: 'Write {name, description, inputSchema}.' }];
  }
  const { name, description, inputSchema } = tool;
  const label = typeof name === 'string' && name !== '' ? `tool "${name}"` : 'a tool';
  const problems: ToolProblem[] = [];
  for (const key of Object.keys(tool)) {
    if (!KEYS.includes(key)) {
      problems.push({ message: `${label} has an unknown key "${key}"`, hint: didYouMean(key, KEYS) });
    }
  }
  if (typeof name !== 'string' || !NAME.test(name)) {
    const what =
      name === undefined ? 'no `name`' : `a name that the service refuses: ${JSON.stringify(name)}`;
    problems.push({ message: `${label} has ${what}`, hint: 'Use 1 to 64 letters, digits, "_" and "-".' });
  }
  if (description !== undefined && (typeof description !== 'string' || description.trim() === '')) {
    const hint = 'Say in a sentence when the model should use the tool, or leave it out.';
    problems.push({ message: `the description of ${label} is not a text`, hint });
  }
  problems.push(...schemaProblems(inputSchema, label));
  return problems;
}

function schemaProblems(schema: unknown, label: string): readonly ToolProblem[] {
  const hint = 'Write a JSON Schema, { type: object, properties: { … } }.';
  if (schema === undefined) return [{ message: `${label} has no \`inputSchema\``, hint }];
  if (!isRecord(schema)) return [{ message: `the inputSchema of ${label} is not a mapping`, hint }];
  if (schema.type !== 'object') {
    return [{ message: `the inputSchema of ${label} does not describe an object`, hint }];
  }
  const fault = schemaFault(schema);
  if (fault === undefined) return [];
  const message = `the inputSchema of ${label} is not a JSON Schema: ${fault}`;
  return [{ message, hint: 'Correct the schema (draft 2020-12); remote $ref is not read.' }];
}

const require = createRequire(import.meta.url);

/** Loaded here and not above: most prompts have no tools, and the validator costs every start some time. */
function schemaFault(schema: JsonRecord): string | undefined {
  const { Ajv2020 } = require('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020Type };
  try {
    // A fresh instance each: two schemas with one `$id` would collide in a shared one.
    new Ajv2020({ strict: false, validateFormats: false, logger: false }).compile(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
