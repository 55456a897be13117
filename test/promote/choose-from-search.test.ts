import { describe, expect, test } from 'vitest';
import type { Estimate } from '../../src/domain/index.js';
import { chooseFromSearch, type SearchChoice, type SearchRule } from '../../src/promote/index.js';
import type { SearchDocument, SearchFrontPoint } from '../../src/report/port.js';

const estimate = (value: number, half = 0.01): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  level: 0.95,
  method: 't',
  n: 100,
});

interface Figures {
  readonly cost: number;
  readonly quality: number;
  /** On the search part; default: as on the gate part. */
  readonly claimed?: number;
  readonly stays?: boolean;
  readonly standing?: 'holds' | 'open' | 'violated';
}

function pointOf(
  name: string,
  { cost, quality, claimed, stays = true, standing }: Figures,
): SearchFrontPoint {
  return {
    name,
    params: { model: name },
    perIntent: null,
    claimed: { monthlyCostUsd: estimate(cost, 1), quality: estimate(claimed ?? quality) },
    remeasured: { monthlyCostUsd: estimate(cost, 1), quality: estimate(quality) },
    membership: 0.9,
    stays,
    staysProbability: stays ? 0.9 : 0.1,
    isKnee: false,
    constraints:
      standing === undefined
        ? []
        : [
            {
              constraint: 'quality ≥ 0.8',
              intent: 'faq',
              claimed: null,
              remeasured: estimate(0.8),
              standing,
            },
          ],
    priceRange: null,
  };
}

function documentOf(
  points: { readonly [name: string]: Figures },
  overrides: Partial<SearchDocument> = {},
): SearchDocument {
  return {
    search: { id: 's1', end: 'finished' },
    objectives: [
      { name: 'monthlyCostUsd', direction: 'minimize', unit: '$' },
      { name: 'quality', direction: 'maximize', unit: '' },
    ],
    front: Object.entries(points).map(([name, figures]) => pointOf(name, figures)),
    cloud: [],
    ...overrides,
  } as unknown as SearchDocument;
}

const FRONT = {
  cheap: { cost: 10, quality: 0.6 },
  middle: { cost: 20, quality: 0.85 },
  dear: { cost: 60, quality: 0.9 },
};

function pick(document: SearchDocument, rule: SearchRule): string {
  const choice = chooseFromSearch(document, rule);
  return choice.state === 'chosen' ? choice.point.name : `refused: ${choice.message}`;
}

function problemsOf(choice: SearchChoice): readonly string[] {
  return choice.state === 'refused' ? choice.problems.map(({ code, message }) => `${code}: ${message}`) : [];
}

describe('a promotion from a search', () => {
  test.each<[string, SearchRule]>([
    ['cheap', { kind: 'cheapest' }],
    ['middle', { kind: 'cheapest', minQuality: 0.8 }],
    ['dear', { kind: 'best' }],
    ['middle', { kind: 'best', maxCost: 30 }],
    ['middle', { kind: 'knee' }],
    ['dear', { kind: 'named', name: 'dear' }],
  ])('takes %s by %j', (name, rule) => {
    expect(pick(documentOf(FRONT), rule)).toBe(name);
  });

  test('asks for the bound on the gate part, not for the value: .805 ± .01 does not show .80', () => {
    const document = documentOf({ ...FRONT, middle: { cost: 20, quality: 0.805 } });
    expect(pick(document, { kind: 'cheapest', minQuality: 0.8 })).toBe('dear');
  });

  test('law 8: reads nothing from the search part but the order of its tests', () => {
    const boasting = documentOf({ ...FRONT, cheap: { cost: 10, quality: 0.6, claimed: 0.99 } });
    // The boaster is tested first and fails: the fixed sequence ends there, so that no test is for free.
    expect(pick(boasting, { kind: 'cheapest', minQuality: 0.8 })).toMatch(/^refused/);
    expect(pick(boasting, { kind: 'best' })).toBe('dear');
  });

  test('refuses a dominated point and names the one that dominates it', () => {
    const document = documentOf({ ...FRONT, worse: { cost: 70, quality: 0.88, stays: false } });
    const named = chooseFromSearch(
      document,
      { kind: 'named', name: 'worse' },
      { force: { reason: 'I like it' } },
    );
    expect(problemsOf(named)).toEqual(['dominated: dear dominates it on the gate part']);
    expect(pick(document, { kind: 'best' })).toBe('dear');
  });

  test('names what dominates a config that the search saw and left', () => {
    const cloud = [
      {
        name: 'left',
        params: {},
        intent: null,
        n: 5,
        objectives: { monthlyCostUsd: 30, quality: 0.7 },
        isFeasible: true,
      },
    ];
    const choice = chooseFromSearch(documentOf(FRONT, { cloud }), { kind: 'named', name: 'left' });
    expect(problemsOf(choice)).toEqual(['dominated: middle dominates it']);
  });

  test('takes no point whose constraint does not hold on the gate part, unless it is forced by name', () => {
    const document = documentOf({ ...FRONT, cheap: { cost: 10, quality: 0.6, standing: 'open' } });
    expect(pick(document, { kind: 'cheapest' })).toBe('middle');
    const named: SearchRule = { kind: 'named', name: 'cheap' };
    expect(problemsOf(chooseFromSearch(document, named))[0]).toMatch(/constraint-open: quality ≥ 0.8 of faq/);
    expect(chooseFromSearch(document, named, { force: { reason: 'for a day' } })).toMatchObject({
      state: 'chosen',
      forced: { reason: 'for a day' },
    });
  });

  test('says why the runner-up lost, and among how many it was chosen', () => {
    expect(chooseFromSearch(documentOf(FRONT), { kind: 'cheapest' })).toMatchObject({
      among: 3,
      runnerUp: { variant: 'middle', why: 'monthlyCostUsd 20 [19, 21] against 10 [9, 11]' },
    });
  });

  test('nothing is promoted on a search-part number', () => {
    const front = documentOf(FRONT).front.map((point) => ({ ...point, remeasured: null }));
    expect(pick(documentOf({}, { front }), { kind: 'cheapest' })).toMatch(/no front that was measured again/);
    const search = { id: 's1', end: 'interrupted' } as SearchDocument['search'];
    expect(pick(documentOf(FRONT, { search }), { kind: 'cheapest' })).toMatch(/not finished/);
  });

  test('refuses a rule that needs an objective which was not searched', () => {
    const objectives = [{ name: 'quality', direction: 'maximize' as const, unit: '' }];
    expect(pick(documentOf(FRONT, { objectives }), { kind: 'cheapest' })).toMatch(/needs a cost/);
  });
});
