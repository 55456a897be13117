import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { escapeHtml, html, jsonElement } from '../../src/report/html/markup.js';
import { renderHtml } from '../../src/report/html/page.js';
import { lineDiff, wordDiff } from '../../src/report/html/word-diff.js';
import { fixtureModel, withManyFlags } from './fixture.js';

describe('report.html', () => {
  let page = '';
  beforeAll(async () => {
    page = await renderHtml(fixtureModel());
  });
  const withoutScripts = () =>
    page.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<style[\s\S]*?<\/style>/g, '');

  test('has the emulated banner before the verdict, and none for a live run', async () => {
    expect(page.indexOf('class="emulated"')).toBeGreaterThan(0);
    expect(page.indexOf('class="emulated"')).toBeLessThan(page.indexOf('<h1>'));
    const model = fixtureModel();
    const run = { ...model.document.run, emulated: false, provider: 'bedrock' };
    const live = await renderHtml({ ...model, document: { ...model.document, run } });
    expect(live).not.toContain('EMULATED');
  });

  test('names nothing outside itself', () => {
    expect(withoutScripts()).not.toMatch(/(?:src|href)="(?!#|data:)/);
    expect(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1]).not.toMatch(/@import|url\(/);
  });

  test('pins every script and the style sheet by hash, and allows nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(scripts).toHaveLength(12);
    for (const text of [...scripts, style]) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test('turns no text of a dataset into an element', () => {
    expect(page.includes('<script>alert')).toBe(false);
    expect(withoutScripts()).not.toContain('<img');
    expect(withoutScripts()).toContain('&lt;script&gt;alert(&quot;owned&quot;)&lt;/script&gt;');
    expect(withoutScripts()).not.toMatch(/ (?:on\w+|style)="/);
  });

  test('has text and tables for a reader without scripts, charts included', () => {
    const text = withoutScripts();
    expect(text.match(/data-chart=/g)).toHaveLength(6);
    expect(text.match(/<details class="numbers"><summary>Table of this chart/g)).toHaveLength(6);
    expect(text).toMatch(/<dt>Quality on golden<\/dt><dd><span class="figure">−0\.006<\/span>/);
    expect(text).toContain('<del>');
  });

  test('says for an undefined figure why, and never 0', () => {
    expect(page).toContain('—<span class="ci why">no reference was close enough to score</span>');
    expect(page).toContain('latency p99: n too small: 299 needed');
  });

  test('shows the first 50 of 10,000 flags, keeps more as text, and lists all of them in a table', async () => {
    const many = await renderHtml(withManyFlags(10_000));
    const shown = many.replace(/<script[\s\S]*?<\/script>/g, '');
    expect(shown.match(/<details class="flag" /g)).toHaveLength(50);
    expect(shown.match(/<th scope="row">sample-\d{5}<\/th>/g)).toHaveLength(10_000);
    expect(many).toContain('data-more="flags-0"');
    expect(shown).toMatch(/evidence of [\d,]+ more flags is left out/);
    expect(many.length).toBeLessThan(45_000_000);
    const chunk = /id="flags-0-0">([\s\S]*?)<\/script>/.exec(many)?.[1] ?? '';
    const cards: string[] = JSON.parse(chunk);
    expect(cards).toHaveLength(50);
    expect(chunk).not.toContain('<');
  });

  test('holds without gate, front, quality, prompts, flags or prices', async () => {
    const model = fixtureModel();
    const nothing = {
      value: null,
      low: null,
      high: null,
      level: 0.95,
      method: 'none',
      n: 0,
      reason: 'recorded without usage',
    };
    const bare = await renderHtml({
      ...model,
      document: {
        ...model.document,
        gate: null,
        front: [],
        promotion: null,
        cost: { ...model.document.cost, priceBook: null },
        variants: model.document.variants.map((variant) => ({
          ...variant,
          model: null,
          prompt: null,
          params: {},
          quality: nothing,
          costUsdPerSample: nothing,
          monthlyCostUsd: null,
          tokens: { input: null, output: null, cacheRead: null, cacheWrite: null, byComponent: null },
          slices: [],
        })),
      },
      experiment: { name: 'bare', quality: {}, guardrails: [], repeats: 1 },
      metrics: [],
      prompts: [],
      flagged: [],
    });
    expect(bare).toContain('No gate was declared');
    expect(bare).toContain('recorded without usage');
    const text = bare.replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
  });
});

describe('markup', () => {
  test('escapes every interpolated text, in content and attributes', () => {
    expect(html`<a title="${'"><script>'}">${'<b>&'}</a>`.markup).toBe(
      '<a title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;</a>',
    );
  });

  test('replaces what HTML cannot carry', () => {
    expect(escapeHtml('a\u0000b\ud800c\td')).toBe('a\ufffdb\ufffdc\td');
  });

  test('data cannot end the element that carries it', () => {
    const { markup } = jsonElement('x', { text: '</script><!--' });
    expect(markup.match(/<\/script>/g)).toHaveLength(1);
    expect(markup).not.toContain('<!--');
  });
});

describe('word diff', () => {
  test('divides Japanese by words, where no spaces are', () => {
    const { before, after } = wordDiff('発売日は三月です。', '発売日は四月です。');
    expect(before.markup).toMatch(/^発売日は<del>三月?<\/del>月?です。$/);
    expect(after.markup).toMatch(/^発売日は<ins>四月?<\/ins>月?です。$/);
  });

  test('marks nothing where two texts have nothing in common', () => {
    const words = (prefix: string) => Array.from({ length: 500 }, (_, at) => `${prefix}${at}`).join(' ');
    const diff = wordDiff(words('a'), words('b'));
    expect(diff.marked).toBe(false);
    expect(diff.before.markup).not.toContain('<del>');
  });

  test('gives each line of a prompt its sign', () => {
    expect(lineDiff('a\nb\n', 'a\n<c>\n').markup).toBe('  a\n<del>− b\n</del><ins>+ &lt;c&gt;\n</ins>');
  });
});
