import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ParsimonyError, type SearchEvent, search } from '../../../src/index.js';
import { tableProject } from './fixture.js';

const quiet = { env: {} };

test('search() resolves with the document of the reports and tells of every round', async () => {
  const { folder } = tableProject();
  const events: SearchEvent[] = [];
  const found = await search(
    { experiment: 'table.yaml' },
    { ...quiet, cwd: folder, onEvent: (event) => events.push(event) },
  );
  expect(found.end).toBe('finished');
  if (found.end !== 'finished') return;
  const { document } = found;
  expect(document.search.id).toBe(found.id);
  expect(document.front.length).toBeGreaterThan(0);
  expect(document.front[0]?.remeasured).not.toBeNull();
  expect(existsSync(path.join(folder, document.reports?.html ?? ''))).toBe(true);
  const last = events.filter((event) => event.type === 'search').at(-1);
  expect(last?.type === 'search' && last.progress.phase).toBe('gate');
});

test('search() that is broken off has no document, and the same call goes on under its id', async () => {
  const { folder } = tableProject();
  const stop = new AbortController();
  stop.abort();
  const broken = await search({ experiment: 'table.yaml' }, { ...quiet, cwd: folder, signal: stop.signal });
  expect(broken).toMatchObject({ end: 'interrupted', document: null });
  const found = await search({ experiment: 'table.yaml' }, { ...quiet, cwd: folder });
  expect(found).toMatchObject({ id: broken.id, end: 'finished' });
});

test('search() refuses an experiment that has nothing to search, with the remedy', async () => {
  const { folder, write } = tableProject();
  write(
    'plain.yaml',
    `name: plain
provider: recorded
recorded: table.jsonl
datasets: { golden: golden.jsonl }
variants: { small: { params: { model: small, length: 1 } } }
scorers: { q: { from: recorded } }
quality: { q: 1 }
`,
  );
  const refused = search({ experiment: 'plain.yaml' }, { ...quiet, cwd: folder });
  await expect(refused).rejects.toBeInstanceOf(ParsimonyError);
  await expect(refused).rejects.toMatchObject({
    problems: [{ path: 'search', hint: expect.stringMatching(/search/) }],
  });
});
