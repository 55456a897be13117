import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderSearchHtml, serveReports, updateLatest, writeSearchReports } from '../../src/report/index.js';
import { searchDocumentJsonSchema } from '../../src/report/search-document.js';
import { searchFixture } from './search-fixture.js';

describe('the reports of a search', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'parsimony-search-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test('are written whole, and again to the same bytes from the document that they hold', async () => {
    const folder = path.join(root, 'shop', 's1');
    const paths = await writeSearchReports(searchFixture(), folder);
    expect(readdirSync(folder).sort()).toEqual(['report.html', 'report.json', 'report.md']);
    const json = readFileSync(paths.json, 'utf8');
    const again = await writeSearchReports(JSON.parse(json), path.join(root, 'shop', 's2'));
    for (const key of ['html', 'markdown', 'json'] as const)
      expect(readFileSync(again[key], 'utf8')).toBe(readFileSync(paths[key], 'utf8'));
  });

  test('are not written at all for a document that breaks its schema', async () => {
    const document = searchFixture();
    const broken = { ...document, hypervolume: { ...document.hypervolume, claimed: Number.NaN } };
    const folder = path.join(root, 'shop', 's1');
    await expect(writeSearchReports(broken, folder)).rejects.toMatchObject({ code: 'internal' });
    expect(readdirSync(root)).toEqual([]);
  });

  test('are listed by the viewer with their front, and the newest as latest', async () => {
    await writeSearchReports(searchFixture(), path.join(root, 'shop', 's1'));
    await writeSearchReports(searchFixture({ infeasible: true }), path.join(root, 'shop', 's2'));
    await updateLatest(path.join(root, 'shop'), 's2');
    const server = await serveReports(root, { port: 0 });
    try {
      const index = await (await fetch(server.url)).text();
      expect(index).toContain('<a href="/shop/s1/report.html">s1</a>: search, front of 20, EMULATED</li>');
      expect(index).toContain('s2</a>: search, nothing feasible, EMULATED, latest</li>');
      const page = await (await fetch(`${server.url}shop/s1/report.html`)).text();
      expect(page).toBe(await renderSearchHtml(searchFixture()));
    } finally {
      await server.close();
    }
  });

  test('have a committed schema that is the one of the code', () => {
    const file = new URL('../../schema/search.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(searchDocumentJsonSchema());
  });
});
