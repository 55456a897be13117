import { describe, expect, test } from 'vitest';
import { remarkText } from '../../src/report/search/columns.js';
import { honesty } from '../../src/report/search/honesty.js';
import { renderSearchMarkdown, searchTerminal } from '../../src/report/search/index.js';
import { recommendations } from '../../src/report/search/recommendation.js';
import { searchView } from '../../src/report/search/view.js';
import { textWidth } from '../../src/report/terminal/width.js';
import { HOSTILE, searchFixture } from './search-fixture.js';

const MIXES = [
  {},
  { per: 'intent' },
  { objectives: 3 },
  { infeasible: true },
  { table: true },
  { hostile: true },
  { unmeasured: true },
] as const;

describe('what a search claims', () => {
  const withClaim = (claimed: number) => {
    const document = searchFixture();
    return { ...document, hypervolume: { ...document.hypervolume, claimed } };
  };

  test('is judged by the interval of what was measured again', () => {
    // Of the fixture: 0.8391 ± 0.0183.
    expect(honesty(withClaim(0.84)).state).toBe('confirmed');
    expect(honesty(withClaim(0.86)).state).toBe('overclaims');
    expect(honesty(withClaim(0.81)).state).toBe('underclaims');
    expect(honesty(searchFixture({ unmeasured: true })).state).toBe('open');
  });

  test('is confirmed by no interval that would hold any claim', () => {
    const document = searchFixture();
    const remeasured = { ...document.hypervolume.remeasured, low: 0, high: 1.7 };
    const wide = { ...document, hypervolume: { ...document.hypervolume, remeasured } } as typeof document;
    expect(honesty(wide).state).toBe('wide');
    expect(searchTerminal(wide, { color: false, width: 100 }).join(' ')).toContain(
      'interval too wide to tell',
    );
  });

  test('is recommended once where the cheapest is the knee', () => {
    const document = searchFixture();
    const front = document.front.map((point, at) => ({ ...point, isKnee: at === 0 }));
    const text = renderSearchMarkdown({ ...document, front });
    expect(text).toContain('Cheapest that holds, and the knee: #');
    expect(text).not.toContain('Knee of the front');
  });

  test('is called cheapest only where there is a cost, and the knee only where nothing beats it', () => {
    const document = searchFixture();
    const [first] = searchView(document).points;
    const beaten = { point: { isKnee: true, stays: false, constraints: [] } } as unknown as typeof first;
    if (first === undefined || beaten === undefined) throw new Error('the fixture has points');
    expect(remarkText(beaten, [])).toBe('beaten');
    const free = searchView(document);
    const objectives = free.objectives.map((one) => ({ ...one, isMoney: false }));
    const [lowest] = recommendations(free.points, objectives);
    expect(lowest?.remark).toMatch(/^lowest /);
    expect(searchView(document).recommended[0]?.remark).toBe('cheapest');
  });

  test('is recommended by figures of the gate part only: a cheaper claim changes nothing', () => {
    const document = searchFixture();
    const view = searchView(document);
    const flattered = {
      ...document,
      front: document.front.map((point) => ({
        ...point,
        claimed: { ...point.claimed, monthlyCostUsd: { ...point.claimed.monthlyCostUsd, value: 1 } },
      })),
    } as typeof document;
    const names = (all: ReturnType<typeof recommendations>) =>
      all.map(({ rule, point }) => [rule, point.point.name]);
    expect(names(searchView(flattered).recommended)).toEqual(names(view.recommended));
    expect(view.recommended.map(({ rule }) => rule)).toEqual(['cheapest', 'knee']);
  });

  test('numbers points by ascending cost whatever their order in the document', () => {
    const document = searchFixture();
    const turned = searchView({ ...document, front: [...document.front].reverse() });
    expect(turned.points.map(({ number, point }) => [number, point.name])).toEqual(
      searchView(document).points.map(({ number, point }) => [number, point.name]),
    );
  });
});

