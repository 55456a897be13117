import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashJson, type JsonValue } from '../../src/domain/index.js';
import { hashRequest, type ModelRequest } from '../../src/model/index.js';
import { anyText } from '../any-text.js';

const text = anyText();
const requests: fc.Arbitrary<ModelRequest> = fc.record(
  {
    model: text,
    messages: fc.array(fc.record({ role: fc.constantFrom('user', 'assistant'), content: text })),
    maxTokens: fc.nat(),
    system: text,
    temperature: fc.double({ min: 0, max: 1, noNaN: true }),
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
    stopSequences: fc.array(text),
    output: fc.record({ name: text, schema: fc.dictionary(text, fc.jsonValue()) }),
  },
  { requiredKeys: ['model', 'messages', 'maxTokens'] },
);

it('the hash of a request is the hash of its canonical JSON', () => {
  fc.assert(
    fc.property(requests, (request) => {
      expect(hashRequest(request)).toBe(hashJson(request as unknown as JsonValue));
    }),
  );
});

it('the order of keys does not matter, at any depth', () => {
  fc.assert(
    fc.property(requests, (request) => {
      expect(hashRequest(reversed(request) as ModelRequest)).toBe(hashRequest(request));
    }),
  );
});

it('a member set to undefined, and a member the request does not have, change nothing', () => {
  const request: ModelRequest = { model: 'm', messages: [{ role: 'user', content: 'q' }], maxTokens: 5 };
  const wider = { ...request, system: undefined, metadata: { a: 'b' } } as unknown as ModelRequest;
  expect(hashRequest(wider)).toBe(hashRequest(request));
});

it('every field matters', () => {
  const base: ModelRequest = {
    model: 'm',
    system: 's',
    messages: [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: 'a' },
    ],
    maxTokens: 5,
    temperature: 0.5,
    topP: 0.9,
    stopSequences: ['x', 'y'],
    output: { name: 'o', schema: { type: 'object', required: ['a', 'b'] } },
  };
  const { system: _, ...noSystem } = base;
  const { temperature: _t, ...noTemperature } = base;
  const { topP: _p, ...noTopP } = base;
  const { stopSequences: _s, ...noStops } = base;
  const { output: _o, ...noOutput } = base;
  const changed: ModelRequest[] = [
    { ...base, model: 'n' },
    { ...base, system: 't' },
    { ...base, messages: [{ role: 'user', content: 'q' }] },
    { ...base, messages: base.messages.toReversed() },
    { ...base, messages: base.messages.map((message) => ({ ...message, content: `${message.content}.` })) },
    { ...base, messages: base.messages.map((message) => ({ ...message, role: 'user' as const })) },
    { ...base, maxTokens: 6 },
    { ...base, temperature: 0 },
    { ...base, topP: 1 },
    { ...base, stopSequences: ['y', 'x'] },
    { ...base, stopSequences: ['xy'] },
    { ...base, output: { name: 'p', schema: { type: 'object', required: ['a', 'b'] } } },
    { ...base, output: { name: 'o', schema: { type: 'object', required: ['b', 'a'] } } },
    noSystem,
    { ...base, system: '' },
    noTemperature,
    noTopP,
    noStops,
    { ...base, stopSequences: [] },
    noOutput,
  ];
  const hashes = new Set([base, ...changed].map(hashRequest));
  expect(hashes.size).toBe(changed.length + 1);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
