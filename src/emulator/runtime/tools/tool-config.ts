import { isRecord, type JsonRecord } from '../../../domain/index.js';
import type { CacheTtl } from '../../prompt-cache/support.js';
import { constraint } from '../../wire/service-error.js';
import { readCachePoint } from '../converse/cache-point.js';

/** A tool that the responder may ask for. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly schema: JsonRecord;
}

/** The tools of a request. `checkpoints` stand after the tool with that position. */
export interface ToolConfig {
  readonly tools: readonly Tool[];
  /** `none` exists in Anthropic bodies only: the tools are read and billed, and none is asked for. */
  readonly choice: 'auto' | 'any' | 'none' | { readonly tool: string };
  readonly checkpoints: readonly { readonly after: number; readonly ttl: CacheTtl }[];
}

/** What of a tool costs input tokens: its name, description and schema as compact JSON. */
export function textOfTool({ name, description, schema }: Tool): string {
  return JSON.stringify({ name, description, schema });
}

/** Reads `toolConfig` of a Converse request; broken constraints are added to `constraints`. */
export function readToolConfig(given: unknown, constraints: string[]): ToolConfig | undefined {
  if (given === undefined) return undefined;
  const entries = isRecord(given) && Array.isArray(given.tools) ? given.tools : [];
  const tools: Tool[] = [];
  const checkpoints: { after: number; ttl: CacheTtl }[] = [];
  for (const [at, entry] of entries.entries()) {
    if (isRecord(entry) && entry.cachePoint !== undefined) {
      const ttl = readCachePoint(
        entry.cachePoint,
        `toolConfig.tools.${at + 1}.member.cachePoint`,
        constraints,
      );
      if (tools.length > 0) checkpoints.push({ after: tools.length - 1, ttl });
    } else if (isRecord(entry) && isRecord(entry.systemTool)) {
      tools.push({ name: String(entry.systemTool.name), description: '', schema: {} });
    } else tools.push(readTool(entry, `toolConfig.tools.${at + 1}.member.toolSpec`, constraints));
  }
  if (tools.length === 0)
    constraints.push(
      constraint('toolConfig.tools', entries, 'Member must have length greater than or equal to 1'),
    );
  const choice = readChoice(isRecord(given) ? given.toolChoice : undefined, tools, constraints);
  return { tools, choice, checkpoints };
}

function readTool(entry: unknown, path: string, constraints: string[]): Tool {
  const spec: JsonRecord = isRecord(entry) && isRecord(entry.toolSpec) ? entry.toolSpec : {};
  const { name, description } = spec;
  if (typeof name !== 'string' || !/^[\w-]{1,64}$/.test(name))
    constraints.push(
      constraint(
        `${path}.name`,
        name ?? null,
        'Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+ and have length between 1 and 64',
      ),
    );
  if (description !== undefined && (typeof description !== 'string' || description === ''))
    constraints.push(
      constraint(`${path}.description`, description, 'Member must have length greater than or equal to 1'),
    );
  const schema = isRecord(spec.inputSchema) ? spec.inputSchema.json : undefined;
  if (!isRecord(schema))
    constraints.push(constraint(`${path}.inputSchema.json`, schema ?? null, 'Member must be a JSON object'));
  return {
    name: typeof name === 'string' ? name : '',
    description: typeof description === 'string' ? description : '',
    schema: isRecord(schema) ? schema : {},
  };
}

function readChoice(given: unknown, tools: readonly Tool[], constraints: string[]): ToolConfig['choice'] {
  if (given === undefined || (isRecord(given) && given.auto !== undefined)) return 'auto';
  if (isRecord(given) && given.any !== undefined) return 'any';
  if (isRecord(given) && given.none !== undefined) return 'none';
  const name = isRecord(given) && isRecord(given.tool) ? given.tool.name : undefined;
  if (typeof name === 'string' && tools.some((tool) => tool.name === name)) return { tool: name };
  constraints.push(
    constraint('toolConfig.toolChoice', given, 'Member must be auto, any or the name of a given tool'),
  );
  return 'auto';
}