describe('what keeps a point from being recommended', () => {
  test('is named with its reason, so that a reader knows what would settle it', () => {
    const document = searchFixture();
    const open = {
      constraint: 'latencyMs.p99',
      intent: null,
      claimed: null,
      remeasured: {
        value: 1845,
        low: 1572,
        high: null,
        level: 0.9,
        method: 'order statistics',
        n: 200,
        reason: 'n too small: 200 independent observations',
      },
      standing: 'open' as const,
    };
    const front = document.front.map((point) => ({ ...point, constraints: [open] }));
    const text = renderSearchMarkdown({ ...document, front });
    expect(text).toMatch(/open constraint \(latencyMs\.p99: n too small: 200 independent observations\)/);
  });

  test('is said where no config has a bound, in place of a miss without end', () => {
    const document = searchFixture({ infeasible: true });
    const infeasible = { constraint: 'latencyMs.p99', intent: null, by: null };
    const text = renderSearchMarkdown({ ...document, infeasible });
    expect(text).toContain('latencyMs.p99 has no bound anywhere, because too few samples');
    expect(text).not.toMatch(/Infinity|NaN|∞/);
  });

  test('does not hide that nothing of a claim was left', () => {
    const document = searchFixture();
    const remeasured = { ...document.hypervolume.remeasured, value: 0, low: 0, high: 0.2 };
    const text = renderSearchMarkdown({
      ...document,
      hypervolume: { ...document.hypervolume, claimed: 0.5, remeasured, ratio: null },
    } as typeof document);
    expect(text).not.toContain('not checked');
    expect(text).toContain('claim too high');
  });
});

describe('names of points', () => {
  test('say what a number is in sentences, and in a key below the table', () => {
    const document = searchFixture();
    const { points } = searchView(document);
    const { params } = document.front[0] ?? {};
    expect(Object.keys(params ?? {})).toContain('maxTokens');
    expect(points[0]?.short).toMatch(/maxTokens \d+/);
    const lines = searchTerminal(document, { color: false, width: 100 });
    expect(lines.some((line) => /^config: .*maxTokens/.test(line))).toBe(true);
    const mixed = searchTerminal(searchFixture({ per: 'intent' }), { color: false, width: 100 });
    expect(mixed.some((line) => line.startsWith('mix: one config for each intent'))).toBe(true);
  });
});

describe('a search in a terminal', () => {
  test('is never wider than asked, but for paths', () => {
    for (const options of MIXES) {
      for (const width of [48, 72, 100, 400]) {
        const document = { ...searchFixture(options), reports: null };
        const lines = searchTerminal(document, { color: false, width });
        const widest = Math.max(...lines.map(textWidth));
        expect(widest, JSON.stringify(options)).toBeLessThanOrEqual(Math.min(width, 100));
      }
    }
  });

  test('begins with EMULATED and ends with what was found', () => {
    const lines = searchTerminal(searchFixture(), { color: false, width: 100 });
    expect(lines[0]).toMatch(/^EMULATED/);
    expect(lines.at(-1)).toMatch(/^20 points on the front \(of 39 found\), 19 still unbeaten/);
    expect(lines.at(-2)).toBe('next: parsimony promote search-2026-11-23-a1b2c3');
  });

  test('lets no name move the cursor, and colours only where asked', () => {
    const document = searchFixture({ hostile: true, per: 'intent' });
    expect(HOSTILE).toContain('\u001b');
    expect(searchTerminal(document, { color: false, width: 100 }).join('')).not.toMatch(/[\p{Cc}]/u);
    expect(searchTerminal(document, { color: true, width: 100 }).at(-1)).toMatch(/^\p{Cc}\[1;3\dm/u);
  });
});

describe('a search in markdown', () => {
  test('stays below 20 KB with one table of at most six columns', () => {
    for (const options of [...MIXES, { objectives: 3, front: 200, per: 'intent', hostile: true }] as const) {
      const text = renderSearchMarkdown(searchFixture(options));
      expect(Buffer.byteLength(text)).toBeLessThan(20_000);
      const rows = text.split('\n').filter((line) => line.startsWith('| '));
      for (const row of rows) expect(row.split(/(?<!\\)\|/).length - 2).toBeLessThanOrEqual(6);
      expect(text.match(/^\| :--/gm)?.length ?? 0).toBeLessThanOrEqual(1);
    }
  });

  test('lets no text become markup, a mention or a table cell', () => {
    const text = renderSearchMarkdown(searchFixture({ hostile: true }));
    expect(text).not.toMatch(/<img|<b>|@all|(?<!\\)\]\(http/);
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(text).toContain('&lt;img src=x');
  });
});
