import { hashJson } from '../../src/domain/index.js';
import { findModel, type ResponderReply, respond } from '../../src/emulator/index.js';

/** An invented shop for garden tools: nothing here comes from a dataset of the project. */
export interface Tool {
  readonly name: string;
  readonly price: string;
  readonly weight: string;
}

const woods = [
  'Ashdown',
  'Birchall',
  'Cedarbrook',
  'Dunmore',
  'Elmfield',
  'Fernley',
  'Greyholt',
  'Hazelwick',
];
const kinds = ['Rake', 'Spade', 'Hoe', 'Trowel', 'Sickle', 'Mattock', 'Dibber', 'Lopper'];

/** 64 tools with prices and weights that no two share. */
export const tools: readonly Tool[] = woods.flatMap((wood, w) =>
  kinds.map((kind, k) => ({
    name: `${wood} ${kind}`,
    price: `£${17 + w * 9 + k * 73}.${10 + w + k}`,
    weight: `${311 + w * 131 + k * 17} grams`,
  })),
);

export interface GardenDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export function documentOf(tool: Tool): GardenDocument {
  return {
    id: tool.name.toLowerCase().replace(' ', '-'),
    title: tool.name,
    text: `The ${tool.name} costs ${tool.price}. It weighs ${tool.weight} and has an ash handle. A leather sleeve is sold apart.`,
  };
}

export const layouts = {
  xml: (documents: readonly GardenDocument[]) =>
    `<documents>\n${documents.map((d) => `<document id="${d.id}"><title>${d.title}</title>${d.text}</document>`).join('\n')}\n</documents>`,
  doc: (documents: readonly GardenDocument[]) =>
    documents.map((d) => `<doc id=${d.id}>\n${d.title}\n${d.text}\n</doc>`).join('\n'),
  context: (documents: readonly GardenDocument[]) =>
    `<context>\n${documents.map((d) => d.text).join('\n\n')}\n</context>`,
  headings: (documents: readonly GardenDocument[]) =>
    `## Documents\n\n${documents.map((d) => `### ${d.title}\n${d.text}`).join('\n\n')}\n\n## Task\nAnswer the customer.`,
  bracket: (documents: readonly GardenDocument[]) =>
    documents.map((d, at) => `[${at + 1}] ${d.text}`).join('\n'),
  numbered: (documents: readonly GardenDocument[]) =>
    `Search results:\n${documents.map((d, at) => `${at + 1}. ${d.text}`).join('\n')}`,
  named: (documents: readonly GardenDocument[]) =>
    documents.map((d, at) => `Document ${at + 1}: ${d.text}`).join('\n'),
} as const;

export const models = {
  small: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  medium: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
  large: 'us.anthropic.claude-opus-4-5-20251101-v1:0',
  tuned: 'arn:aws:bedrock:us-east-1:123456789012:custom-model/garden/abc',
} as const;

export interface Ask {
  readonly model?: string;
  readonly system?: string;
  readonly user: string;
  readonly history?: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly repeat?: number;
  readonly stopSequences?: readonly string[];
  readonly schema?: { readonly [key: string]: unknown };
  readonly parameters?: Parameters<typeof respond>[1] extends infer O | undefined ? O : never;
}

export function ask(options: Ask): ResponderReply {
  const found = findModel(options.model ?? models.medium);
  if (found.state !== 'found') throw new Error(`no such model: ${options.model}`);
  const request = {
    model: found.model,
    system: options.system ?? '',
    messages: [...(options.history ?? []), { role: 'user' as const, text: options.user }],
    maxTokens: options.maxTokens ?? 1000,
    temperature: options.temperature ?? 0,
    topP: 1,
    stopSequences: options.stopSequences ?? [],
    schema: options.schema,
  };
  const key = hashJson(JSON.parse(JSON.stringify({ ...request, model: found.model.id })));
  return respond({ ...request, key, repeat: options.repeat ?? 0 }, options.parameters ?? {});
}

/** Share of `items` for which `holds`. */
export function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function words(text: string): number {
  return text.split(/\s+/).length;
}

/** The tool's own document and `others` that are unlike it. */
export function shelf(tool: Tool, others = 2): readonly GardenDocument[] {
  const kind = tool.name.split(' ')[1] ?? '';
  const wood = tool.name.split(' ')[0] ?? '';
  const unlike = tools.filter(({ name }) => !name.includes(kind) && !name.includes(wood));
  const from = tools.indexOf(tool) % unlike.length;
  const chosen = Array.from({ length: others }, (_, at) => unlike[(from + at * 5) % unlike.length] ?? tool);
  return [documentOf(tool), ...chosen.map(documentOf)];
}

export const grounding = 'Answer only from the documents. If they do not say, say that you do not know.';
