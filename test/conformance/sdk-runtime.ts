import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseResponse,
  ConverseStreamCommand,
  type ConverseStreamOutput,
  CountTokensCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import type { Emulator } from '../../src/emulator/index.js';
import { createHttpHandler } from '../../src/model/bedrock/http-handler.js';
import type { ModelRequest } from '../../src/model/index.js';
import { type Answer, anthropicUsageOf, failed, type Outcome, usageOf } from './answers.js';
import { anthropicOf, bareModel, converseOf, countableOf } from './conversation.js';
import type { RuntimeClient } from './runtime-clients.js';

const account = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
};

/** The SDK's client with nothing set but where it leads and whose it is: HTTP/2, three attempts. */
export function defaultClient(emulator: Emulator): RuntimeClient {
  return runtimeOf(new BedrockRuntimeClient({ endpoint: emulator.url, ...account }));
}

/** The same with the HTTP/1.1 handler that our clients use. */
export async function http1Client(emulator: Emulator): Promise<RuntimeClient> {
  const requestHandler = await createHttpHandler({ maxConcurrency: 4, requestTimeoutMs: 10_000 });
  return runtimeOf(new BedrockRuntimeClient({ endpoint: emulator.url, ...account, requestHandler }));
}

function runtimeOf(client: BedrockRuntimeClient): RuntimeClient {
  return {
    Converse: (request) =>
      orFailed(async () =>
        conversed(await client.send(new ConverseCommand({ modelId: request.model, ...converseOf(request) }))),
      ),
    ConverseStream: (request) => orFailed(() => converseStream(client, request)),
    InvokeModel: (request) =>
      orFailed(async () => {
        const body = JSON.stringify(anthropicOf(request));
        const reply = await client.send(new InvokeModelCommand({ modelId: request.model, body }));
        return invoked(JSON.parse(Buffer.from(reply.body).toString('utf8')));
      }),
    InvokeModelWithResponseStream: (request) => orFailed(() => invokeStream(client, request)),
    CountTokens: (request) =>
      orFailed(async () => {
        const command = new CountTokensCommand({ modelId: bareModel, input: countableOf(request) });
        return counted((await client.send(command)).inputTokens);
      }),
    async close() {
      client.destroy();
    },
  };
}

async function orFailed(ask: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await ask();
  } catch (error) {
    return failed(error);
  }
}

/** A count as an answer without text. */
export function counted(inputTokens: number | undefined): Outcome {
  if (inputTokens === undefined) return { state: 'short', text: '', lacks: ['count'] };
  const usage = usageOf({ inputTokens, outputTokens: 0 });
  return { state: 'answered', answer: { text: '', tools: [], stopReason: '', usage } };
}

/** A Converse response, from wherever it came. */
export function conversed({
  output,
  stopReason,
  usage,
}: Pick<ConverseResponse, 'output' | 'stopReason' | 'usage'>): Outcome {
  const blocks = output?.message?.content ?? [];
  return whole({
    text: blocks.map((block) => block.text ?? '').join(''),
    tools: blocks.flatMap(({ toolUse }) =>
      toolUse === undefined ? [] : [{ name: toolUse.name ?? '', input: toolUse.input }],
    ),
    stopReason,
    usage: usage?.inputTokens === undefined ? undefined : usageOf(usage),
  });
}

/** A message of InvokeModel. */
// biome-ignore lint/suspicious/noExplicitAny: a body of another vendor's protocol, read as JSON
function invoked(message: any): Outcome {
  return whole({
    text: message.content.map(({ text = '' }) => text).join(''),
    tools: message.content.flatMap(({ type, name, input }: { type: string; name: string; input: unknown }) =>
      type === 'tool_use' ? [{ name, input }] : [],
    ),
    stopReason: message.stop_reason,
    usage: message.usage === undefined ? undefined : anthropicUsageOf(message.usage),
  });
}

/** An answer with all its parts, or what it lacks. */
function whole(parts: {
  readonly text: string;
  readonly tools: Answer['tools'];
  readonly stopReason: string | undefined;
  readonly usage: Answer['usage'] | undefined;
}): Outcome {
  const { text, tools, stopReason, usage } = parts;
  if (stopReason !== undefined && usage !== undefined)
    return { state: 'answered', answer: { text, tools, stopReason, usage } };
  const lacks = [...(stopReason === undefined ? ['stop'] : []), ...(usage === undefined ? ['usage'] : [])];
  return { state: 'short', text, lacks };
}

/** A stream as a caller reads it who trusts that its end is its end. */
async function converseStream(client: BedrockRuntimeClient, request: ModelRequest): Promise<Outcome> {
  const command = new ConverseStreamCommand({ modelId: request.model, ...converseOf(request) });
  const { stream } = await client.send(command);
  const events: ConverseStreamOutput[] = [];
  const text = (): string => events.map((event) => event.contentBlockDelta?.delta?.text ?? '').join('');
  try {
    for await (const event of stream ?? []) events.push(event);
  } catch (error) {
    return failed(error, text());
  }
  const input = events.map((event) => event.contentBlockDelta?.delta?.toolUse?.input ?? '').join('');
  const usage = events.find((event) => event.metadata !== undefined)?.metadata?.usage;
  const result = whole({
    text: text(),
    tools: events.flatMap((event) => {
      const tool = event.contentBlockStart?.start?.toolUse;
      return tool === undefined ? [] : [{ name: tool.name ?? '', input: JSON.parse(input) }];
    }),
    stopReason: events.find((event) => event.messageStop !== undefined)?.messageStop?.stopReason,
    usage: usage === undefined ? undefined : usageOf(usage),
  });
  const stopped = events.findIndex((event) => event.messageStop !== undefined);
  const spoke = events.findLastIndex((event) => event.contentBlockDelta !== undefined);
  return stopped >= 0 && stopped < spoke ? { state: 'short', text: text(), lacks: ['order'] } : result;
}

async function invokeStream(client: BedrockRuntimeClient, request: ModelRequest): Promise<Outcome> {
  const body = JSON.stringify(anthropicOf(request));
  const command = new InvokeModelWithResponseStreamCommand({ modelId: request.model, body });
  const { body: stream } = await client.send(command);
  // biome-ignore lint/suspicious/noExplicitAny: events of another vendor's protocol, read as JSON
  const events: any[] = [];
  const text = (): string => events.map(({ delta }) => delta?.text ?? '').join('');
  try {
    for await (const { chunk } of stream ?? [])
      events.push(JSON.parse(Buffer.from(chunk?.bytes ?? []).toString('utf8')));
  } catch (error) {
    return failed(error, text());
  }
  const input = events.map(({ delta }) => delta?.partial_json ?? '').join('');
  const stop = events.find(({ type }) => type === 'message_delta');
  const metrics = events.at(-1)?.['amazon-bedrock-invocationMetrics'];
  const result = whole({
    text: text(),
    tools: events.flatMap(({ content_block: block }) =>
      block?.type === 'tool_use' ? [{ name: block.name, input: JSON.parse(input) }] : [],
    ),
    stopReason: stop?.delta.stop_reason,
    usage:
      metrics === undefined
        ? undefined
        : usageOf({ inputTokens: metrics.inputTokenCount, outputTokens: metrics.outputTokenCount }),
  });
  const spoke = events.findLastIndex(({ type }) => type === 'content_block_delta');
  const stopped = events.indexOf(stop);
  return stopped >= 0 && stopped < spoke ? { state: 'short', text: text(), lacks: ['order'] } : result;
}
