import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.js';
import { markdownText } from '../../src/report/markdown-escape.js';
import { fixtureModel, withManyFlags } from './fixture.js';

describe('report.md', () => {
  const text = renderMarkdown(fixtureModel());

  test('says EMULATED before anything else when the numbers are', () => {
    expect(text.split('\n')[0]).toMatch(/^\*\*EMULATED/);
  });

  test('begins with the verdict when they are not', () => {
    const model = fixtureModel();
    const live = {
      ...model,
      document: { ...model.document, run: { ...model.document.run, emulated: false } },
    };
    expect(renderMarkdown(live)).not.toContain('EMULATED');
    expect(renderMarkdown(live).split('\n')[0]).toContain('Gate: fail.');
  });

  test('gives each candidate its number, bound, margin, n, and cost change', () => {
    expect(text).toContain(
      'concise: pass. Quality on golden −0.006 (one-sided 95\u00a0% bound −0.021, margin −0.050, n\u00a0200); facts on golden 0.842 (one-sided 95\u00a0% bound 0.821, must be ≥ 0.800, n\u00a0200); cost −36\u00a0% ($0.00421 → $0.00268 a conversation,',
    );
  });

  test('has one table of six columns', () => {
    const tables = text.match(/^\| :?-/gm) ?? [];
    expect(tables).toHaveLength(1);
    for (const row of text.split('\n').filter((line) => line.startsWith('| '))) {
      expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(8);
    }
  });

  test('says in a line each how far the judges can be trusted, and names slices collapsed', () => {
    expect(text).toContain('- preference: NOT calibrated');
    expect(text).toContain('judge: calibrated on 120 author labels (an emulated judge)');
    expect(text).toMatch(
      /<details>\n<summary>1 slice with another quality[\s\S]*language ja −0\.061 \(n 34\)/,
    );
  });

  test('tells the kinds of flags, the gravest first', () => {
    const model = fixtureModel();
    const kinds = [['drop'], ['drop', 'refusal'], ['fact-violation']] as const;
    const flagged = model.flagged.map((flag, at) => ({ ...flag, kinds: kinds[at] ?? [] }));
    const told = renderMarkdown({ ...model, flagged });
    expect(told).toContain('(1 new fact violation, 1 new refusal, 2 drops)');
    expect(told).toMatch(
      /faq-017\*\* [^\n]*new fact violation,[^\n]*\n[^\n]*attack-004\*\* [^\n]*new refusal, drop,/,
    );
  });

  test('shows an undefined figure as a dash, never as 0', () => {
    expect(text).toMatch(/\| micro \|.*\| — \|/);
  });

  test('lets no HTML, mention or link of a dataset through', () => {
    expect(text).not.toContain('<script');
    expect(text).not.toContain('<img');
    expect(text).not.toContain('@everyone');
    expect(text).not.toMatch(/(?<!\\)\[x/);
  });

  test('stays below 20 KB with 10,000 flags and 300 variants, and counts what it leaves out', () => {
    const model = withManyFlags(10_000);
    const [first] = model.document.variants;
    if (first === undefined) throw new Error('the fixture has variants');
    const name = 'baseline/model=global.anthropic.claude-haiku-4-5-20251001-v1:0,maxTokens=150,ragChunks=';
    const grid = Array.from({ length: 300 }, (_, at) => ({ ...first, name: `${name}${at}` }));
    const large = renderMarkdown({ ...model, document: { ...model.document, variants: grid } });
    expect(Buffer.byteLength(large)).toBeLessThan(20_000);
    expect(large).toMatch(/and 2\d\d more variants/);
    expect(large).toContain('10,000 flagged samples');
  });

  test('says so where no gate was declared', () => {
    const model = fixtureModel();
    expect(renderMarkdown({ ...model, document: { ...model.document, gate: null } })).toContain(
      'No gate was declared',
    );
  });
});

describe('markdownText', () => {
  test.each([
    ['a | b', 'a \\| b'],
    ['*bold* `code`', '\\*bold\\* \\`code\\`'],
    ['snake_case _em_', 'snake_case \\_em\\_'],
    ['# title', '\\# title'],
    ['1. list', '\\1. list'],
    ['two\nlines', 'two lines'],
    ['see #12', 'see #\u200b12'],
    ['https://a.example', 'https\u200b://a.example'],
    ['\u202eevil\u0007', 'evil'],
  ])('%j becomes %j', (given, expected) => {
    expect(markdownText(given)).toBe(expected);
  });

  test('cuts by code points', () => {
    expect(markdownText('😀😀😀', 2)).toBe('😀😀…');
  });
});
