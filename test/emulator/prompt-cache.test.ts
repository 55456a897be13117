import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findModel } from '../../src/emulator/index.js';
import { createPromptCache, type PromptBlock } from '../../src/emulator/prompt-cache/prompt-cache.js';
import { cacheSupportOf } from '../../src/emulator/prompt-cache/support.js';

const minuteMs = 60_000;

/** Blocks of 1,000 tokens; `!` after a letter is a checkpoint of five minutes, `*` one of an hour. */
function blocks(spec: string): readonly PromptBlock[] {
  return [...spec.matchAll(/([a-z])([!*]?)/g)].map(([, identity = '', mark], at) => ({
    identity,
    prefixTokens: 1000 * (at + 1),
    ...(mark === '!' && { checkpoint: '5m' as const }),
    ...(mark === '*' && { checkpoint: '1h' as const }),
  }));
}

function cacheAt(maxEntries?: number) {
  let nowMs = 0;
  const cache = createPromptCache({
    clock: () => nowMs,
    ...(maxEntries !== undefined && { maxEntries }),
  });
  const call = (spec: string, options: { readonly min?: number; readonly scope?: string } = {}) => {
    const use = cache.use(options.scope ?? 'model', blocks(spec), options.min ?? 1000);
    use.begun();
    return [use.readTokens, use.write5mTokens, use.write1hTokens];
  };
  return {
    cache,
    call,
    wait: (milliseconds: number) => {
      nowMs += milliseconds;
    },
  };
}

describe('the prompt cache', () => {
  it('writes a prefix once and then reads it', () => {
    const { call } = cacheAt();
    expect(call('ab!c')).toEqual([0, 2000, 0]);
    expect(call('ab!d')).toEqual([2000, 0, 0]);
  });

  it('misses everything after a change in an earlier block', () => {
    const { call } = cacheAt();
    call('ab!c!');
    expect(call('xb!c!')).toEqual([0, 3000, 0]);
    expect(call('ab!y!')).toEqual([2000, 1000, 0]);
  });

  it('does nothing below the minimum of the cumulative prefix', () => {
    const { call } = cacheAt();
    expect(call('ab!', { min: 2001 })).toEqual([0, 0, 0]);
    expect(call('ab!', { min: 2001 })).toEqual([0, 0, 0]);
    expect(call('a!b!', { min: 2000 })).toEqual([0, 2000, 0]);
    expect(call('a!b!', { min: 2000 })).toEqual([2000, 0, 0]);
  });

  it('lasts its time to live from the last use', () => {
    const { call, wait } = cacheAt();
    call('a!');
    call('b*');
    for (let n = 0; n < 3; n += 1) {
      wait(4.9 * minuteMs);
      expect(call('a!')).toEqual([1000, 0, 0]);
    }
    wait(5 * minuteMs);
    expect(call('a!')).toEqual([0, 1000, 0]);
    expect(call('b*')).toEqual([1000, 0, 0]);
    wait(60 * minuteMs);
    expect(call('b*')).toEqual([0, 0, 1000]);
  });

  it('writes hours and five minutes apart', () => {
    const { call, wait } = cacheAt();
    expect(call('ab*cd!')).toEqual([0, 2000, 2000]);
    wait(10 * minuteMs);
    expect(call('ab*cd!')).toEqual([2000, 2000, 0]);
  });

  it('calls that begin before the first response has begun each write', () => {
    const { cache } = cacheAt();
    const first = cache.use('model', blocks('a!'), 1000);
    const second = cache.use('model', blocks('a!'), 1000);
    expect([first.write5mTokens, second.write5mTokens]).toEqual([1000, 1000]);
    first.begun();
    expect(cache.use('model', blocks('a!'), 1000).readTokens).toBe(1000);
  });

  it('a call that never begins to answer leaves nothing behind', () => {
    const { cache } = cacheAt();
    cache.use('model', blocks('a!'), 1000);
    expect(cache.use('model', blocks('a!'), 1000).readTokens).toBe(0);
  });

  it('looks back twenty blocks from a checkpoint for what was written before', () => {
    const { call } = cacheAt();
    call('a!');
    const letters = 'bcdefghijklmnopqrstuvwxyz';
    expect(call(`a${letters.slice(0, 19)}!`)[0]).toBe(1000);
    const { call: other } = cacheAt();
    other('a!');
    expect(other(`a${letters.slice(0, 20)}!`)[0]).toBe(0);
  });

  it('keeps models apart', () => {
    const { call } = cacheAt();
    call('a!', { scope: 'us.haiku' });
    expect(call('a!', { scope: 'global.haiku' })).toEqual([0, 1000, 0]);
  });

  it('holds a bounded number of entries, the least recently used go first', () => {
    const { call, cache } = cacheAt(3);
    for (const letter of 'abc') call(`${letter}!`);
    call('a!');
    call('d!');
    expect(cache.size).toBe(3);
    expect(call('a!')[0]).toBe(1000);
    expect(call('b!')[0]).toBe(0);
  });

  it('forgets what has expired', () => {
    const { call, cache, wait } = cacheAt();
    for (const letter of 'abc') call(`${letter}!`);
    wait(5 * minuteMs);
    expect(cache.size).toBe(0);
  });

  it('bills every token up to the last checkpoint once, read or written, whatever came before', () => {
    const letter = fc.constantFrom('a', 'b', 'c');
    const mark = fc.constantFrom('', '!');
    const prompt = fc
      .array(fc.tuple(letter, mark), { minLength: 1, maxLength: 8 })
      .map((pairs) => pairs.map((pair) => pair.join('')).join(''));
    fc.assert(
      fc.property(fc.array(prompt, { maxLength: 12 }), (prompts) => {
        const { call } = cacheAt();
        for (const spec of prompts) {
          const [read = 0, written = 0] = call(spec);
          const last = blocks(spec).findLast(({ checkpoint }) => checkpoint !== undefined);
          if (last === undefined) expect(read + written).toBe(0);
          else expect(read + written).toBe(last.prefixTokens);
        }
      }),
    );
  });
});

