import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readLatest, serveReports, updateLatest, writeReports } from '../../src/report/index.js';
import { fixtureModel } from './fixture.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parsimony-report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeReports', () => {
  test('writes the five files and leaves nothing else behind', async () => {
    const target = path.join(folder, 'mangaassist', 'run-1');
    const paths = await writeReports(fixtureModel(), target);
    expect(readdirSync(target).sort()).toEqual([
      'execution.json',
      'junit.xml',
      'report.html',
      'report.json',
      'report.md',
    ]);
    expect(JSON.parse(readFileSync(paths.execution, 'utf8'))).toEqual(fixtureModel().execution);
  });

  test('writes nothing at all when the document breaks its schema', async () => {
    const model = fixtureModel();
    const broken = {
      ...model,
      document: { ...model.document, cost: { ...model.document.cost, logicalUsd: Number.NaN } },
    };
    await expect(writeReports(broken, path.join(folder, 'run'))).rejects.toThrow(/schema/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is the same bytes twice, but for the page and the execution', async () => {
    const first = await writeReports(fixtureModel(), path.join(folder, 'a'));
    const second = await writeReports(fixtureModel(), path.join(folder, 'b'));
    for (const name of ['json', 'markdown', 'junit'] as const) {
      expect(readFileSync(first[name], 'utf8')).toBe(readFileSync(second[name], 'utf8'));
    }
  });
});

describe('latest', () => {
  test('points at the newest run and can be moved', async () => {
    await updateLatest(folder, 'run-1');
    await updateLatest(folder, 'run-2');
    expect(readlinkSync(path.join(folder, 'latest'))).toBe('run-2');
    expect(await readLatest(folder)).toBe('run-2');
    expect(readdirSync(folder)).toEqual(['latest']);
  });

  test('is read from a file where links are refused', async () => {
    writeFileSync(path.join(folder, 'latest'), 'run-7\n');
    expect(await readLatest(folder)).toBe('run-7');
    await updateLatest(folder, 'run-8');
    expect(await readLatest(folder)).toBe('run-8');
  });

  test('does not replace a real folder of that name', async () => {
    mkdirSync(path.join(folder, 'latest'));
    await expect(updateLatest(folder, 'run-1')).rejects.toThrow();
    expect(lstatSync(path.join(folder, 'latest')).isDirectory()).toBe(true);
    expect(readdirSync(folder)).toEqual(['latest']);
  });

  test('is undefined where there is none', async () => {
    expect(await readLatest(folder)).toBeUndefined();
  });
});

describe('serveReports', () => {
  interface Answer {
    readonly status: number;
    readonly type: string | undefined;
    readonly body: string;
  }

  /** A raw request: `fetch` would tidy the path and the host away. */
  function get(
    url: string,
    target: string,
    headers: { readonly [name: string]: string } = {},
    method = 'GET',
  ): Promise<Answer> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const call = request({ hostname, port, path: target, headers, method }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'], body }),
        );
      });
      call.on('error', reject);
      call.end();
    });
  }

  async function serving(use: (url: string) => Promise<void>): Promise<void> {
    const root = path.join(folder, 'reports');
    await writeReports(fixtureModel(), path.join(root, 'mangaassist', 'run-1'));
    await updateLatest(path.join(root, 'mangaassist'), 'run-1');
    writeFileSync(path.join(folder, 'secret.json'), '{"secret":true}');
    symlinkSync(path.join(folder, 'secret.json'), path.join(root, 'way-out.json'));
    const server = await serveReports(root, { port: 0 });
    try {
      await use(server.url);
    } finally {
      await server.close();
    }
  }

  test('lists the runs with verdict and label, and serves their files by type', () =>
    serving(async (url) => {
      const index = await get(url, '/');
      expect(index.body).toContain(
        '<a href="/mangaassist/run-1/report.html">run-1</a>: fail, EMULATED, latest',
      );
      const types = {
        'report.html': 'text/html',
        'report.md': 'text/markdown',
        'report.json': 'application/json',
        'junit.xml': 'application/xml',
      };
      for (const [file, type] of Object.entries(types)) {
        const answer = await get(url, `/mangaassist/run-1/${file}`);
        expect(answer.status).toBe(200);
        expect(answer.type).toBe(`${type}; charset=utf-8`);
      }
      expect((await get(url, '/mangaassist/latest/')).body).toContain('<!doctype html>');
    }));

  test.each([
    '/../secret.json',
    '/mangaassist/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/mangaassist/..%5c..%5csecret.json',
    '/way-out.json',
    '//etc/passwd',
    '/mangaassist/run-1',
    '/mangaassist',
    '/nothing.html',
  ])('%s gives nothing from outside the folder', (target) =>
    serving(async (url) => {
      const answer = await get(url, target);
      expect(answer.body).not.toContain('secret');
      expect(answer.status === 404 || target === '/mangaassist/run-1').toBe(true);
    }),
  );

  test('refuses another host name, another method and a malformed address', () =>
    serving(async (url) => {
      expect((await get(url, '/', { host: 'evil.example' })).status).toBe(403);
      expect((await get(url, '/', {}, 'POST')).status).toBe(405);
      expect((await get(url, '/%ff')).status).toBe(400);
      expect((await get(url, '/%00')).status).toBe(400);
      expect((await get(url, '/', { host: `localhost:${new URL(url).port}` })).status).toBe(200);
    }));

  test('says so when the folder does not exist or the port is taken', async () => {
    await expect(serveReports(path.join(folder, 'none'), { port: 0 })).rejects.toMatchObject({
      code: 'not-found',
    });
    const server = await serveReports(folder, { port: 0 });
    const port = Number(new URL(server.url).port);
    await expect(serveReports(folder, { port })).rejects.toMatchObject({ code: 'invalid-input' });
    await server.close();
  });
});
