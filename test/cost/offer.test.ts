import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareOffers, parsePriceBook, readOffer, usdPerMillion } from '../../src/cost/index.js';
import { readUsage } from '../../src/cost/offer/usage.js';
import { ParsimonyError } from '../../src/domain/index.js';
import { bedrockOffer, type FixtureProduct, marketplaceOffer } from './offer-fixture.js';

describe('usage types of AWS’s price list', () => {
  // Spellings as published for us-east-1, us-west-2 and eu-west-1 between May and October 2026, quoted by
  // independent readers of the lists.
  test.each([
    ['USE1-MP:USE1_InputTokenCount-Units', 'input', 'regional', false],
    ['USE1-MP:USE1_InputTokenCount_Global-Units', 'input', 'global', false],
    ['EU-MP:EU_OutputTokenCount_Global-Units', 'output', 'global', false],
    ['USE1-MP:USE1_CacheReadInputTokenCount-Units', 'cacheRead', 'regional', false],
    ['USE1-MP:USE1_CacheWriteInputTokenCount_Geo-Units', 'cacheWrite5m', 'regional', false],
    ['USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units', 'cacheWrite1h', 'global', false],
    ['USW2-MP:USW2_InputTokenCount_Batch-Units', 'batchInput', 'regional', false],
    ['USW2-MP:USW2_InputTokenCount_Global_Batch-Units', 'batchInput', 'global', false],
    ['USW2-MP:USW2_InputTokenCount_LCtx_Global-Units', 'input', 'global', true],
    ['APN1-MP:APN1_MillionBatchInputTokens-Units', 'batchInput', 'regional', false],
    ['USW2-MP:USW2_input_tokens_standard-Units', 'input', 'regional', false],
    ['USW2-MP:USW2_output_tokens_global_standard-Units', 'output', 'global', false],
    ['USW2-MP:USW2_cache_read_tokens_global_standard-Units', 'cacheRead', 'global', false],
    ['USW2-MP:USW2_cache_write_tokens_standard-Units', 'cacheWrite5m', 'regional', false],
    ['USW2-MP:USW2_cache_write_tokens_1h_standard-Units', 'cacheWrite1h', 'regional', false],
    ['USW2-MP:USW2_input_tokens_global_batch-Units', 'batchInput', 'global', false],
    ['USW2-MP:USW2_input_tokens_long_ctx_standard-Units', 'input', 'regional', true],
    ['USE1-NovaLite-input-tokens', 'input', 'regional', false],
    ['USE1-NovaMicro-output-tokens-batch', 'batchOutput', 'regional', false],
    ['USE1-Nova2.0Lite-input-tokens-cross-region-global', 'input', 'global', false],
    ['USE1-NovaPro-cache-read-input-token-count', 'cacheRead', 'regional', false],
    ['USE1-NovaPro-cache-write-input-token-count', 'cacheWrite5m', 'regional', false],
    [
      'USE1-Claude4Sonnet-cache-read-input-token-count-long-context-cross-region-global',
      'cacheRead',
      'global',
      true,
    ],
    ['USE1-openai.gpt-oss-120b-mantle-input-tokens-standard', 'input', 'regional', false],
    ['USE1-deepseek.v3.2-output-tokens', 'output', 'regional', false],
    ['USE2-TitanEmbeddingV2-Text-input-tokens', 'input', 'regional', false],
  ])('%s', (usageType, field, region, long) => {
    expect(readUsage(usageType)).toMatchObject({ state: 'rate', field, region, long });
  });

  test.each([
    'USW2-MP:USW2_Reserved_1Month_InputTPM_Geo-Units',
    'USW2-MP:USW2_ProvisionedThroughput_1MonthCommit_ModelUnits_Usage-Units',
    'USW2-MP:USW2_cache_write_tokens_30m_standard-Units',
    'USW2-MP:USW2_input_tokens_flex-Units',
    'USE1-NovaLite-input-tokens-custom-model',
    'USE1-NovaPro-input-tokens-latency-optimized',
    'USE1-gpt-oss-120b-input-tokens-priority',
    'USE1-NovaCanvas-T2I-1024-Standard',
    'USE1-NovaSonic-speech-input-tokens',
    'USE1-MP:USE1_Cohere_Embed_V4-Units',
    'USE1-NovaPro-Customization-Training',
    '',
  ])('%s is no text token on demand or in batch', (usageType) => {
    expect(readUsage(usageType).state).toBe('other');
  });

  test('words that are new are reported, not guessed', () => {
    expect(readUsage('USW2-MP:USW2_InputTokenCount_Quantum-Units')).toEqual({
      state: 'unreadable',
      reason: 'an unknown word in the usage type: quantum',
    });
    expect(readUsage('USW2-MP:USW2_thinking_tokens_standard-Units').state).toBe('unreadable');
  });
});

