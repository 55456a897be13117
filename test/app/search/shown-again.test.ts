import { expect, it } from 'vitest';
import { documentOf, tableProject } from './fixture.js';

it('a search asked for unless it is finished is shown again: same id, same document, nothing written but reports', async () => {
  const project = tableProject();
  const asked = { unlessFinished: true } as const;
  const first = await project.search(asked);
  const rounds: string[] = [];
  const again = await project.search(asked, {
    onEvent: (event) => {
      if (event.type === 'started') rounds.push(`${event.run} ${String(event.isFinished)}`);
      if (event.type === 'search') rounds.push('searched');
    },
  });
  expect(again).toMatchObject({ id: first.id, sitting: { end: 'finished' } });
  expect(documentOf(again)).toEqual(documentOf(first));
  expect(rounds).toEqual([`${first.id} true`]);
  const store = project.open();
  expect(store.searches.newest(9)).toHaveLength(1);
  expect(store.runs.find(first.id)?.state).toBe('finished');
});

it('asked for unless it is finished, an unfinished search goes on and another plan is searched', async () => {
  const project = tableProject();
  const broken = await project.search(
    { algorithm: 'random', maxItems: 30 },
    { onEvent: (event, stop) => event.type === 'search' && stop.abort() },
  );
  expect(broken.document).toBeNull();
  const whole = await project.search({ algorithm: 'random', maxItems: 30, unlessFinished: true });
  expect(whole.id).toBe(broken.id);
  expect(documentOf(whole).search.evaluated.items).toBeGreaterThan(0);
  const other = await project.search({ algorithm: 'random', maxItems: 40, unlessFinished: true });
  expect(other.id).not.toBe(whole.id);
  // Without being told so, a finished search is searched anew.
  expect((await project.search({ algorithm: 'random', maxItems: 40 })).id).not.toBe(other.id);
});
