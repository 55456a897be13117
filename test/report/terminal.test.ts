import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportModel } from '../../src/report/port.js';
import { renderTerminal } from '../../src/report/terminal/render.js';
import { printable, textWidth, truncate, truncateMiddle, wrap } from '../../src/report/terminal/width.js';
import { fixtureModel } from './fixture.js';

describe('terminal summary', () => {
  const plain = renderTerminal(fixtureModel(), { columns: 100, colour: false });
  const lines = plain.trimEnd().split('\n');

  test('says EMULATED first and the verdict last', () => {
    expect(lines[0]).toMatch(/^EMULATED/);
    expect(lines.at(-1)).toMatch(/^Gate: fail\./);
  });

  test.each([48, 60, 80, 100, 240])(
    'fits %i columns but for paths and commands, which are never cut',
    (columns) => {
      const text = renderTerminal(fixtureModel(), { columns, colour: false });
      for (const line of text.split('\n')) {
        if (/^(?:report|promoted|next:| {10})/.test(line)) continue;
        expect(textWidth(line)).toBeLessThanOrEqual(Math.min(columns, 100));
      }
    },
  );

  test('says in one line that calls were throttled or repeated, and nothing when none was', () => {
    const model = fixtureModel();
    expect(renderTerminal(model, { columns: 100, colour: false })).toContain(
      'calls: 11 attempts throttled, 14 retries in 2,497 calls; the limit went down to 1 at once',
    );
    const { limiters, ...execution } = model.execution;
    const calm = { ...execution, calls: { made: 2497, cached: 0, retries: 0, failed: 3 } };
    expect(renderTerminal({ ...model, execution: calm }, { columns: 100, colour: false })).not.toContain(
      'calls:',
    );
  });

  test('says in one line what may have been billed without an answer', () => {
    const model = fixtureModel();
    const calls = { ...model.execution.calls, unseen: { attempts: 3, atMostUsd: 0.01234 } };
    const shown = (execution: typeof model.execution) =>
      renderTerminal({ ...model, execution }, { columns: 100, colour: false }).replaceAll(/\s+/g, ' ');
    expect(shown({ ...model.execution, calls })).toContain(
      '3 attempts brought no answer and may have been billed all the same: at most $0.0123 beyond what is shown.',
    );
    expect(shown(model.execution)).not.toContain('billed all the same');
  });

  test('says in a line each how far judges can be trusted, where quality moved and what is flagged', () => {
    const text = plain.replaceAll(/\s+/g, ' ');
    expect(text).toContain('preference: NOT calibrated');
    expect(text).toContain('slices (p ≤ 0.05, BH): concise language ja −0.061');
    expect(text).toContain('flags: 3 flagged samples (1 new fact violation, 3 drops), 2 flags not reviewed');
    expect(text).toContain('missing: 3 cells failed, 12 of 1,247 answers unscored');
  });

  test('says what stopping early saved', () => {
    const model = fixtureModel();
    const { gate } = model.document;
    if (gate === null) throw new Error('the fixture has a gate');
    const sequential = { looks: 3, used: 90, planned: 250, stopped: true, savedUsd: 4.2, method: 'e-values' };
    const stopped = { ...model, document: { ...model.document, gate: { ...gate, sequential } } };
    expect(renderTerminal(stopped, { columns: 100, colour: false }).replaceAll(/\s+/g, ' ')).toContain(
      'Stopped early after 3 looks at 90 of 250 samples, about $4.20 not spent.',
    );
  });

  test('has no escape sequence without colour, and the same text with it', () => {
    const coloured = renderTerminal(fixtureModel(), { columns: 100, colour: true });
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  test('names the next command: review while flags wait, else view', () => {
    expect(plain).toContain('next: parsimony review 20260811-7f3a91c2');
    const model = fixtureModel();
    const done = renderTerminal(
      { ...model, document: { ...model.document, gate: null } },
      { columns: 100, colour: false },
    );
    expect(done).toContain('next: parsimony view');
  });

  test('aligns columns when a name is wide', () => {
    const model = fixtureModel();
    const variants = model.document.variants.map((variant, at) =>
      at === 4 ? { ...variant, name: '簡潔な版' } : variant,
    );
    const rows = renderTerminal(
      { ...model, document: { ...model.document, variants } },
      { columns: 100, colour: false },
    ).split('\n');
    const column = (needle: string, value: string): number => {
      const row = rows.find((line) => line.startsWith(needle)) ?? '';
      return textWidth(row.slice(0, row.indexOf(value) + value.length));
    };
    expect(column('簡潔な版', '0.801')).toBe(column('concise ', '0.812'));
  });
});

describe('long names', () => {
  test('are cut in the middle, so that grid variants stay apart, and cost no column', () => {
    const model = fixtureModel();
    const long = 'baseline/model=global.anthropic.claude-haiku-4-5-20251001-v1:0,maxTokens=150,ragChunks=';
    const variants = model.document.variants.map((variant, at) =>
      at < 3 ? variant : { ...variant, name: `${long}${at}` },
    );
    const text = renderTerminal(
      { ...model, document: { ...model.document, variants } },
      { columns: 100, colour: false },
    );
    expect(text).toMatch(/^baseline\/mod…\S*ragChunks=3 /m);
    expect(text).toMatch(/^baseline\/mod…\S*ragChunks=4 /m);
    expect(text).toContain('interval');
  });

  test('are never wider than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, columns) => {
        expect(textWidth(truncateMiddle(printable(text), columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('width', () => {
  test.each([
    ['abc', 3],
    ['日本語', 6],
    ['ﾊﾝｶｸ', 4],
    ['\uff21\uff22\uff23', 6],
    ['é', 1],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['🇯🇵', 2],
    ['한글', 4],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test('a truncated text is never wider than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, columns) => {
        expect(textWidth(truncate(printable(text), columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('wrapping loses no word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (words) => {
        expect(wrap(words.join(' '), 12).join(' ').split(' ')).toEqual(words);
      }),
    );
  });

  test('an untrusted name cannot move the cursor', () => {
    expect(printable('a\u001b[2Jb\u202e')).toBe('a�[2Jb�');
  });
});

describe('the table of variants', () => {
  const rowsOf = (model: ReportModel): readonly string[] =>
    renderTerminal(model, { columns: 100, colour: false })
      .split('\n')
      .filter((line) => model.document.variants.some(({ name }) => line.startsWith(`${name} `)));

  test('counts all input tokens, those of the prompt cache too: the cache makes no prompt shorter', () => {
    const model = fixtureModel();
    const tokens = { input: 11, output: 22, cacheRead: 7_400, cacheWrite: 672, byComponent: null };
    const variants = model.document.variants.map((variant) => ({ ...variant, tokens }));
    const rows = rowsOf({ ...model, document: { ...model.document, variants } });
    expect(rows).not.toHaveLength(0);
    for (const row of rows) expect(row).toContain('8,083/22');
  });

  test('says of no variant without a quality that it is on the front, as the verdict counts none', () => {
    const model = fixtureModel();
    const { gate, ...experiment } = model.experiment;
    const document = {
      ...model.document,
      gate: null,
      front: [],
      variants: model.document.variants.map((variant) => ({ ...variant, dominatedBy: null })),
    };
    const text = renderTerminal({ ...model, experiment, document }, { columns: 100, colour: false });
    expect(text).toContain('0 on the front');
    expect(text).not.toContain('on front');
  });
});
