import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFaultPlan } from '../../src/emulator/faults/plan.js';
import { type FaultKind, faultKinds } from '../../src/emulator/index.js';
import { streamOf, textOf, withClient, withEmulator } from './runtime-client.js';
import { converse, haiku, raw } from './wire-client.js';

const text =
  '<document id="1">The Ashdown Rake costs £17.10. It weighs 311 grams. It has an ash handle.</document>\n\nCustomer: Tell me about the Ashdown Rake: what does it cost and weigh?';
const messages = [{ role: 'user' as const, content: [{ text }] }];
const input = { messages, inferenceConfig: { maxTokens: 200, temperature: 0 } };
const streamPath = `/model/${encodeURIComponent(haiku)}/converse-stream`;
const kinds = Object.keys(faultKinds) as FaultKind[];

/** Status, exception and message of an answer that is sent in place of the service's. */
const refusals: { readonly [kind in FaultKind]?: readonly [number, string | undefined, RegExp] } = {
  throttle: [429, 'ThrottlingException', /Too many requests/],
  'throttle-retry-after': [429, 'ThrottlingException', /Too many requests/],
  'throttle-tokens': [429, 'ThrottlingException', /Too many tokens/],
  'not-ready': [429, 'ModelNotReadyException', /not ready/],
  internal: [500, 'InternalServerException', /unexpected error/],
  'bad-gateway': [502, undefined, /<html>/],
  unavailable: [503, 'ServiceUnavailableException', /unavailable/],
  'model-error': [424, 'ModelErrorException', /error/],
  'model-timeout': [408, 'ModelTimeoutException', /timed out/],
  overloaded: [529, undefined, /Overloaded/],
  'access-denied': [403, 'AccessDeniedException', /access/],
  'expired-token': [403, 'ExpiredTokenException', /expired/],
  'clock-skew': [403, 'InvalidSignatureException', /Signature expired: \d{8}T\d{6}Z is now earlier than/],
  'end-of-life': [404, 'ResourceNotFoundException', /end of its life/],
  'quota-exceeded': [400, 'ServiceQuotaExceededException', /quota/],
};

describe('every fault that answers in place of the service', () => {
  it.each(Object.entries(refusals))(
    '%s, for Converse and for streams, and is billed nothing',
    async (kind, want) => {
      const [status, exception, message] = want;
      await withEmulator({ faults: { rules: [{ kind: kind as FaultKind }] } }, async (emulator) => {
        for (const path of [undefined, streamPath]) {
          const reply = await raw(emulator, { body: input, ...(path !== undefined && { path }) });
          expect([reply.status, reply.headers['x-amzn-errortype']]).toEqual([status, exception]);
          expect(reply.body).toMatch(message);
          expect(reply.headers['retry-after']).toBe(kind === 'throttle-retry-after' ? '1' : undefined);
        }
        expect(emulator.stats()).toMatchObject({ answered: {}, models: {}, faults: { [kind]: 2 } });
      });
    },
  );

  it('a skewed clock shows in the Date header', async () => {
    const reply = await withEmulator({}, (emulator) =>
      raw(emulator, { body: input, headers: { 'x-parsimony-fault': 'clock-skew' } }),
    );
    const skewMs = Date.parse(reply.headers.date ?? '') - Date.now();
    expect(skewMs / 60_000).toBeGreaterThan(10);
  });
});

// What every fault comes to for every client and operation is in test/conformance/runtime-errors.test.ts.
describe.each(['http1', 'http2'] as const)('how far a stream gets over %s', (protocol) => {
  const outcome = (kind: FaultKind) =>
    withEmulator({ faults: { rules: [{ kind }], dripMs: 1, pauseMs: 1 } }, (emulator) =>
      withClient(emulator, protocol, async (client) => {
        const { events, thrown } = await streamOf(client, input).catch((error: unknown) => ({
          events: [],
          thrown: error,
        }));
        return {
          thrown,
          text: textOf(events),
          types: new Set(events.flatMap((event) => Object.keys(event))),
          order: events.flatMap((event) => Object.keys(event)),
          stats: emulator.stats(),
        };
      }),
    );
  const whole = withEmulator({}, (emulator) =>
    withClient(emulator, 'http1', async (client) => {
      const { output, usage } = await client.send(converse('', input));
      return { text: output?.message?.content?.[0]?.text ?? '', outputTokens: usage?.outputTokens ?? 0 };
    }),
  );

  it.each(['truncate', 'cut'] as const)(
    '%s: ends between frames with half the text, and half is billed',
    async (kind) => {
      const { text: half, types, stats } = await outcome(kind);
      const { text: all, outputTokens } = await whole;
      expect(all.startsWith(half)).toBe(true);
      expect(half.length).toBeLessThan(all.length);
      expect(types.has('messageStop') || types.has('metadata')).toBe(false);
      expect(stats.tokens.output).toBeGreaterThan(0);
      expect(stats.tokens.output).toBeLessThan(outputTokens);
    },
  );

  it('missing-metadata and missing-message-stop: everything else is in place', async () => {
    const noMetadata = await outcome('missing-metadata');
    const noStop = await outcome('missing-message-stop');
    const { text: all } = await whole;
    expect([noMetadata.text, noStop.text]).toEqual([all, all]);
    expect([noMetadata.types.has('metadata'), noMetadata.types.has('messageStop')]).toEqual([false, true]);
    expect([noStop.types.has('metadata'), noStop.types.has('messageStop')]).toEqual([true, false]);
    expect(noMetadata.stats.tokens.output).toBe((await whole).outputTokens);
  });

  it('wrong-order: messageStop comes before the second half of the text', async () => {
    const { order } = await outcome('wrong-order');
    const stop = order.indexOf('messageStop');
    expect(order.indexOf('contentBlockDelta')).toBeLessThan(stop);
    expect(order.lastIndexOf('contentBlockDelta')).toBeGreaterThan(stop);
  });

  it.each([
    ['stream-throttling', 'ThrottlingException'],
    ['stream-internal', 'InternalServerException'],
    ['stream-unavailable', 'ServiceUnavailableException'],
    ['stream-validation', 'ValidationException'],
    ['stream-model-error', 'ModelStreamErrorException'],
  ] as const)('%s: the iterator throws %s after half of the text', async (kind, name) => {
    const { thrown, text: half, stats } = await outcome(kind);
    expect(thrown).toMatchObject({ name });
    expect(half.length).toBeGreaterThan(0);
    expect(stats.tokens.output).toBeGreaterThan(0);
  });
});

