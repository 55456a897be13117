import { describe, expect, it } from 'vitest';
import { cacheSupportOf, capabilitiesOf } from '../../src/model/index.js';

const ALL = ['tools', 'system', 'messages'];
const BOTH = ['5m', '1h'];

describe('prompt caching of a model', () => {
  // AWS user guide, "Prompt caching", autumn 2026.
  it.each([
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 1_024, BOTH],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 4_096, BOTH],
    ['anthropic.claude-opus-4-5-20251101-v1:0', 4_096, BOTH],
    ['anthropic.claude-opus-4-6-v1', 4_096, BOTH],
    ['anthropic.claude-sonnet-4-6', 1_024, BOTH],
    ['anthropic.claude-opus-4-7', 4_096, BOTH],
    ['anthropic.claude-opus-4-8', 1_024, BOTH],
    ['anthropic.claude-sonnet-5', 1_024, BOTH],
    ['anthropic.claude-sonnet-5-5', 512, BOTH],
    ['anthropic.claude-opus-5', 512, BOTH],
    ['anthropic.claude-haiku-5-5', 512, BOTH],
    ['anthropic.claude-fable-5-1', 512, BOTH],
    ['anthropic.claude-mythos-5-1', 512, BOTH],
    ['anthropic.claude-mythos-preview', 4_096, BOTH],
    ['apac.anthropic.claude-sonnet-4-20250514-v1:0', 1_024, ['5m']],
    ['anthropic.claude-opus-4-1-20250805-v1:0', 1_024, ['5m']],
    ['us.anthropic.claude-3-7-sonnet-20250219-v1:0', 1_024, ['5m']],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 1_024, ['5m']],
    ['anthropic.claude-3-haiku-20240307-v1:0', 2_048, ['5m']],
  ])('%s: from %i tokens, for %j', (model, minimumTokens, ttls) => {
    expect(cacheSupportOf(model)).toEqual({ minimumTokens, ttls, sections: ALL });
  });

  it('is of system and messages only for Nova', () => {
    expect(cacheSupportOf('amazon.nova-pro-v1:0')).toEqual({
      minimumTokens: 1_000,
      ttls: ['5m'],
      sections: ['system', 'messages'],
    });
  });

  it.each([
    'anthropic.claude-3-5-sonnet-20240620-v1:0',
    'meta.llama3-3-70b-instruct-v1:0',
    'anthropic.claude-sonnet-4-9',
    'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123',
  ])('is not known of %s', (model) => {
    expect(cacheSupportOf(model)).toBeNull();
  });

  it('follows an override, member by member', () => {
    const cache = { minimumTokens: 2_048, ttls: ['5m'], sections: ['system'] } as const;
    const overrides = { 'anthropic.claude-sonnet-4-6': { cache } };
    expect(cacheSupportOf('global.anthropic.claude-sonnet-4-6', overrides)).toEqual(cache);
    expect(capabilitiesOf('global.anthropic.claude-sonnet-4-6', overrides)).toMatchObject({
      exclusiveSampling: true,
      structuredOutput: true,
      countTokens: 'supported',
    });
  });
});