describe('what models cache', () => {
  const support = (id: string, minTokens = {}) => {
    const found = findModel(id);
    return found.state === 'found' ? cacheSupportOf(found.model, minTokens) : undefined;
  };

  // AWS, prompt caching, supported models (autumn 2026).
  it.each([
    ['anthropic.claude-fable-5', 512, 2],
    ['anthropic.claude-opus-5', 512, 2],
    ['anthropic.claude-opus-5-5', 512, 2],
    ['anthropic.claude-sonnet-5-5', 512, 2],
    ['anthropic.claude-haiku-5-5', 512, 2],
    ['anthropic.claude-mythos-preview', 4096, 2],
    ['anthropic.claude-sonnet-5', 1024, 2],
    ['anthropic.claude-opus-4-8', 1024, 2],
    ['anthropic.claude-sonnet-4-6', 1024, 2],
    ['anthropic.claude-sonnet-4-5-20250929-v1:0', 1024, 2],
    ['anthropic.claude-opus-4-7', 4096, 2],
    ['anthropic.claude-opus-4-6-v1', 4096, 2],
    ['anthropic.claude-opus-4-5-20251101-v1:0', 4096, 2],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', 4096, 2],
    ['anthropic.claude-opus-4-20250514-v1:0', 1024, 1],
    ['anthropic.claude-opus-4-1-20250805-v1:0', 1024, 1],
    ['anthropic.claude-sonnet-4-20250514-v1:0', 1024, 1],
    ['anthropic.claude-3-7-sonnet-20250219-v1:0', 1024, 1],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 1024, 1],
    ['anthropic.claude-3-5-haiku-20241022-v1:0', 2048, 1],
    ['anthropic.claude-3-haiku-20240307-v1:0', 2048, 1],
  ])('%s from %i tokens, with %i times to live', (id, minTokens, ttls) => {
    expect(support(id)).toMatchObject({ minTokens, ttls: { length: ttls } });
  });

  it('some cache nothing', () => {
    for (const id of [
      'anthropic.claude-3-opus-20240229-v1:0',
      'anthropic.claude-3-5-sonnet-20240620-v1:0',
      'arn:aws:bedrock:us-east-1:1:custom-model/a/b',
    ])
      expect(support(id)).toBeUndefined();
  });

  it('the table can be overridden', () => {
    const id = 'anthropic.claude-sonnet-4-6';
    expect(support(id, { [id]: 2048 })?.minTokens).toBe(2048);
  });
});