describe('when faults strike', () => {
  const call = { operation: 'Converse', model: haiku, stream: false, content: () => 'content' };
  const struck = (options: Parameters<typeof createFaultPlan>[0], calls: readonly object[], seed = 0) => {
    const plan = createFaultPlan(options, seed);
    return calls.map((one) => plan.next({ ...call, ...one }) ?? '-');
  };
  const times = (count: number, change: object = {}) => Array.from({ length: count }, () => change);

  it('every n-th call that a rule fits, and no other', () => {
    const rules = [{ kind: 'internal' as const, every: 2, operation: 'ConverseStream' }];
    const calls = [{}, { operation: 'ConverseStream' }, {}, { operation: 'ConverseStream' }, {}];
    expect(struck({ rules }, calls)).toEqual(['-', '-', '-', 'internal', '-']);
  });

  it('only models whose id holds the text', () => {
    const rules = [{ kind: 'internal' as const, model: 'sonnet' }];
    expect(struck({ rules }, [{}, { model: 'us.anthropic.claude-sonnet-4-6' }])).toEqual(['-', 'internal']);
  });

  it('only the first attempts of the same content, and at most so often', () => {
    const rules = [{ kind: 'throttle' as const, attempts: 2 }];
    const other = { content: () => 'other' };
    expect(struck({ rules }, [{}, {}, {}, other, other, other])).toEqual([
      'throttle',
      'throttle',
      '-',
      'throttle',
      'throttle',
      '-',
    ]);
    expect(struck({ rules: [{ kind: 'throttle', limit: 1 }] }, times(3))).toEqual(['throttle', '-', '-']);
  });

  it('the first rule that strikes strikes, and faults of streams strike streams only', () => {
    const rules = [{ kind: 'truncate' as const }, { kind: 'internal' as const }];
    expect(struck({ rules }, [{}, { stream: true }])).toEqual(['internal', 'truncate']);
  });

  it('a share is seeded', () => {
    const rules = [{ kind: 'reset' as const, rate: 0.3 }];
    const hits = (seed: number) => struck({ rules }, times(400), seed);
    expect(hits(1)).toEqual(hits(1));
    expect(hits(1)).not.toEqual(hits(2));
    const count = hits(1).filter((kind) => kind === 'reset').length;
    expect(count).toBeGreaterThan(80);
    expect(count).toBeLessThan(160);
  });

  it('a request asks for its own fault, in a header or in its metadata, for its first attempts', async () => {
    await withEmulator({}, async (emulator) => {
      const ask = async (change: object, headers = {}) =>
        (await raw(emulator, { body: { ...input, ...change }, headers })).status;
      expect(await ask({}, { 'x-parsimony-fault': 'unavailable' })).toBe(503);
      const twice = { requestMetadata: { fault: 'overloaded:2' } };
      expect([await ask(twice), await ask(twice), await ask(twice)]).toEqual([529, 529, 200]);
      expect(await ask({})).toBe(200);
    });
  });

  it('a request that asks for a fault that there is not is told', async () => {
    const reply = await withEmulator({}, (emulator) =>
      raw(emulator, { body: input, headers: { 'x-parsimony-fault': 'gremlins' } }),
    );
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body).message).toMatch(/no fault gremlins.*bad-checksum/);
  });
});

describe('the page', () => {
  const page = readFileSync(new URL('../../docs/emulator.md', import.meta.url), 'utf8');
  it.each(kinds)('lists %s as the table has it', (kind) => {
    const { on, billed, about } = faultKinds[kind];
    expect(page.includes(`| \`${kind}\` | ${on} | ${billed} | ${about} |`)).toBe(true);
  });

  it('lists no fault that there is not', () => {
    const table = page.slice(page.indexOf('### Faults'), page.indexOf('## Running it alone'));
    const listed = [...table.matchAll(/^\| `([a-z-]+)` \| (?:any|stream) \|/gm)].map((match) => match[1]);
    expect(listed).toEqual(kinds);
  });
});
