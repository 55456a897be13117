import { describe, expect, test } from 'vitest';
import { cachingSentences } from '../../src/report/caching-words.js';
import { renderHtml } from '../../src/report/html/page.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import type { ReportModel } from '../../src/report/port.js';
import { renderTerminal } from '../../src/report/terminal/render.js';
import { fixtureModel } from './fixture.js';

const SAVED =
  'baseline (5m): 239 of 250 calls read the cache, 9 wrote it, 2 did neither; saved $0.775 ($0.797 if all but the first of each prefix had read it).';
const LOST =
  'concise (1h): 0 of 250 calls read the cache, 250 wrote it, 0 did neither; caching cost $0.24 more than it saved.';

function uncached(model: ReportModel): ReportModel {
  const variants = model.document.variants.map((variant) => ({ ...variant, promptCache: null }));
  return { ...model, document: { ...model.document, variants } };
}

describe('prompt caching in reports', () => {
  const model = fixtureModel();

  test('is a sentence per variant: a saving beside the possible one, a loss in words', () => {
    expect(cachingSentences(model.document.variants)).toEqual([SAVED, LOST]);
  });

  test('stands in markdown, terminal and page', async () => {
    expect(renderMarkdown(model)).toContain('Prompt caching:\n- baseline (5m): 239 of 250 calls');
    expect(renderTerminal(model, { columns: 100, colour: false }).replace(/\s+/g, ' ')).toContain(
      `prompt cache: ${LOST}`,
    );
    const page = await renderHtml(model);
    expect(page).toContain('<caption>Prompt caching by variant</caption>');
    expect(page).toContain('caching cost $0.24 more than it saved');
  });

  test('is nowhere where no variant was cached', async () => {
    const plain = uncached(model);
    expect(renderMarkdown(plain)).not.toContain('Prompt caching');
    expect(renderTerminal(plain, { columns: 100, colour: false })).not.toContain('prompt cache');
    expect(await renderHtml(plain)).not.toContain('Prompt caching by variant');
  });
});
