import {
  ConverseStreamCommand,
  type ConverseStreamCommandInput,
  type ConverseStreamOutput,
  CountTokensCommand,
  type CountTokensCommandInput,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { EventStreamCodec } from '@smithy/core/event-streams';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { haiku, raw, sdkClient } from './wire-client.js';

/** The bare id of the model that tests call. */
export const bareHaiku = haiku.slice('us.'.length);

/** Runs `use` with an emulator of its own. */
export async function withEmulator<T>(
  options: EmulatorOptions,
  use: (emulator: Emulator) => Promise<T>,
): Promise<T> {
  const emulator = await startEmulator(options);
  try {
    return await use(emulator);
  } finally {
    await emulator.close();
  }
}

type Client = ReturnType<typeof sdkClient>;

/** Runs `use` with an SDK client that tries once. */
export async function withClient<T>(
  emulator: Emulator,
  protocol: 'http1' | 'http2',
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = sdkClient(emulator, protocol, 1);
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

/** Every event of a ConverseStream, and what the iterator threw, if it did. */
export async function streamOf(
  client: Client,
  input: Omit<ConverseStreamCommandInput, 'modelId'> & { readonly modelId?: string },
): Promise<{ readonly events: readonly ConverseStreamOutput[]; readonly thrown: unknown }> {
  const { stream } = await client.send(new ConverseStreamCommand({ modelId: haiku, ...input }));
  const events: ConverseStreamOutput[] = [];
  try {
    for await (const event of stream ?? []) events.push(event);
    return { events, thrown: undefined };
  } catch (thrown) {
    return { events, thrown };
  }
}

/** The text that a stream's events carry. */
export function textOf(events: readonly ConverseStreamOutput[]): string {
  return events.map((event) => event.contentBlockDelta?.delta?.text ?? '').join('');
}

/** The parsed body of InvokeModel. */
export async function invoke(client: Client, body: object, modelId = haiku) {
  const { body: bytes } = await client.send(new InvokeModelCommand({ modelId, body: JSON.stringify(body) }));
  return JSON.parse(Buffer.from(bytes).toString('utf8'));
}

/** The inner events of InvokeModelWithResponseStream. */
export async function invokeStream(client: Client, body: object) {
  const { body: stream } = await client.send(
    new InvokeModelWithResponseStreamCommand({ modelId: haiku, body: JSON.stringify(body) }),
  );
  const events = [];
  for await (const { chunk } of stream ?? [])
    events.push(JSON.parse(Buffer.from(chunk?.bytes ?? []).toString('utf8')));
  return events;
}

/** The tokens that CountTokens counts. */
export async function count(client: Client, input: CountTokensCommandInput['input'], modelId = bareHaiku) {
  return (await client.send(new CountTokensCommand({ modelId, input }))).inputTokens;
}

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString('utf8'),
  (text) => Buffer.from(text, 'utf8'),
);

/** Types and payloads of the frames of a stream, as they stand on the wire. */
export async function framesOf(
  emulator: Emulator,
  options: { readonly body: object; readonly operation?: string },
): Promise<readonly { readonly type: string; readonly payload: { readonly [member: string]: unknown } }[]> {
  const reply = await raw(emulator, {
    path: `/model/${encodeURIComponent(haiku)}/${options.operation ?? 'converse-stream'}`,
    body: options.body,
    encoding: 'latin1',
  });
  const bytes = Buffer.from(reply.body, 'latin1');
  const frames = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const { headers, body } = codec.decode(bytes.subarray(at, at + bytes.readUInt32BE(at)));
    frames.push({
      type: String(headers[':event-type']?.value ?? headers[':exception-type']?.value),
      payload: JSON.parse(Buffer.from(body).toString('utf8')),
    });
  }
  return frames;
}
