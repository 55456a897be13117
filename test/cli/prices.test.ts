import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pricesCommand } from '../../src/cli/commands/prices.js';
import { readEnvironment } from '../../src/cli/flags.js';
import { addPriceFlags, PRICE_FLAGS } from '../../src/cli/price-flags.js';
import type { Terminal } from '../../src/cli/print.js';
import { RATE_FLAGS } from '../../src/cost/index.js';
import type { ParsimonyError } from '../../src/domain/index.js';
import { marketplaceOffer } from '../cost/offer-fixture.js';

const home = process.cwd();
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsimony-cli-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

async function prices(args: readonly string[], options: { readonly [name: string]: unknown } = {}) {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    env: {},
    isTty: false,
    colour: false,
    columns: 100,
    out: (text) => {
      out += `${text}\n`;
    },
    err: (text) => {
      err += `${text}\n`;
    },
  };
  const code = await pricesCommand(args, options, terminal);
  return { code, out, err };
}

describe('prices', () => {
  test('add makes a custom model priced for every command in this folder', async () => {
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdef123456';
    await expect(prices(['show', arn])).rejects.toThrow(/has no price/);
    const added = await prices(['add', arn], {
      input: '0.40',
      output: '2',
      batchInput: '0.2',
      source: 'contract',
    });
    expect([added.code, added.out]).toEqual([0, expect.stringContaining('input 0.4 (new)')]);
    expect(readFileSync('parsimony.prices.yaml', 'utf8')).toContain('source: contract');
    const shown = await prices(['show', arn], { json: true });
    expect(JSON.parse(shown.out).tiers[0].usdPerMillionTokens).toEqual({
      input: 0.4,
      output: 2,
      batchInput: 0.2,
    });
    expect(shown.err).toContain('The price of 1 model comes from parsimony.prices.yaml.');
    const checked = JSON.parse((await prices(['check'], { json: true })).out);
    expect(checked.own).toEqual({ file: 'parsimony.prices.yaml', models: [arn] });
  });

  test('add changes a known figure only when told to', async () => {
    const model = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const error = await prices(['add', model], { input: '2.7' }).catch((e: unknown) => e);
    expect((error as ParsimonyError).code).toBe('refused');
    expect((error as ParsimonyError).problems.map(({ message }) => message)).toEqual([
      'global: input 3 → 2.7 (−10.0 %)',
    ]);
    expect(() => readFileSync('parsimony.prices.yaml')).toThrow();
    const written = await prices(['add', model], { input: '2.7', yes: true, json: true });
    expect(JSON.parse(written.out).changes).toEqual([
      { region: 'global', abovePromptTokens: 0, field: 'input', from: '3', to: '2.7' },
    ]);
    expect(
      JSON.parse((await prices(['show', model], { json: true })).out).tiers[0].usdPerMillionTokens,
    ).toMatchObject({
      input: 2.7,
      output: 15,
      cacheWrite1h: 6,
    });
  });

  test('add lists every wrong flag at once', async () => {
    const error = await prices(['add', 'm'], {
      input: '1,5',
      output: '-1',
      regionClass: 'us-east-1',
      effective: 'soon',
    }).catch((e: unknown) => e);
    expect((error as ParsimonyError).problems.map(({ code }) => code)).toEqual([
      'invalid-price',
      'invalid-price',
      'invalid-value',
      'invalid-date',
    ]);
    await expect(prices(['add', 'm'], {})).rejects.toThrow();
    await expect(prices(['add'], { input: '1' })).rejects.toThrow(/needs a model id/);
    await expect(prices(['polish'])).rejects.toThrow(/knows no action polish/);
  });

  test('refresh shows old and new and writes only with --yes', async () => {
    const list = marketplaceOffer([
      {
        name: 'Claude Sonnet 4.5',
        usagetype: 'USE1-MP:USE1_InputTokenCount_Global-Units',
        usd: '2.4000000000',
      },
      { name: 'Evil\u001b[31m', usagetype: 'USE1-MP:USE1_InputTokenCount-Units', usd: '1' },
      { name: 'Claude Sonnet 4.5', usagetype: 'USE1-MP:USE1_InputTokenCount_Odd-Units', usd: '1' },
    ]);
    writeFileSync('list.json', JSON.stringify(list));
    const dry = await prices(['refresh'], { from: ['list.json'] });
    expect(dry.out).toContain('    global: input 3 → 2.4 (−20.0 %)');
    expect(dry.out).toContain('not in the book: 1.');
    expect(dry.out).toContain('unknown word in the usage type: odd');
    expect(dry.out).not.toContain('\u001b');
    expect(dry.out).toContain('nothing was written');
    expect(() => readFileSync('parsimony.prices.yaml')).toThrow();
    const wet = JSON.parse((await prices(['refresh'], { from: ['list.json'], yes: true, json: true })).out);
    expect([wet.written, wet.differing.length, wet.unknown.length]).toEqual([true, 1, 1]);
    expect(readFileSync('parsimony.prices.yaml', 'utf8')).toContain('effective: 20');
    const again = JSON.parse((await prices(['refresh'], { from: ['list.json'], json: true })).out);
    expect([again.written, again.differing]).toEqual([false, []]);
  });

  test('list and show say what is known and what is not', async () => {
    const list = await prices(['list']);
    expect(list.out).toMatch(/claude-haiku-5-5 .*unverified, more above 100000 tokens/);
    expect(list.out).toMatch(/claude-3-haiku.*end of life/);
    const shown = await prices(['show', 'us.anthropic.claude-sonnet-5-5']);
    expect(shown.out).toContain('us.anthropic.claude-sonnet-5-5 pays the regional price');
    expect(shown.out).toContain('since 2026-10-06, unverified');
    expect(shown.out).toContain('Rule, not a listed figure');
    await expect(prices(['list', 'x'])).rejects.toThrow(/takes no model/);
    await expect(prices(['show'])).rejects.toThrow(/needs a model id/);
  });

  test('a price is not read from the environment: PARSIMONY_OUTPUT stays the folder of reports', () => {
    const command = new Command('prices');
    addPriceFlags(command);
    readEnvironment(command, { PARSIMONY_OUTPUT: 'reports', PARSIMONY_SOURCE: 'x' }, PRICE_FLAGS);
    expect(command.opts()).toEqual({});
    expect(PRICE_FLAGS).toEqual(expect.arrayContaining(Object.values(RATE_FLAGS)));
  });
});
