import type { Tool, ToolConfiguration } from '@aws-sdk/client-bedrock-runtime';
import type { CachePlan, ToolConfig } from '../port.js';
import { cachePoint } from './content-blocks.js';

/** Tools as Converse has them, with a checkpoint behind them where the plan sets one; no tools are no member. */
export function toolConfig(
  tools: ToolConfig | undefined,
  cache: CachePlan | undefined,
): ToolConfiguration | undefined {
  if (tools === undefined || tools.tools.length === 0) return undefined;
  const specs: Tool[] = tools.tools.map(({ name, description, inputSchema }) => ({
    toolSpec: {
      name,
      ...(description === undefined ? {} : { description }),
      // A JSON value by its type in the port; the SDK's own type of one lets no readonly arrays through.
      inputSchema: { json: inputSchema as never },
    },
  }));
  const cached = cache?.points.some(({ at }) => at === 'tools');
  if (cache !== undefined && cached) specs.push({ cachePoint: cachePoint(cache.ttl) });
  const { choice } = tools;
  if (choice === undefined) return { tools: specs };
  const toolChoice =
    choice === 'auto' ? { auto: {} } : choice === 'any' ? { any: {} } : { tool: { name: choice.tool } };
  return { tools: specs, toolChoice };
}
