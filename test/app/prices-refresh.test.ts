import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadPrices, priceDate, priceNotices, refreshPrices } from '../../src/app/index.js';
import { readJsonFrom } from '../../src/app/prices/download.js';
import { priceOf, usdPerMillion } from '../../src/cost/index.js';
import { ParsimonyError } from '../../src/domain/index.js';
import { bedrockOffer, marketplaceOffer } from '../cost/offer-fixture.js';

const SONNET = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
let cwd = '';
const cleanups: (() => Promise<void> | void)[] = [];

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'parsimony-prices-'));
});
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
  rmSync(cwd, { recursive: true, force: true });
});

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const context = (day: string) => ({ cwd, now: () => new Date(`${day}T12:00:00Z`) });
const LISTS: { readonly [path: string]: unknown } = {
  '/fm/index.json': marketplaceOffer([
    {
      name: 'Claude Sonnet 4.5',
      usagetype: 'USE1-MP:USE1_InputTokenCount_Global-Units',
      usd: '2.5000000000',
    },
    {
      name: 'Claude Sonnet 4.5',
      usagetype: 'USE1-MP:USE1_OutputTokenCount_Global-Units',
      usd: '15.0000000000',
    },
    { name: 'Claude Haiku 4.5', usagetype: 'USE1-MP:USE1_InputTokenCount_Global-Units', usd: '1.0000000000' },
    {
      name: 'Claude Haiku 4.5',
      usagetype: 'USE1-MP:USE1_OutputTokenCount_Global-Units',
      usd: '5.0000000000',
    },
  ]),
  '/ab/index.json': bedrockOffer([
    { name: 'Nova Lite', usagetype: 'USE1-NovaLite-input-tokens', usd: '0.0000600000' },
    { name: 'Nova Lite', usagetype: 'USE1-NovaLite-output-tokens', usd: '0.0002400000' },
  ]),
};
const lists: RequestListener = (request, response) => {
  const found = LISTS[request.url ?? ''];
  response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(found ?? {}));
};

