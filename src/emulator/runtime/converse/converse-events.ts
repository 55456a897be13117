import type { Reply } from '../reply.js';
import { deltasOf, type StreamEvent } from '../stream-event.js';
import { additionalFields, converseToolUseId, converseUsage } from './converse-body.js';

/** The events of ConverseStream. A text block has no `contentBlockStart`, as on the service. */
export function converseEvents(reply: Reply): readonly StreamEvent[] {
  const { content, stopReason, usage, latencyMs } = reply;
  const events: StreamEvent[] = [event('start', 'messageStart', { role: 'assistant' })];
  const delta = (value: object, text: string): void => {
    events.push({ ...event('delta', 'contentBlockDelta', { contentBlockIndex: 0, delta: value }), text });
  };
  if (content.type === 'text') for (const text of deltasOf(content.text)) delta({ text }, text);
  else {
    const toolUse = { toolUseId: converseToolUseId(content.id), name: content.name };
    events.push(event('block-start', 'contentBlockStart', { contentBlockIndex: 0, start: { toolUse } }));
    for (const input of deltasOf(JSON.stringify(content.input))) delta({ toolUse: { input } }, input);
  }
  events.push(
    event('block-stop', 'contentBlockStop', { contentBlockIndex: 0 }),
    event('stop', 'messageStop', { stopReason, ...additionalFields(reply) }),
    event('metadata', 'metadata', { usage: converseUsage(usage), metrics: { latencyMs } }),
  );
  return events;
}

function event(stage: StreamEvent['stage'], type: string, payload: StreamEvent['payload']): StreamEvent {
  return { stage, type, payload, text: '' };
}
