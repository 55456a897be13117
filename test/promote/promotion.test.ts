import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hashText } from '../../src/domain/index.js';
import {
  buildPromotion,
  configFor,
  loadPromoted,
  parsePromotion,
  promotedConfigJsonSchema,
  promoteTo,
  serialisePromotion,
  type VerifyDeps,
  verifyPromotion,
} from '../../src/promote/index.js';
import { anyText } from '../any-text.js';
import { fixtureModel } from '../report/fixture.js';
import { PROMPT, promotedFixture, RATES, TOOLS } from './fixture.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsimony-promote-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-08-11T10:00:00Z');

const promotion = (overrides?: Parameters<typeof promotedFixture>[1]) => promotedFixture(folder, overrides);

describe('the promoted file', () => {
  test('holds model, parameters, prompt and the evidence, with paths relative to itself', () => {
    const config = promotion();
    expect(config.configs.default).toEqual({
      model: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      params: { maxTokens: 250, temperature: 0.3, ragChunks: 3, fewShot: 0, historyTurns: 6 },
      prompt: { path: '../prompts/v2.md', sha256: hashText(PROMPT), text: PROMPT },
    });
    expect(config.expires).toBe('2026-11-09');
    expect(config.evidence).toMatchObject({
      run: '20260811-7f3a91c2',
      variant: 'concise',
      verdict: 'pass',
      remeasured: false,
      baseline: { variant: 'baseline' },
      seed: 42,
      priceBook: { date: '2026-07-15' },
    });
    expect(config.evidence.datasets[0]).toEqual({
      name: 'golden',
      path: '../datasets/golden.jsonl',
      samples: 200,
      sha256: hashText('golden'),
    });
    expect('checks' in config.evidence && config.evidence.checks).toHaveLength(3);
  });

  test('reads back as it was written, and begins with EMULATED when it is', async () => {
    const file = path.join(folder, 'deep', 'mangaassist.yaml');
    const config = promotion({ emulated: true });
    await promoteTo(file, config, NOW);
    expect(readFileSync(file, 'utf8')).toMatch(/^# EMULATED/);
    expect(await loadPromoted(file, { allowEmulated: true })).toEqual(config);
    expect(readdirSync(path.dirname(file))).toEqual(['mangaassist.history', 'mangaassist.yaml']);
    expect(serialisePromotion(promotion())).not.toContain('EMULATED');
  });

  test('keeps every prompt text exactly, whatever is in it', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const config = promotion({ text });
        expect(parsePromotion(serialisePromotion(config), 'x.yaml').configs.default?.prompt.text).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  test('carries caching, stream, ceiling and tools, and tells an application what `auto` came to', async () => {
    const params = { stream: true, outputCeiling: { tokens: 120, notice: ' …' } };
    const config = promotion({ tools: TOOLS, params: { ...params, cache: 'auto' } });
    // The fixture's run cached this variant for an hour.
    expect(config.configs.default).toMatchObject({ params: { ...params, cache: '1h' }, tools: TOOLS });
    const file = path.join(folder, 'tools.yaml');
    await promoteTo(file, config, NOW);
    expect(await loadPromoted(file)).toEqual(config);
    expect(promotion({ params: { cache: '5m' } }).configs.default?.params.cache).toBe('5m');
  });

  test('is described by the committed schema', () => {
    const committed = JSON.parse(
      readFileSync(new URL('../../schema/promoted.schema.json', import.meta.url), 'utf8'),
    );
    expect(committed).toEqual(JSON.parse(JSON.stringify(promotedConfigJsonSchema())));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(committed);
    expect(validate(parse(serialisePromotion(promotion())))).toBe(true);
    expect(validate({ ...promotion(), expires: undefined, evidence: {} })).toBe(false);
  });

  test('cannot be made of recorded answers: there would be nothing to call', () => {
    const { document } = fixtureModel();
    const [variant] = document.variants;
    if (variant === undefined) throw new Error('the fixture has variants');
    const choice = { state: 'chosen', variant, candidate: undefined, runnerUp: null } as const;
    const source = { document, choice, to: '/x/y.yaml', datasets: [], expires: new Date(0) };
    expect(() => buildPromotion({ ...source, prompt: undefined })).toThrow(/no prompt/);
  });
});

describe('loadPromoted', () => {
  test('refuses emulated evidence unless told', async () => {
    const file = path.join(folder, 'p.yaml');
    await promoteTo(file, promotion({ emulated: true }), NOW);
    await expect(loadPromoted(file)).rejects.toMatchObject({ code: 'refused' });
  });

  test('says that a file is missing', async () => {
    await expect(loadPromoted(path.join(folder, 'none.yaml'))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('lists every problem with its line', () => {
    const text = serialisePromotion(promotion())
      .replace('maxTokens: 250', 'maxTokens: many')
      .replace('emulated: false', 'emulated: maybe\nextra: 1');
    const lines = text.split('\n');
    try {
      parsePromotion(text, 'p.yaml');
      expect.unreachable();
    } catch (error) {
      const { problems } = error as {
        problems: { path: string; line: number; file: string; code: string }[];
      };
      const byPath = Object.fromEntries(problems.map((problem) => [problem.path, problem]));
      expect(lines[(byPath['configs.default.params.maxTokens']?.line ?? 0) - 1]).toContain('maxTokens: many');
      expect(lines[(byPath.emulated?.line ?? 0) - 1]).toContain('emulated: maybe');
      expect(byPath['']?.code).toBe('unknown-key');
      expect(problems.every((problem) => problem.file === 'p.yaml')).toBe(true);
    }
  });

  test('names the line of a syntax error', () => {
    expect(() => parsePromotion('name: "open\n', 'p.yaml')).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'yaml-syntax', file: 'p.yaml' })],
      }),
    );
  });

  test('wants at least one configuration', () => {
    const config = { ...promotion(), configs: {} };
    expect(() => parsePromotion(JSON.stringify(config), 'p.yaml')).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ path: 'configs', line: 1 })] }),
    );
  });
});

