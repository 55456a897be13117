import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeRates,
  editPriceFile,
  findPrice,
  mergePriceBooks,
  parsePriceBook,
  parsePriceBookText,
  priceOf,
  type RateInput,
  unitPrice,
  usdPerMillion,
} from '../../src/cost/index.js';
import { ParsimonyError, type Problem } from '../../src/domain/index.js';

const book = parsePriceBook(
  {
    date: '2026-11-22',
    sources: { list: { title: 'a list', date: '2026-11-01' } },
    models: {
      'a.one': { prices: [{ input: '3', output: '15', cacheRead: '0.3', source: 'list', note: 'old' }] },
      'a.two': {
        prices: [
          { region: 'global', input: '1', output: '5', source: 'list' },
          { region: 'regional', input: '1.1', output: '5.5', source: 'list', verified: false },
          { region: 'global', effective: '2027-01-01', input: '2', output: '5', source: 'list' },
        ],
      },
    },
  },
  'book.json',
);

function rate(text: string) {
  const price = unitPrice(text);
  if (price.state !== 'exact') throw new Error(price.reason);
  return price.perToken;
}

const change = (modelId: string, more: Partial<RateInput> = {}) =>
  changeRates(book, { modelId, rates: { input: rate('4') }, source: 'contract', ...more });

function problemsOf(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ParsimonyError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('rates put into a book', () => {
  test('replace the one figure and keep the others with where they came from', () => {
    const { model, known, changes } = change('a.one');
    expect([known, model.rows]).toEqual([
      true,
      [
        {
          region: 'any',
          abovePromptTokens: 0,
          effective: null,
          rates: { input: rate('4'), output: rate('15'), cacheRead: rate('0.3') },
          sources: ['list', 'contract'],
          verified: true,
          note: 'old',
        },
      ],
    ]);
    expect(changes).toEqual([
      { region: 'any', abovePromptTokens: 0, field: 'input', from: rate('3'), to: rate('4') },
    ]);
  });

  test('name what the row keeps beside a figure that becomes another, and nothing beside one that is new', () => {
    expect(change('a.one').kept).toEqual([
      { region: 'any', abovePromptTokens: 0, rates: { output: rate('15'), cacheRead: rate('0.3') } },
    ]);
    expect(change('a.one', { rates: { batchInput: rate('1.5') } }).kept).toEqual([]);
    const all = { input: rate('4'), output: rate('16'), cacheRead: rate('0.4') };
    expect(change('a.one', { rates: all }).kept).toEqual([]);
  });

  test('leave the other region classes and the dated rows of the model as they are', () => {
    const { model } = change('global.a.two');
    expect(
      model.rows.map(({ region, effective, rates }) => [region, effective, usdPerMillion(rates.input)]),
    ).toEqual([
      ['global', null, '4'],
      ['regional', null, '1.1'],
      ['global', '2027-01-01', '2'],
    ]);
    // Figures of the regional row that stay keep that they are unverified.
    expect(change('us.a.two').model.rows[1]).toMatchObject({
      verified: false,
      sources: ['list', 'contract'],
    });
  });

  test('with a day of their own stand beside the row that held until then', () => {
    const { model } = change('a.one', { effective: '2026-12-01' });
    const merged = mergePriceBooks(
      book,
      parsePriceBookText(editPriceFile(undefined, { date: '2026-12-24', models: [model], book }), 'own.yaml'),
    );
    const inputAt = (at: string) => usdPerMillion(priceOf(merged, 'a.one', { at }).tiers[0].rates.input);
    expect([inputAt('2026-11-30'), inputAt('2026-12-01')]).toEqual(['3', '4']);
  });

  test('of a profile of an unknown model are listed under its bare id, of a custom ARN under the ARN', () => {
    const rates = { input: rate('1'), output: rate('2') };
    expect(change('us.meta.new-v1:0', { rates }).model.id).toBe('meta.new-v1:0');
    const own = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123def456';
    expect(change(own, { rates }).model.id).toBe(own);
    const profile = 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.meta.new-v1:0';
    expect(change(profile, { rates }).model.id).toBe('meta.new-v1:0');
    expect(change(profile.replace('us.meta.new-v1:0', 'global.a.two')).model.id).toBe('a.two');
  });

  test('that leave open which row is meant, or a row without input or output, are refused with the remedy', () => {
    expect(problemsOf(() => change('a.two'))[0]?.hint).toMatch(/--region-class global/);
    expect(problemsOf(() => change('a.one', { region: 'global' }))[0]?.hint).toMatch(/--region-class any/);
    expect(problemsOf(() => change('a.two', { region: 'any' }))[0]?.hint).toMatch(
      /global or --region-class regional/,
    );
    const [problem] = problemsOf(() => change('b.new'));
    expect(problem?.message).toBe('a new price of b.new needs output');
    expect(problem?.hint).toContain('parsimony prices add b.new --input <usd> --output <usd>');
  });
});

describe('a price file that is edited', () => {
  const text = [
    '# our prices, agreed with finance',
    'date: 2026-01-01 # last looked at',
    'models:',
    '  # the one in the contract',
    '  my.tuned:',
    '    prices:',
    '      - { input: "0.40", output: "2.00", source: contract } # until 2027',
    '  a.one:',
    '    prices:',
    '      - input: "5" # list price plus',
    '        output: "15"',
    '        source: contract',
    '',
  ].join('\n');

  test('keeps every comment, and changes only what is different', () => {
    const own = mergePriceBooks(book, parsePriceBookText(text, 'own.yaml'));
    const { model } = changeRates(own, {
      modelId: 'a.one',
      rates: { output: rate('16') },
      source: 'contract',
    });
    const after = editPriceFile(text, { date: '2026-12-24', models: [model], book: own });
    expect(after).toBe(text.replace('2026-01-01', '2026-12-24').replace('output: "15"', 'output: "16"'));
  });

  test('lists new sources where the file lists its sources, and stays JSON where it is JSON', () => {
    const json = JSON.stringify({ date: '2026-01-01', sources: {}, models: {} });
    const after = editPriceFile(json.replace('{}', '{"ours": {"title": "ours", "date": "2026-01-01"}}'), {
      date: '2026-12-24',
      models: [change('a.one').model],
      book,
    });
    expect(Object.keys(JSON.parse(after).sources)).toEqual(['ours', 'list', 'contract']);
    expect(findPrice(parsePriceBookText(after, 'own.json'), 'a.one').state).toBe('found');
  });

  test('reads back as the book that was put into it', () => {
    const micros = fc.bigInt(0n, 10n ** 12n);
    fc.assert(
      fc.property(
        micros,
        micros,
        fc.option(micros),
        fc.string(),
        fc.string(),
        (input, output, read, note, source) => {
          const rates = { input: rate(usdPerMillion(input)), output: rate(usdPerMillion(output)) };
          const { model } = changeRates(book, {
            modelId: 'b.new',
            rates: read === null ? rates : { ...rates, cacheRead: rate(usdPerMillion(read)) },
            source,
            note,
          });
          for (const before of [undefined, text, '{"date": "2026-01-01", "models": {}}']) {
            const after = editPriceFile(before, { date: '2026-12-24', models: [model], book });
            expect(parsePriceBookText(after, 'own').models.get('b.new')).toEqual(model);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
