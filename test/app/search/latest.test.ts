import { describe, expect, it } from 'vitest';
import { promote, report, runExperiment } from '../../../src/app/index.js';
import { documentOf, tableProject } from './fixture.js';

const RUN = `name: plain
provider: recorded
recorded: table.jsonl
datasets: { golden: golden.jsonl }
variants: { small: { params: { model: small, length: 1 } }, large: { params: { model: large, length: 1 } } }
scorers: { q: { from: recorded } }
quality: { q: 1 }
`;

function project() {
  const made = tableProject();
  made.write('run.yaml', RUN);
  const context = { cwd: made.folder, now: () => new Date('2026-11-23T00:00:00Z') };
  const run = async (): Promise<string> => {
    const { model } = await runExperiment(
      { experiment: 'run.yaml', db: 'search.db', reports: false },
      {
        ...context,
        env: {},
        stop: new AbortController().signal,
        abort: new AbortController().signal,
        onEvent: () => {},
      },
    );
    return model.document.run.id;
  };
  const reported = async () => {
    const found = await report({ run: 'latest', db: 'search.db', output: 'reports' }, context);
    return found.of === 'run' ? `run ${found.model.document.run.id}` : `search ${found.document.search.id}`;
  };
  const promoted = (options: Partial<Parameters<typeof promote>[0]>) =>
    promote({ run: 'latest', db: 'search.db', to: 'promoted.yaml', ...options }, context);
  return { ...made, context, run, reported, promoted };
}

describe('latest', () => {
  it('is the newest finished run or search, whichever it is; an unfinished one is passed over', async () => {
    const { search, run, reported } = project();
    const first = await run();
    expect(await reported()).toBe(`run ${first}`);
    const found = await search();
    expect(await reported()).toBe(`search ${found.id}`);
    const broken = await search(
      { algorithm: 'random', maxItems: 30 },
      { onEvent: (event, stop) => event.type === 'search' && stop.abort() },
    );
    expect(broken.document).toBeNull();
    expect(await reported()).toBe(`search ${found.id}`);
    const last = await run();
    expect(await reported()).toBe(`run ${last}`);
  });

  it('options that fit a run only, or a search only, say which of the two it is', async () => {
    const { search, run, promoted, context } = project();
    const id = await run();
    for (const options of [{ minQuality: 0.1 }, { rule: 'knee' }, { maxObjectiveUsd: 1 }]) {
      await expect(promoted(options)).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining(`the latest, ${id}, is a run`),
        hint: expect.stringContaining('parsimony search list'),
      });
    }
    const found = documentOf(await search());
    await expect(
      report({ run: 'latest', db: 'search.db', reprice: 'current' }, context),
    ).rejects.toMatchObject({ message: `--reprice: the latest, ${found.search.id}, is a search` });
    // It is the search that answers: a table's points have no prompt to promote.
    await expect(promoted({ rule: 'knee' })).rejects.toMatchObject({ code: 'refused' });
  });
});