describe('configFor', () => {
  test('gives an intent its own config, else the default, and never one that nobody chose for it', () => {
    const { default: only } = promotion().configs;
    if (only === undefined) throw new Error('the fixture has a default');
    const faq = { ...only, model: 'small' };
    const both = { ...promotion(), configs: { default: only, faq } };
    expect(configFor(both, 'faq').model).toBe('small');
    expect(configFor(both, 'chitchat')).toBe(only);
    expect(configFor(both)).toBe(only);
    const apart = { ...promotion(), configs: { faq } };
    expect(() => configFor(apart, 'toString')).toThrow(/no config for toString/);
    expect(() => configFor(apart)).toThrow(/no default/);
  });
});

describe('verifyPromotion', () => {
  const asPromoted: VerifyDeps = {
    now: new Date('2026-09-01T00:00:00Z'),
    prompt: async (file) => (file.endsWith('v2.md') ? { hash: hashText(PROMPT), text: PROMPT } : undefined),
    dataset: async (file) => hashText(path.basename(file, '.jsonl')),
    priceBook: async () => ({ date: '2026-07-15', sha256: hashText('prices') }),
    endOfLife: () => undefined,
    prices: () => RATES,
  };

  async function kinds(
    deps: Partial<VerifyDeps>,
    config = promotion({ emulated: true }),
  ): Promise<readonly string[]> {
    const file = path.join(folder, 'promoted', 'mangaassist.yaml');
    await promoteTo(file, config, NOW);
    return (await verifyPromotion(file, { ...asPromoted, ...deps })).map(
      ({ kind, severity }) => `${severity} ${kind}`,
    );
  }

  test('finds nothing where nothing changed', async () => {
    expect(await kinds({})).toEqual([]);
  });

  test.each<[string, Partial<VerifyDeps>]>([
    ['drift prompt-missing', { prompt: async () => undefined }],
    ['drift prompt-edited', { prompt: async () => ({ hash: hashText('other'), text: 'other' }) }],
    ['drift promoted-text-edited', { prompt: async () => ({ hash: hashText(PROMPT), text: `${PROMPT} ` }) }],
    [
      'drift price-book-changed',
      { priceBook: async () => ({ date: '2026-08-20', sha256: hashText('new') }) },
    ],
    ['drift expired', { now: new Date('2026-11-09T00:00:00Z') }],
    ['drift end-of-life', { endOfLife: () => '2026-08-31' }],
    ['drift end-of-life-near', { endOfLife: () => '2026-10-01' }],
  ])('finds %s', async (kind, deps) => {
    expect(await kinds(deps)).toEqual([kind]);
  });

  test('takes another price book for drift only where a promoted model left the tolerance', async () => {
    const model = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const plain = promotion({ emulated: true });
    const config = { ...plain, evidence: { ...plain.evidence, prices: { [model]: RATES } } };
    const priceBook: VerifyDeps['priceBook'] = async () => ({ date: '2026-08-20', sha256: hashText('new') });
    const at = (rates: ReturnType<VerifyDeps['prices']>) => kinds({ priceBook, prices: () => rates }, config);
    expect(await at({ ...RATES, output: '15.7' })).toEqual(['notice price-book-changed']);
    expect(await at({ ...RATES, output: '15.8' })).toEqual(['drift price-changed']);
    expect(await at({ input: '3' })).toEqual(['drift price-changed']);
    expect(await at(undefined)).toEqual(['drift price-changed']);
  });

  test('finds tools that were edited inside the promoted file, and none where they are those of the prompt', async () => {
    const config = promotion({ emulated: true, tools: TOOLS });
    const prompt = (tools?: typeof TOOLS) => async () => ({
      hash: hashText(PROMPT),
      text: PROMPT,
      ...(tools !== undefined && { tools }),
    });
    expect(await kinds({ prompt: prompt(TOOLS) }, config)).toEqual([]);
    expect(await kinds({ prompt: prompt() }, config)).toEqual(['drift promoted-tools-edited']);
  });

  test('finds each dataset that changed or is gone', async () => {
    const dataset: VerifyDeps['dataset'] = async (file) =>
      file.endsWith('golden.jsonl') ? hashText('edited') : undefined;
    expect(await kinds({ dataset })).toEqual(['drift dataset-changed', 'drift dataset-missing']);
  });

  test('looks for files beside the promoted file, not in the working folder', async () => {
    const seen: string[] = [];
    await kinds({
      prompt: async (file) => {
        seen.push(file);
        return undefined;
      },
    });
    expect(seen).toEqual([path.join(folder, 'prompts', 'v2.md')]);
  });

  test('does not take a damaged file for one without drift', async () => {
    const file = path.join(folder, 'p.yaml');
    writeFileSync(file, 'name: x\n');
    await expect(verifyPromotion(file, asPromoted)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