const book = parsePriceBook(
  {
    date: '2026-11-22',
    models: {
      'anthropic.claude-sonnet-5-5': {
        name: 'Claude Sonnet 5.5',
        prices: [
          {
            region: 'global',
            input: '2',
            output: '10',
            cacheRead: '0.2',
            batchInput: '1',
            batchOutput: '5',
            source: 'x',
          },
          { region: 'regional', input: '2.2', output: '11', cacheRead: '0.22', source: 'x' },
        ],
      },
      'anthropic.claude-haiku-5-5': {
        name: 'Claude Haiku 5.5',
        prices: [
          { region: 'global', input: '0.1', output: '0.5', source: 'x' },
          { region: 'global', abovePromptTokens: 100000, input: '0.5', output: '2.5', source: 'x' },
        ],
      },
      'amazon.nova-2-lite-v1:0': {
        name: 'Nova 2 Lite',
        awsNames: ['Nova 2.0 Lite'],
        prices: [{ input: '0.3', output: '2.5', source: 'x' }],
      },
      'openai.gpt-oss-120b-1:0': {
        name: 'gpt-oss-120b',
        prices: [{ input: '0.15', output: '0.6', source: 'x' }],
      },
    },
  },
  'book.json',
);

const market = (usage: string, usd: unknown, name = 'Claude Sonnet 5.5'): FixtureProduct => ({
  name,
  usagetype: `USE1-MP:USE1_${usage}-Units`,
  usd,
});
const compare = (...offers: readonly unknown[]) =>
  compareOffers(
    book,
    offers.map((offer) => readOffer(offer, 'offer.json')),
    '2026-12-20',
  );
const words = ({ differing }: ReturnType<typeof compare>) =>
  differing.flatMap(({ model, changes }) =>
    changes.map(
      ({ region, abovePromptTokens, field, from, to }) =>
        `${model.name} ${region}${abovePromptTokens > 0 ? ` > ${abovePromptTokens}` : ''} ${field} ${from === undefined ? '–' : usdPerMillion(from)} → ${usdPerMillion(to)}`,
    ),
  );