describe('prices refresh', () => {
  test('writes what differs and the day on which the rest agreed, and only when told to', async () => {
    const base = await serve(lists);
    const places = [`${base}/fm/index.json`, `${base}/ab/index.json`];
    const before = loadPrices({}, context('2027-03-01'));
    // 99 days after the book was put together.
    expect(priceNotices(before, context('2027-03-01'), [`global.${SONNET}`])).toEqual([
      expect.stringMatching(
        /^Prices of 2026-11-22 are 99 days old \(anthropic\.claude-sonnet-4-5.*prices refresh/,
      ),
    ]);
    const refreshed = await refreshPrices({ from: places }, context('2027-03-01'));
    expect(refreshed.differing.map(({ model }) => model.id)).toEqual([SONNET]);
    expect(refreshed.agreeing).toEqual(['anthropic.claude-haiku-4-5-20251001-v1:0', 'amazon.nova-lite-v1:0']);
    expect(loadPrices({}, context('2027-03-01')).own).toBeNull();

    await refreshed.write();
    const after = loadPrices({}, context('2027-03-01'));
    const input = (at?: string) =>
      usdPerMillion(
        priceOf(after.book, `global.${SONNET}`, at === undefined ? {} : { at }).tiers[0].rates.input,
      );
    expect([input(), input('2026-12-13'), input('2026-12-14')]).toEqual(['2.5', '3', '2.5']);
    // Everything else that the model had is still there.
    expect(priceOf(after.book, `us.${SONNET}`).tiers[0].rates.cacheWrite1h).toBe(6_600_000n);
    expect(priceDate(after, 'amazon.nova-lite-v1:0')).toBe('2027-03-01');
    expect(
      priceNotices(after, context('2027-03-02'), ['amazon.nova-lite-v1:0', 'anthropic.claude-opus-4-7']),
    ).toEqual([expect.stringContaining('anthropic.claude-opus-4-7')]);
    const again = await refreshPrices({ from: places }, context('2027-03-02'));
    expect([again.differing, again.agreeing.length]).toEqual([[], 3]);
  });

  test('keeps the comments of the file and reads lists from files too', async () => {
    const own = path.join(cwd, 'ours.yaml');
    writeFileSync(
      own,
      `# agreed with finance\ndate: 2026-12-01\nmodels:\n  my.tuned: # fine-tuned\n    prices: [{ input: "1", output: "2", source: contract }]\n`,
    );
    const list = path.join(cwd, 'fm.json');
    writeFileSync(list, `\uFEFF${JSON.stringify(LISTS['/fm/index.json'])}`);
    await (await refreshPrices({ from: [list], prices: 'ours.yaml' }, context('2027-03-01'))).write();
    const text = readFileSync(own, 'utf8');
    expect(text).toContain('# agreed with finance');
    expect(text).toContain('# fine-tuned');
    expect(loadPrices({ prices: own }, context('2027-03-01')).own?.book.models.size).toBe(2);
  });
});

describe('reading a price list', () => {
  const failure = async (place: string, options = {}) => {
    const error = await readJsonFrom(place, { timeoutMs: 5_000, ...options }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ParsimonyError);
    return (error as ParsimonyError).message;
  };

  test('follows a redirect, and not for ever', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/once') response.writeHead(302, { location: '/list' }).end();
      else if (request.url === '/list') response.end('{"a": 1}');
      else response.writeHead(302, { location: '/round' }).end();
    });
    expect(await readJsonFrom(`${base}/once`, { timeoutMs: 5_000 })).toEqual({ a: 1 });
    expect(await failure(`${base}/round`)).toMatch(/leads on more than 3 times/);
  });

  test('refuses other answers, other documents, and other schemes', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/html') response.end('<html>');
      else if (request.url === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
      else if (request.url === '/deep') response.end('['.repeat(1_000_000));
      else response.writeHead(403).end('{}');
    });
    expect(await failure(`${base}/html`)).toMatch(/not JSON/);
    expect(await failure(`${base}/deep`)).toMatch(/not JSON/);
    expect(await failure(`${base}/file`)).toMatch(/leads to file:\/\/, which is not followed/);
    expect(await failure(`${base}/gone`)).toMatch(/the answer was 403/);
    expect(await failure(path.join(cwd, 'nothing.json'))).toMatch(/cannot be read \(ENOENT\)/);
    expect(await failure(cwd)).toMatch(/not a file/);
  });

  test('gives up on what is too large or does not end', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/slow') response.write('{');
      else {
        const more = () => {
          while (response.write('x'.repeat(65_536)));
          response.once('drain', more);
        };
        more();
      }
    });
    expect(await failure(`${base}/endless`, { maxBytes: 1024 * 1024 })).toMatch(/larger than 1 MiB/);
    expect(await failure(`${base}/slow`, { timeoutMs: 200 })).toMatch(/did not come within 0.2 s/);
    const file = path.join(cwd, 'big.json');
    writeFileSync(file, `"${'x'.repeat(100)}"`);
    expect(await failure(file, { maxBytes: 50 })).toMatch(/larger/);
  });

  test('goes through the proxy of the environment, and never shows a password', async () => {
    const asked: string[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end('{"through": "proxy"}');
    });
    const before = process.env.http_proxy;
    process.env.http_proxy = proxy;
    cleanups.push(() => {
      if (before === undefined) delete process.env.http_proxy;
      else process.env.http_proxy = before;
    });
    const list = 'http://pricing.invalid/index.json';
    expect(await readJsonFrom(list, { timeoutMs: 5_000 })).toEqual({ through: 'proxy' });
    expect(asked).toEqual([list]);
    const error = await readJsonFrom('http://user:s3cret@127.0.0.1:1/x', { timeoutMs: 5_000 }).catch(
      (e: unknown) => e,
    );
    expect(
      JSON.stringify([error, (error as Error).message, (error as ParsimonyError).problems]),
    ).not.toContain('s3cret');
  });
});
