import type { ConverseCommandInput, CountTokensCommandInput } from '@aws-sdk/client-bedrock-runtime';
import type { ModelRequest } from '../../src/model/index.js';
import { haiku } from '../emulator/wire-client.js';

/** The profile id that calls use, and the bare id that CountTokens wants. */
export const model = haiku;
export const bareModel = haiku.slice('us.'.length);

const catalogue =
  '<document id="1">The Ashdown Rake costs £17.10. It weighs 311 grams. It has an ash handle.</document>';

/** A question whose answer takes several deltas. */
export const question: ModelRequest = {
  model,
  system: 'Answer from the documents.',
  messages: [
    {
      role: 'user',
      content: `${catalogue}\n\nCustomer: Tell me about the Ashdown Rake: what does it cost and weigh?`,
    },
  ],
  maxTokens: 200,
  temperature: 0,
};

const priceTool = {
  name: 'find_price',
  description: 'Finds the price of a product.',
  inputSchema: {
    type: 'object',
    properties: { product: { type: 'string' } },
    required: ['product'],
  },
};

/** Bodies that differ in what is counted: scripts, turns, stops, tools, a limit. */
export const conversations: { readonly [name: string]: ModelRequest } = {
  'a question with a document': question,
  'no system text': { model, messages: [{ role: 'user', content: 'Hello!' }], maxTokens: 64, temperature: 0 },
  Japanese: {
    ...question,
    system: '資料だけから答えてください。',
    messages: [
      {
        role: 'user',
        content: '<document id="1">送料は550円です。返品は30日以内です。</document>\n\n送料はいくらですか？',
      },
    ],
  },
  'several turns': {
    ...question,
    messages: [
      { role: 'user', content: `${catalogue}\n\nWhat does the Ashdown Rake cost?` },
      { role: 'assistant', content: 'It costs £17.10.' },
      { role: 'user', content: 'And what does it weigh?' },
    ],
  },
  'a limit that is met': { ...question, maxTokens: 4 },
  'a stop sequence': { ...question, stopSequences: ['Rake'] },
  'a tool that must be used': { ...question, tools: { tools: [priceTool], choice: 'any' } },
};

/** The Converse body of a request, written here a second time: what our client sends is not its own oracle. */
export function converseOf(request: ModelRequest): Omit<ConverseCommandInput, 'modelId'> {
  const { system, messages, maxTokens, temperature, stopSequences, tools } = request;
  return {
    ...(system !== undefined && { system: [{ text: system }] }),
    messages: messages.map(({ role, content }) => ({ role, content: [{ text: content }] })),
    inferenceConfig: {
      maxTokens,
      temperature,
      ...(stopSequences !== undefined && { stopSequences: [...stopSequences] }),
    },
    ...(tools !== undefined && {
      toolConfig: {
        tools: tools.tools.map(({ name, description, inputSchema }) => ({
          toolSpec: { name, description, inputSchema: { json: inputSchema as never } },
        })),
        ...(tools.choice === 'any' && { toolChoice: { any: {} } }),
      },
    }),
  };
}

/** The Anthropic body of the same request. */
export function anthropicOf(request: ModelRequest): object {
  const { system, messages, maxTokens, temperature, stopSequences, tools } = request;
  return {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: maxTokens,
    temperature,
    ...(system !== undefined && { system }),
    messages,
    ...(stopSequences !== undefined && { stop_sequences: stopSequences }),
    ...(tools !== undefined && {
      tools: tools.tools.map(({ name, description, inputSchema }) => ({
        name,
        description,
        input_schema: inputSchema,
      })),
      ...(tools.choice === 'any' && { tool_choice: { type: 'any' } }),
    }),
  };
}

/** What CountTokens is asked about the request. */
export function countableOf(request: ModelRequest): CountTokensCommandInput['input'] {
  const { system, messages, toolConfig } = converseOf(request);
  return { converse: { messages, ...(system && { system }), ...(toolConfig && { toolConfig }) } };
}
