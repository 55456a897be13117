import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/model/bedrock/content-blocks.js';
import { converseBody, countableBody } from '../../src/model/bedrock/converse-request.js';
import type { CachePlan, ModelRequest, ToolConfig } from '../../src/model/port.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import { answer, converseAnswer } from './stub-server.js';

const model = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const base: ModelRequest = {
  model,
  system: 'Be brief. Today is Monday.',
  messages: [
    { role: 'user', content: '<doc>Vol. 3</doc> Is it in stock?' },
    { role: 'assistant', content: 'Yes.' },
    { role: 'user', content: 'And 4?' },
  ],
  maxTokens: 50,
};
const stock = {
  name: 'stock',
  description: 'Looks up a volume.',
  inputSchema: { type: 'object', properties: { volume: { type: 'integer' } } },
};
const tools: ToolConfig = { tools: [stock, { name: 'now', inputSchema: { type: 'object' } }] };
const bodyOf = (request: Partial<ModelRequest>) =>
  converseBody(callOf('', { request: { ...base, ...request } })).body;
const planOf = (points: CachePlan['points'], ttl: CachePlan['ttl'] = '5m'): CachePlan => ({ ttl, points });

describe('checkpoints', () => {
  it('stand where the plan says; the text is sent in two blocks when it does not end there', () => {
    const cache = planOf([
      { at: 'system', length: 9 },
      { at: 'message', index: 0, length: 17 },
      { at: 'message', index: 2, length: 6 },
    ]);
    const { system, messages } = bodyOf({ cache });
    const cachePoint = { type: 'default' };
    expect(system).toEqual([{ text: 'Be brief.' }, { cachePoint }, { text: ' Today is Monday.' }]);
    expect(messages).toEqual([
      {
        role: 'user',
        content: [{ text: '<doc>Vol. 3</doc>' }, { cachePoint }, { text: ' Is it in stock?' }],
      },
      { role: 'assistant', content: [{ text: 'Yes.' }] },
      { role: 'user', content: [{ text: 'And 4?' }, { cachePoint }] },
    ]);
  });

  it('name their lifetime when it is an hour; five minutes is the default of the service', () => {
    const { system } = bodyOf({ cache: planOf([{ at: 'system', length: 99 }], '1h') });
    expect(system).toEqual([{ text: base.system }, { cachePoint: { type: 'default', ttl: '1h' } }]);
  });

  it('come behind the last tool, and not at all without tools', () => {
    const cache = planOf([{ at: 'tools' }], '1h');
    expect(bodyOf({ cache, tools }).toolConfig?.tools?.at(-1)).toEqual({
      cachePoint: { type: 'default', ttl: '1h' },
    });
    expect(bodyOf({ cache })).not.toHaveProperty('toolConfig');
  });

  it('leave every text whole, send no blank block, and part no character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '🎌', '巨'), maxLength: 20 }),
        fc.array(fc.integer({ min: -2, max: 50 }), { maxLength: 4 }),
        (text, lengths) => {
          const blocks = textBlocks(text, lengths, '5m');
          const parts = blocks.flatMap((block) => ('text' in block ? [block.text] : []));
          expect(parts.join('')).toBe(text);
          if (text.trim() !== '') for (const part of parts) expect(part.trim()).not.toBe('');
          for (const part of parts) expect(part).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/);
          expect(blocks.length - parts.length).toBeLessThanOrEqual(lengths.length);
          for (const [at, block] of blocks.entries()) {
            if ('cachePoint' in block) expect(blocks[at - 1]).toHaveProperty('text');
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('tools', () => {
  it('are sent with schema and choice as Converse has them', () => {
    const sent = bodyOf({ tools: { ...tools, choice: { tool: 'stock' } } }).toolConfig;
    expect(sent).toEqual({
      tools: [
        {
          toolSpec: {
            name: 'stock',
            description: 'Looks up a volume.',
            inputSchema: { json: stock.inputSchema },
          },
        },
        { toolSpec: { name: 'now', inputSchema: { json: { type: 'object' } } } },
      ],
      toolChoice: { tool: { name: 'stock' } },
    });
    expect(bodyOf({ tools: { ...tools, choice: 'any' } }).toolConfig?.toolChoice).toEqual({ any: {} });
    expect(bodyOf({ tools: { ...tools, choice: 'auto' } }).toolConfig?.toolChoice).toEqual({ auto: {} });
    expect(bodyOf({ tools }).toolConfig).not.toHaveProperty('toolChoice');
    expect(bodyOf({ tools: { tools: [] } })).not.toHaveProperty('toolConfig');
  });
});

it('a body is plain JSON, without the model id, as a batch record takes it', () => {
  const body = bodyOf({ tools, cache: planOf([{ at: 'tools' }, { at: 'system', length: 4 }]) });
  expect(JSON.parse(JSON.stringify(body))).toEqual(body);
  expect(body).not.toHaveProperty('modelId');
});

it('what is counted has texts and tools, but neither checkpoints nor parameters', () => {
  const cache = planOf([{ at: 'tools' }, { at: 'system', length: 4 }]);
  const counted = countableBody({ ...base, tools, cache });
  expect(Object.keys(counted).sort()).toEqual(['messages', 'system', 'toolConfig']);
  expect(JSON.stringify(counted)).not.toContain('cachePoint');
  expect(counted.system).toEqual([{ text: base.system }]);
});

describe('what comes back', () => {
  let bench: Bench | undefined;
  afterEach(() => bench?.close());
  const asked = async (
    overrides: { readonly [key: string]: unknown },
    request: Partial<ModelRequest> = {},
  ) => {
    bench = await benchOf((response) => answer(response, converseAnswer(overrides)));
    const outcome = await bench.ask(callOf('', { request: { ...base, ...request } }));
    return outcome.state === 'completed' ? outcome.completion : expect.fail(outcome.failure.message);
  };
  const usage = (details: object) => ({
    usage: {
      inputTokens: 5,
      outputTokens: 6,
      totalTokens: 11,
      cacheReadInputTokens: 100,
      cacheWriteInputTokens: 70,
      ...details,
    },
  });
  const hour = planOf([{ at: 'system', length: 99 }], '1h');

  it.each([
    [
      'as the details say',
      {
        cacheDetails: [
          { ttl: '1h', inputTokens: 40 },
          { ttl: '5m', inputTokens: 30 },
        ],
      },
      hour,
      40,
    ],
    [
      'none where the details name five minutes only',
      { cacheDetails: [{ ttl: '5m', inputTokens: 70 }] },
      hour,
      undefined,
    ],
    ['all without details, when an hour was asked for', {}, hour, 70],
    ['none without details, when it was not', {}, planOf([{ at: 'system', length: 99 }]), undefined],
    ['none without details and without a plan: implicit caching', {}, undefined, undefined],
    ['never more than all writes', { cacheDetails: [{ ttl: '1h', inputTokens: 400 }] }, hour, 70],
  ])('writes for an hour: %s', async (_, details, cache, expected) => {
    const completion = await asked(usage(details), cache === undefined ? {} : { cache });
    expect(completion.usage).toEqual({
      inputTokens: 5,
      outputTokens: 6,
      cacheReadInputTokens: 100,
      cacheWriteInputTokens: 70,
      ...(expected !== undefined && { cacheWrite1hInputTokens: expected }),
    });
  });

  it('tools that the model asks for are listed beside the text', async () => {
    const content = [
      { text: 'One moment. ' },
      { toolUse: { toolUseId: 'a', name: 'stock', input: { volume: 3, tags: ['x', null] } } },
    ];
    const completion = await asked({
      output: { message: { role: 'assistant', content } },
      stopReason: 'tool_use',
    });
    expect(completion).toMatchObject({
      text: 'One moment. ',
      stopReason: 'tool_use',
      toolUses: [{ name: 'stock', input: { volume: 3, tags: ['x', null] } }],
    });
  });
});
