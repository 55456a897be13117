import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderSearchHtml } from '../../src/report/search/html/page.js';
import { searchDocumentSchema } from '../../src/report/search-document.js';
import { HOSTILE, searchFixture } from './search-fixture.js';

const ECHARTS_AND_STYLE_BYTES = 850_000;

function withoutScripts(page: string): string {
  return page.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<style[\s\S]*?<\/style>/g, '');
}

/** What a reader without scripts reads, entities resolved. */
function textOf(page: string): string {
  return withoutScripts(page)
    .replace(/<[^>]*>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\u00a0/g, ' ');
}

function specs(page: string) {
  const json = /id="chart-data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
  return JSON.parse(json) as Record<string, Record<string, unknown>>;
}

describe('report.html of a search', () => {
  let page = '';
  beforeAll(async () => {
    page = await renderSearchHtml(searchFixture());
  });

  test('the fixtures are documents of the schema', () => {
    for (const options of [
      {},
      { per: 'intent' },
      { objectives: 3 },
      { infeasible: true },
      { table: true },
      { hostile: true },
    ] as const)
      expect(searchDocumentSchema.safeParse(searchFixture(options)).error).toBeUndefined();
  });

  test('says EMULATED before anything else, and not of a live search', async () => {
    expect(page.indexOf('class="emulated"')).toBeGreaterThan(0);
    expect(page.indexOf('class="emulated"')).toBeLessThan(page.indexOf('<h1>'));
    const live = await renderSearchHtml(searchFixture({ emulated: false }));
    expect(withoutScripts(live)).not.toContain('EMULATED');
  });

  test('tells in its first section what was searched, found, claimed, paid and is next', () => {
    const result = textOf(/<section id="result"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '');
    expect(result).toContain('20 points on the front (of 39 found), 19 still unbeaten');
    expect(result).toContain('1,296 configs of 6 factors');
    expect(result).toContain('Minimize monthlyCostUsd, maximize quality, subject to quality ≥ 0.7');
    expect(result).toContain('1.015');
    expect(result).toContain('re-measured 0.839 (95 % interval [0.821, 0.857])');
    expect(result).toContain('19,860');
    expect(result).toContain('$14.31');
    expect(result).toContain('Cheapest that holds: #1 haiku-4-5');
    expect(result).toContain('Knee of the front: #12 sonnet-4-5');
  });

  test('draws what was re-measured beside what was claimed, with the bound of a constraint on its axis', () => {
    const front = specs(page).front as unknown as {
      readonly axes: readonly { readonly name: string; readonly bound: { readonly min: number } | null }[];
      readonly points: readonly {
        readonly claimed: readonly number[][];
        readonly remeasured: readonly number[][];
      }[];
      readonly planes: readonly { readonly cloud: { readonly names: readonly string[] } }[];
    };
    const document = searchFixture();
    expect(front.axes.map(({ bound }) => bound?.min ?? null)).toEqual([null, 0.7]);
    expect(front.points).toHaveLength(20);
    expect(front.planes.map(({ cloud }) => cloud.names.length)).toEqual([1000]);
    const quality = document.front[0]?.remeasured?.quality;
    expect(front.points[0]?.remeasured[1]).toEqual(
      [quality?.value, quality?.low, quality?.high].map((value) => Number(value?.toPrecision(6))),
    );
  });

  test('gives every point its config as YAML that reads back to the params', () => {
    const document = searchFixture();
    const configs = [...page.matchAll(/<pre class="yaml" id="yaml-(\d+)"[^>]*>([\s\S]*?)<\/pre>/g)];
    expect(configs).toHaveLength(20);
    const read = configs.map(([, , yaml]) => parse(textOf(yaml ?? '')) as unknown);
    for (const { params } of document.front) expect(read).toContainEqual(params);
  });

  test('gives a choice by intent as YAML by intent, and maps of the factors', async () => {
    const document = searchFixture({ per: 'intent' });
    const mixed = await renderSearchHtml(document);
    const yaml = /<pre class="yaml" id="yaml-1"[^>]*>([\s\S]*?)<\/pre>/.exec(mixed)?.[1] ?? '';
    const expected = Object.fromEntries(
      Object.entries(document.front[0]?.perIntent ?? {}).map(([intent, { params }]) => [intent, params]),
    );
    expect(parse(textOf(yaml))).toEqual(expected);
    expect(mixed.match(/<div class="map">/g)).toHaveLength(6);
    expect(
      (specs(mixed).front as unknown as { planes: { name: string }[] }).planes.map(({ name }) => name),
    ).toHaveLength(11);
  });

  test('recommends nothing that was not measured again', async () => {
    const claimed = textOf(await renderSearchHtml(searchFixture({ unmeasured: true })));
    expect(claimed).not.toContain('that holds:');
    expect(claimed).not.toContain('Knee of the front:');
    expect(claimed).toContain('Nothing was measured again yet');
  });

  test('recommends no point that another beats or whose constraint is open, violated or unproven', async () => {
    const document = searchFixture();
    const front = document.front.map((point, at) => ({
      ...point,
      stays: at % 2 === 0 ? false : point.stays,
      constraints: point.constraints.map((entry) => ({
        ...entry,
        standing: at % 2 === 0 ? entry.standing : ('open' as const),
      })),
    }));
    const text = textOf(await renderSearchHtml({ ...document, front }));
    expect(text).toContain('No point of the front holds on the gate part: 10 with an open constraint');
  });

  test('says which constraint binds and by how much where nothing is feasible', async () => {
    const none = textOf(await renderSearchHtml(searchFixture({ infeasible: true, per: 'intent' })));
    expect(none).toContain(
      'No choice of configs holds every constraint: quality in returns is missed by 0.0341 at best.',
    );
    expect(none).toContain('quality: 27 configs in 4 intents');
  });

  test('says what share of the true front of a measured table was found', async () => {
    const text = textOf(await renderSearchHtml(searchFixture({ table: true })));
    expect(text).toContain('98.7 % of the true hypervolume was found');
    expect(text).toContain('31 points on its true front');
  });

  test('turns no text of a dataset or experiment into an element, here or in the data of the charts', async () => {
    const hostile = await renderSearchHtml(
      searchFixture({ hostile: true, front: 5, cloud: 40, per: 'intent' }),
    );
    expect(withoutScripts(hostile)).not.toMatch(/<img|<b>shop/);
    expect(hostile).not.toContain('</script><img');
    expect(withoutScripts(hostile)).not.toMatch(/ (?:on\w+|style)="/);
    expect(textOf(hostile)).toContain('<img src=x onerror=alert(1)>');
    const names = (specs(hostile).front as unknown as { planes: { name: string }[] }).planes.map(
      ({ name }) => name,
    );
    expect(names).toContain(HOSTILE);
  });

  test('pins every script and the style sheet by hash, and names nothing outside itself', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(scripts).toHaveLength(12);
    for (const text of [...scripts, style])
      expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(withoutScripts(page)).not.toMatch(/(?:src|href)="(?!#|data:)/);
  });

  test('has a table beside every chart, and stays below 1.5 MB beside the chart library', async () => {
    for (const text of [page, await renderSearchHtml(searchFixture({ per: 'intent', objectives: 3 }))]) {
      const charts = withoutScripts(text).match(/data-chart=/g)?.length ?? 0;
      expect(withoutScripts(text).match(/<summary>Table of this chart/g)).toHaveLength(charts);
      expect(Buffer.byteLength(text)).toBeLessThan(ECHARTS_AND_STYLE_BYTES + 1_500_000);
    }
  });

  test('warns that a gate part which was looked at before is no longer unseen', () => {
    const { split, ...document } = searchFixture();
    return renderSearchHtml({ ...document, split: { ...split, usedBefore: 1 } }).then((used) => {
      expect(textOf(used)).toContain('1 search of this database measured on this gate part before');
      expect(textOf(page)).not.toContain('no longer unseen');
    });
  });
});
