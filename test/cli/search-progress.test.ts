import { describe, expect, it } from 'vitest';
import type { SearchProgress } from '../../src/app/index.js';
import type { Terminal } from '../../src/cli/print.js';
import { priceRange } from '../../src/cli/search-flags.js';
import { toSearchOptions } from '../../src/cli/search-options.js';
import { createSearchProgress, progressText } from '../../src/cli/search-progress.js';

const PROGRESS: SearchProgress = {
  phase: 'searching',
  round: 2,
  items: 400,
  maxItems: 1_000,
  cells: { planned: 200, done: 100 },
  frontSize: 7,
  hypervolume: 0.8214,
  spentUsd: 1.5,
  failed: 0,
};

describe('the progress of a search', () => {
  it('says round, items, front, hypervolume, spend and what is left', () => {
    const text = progressText(PROGRESS, { elapsedMs: 10_000, here: 500, emulated: false });
    expect(text).toBe('round 3 · 500/1000 items · front 7 · hypervolume 0.821 · $1.5000 spent · ETA 10 s');
  });

  it('has no ETA where nobody knows how much is asked, and labels list prices as emulated (law 10)', () => {
    const text = progressText(
      { ...PROGRESS, maxItems: null, failed: 3 },
      { elapsedMs: 10_000, here: 500, emulated: true },
    );
    expect(text).toContain('500 items');
    expect(text).toContain('$1.5000 emulated · 3 failed · ETA –');
  });

  it('outside a terminal a line comes every few seconds, and one when a phase begins', () => {
    const lines: string[] = [];
    let now = 0;
    const terminal = { isTty: false, err: (text: string) => void lines.push(text) } as unknown as Terminal;
    const progress = createSearchProgress(terminal, () => now);
    for (; now < 10_000; now += 500) progress.update({ ...PROGRESS, items: 400 + now });
    expect(lines).toHaveLength(2);
    progress.update({ ...PROGRESS, phase: 'gate', cells: { planned: 40, done: 1 } });
    expect(lines.at(-1)).toContain('measuring the front again: 1/40 cells');
    progress.end();
    expect(lines).toHaveLength(3);
  });
});

describe('flags of a search', () => {
  it('a price range has today’s prices in it', () => {
    expect(priceRange('0.5..2')).toEqual({ low: 0.5, high: 2 });
    for (const wrong of ['2..3', '0..1', '0.5', '0.5..2..3', 'a..b', '1..1'])
      expect(() => priceRange(wrong), wrong).toThrow(/0\.5\.\.2/);
  });

  it('an unknown algorithm is refused by name, and what contradicts itself too', () => {
    expect(() => toSearchOptions('x.yaml', { algorithm: 'magic' })).toThrow(/magic/);
    expect(() => toSearchOptions('x.yaml', { retryErrors: true, cache: false })).toThrow(/--no-cache/);
    expect(toSearchOptions('x.yaml', { algorithm: 'exact', maxItems: 5 })).toEqual({
      experiment: 'x.yaml',
      algorithm: 'exact',
      maxItems: 5,
    });
  });
});
