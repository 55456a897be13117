import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readByteLines } from '../../src/dataset/byte-lines.js';
import { jsonFault } from '../../src/dataset/json-syntax.js';
import { compactKeySet, hash53, type Seen } from '../../src/dataset/key-set.js';
import { file, folder } from './fixture.js';

const MIB = 1024 * 1024;

/** A JSONL file of about this size, written without holding it. */
function generate(sizeBytes: number): { readonly path: string; readonly count: number } {
  const path = join(folder, `generated-${sizeBytes}.jsonl`);
  const fd = openSync(path, 'w');
  let count = 0;
  let written = 0;
  while (written < sizeBytes) {
    const block: string[] = [];
    for (let at = 0; at < 1000; at++) {
      const documents = [{ id: 'd', text: 'lorem ipsum '.repeat(35) }];
      block.push(
        JSON.stringify({ id: `sample-${count}`, vars: { question: `Where is ${count}?` }, documents }),
      );
      count += 1;
    }
    written += writeSync(fd, `${block.join('\n')}\n`);
  }
  closeSync(fd);
  return { path, count };
}

/** Runs `use(dataset)` in a process whose heap could not hold the file; its answer, or undefined if it died. */
function inSmallHeap(path: string, use: string): unknown {
  const door = new URL('../../src/dataset/index.ts', import.meta.url).href;
  const code = `
    const { openDataset } = await import(${JSON.stringify(door)});
    const dataset = openDataset({ name: 'big', kind: 'golden', path: ${JSON.stringify(path)} });
    console.log(JSON.stringify((${use})(dataset)));`;
  const flags = [
    '--max-old-space-size=24',
    '--max-semi-space-size=2',
    '--import',
    'tsx',
    '--input-type=module',
  ];
  const { status, stdout } = spawnSync(process.execPath, [...flags, '-e', code], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

test('30 MB validate and stream in a heap of 24 MB, in which holding the samples is fatal', () => {
  const { path, count } = generate(30 * MIB);
  const streamed =
    'd => { let n = 0; for (const s of d.samples()) n += s.documents.length; return [d.count, n]; }';
  expect(inSmallHeap(path, streamed)).toEqual([count, count]);
  expect(inSmallHeap(path, 'd => [...d.samples()].length')).toBeUndefined();
});

test('lines are the same wherever the chunks are cut', () => {
  const text = fc.array(fc.constantFrom('', 'a', 'é日', 'long line here', '\r', ' '), { maxLength: 12 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), fc.boolean(), (parts, chunkBytes, ended) => {
      const content = parts.join('\n') + (ended ? '\n' : '');
      const path = join(folder, 'cut.txt');
      const fd = openSync(path, 'w+');
      try {
        writeSync(fd, content);
        const seen: string[] = [];
        const offsets: number[] = [];
        for (const line of readByteLines(fd, { maxLineBytes: 100, chunkBytes })) {
          seen.push(line.bytes.toString('utf8'));
          offsets.push(line.offset);
        }
        const expected = content.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(seen).toEqual(expected.map((line) => line.replace(/\r$/, '')));
        const starts = expected.map((_, at) =>
          Buffer.byteLength(
            expected
              .slice(0, at)
              .map((l) => `${l}\n`)
              .join(''),
          ),
        );
        expect(offsets).toEqual(starts);
      } finally {
        closeSync(fd);
      }
    }),
    { numRuns: 200 },
  );
});

test('overlong lines are measured to the byte, wherever the chunks are cut', () => {
  const path = file(`short\n${'x'.repeat(57)}\nend\n${'y'.repeat(40)}`);
  for (const chunkBytes of [1, 3, 8, 16, 64, 1000]) {
    const fd = openSync(path, 'r');
    const seen = [...readByteLines(fd, { maxLineBytes: 20, chunkBytes })].map(
      ({ bytes, overlongBytes, number, offset }) => [number, offset, overlongBytes ?? bytes.toString()],
    );
    closeSync(fd);
    expect(seen.map(([number, offset, what]) => [number, offset, typeof what])).toEqual([
      [1, 0, 'string'],
      [2, 6, 'number'],
      [3, 64, 'string'],
      [4, 68, 'number'],
    ]);
    expect([seen[1]?.[2], seen[3]?.[2]]).toEqual([57, 40]);
  }
});

test('the compact set answers as a map does, even when the hash is useless', () => {
  const keys = fc.array(
    fc.integer({ min: 0, max: 40 }).map((n) => `key-${n}`),
    { maxLength: 3000 },
  );
  const hashes = [hash53, () => 0, (key: string) => key.length, (key: string) => hash53(key) % 7];
  fc.assert(
    fc.property(keys, fc.constantFrom(...hashes), (list, hash) => {
      const set = compactKeySet((seen) => list[seen.offset], hash);
      const first = new Map<string, Seen>();
      for (const [offset, key] of list.entries()) {
        const seen = { line: offset + 1, offset };
        expect(set.add(key, seen)).toEqual(first.get(key));
        if (!first.has(key)) first.set(key, seen);
      }
    }),
    { numRuns: 40 },
  );
});

test('the compact set grows: 10,000 distinct keys, each then a duplicate', () => {
  const set = compactKeySet((seen) => `k${seen.offset}`);
  for (let at = 0; at < 10_000; at++) expect(set.add(`k${at}`, { line: at, offset: at })).toBeUndefined();
  for (let at = 0; at < 10_000; at++) expect(set.add(`k${at}`, { line: 0, offset: 0 })?.offset).toBe(at);
});

test('hash53 is a whole number below 2^53 and spreads 200,000 like keys without a collision', () => {
  const seen = new Set<number>();
  for (let at = 0; at < 200_000; at++) seen.add(hash53(`sample-${at}`));
  expect(seen.size).toBe(200_000);
  for (const value of [...seen].slice(0, 1000)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
});

test('jsonFault finds a fault exactly where JSON.parse does', () => {
  const broken = fc
    .tuple(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '"', ':', 'x', '\\', '0', '\n'),
    )
    .map(([json, at, insert]) => {
      const cut = at % (json.length + 1);
      return json.slice(0, cut) + insert + json.slice(cut + (at % 2));
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken), (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(jsonFault(text) === undefined).toBe(valid);
    }),
    { numRuns: 2000 },
  );
});

test('jsonFault walks deep nesting and long strings without recursion', () => {
  expect(jsonFault('['.repeat(100_000))?.message).toContain('ends');
  expect(jsonFault(`"${'\\n'.repeat(300_000)}`)?.offset).toBe(0);
  expect(jsonFault(`"${'a'.repeat(300_000)}`)?.offset).toBe(0);
});
