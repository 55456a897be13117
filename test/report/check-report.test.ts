import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/page.js';
import { renderSearchHtml } from '../../src/report/search/html/page.js';
import { fixtureModel } from './fixture.js';
import { searchFixture } from './search-fixture.js';

const chromium = process.env.CHROMIUM ?? 'chromium';
const present = spawnSync(chromium, ['--version'], { stdio: 'ignore' }).status === 0;
const script = fileURLToPath(new URL('../../scripts/check-report.mjs', import.meta.url));

// Where no browser is installed there is nothing to check with; CI installs one.
describe.skipIf(!present)('the page in a real browser', () => {
  let folder = '';
  let page = '';
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'parsimony-page-'));
    page = await renderHtml(fixtureModel());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function check(html: string): { readonly status: number | null; readonly faults: string } {
    const file = path.join(folder, 'report.html');
    writeFileSync(file, html);
    const result = spawnSync(process.execPath, [script, file, chromium], { encoding: 'utf8' });
    return { status: result.status, faults: result.stderr };
  }

  test('has no fault: no error, request, overflow, gap, missing name or faint text; charts and keyboard work', () => {
    expect(check(page)).toEqual({ status: 0, faults: '' });
  });

  test('of a search has no fault either, with hostile names, and its points can be reached and copied by keyboard', async () => {
    const search = await renderSearchHtml(
      searchFixture({ objectives: 3, hostile: true, front: 4, cloud: 30 }),
    );
    expect(check(search)).toEqual({ status: 0, faults: '' });
    const broken = search
      .replace('ArrowRight: Math.min(last, at + 1)', 'ArrowRight: at')
      .replace(/<pre class="yaml" id="yaml-2"/, '<pre class="yaml" id="yaml-x"');
    const pinned = broken.replace(/script-src [^;]*;/, "script-src 'unsafe-inline';");
    const { faults } = check(pinned);
    expect(faults).toContain('the arrow keys miss point 2');
    expect(faults).toContain('point 2 has no config to copy');
  });

  test('is faulted for each thing that is broken', () => {
    const broken = page
      .replace(
        '<main id="main" tabindex="-1">',
        '<main id="main" tabindex="-1"><h4>too deep</h4><img src="http://127.0.0.1:9/pixel.png">' +
          '<p><nobr>wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww</nobr></p>' +
          '<button type="button" tabindex="-1">unreachable</button><script>alert(1)</script><font color="#999">faint</font>',
      )
      .replace('data-chart="front"', 'data-chart="gone"');
    const { status, faults } = check(broken);
    expect(status).toBe(1);
    for (const fault of [
      'outline jumps',
      'pixel.png',
      'image has no accessible name',
      'scrolls sideways',
      'Tab reaches',
      'Content Security Policy',
      'contrast',
      'chart gone is not drawn',
    ]) {
      expect(faults).toContain(fault);
    }
  });
});