describe('a price list of AWS set against the book', () => {
  test('finds what changed and what is new, and leaves what agrees', () => {
    const found = compare(
      marketplaceOffer([
        market('input_tokens_global_standard', '2.0000000000'),
        market('output_tokens_global_standard', '10.0000000000'),
        market('cache_read_tokens_global_standard', '0.1000000000'),
        market('cache_write_tokens_1h_global_standard', '4.0000000000'),
        market('input_tokens_standard', '2.2000000000'),
        market('output_tokens_standard', '11.0000000000'),
        market('input_tokens_long_ctx_global_standard', '0.6', 'Claude Haiku 5.5'),
      ]),
      bedrockOffer([
        { name: 'Nova 2.0 Lite', usagetype: 'USE1-Nova2.0Lite-input-tokens', usd: '0.0003000000' },
        { name: 'Nova 2.0 Lite', usagetype: 'USE1-Nova2.0Lite-output-tokens', usd: '0.0025000000' },
        // The same price twice is one price.
        { name: 'gpt-oss-120b', usagetype: 'USE1-gpt-oss-120b-input-tokens', usd: '0.0001500000' },
        { name: '', usagetype: 'USE1-openai.gpt-oss-120b-mantle-input-tokens-standard', usd: '0.00015' },
        { name: 'gpt-oss-120b', usagetype: 'USE1-gpt-oss-120b-output-tokens', usd: '0.0006000000' },
        { name: 'Nova 9', usagetype: 'USE1-Nova9-input-tokens', usd: '0.0001' },
      ]),
    );
    expect(words(found)).toEqual([
      'Claude Sonnet 5.5 global cacheRead 0.2 → 0.1',
      'Claude Sonnet 5.5 global cacheWrite1h – → 4',
      'Claude Haiku 5.5 global > 100000 input 0.5 → 0.6',
    ]);
    expect(found.agreeing).toEqual(['amazon.nova-2-lite-v1:0', 'openai.gpt-oss-120b-1:0']);
    expect(found.unknown.map(({ name, region }) => [name, region])).toEqual([['Nova 9', 'regional']]);
    expect(found.unplaced).toEqual([]);
    // Rates that the list confirms are no figures that merely stay; batch prices by the rule of one half are.
    expect(found.differing.map(({ kept }) => kept.map(({ rates }) => Object.keys(rates)))).toEqual([
      [['batchInput', 'batchOutput']],
      [['output']],
    ]);
    // The old price still holds until the list was published, the new one from then on, the batch price throughout.
    const [sonnet] = found.differing;
    expect(
      sonnet?.model.rows.map(({ region, effective, rates }) => [
        region,
        effective,
        rates.cacheRead,
        rates.batchInput,
      ]),
    ).toEqual([
      ['global', null, 200_000n, 1_000_000n],
      ['regional', null, 220_000n, undefined],
      ['global', '2026-12-14', 100_000n, 1_000_000n],
    ]);
    expect(sonnet?.model.rows[2]?.sources).toContain(
      'AWS Price List AmazonBedrockFoundationModels 20261214164418 us-east-1',
    );
  });

  test('one price becomes two where the list has one for each region class', () => {
    const found = compare(
      bedrockOffer([
        {
          name: 'Nova 2.0 Lite',
          usagetype: 'USE1-Nova2.0Lite-input-tokens-cross-region-global',
          usd: '0.0003',
        },
        { name: 'Nova 2.0 Lite', usagetype: 'USE1-Nova2.0Lite-input-tokens', usd: '0.00033' },
      ]),
    );
    expect(words(found)).toEqual(['Nova 2 Lite regional input 0.3 → 0.33']);
    expect(found.differing[0]?.model.rows.map(({ region }) => region)).toEqual([
      'global',
      'regional',
      'regional',
    ]);
  });

  test('two prices for one thing are reported and neither is taken', () => {
    const found = compare(
      marketplaceOffer([market('input_tokens_standard', '2.5'), market('InputTokenCount', '2.6')]),
    );
    expect([found.differing, found.unplaced]).toEqual([
      [],
      ['Claude Sonnet 5.5, regional: two prices for input'],
    ]);
  });

  test('a long-prompt price without a known length, or a new class without input and output, is not put anywhere', () => {
    const found = compare(
      marketplaceOffer([
        market('input_tokens_long_ctx_standard', '3'),
        market('cache_read_tokens_standard', '0.01', 'Claude Haiku 5.5'),
      ]),
    );
    expect(found.differing).toEqual([]);
    expect(found.unplaced).toEqual([
      'Claude Sonnet 5.5, regional: a long-prompt price, but the book does not say from how many tokens on',
      'Claude Haiku 5.5, regional: a price without input and output beside it',
    ]);
  });

  test.each([
    ['1.23456789', '1M tokens', /not a whole number of pico-dollars/],
    ['-1', '1M tokens', /non-negative decimal/],
    ['0.0000000000', '1M tokens', /a price of 0/],
    ['1', 'Units', /its unit is "Units"/],
    [1.5, '1M tokens', /no price in dollars/],
    ['1e3', '1M tokens', /non-negative decimal/],
    [`0.${'0'.repeat(500)}1`, '1M tokens', /non-negative decimal/],
  ])('%s per %s is not read, and the reason is told', (usd, unit, reason) => {
    const offer = readOffer(
      marketplaceOffer([{ ...market('input_tokens_standard', usd), unit }]),
      'offer.json',
    );
    expect([offer.rates.length, offer.unread[0]?.reason]).toEqual([0, expect.stringMatching(reason)]);
  });

  test('a free cache write is a price', () => {
    const free = {
      name: 'Nova 2.0 Lite',
      usagetype: 'USE1-X-cache-write-input-token-count',
      usd: '0.0000000000',
    };
    expect(readOffer(bedrockOffer([free]), 'offer.json').rates[0]?.perToken).toBe(0n);
  });

  test('several Regions are refused until one is named', () => {
    const both = bedrockOffer([
      { name: 'Nova 2.0 Lite', usagetype: 'USE1-Nova2.0Lite-input-tokens', usd: '0.0003' },
      {
        name: 'Nova 2.0 Lite',
        usagetype: 'APN1-Nova2.0Lite-input-tokens',
        usd: '0.0004',
        regionCode: 'ap-northeast-1',
      },
    ]);
    expect(() => readOffer(both, 'offer.json')).toThrow(/holds 2 Regions/);
    expect(readOffer(both, 'offer.json', 'ap-northeast-1').rates.map(({ perToken }) => perToken)).toEqual([
      400_000n,
    ]);
    expect(() => readOffer(both, 'offer.json', 'eu-west-1')).toThrow(/nothing for eu-west-1/);
  });

  test('what is no price list is refused, and no content makes it throw anything else', () => {
    const pieces = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'USE1-MP:USE1_InputTokenCount-Units',
        '1M tokens',
        'OnDemand',
      ),
    );
    const shaped = fc.record({
      offerCode: pieces,
      publicationDate: fc.constantFrom('2026-12-14T00:00:00Z', 'never', 5),
      products: fc.dictionary(
        fc.constantFrom('a', 'b', '__proto__'),
        fc.record({
          attributes: fc.dictionary(
            fc.constantFrom('usagetype', 'model', 'servicename', 'regionCode'),
            pieces,
          ),
        }),
      ),
      terms: fc.record({
        OnDemand: fc.dictionary(
          fc.constantFrom('a', 'b', '__proto__'),
          fc.record({
            t: fc.record({
              priceDimensions: fc.record({ d: fc.record({ unit: pieces, pricePerUnit: pieces }) }),
            }),
          }),
        ),
      }),
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), shaped), (value) => {
        try {
          compare(value);
        } catch (error) {
          expect(error).toBeInstanceOf(ParsimonyError);
        }
      }),
      { numRuns: 200 },
    );
  });
});
