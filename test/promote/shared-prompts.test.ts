import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { hashText } from '../../src/domain/index.js';
import {
  configFor,
  loadPromoted,
  type PromotedConfig,
  type PromotedVariant,
  parsePromotion,
  promoteTo,
  rollbackPromotion,
  serialisePromotion,
  verifyPromotion,
} from '../../src/promote/index.js';
import { PROMPT, promotedFixture, RATES } from './fixture.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsimony-shared-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-08-11T10:00:00Z');
const OTHER = '# user\nBriefly: {{ question }}\n';

/** Three intents with one prompt, two with another of the same file name, one with a third. */
function perIntent(): PromotedConfig {
  const base = promotedFixture(folder);
  const { default: only } = base.configs;
  if (only === undefined) throw new Error('the fixture has a default');
  const withPrompt = (name: string, text: string, model = only.model): PromotedVariant => ({
    ...only,
    model,
    prompt: { path: name, sha256: hashText(text), text },
  });
  return {
    ...base,
    configs: {
      chitchat: withPrompt('../prompts/v2.md', PROMPT, 'small'),
      escalation: withPrompt('../other/v2.md', OTHER),
      faq: withPrompt('../prompts/v2.md', PROMPT),
      order: withPrompt('../prompts/v2.md', PROMPT),
      promotion: withPrompt('../prompts/単独.md', `${PROMPT}alone`),
      returns: withPrompt('../other/v2.md', OTHER),
    },
  };
}

/** As files were written before prompts were shared. */
const former = (config: PromotedConfig): string =>
  stringify(config, { lineWidth: 0, aliasDuplicateObjects: false });

describe('a promoted file of several intents', () => {
  test('holds each prompt once, under the name of its file, and reads as if every intent had its own', () => {
    const config = perIntent();
    const text = serialisePromotion(config);
    const count = (part: string): number => text.split(part).length - 1;
    expect(count('Answer in 日本語')).toBe(2);
    expect(count('Briefly')).toBe(1);
    expect(count(hashText(PROMPT))).toBe(1);
    expect(text).toMatch(/chitchat:[\s\S]*?prompt: &v2\n/);
    expect(text).toMatch(/faq:[\s\S]*?prompt: \*v2\n/);
    expect(text).toMatch(/escalation:[\s\S]*?prompt: &v2-2\n/);
    expect(text).toMatch(/returns:[\s\S]*?prompt: \*v2-2\n/);
    // What is used once needs no name; estimates that are equal are no prompts.
    expect(text.match(/&[\w-]+/g)).toEqual(['&v2', '&v2-2']);
    expect(parsePromotion(text, 'x.yaml')).toEqual(config);
    expect(parse(text)).toEqual(parse(former(config)));
  });

  test('in the former form is read, verified and gone back to as before', async () => {
    const file = path.join(folder, 'promoted', 'shop.yaml');
    await promoteTo(file, { ...perIntent(), name: 'older' }, NOW);
    const older = former({ ...perIntent(), name: 'older' });
    writeFileSync(file, older);
    await promoteTo(file, perIntent(), NOW);
    expect(configFor(await loadPromoted(file), 'returns').prompt.text).toBe(OTHER);
    await rollbackPromotion(file, { at: NOW });
    expect(readFileSync(file, 'utf8')).toBe(older);
    expect(configFor(await loadPromoted(file), 'returns').prompt.text).toBe(OTHER);
  });

  test.each(['shared', 'former'])(
    'whose prompt was edited drifts in every intent that has it (%s form)',
    async (form) => {
      const file = path.join(folder, 'promoted', 'shop.yaml');
      await promoteTo(file, perIntent(), NOW);
      if (form === 'former') writeFileSync(file, former(perIntent()));
      const found = await verifyPromotion(file, {
        now: NOW,
        prompt: async (at) => {
          const text = at.includes('other') ? `${OTHER}!` : at.endsWith('v2.md') ? PROMPT : `${PROMPT}alone`;
          return { hash: hashText(text), text };
        },
        dataset: async (at) => hashText(path.basename(at, '.jsonl')),
        priceBook: async () => ({ date: '2026-07-15', sha256: hashText('prices') }),
        endOfLife: () => undefined,
        prices: () => RATES,
      });
      expect(found.map(({ kind, message }) => `${kind} ${message.split(':')[0]}`)).toEqual([
        'prompt-edited escalation',
        'prompt-edited returns',
      ]);
    },
  );

  test('with as many intents as anybody has is read', () => {
    const base = perIntent();
    const { faq } = base.configs;
    if (faq === undefined) throw new Error('there is a config for faq');
    const configs = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`intent-${n}`, faq]));
    const config = { ...base, configs };
    const text = serialisePromotion(config);
    expect(text.length).toBeLessThan(former(config).length / 2);
    expect(parsePromotion(text, 'x.yaml')).toEqual(config);
  });
});
