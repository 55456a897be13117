import { describe, expect, it } from 'vitest';
import { ParsimonyError } from '../../../src/domain/index.js';
import { searchTerminal } from '../../../src/report/index.js';
import { createSearcher } from '../../../src/search/index.js';
import type { MeasuredCell } from '../../../src/search/port.js';
import { documentOf, LENGTHS, MODELS, tableProject, withoutVolatile } from './fixture.js';

async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ParsimonyError) return error.problems.map(({ code }) => code);
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a measured table', () => {
  it('its true front is found whole, and the document says so', async () => {
    const project = tableProject();
    const document = documentOf(await project.search());
    // Every config is cheaper than all that are better: the whole table is its front.
    expect(document.front.map(({ name }) => name).sort()).toEqual(
      MODELS.flatMap((model) => LENGTHS.map((length) => `model=${model},length=${length}`)).sort(),
    );
    expect(document.table).toMatchObject({ cells: 6 * 24, missing: 0, trueFrontSize: 6, share: 1 });
    expect(document.search).toMatchObject({ algorithm: 'exact', end: 'finished', emulated: false });
    expect(document.search.evaluated).toMatchObject({
      configs: 6,
      items: 6 * document.split.search,
      gateItems: 6 * document.split.gateSamples,
      failed: 0,
      unscored: 0,
      costUsd: 0,
    });
  });

  it('claimed values are those of the search part, re-measured ones those of the gate part', async () => {
    const document = documentOf(await tableProject().search());
    for (const point of document.front) {
      expect(point.claimed.quality?.n).toBe(document.split.search);
      expect(point.remeasured?.quality?.n).toBe(document.split.gateSamples);
    }
    expect(document.split.search + document.split.gateSamples).toBe(24);
    expect(document.hypervolume.ratio).toBeGreaterThan(0.5);
  });

  it('with a part of the budget it is exact about it, and says what share of the true front it found', async () => {
    const project = tableProject();
    const document = documentOf(await project.search({ algorithm: 'random', maxItems: 30 }));
    expect(document.search.end).toBe('budget');
    expect(document.search.evaluated.items).toBeLessThanOrEqual(30);
    expect(document.convergence.at(-1)?.items).toBe(document.search.evaluated.items);
    expect(document.table?.share).toBeGreaterThan(0);
    expect(document.table?.share).toBeLessThan(1);
  });

  it('law 3: a cell that is not in the table is told as unknown, counted, and never 0', async () => {
    const isGone = (model: string, length: number, sample: string) =>
      model === 'large' && length === 3 && ['g0', 'g1', 'g2', 'g3'].includes(sample);
    const project = tableProject({ without: isGone });
    const told: MeasuredCell[] = [];
    const finished = await project.search(
      {},
      {
        make: (...parameters) => {
          const searcher = createSearcher(...parameters);
          return {
            ...searcher,
            tell(measured) {
              told.push(...measured);
              searcher.tell(measured);
            },
          };
        },
      },
    );
    const document = documentOf(finished);
    expect(document.search.evaluated.failed).toBe(4);
    expect(finished.sitting.failure?.message).toContain('length=3');
    // What is there tells of a true front all the same.
    expect(document.table).toMatchObject({ cells: 6 * 24 - 4, missing: 4, trueFrontSize: 6, share: 1 });
    const unknown = told.filter(({ values }) => values.every((value) => value === null));
    expect(told.some(({ values }) => values.includes(0))).toBe(false);
    const gone = document.front.find(({ params }) => params?.model === 'large' && params.length === 3);
    const { search, gateSamples } = document.split;
    expect((gone?.claimed.quality?.n ?? 0) + (gone?.remeasured?.quality?.n ?? 0)).toBe(
      search + gateSamples - 4,
    );
    expect(unknown.length).toBe(search - (gone?.claimed.quality?.n ?? 0));
  });

  it('law 6: concurrency and an interruption change no byte but the volatile ones', async () => {
    const options = { algorithm: 'nsga2', maxItems: 60 } as const;
    const calm = documentOf(await tableProject().search({ ...options, concurrency: 16 }));
    const alone = documentOf(await tableProject().search({ ...options, concurrency: 1 }));
    expect(withoutVolatile(alone)).toEqual(withoutVolatile(calm));
    const project = tableProject();
    let interruptions = 0;
    for (let sitting = 0; sitting < 12; sitting++) {
      let events = 0;
      const finished = await project.search(options, {
        onEvent(event, stop) {
          if (event.type === 'search' && ++events === 2) stop.abort();
        },
      });
      if (finished.document === null) {
        interruptions += 1;
        expect(finished.sitting.end).toBe('interrupted');
        continue;
      }
      expect(withoutVolatile(finished.document)).toEqual(withoutVolatile(calm));
      break;
    }
    expect(interruptions).toBeGreaterThan(0);
    const last = documentOf(await project.search(options));
    expect(withoutVolatile(last)).toEqual(withoutVolatile(calm));
  });

  it('law 8: nothing of the gate part is asked before the front stands', async () => {
    const project = tableProject();
    const stopped = await project.search(
      { algorithm: 'nsga2' },
      {
        onEvent(event, stop) {
          if (event.type === 'search' && event.progress.phase === 'gate') stop.abort();
        },
      },
    );
    expect(stopped.document).toBeNull();
    const document = documentOf(await tableProject().search({ algorithm: 'nsga2' }));
    const store = project.open();
    const run = store.runs.find(stopped.id);
    const cells = [...store.trials.finishedCells(run?.row ?? -1, { retryFailed: false })];
    const positions = new Set(cells.map((cell) => cell % 28));
    expect(cells.length).toBeGreaterThan(0);
    // 24 golden samples in two parts, 4 adversarial ones behind them that no constraint bounds.
    expect([...positions].every((position) => position < 24)).toBe(true);
    expect(positions.size).toBeLessThanOrEqual(document.split.search);
    expect(store.searches.find(run?.row ?? -1)?.gateUsed).toBe(true);
  });

  it('law 8: a second search on the same gate part says that it is not unseen any more', async () => {
    const project = tableProject();
    const first = documentOf(await project.search());
    const again = documentOf(await project.search());
    expect([first, again].map(({ split }) => split.usedBefore)).toEqual([0, 0]);
    const third = await project.search({ algorithm: 'random', maxItems: 40 });
    expect(documentOf(third).split.usedBefore).toBe(2);
    expect(third.notices.join(' ')).toContain('measured on the same gate part');
    const elsewhere = documentOf(await project.search({ algorithm: 'random', maxItems: 40, seed: 7 }));
    expect(elsewhere.split.usedBefore).toBe(0);
    expect(elsewhere.split.sha256).not.toBe(first.split.sha256);
  });

  it('--retry-errors begins again: what failed is asked again, the old search stays', async () => {
    const project = tableProject({
      without: (model, _length, sample) => model === 'small' && sample === 'g5',
    });
    const broken = await project.search();
    expect(documentOf(broken).search.evaluated.failed).toBeGreaterThan(0);
    const again = await project.search({ retryErrors: true });
    expect(again.id).not.toBe(broken.id);
    expect(documentOf(again).search.evaluated.failed).toBe(documentOf(broken).search.evaluated.failed);
  });
});

describe('law 9: the adversarial samples', () => {
  const bounded = '  constraints: [ { metric: adversarial.violations, max: 0 } ]';

  it('veto whoever breaks a rule, and whoever takes the place is looked at too', async () => {
    const project = tableProject({
      search: bounded,
      // The cheapest two break rules; the second is a finalist only by the first one's fall or by itself.
      violation: (model, length, sample) => (model === 'small' && length <= 2 && sample === 'a2' ? 1 : 0),
    });
    const document = documentOf(await project.search());
    const names = document.front.map(({ name }) => name);
    expect(names).not.toContain('model=small,length=1');
    expect(names).not.toContain('model=small,length=2');
    expect(names).toContain('model=small,length=3');
    const excluded = document.excluded.filter(({ by }) => by.includes('adversarial.violations'));
    expect(excluded.map(({ name }) => name).sort()).toEqual(['model=small,length=1', 'model=small,length=2']);
    for (const point of document.front) {
      expect(
        point.constraints.find(({ constraint }) => constraint === 'adversarial.violations'),
      ).toMatchObject({
        standing: 'holds',
        claimed: { value: 0, n: 4 },
      });
    }
    // Every finalist answers every adversarial sample.
    expect(document.search.evaluated.guardItems).toBe(6 * 4);
    // The true front of the table keeps the bound too: the search missed nothing.
    expect(document.table).toMatchObject({ trueFrontSize: 4, share: 1 });
  });

  it('whoever takes a place without ever having been measured is looked at like the others', async () => {
    const project = tableProject({
      search: `${bounded}\n  budget: { maxItemEvaluations: 16 }`,
      violation: (model, length) => (model === 'small' && length === 2 ? 0 : 1),
    });
    const document = documentOf(await project.search({ algorithm: 'surrogate' }));
    expect(document.front.map(({ name }) => name)).toEqual(['model=small,length=2']);
    expect(document.search.evaluated.guardItems).toBe(6 * 4);
  });

  it('an answer that nobody could judge leaves the constraint open, not kept', async () => {
    const project = tableProject({ search: bounded });
    project.write('adversarial.jsonl', '{"id":"nowhere","intent":"ask","vars":{"question":"?"}}');
    const document = documentOf(await project.search());
    expect(document.front.length).toBeGreaterThan(0);
    for (const point of document.front)
      expect(point.constraints.map(({ standing }) => standing)).toEqual(['open']);
  });

  it('are not looked at without a bound, and that is said', async () => {
    const finished = await tableProject().search();
    expect(documentOf(finished).search.evaluated.guardItems).toBe(0);
    expect(finished.notices.join(' ')).toContain('adversarial samples are not looked at');
  });
});

describe('law 12: before the first call', () => {
  it('an intent of too few clusters cannot be split', async () => {
    const clusters = (count: number) =>
      tableProject({ cluster: (n, intent) => (intent === 'buy' ? `b${n % (2 * count)}` : `c${n}`) });
    expect(await problemsOf(clusters(1).search())).toEqual(['one-cluster']);
    expect(await problemsOf(clusters(3).search())).toEqual(['too-few-clusters']);
    expect(documentOf(await clusters(4).search()).split.clusters.gate).toBeGreaterThanOrEqual(4);
  });

  it('an experiment without a search has nothing to search', async () => {
    const project = tableProject();
    project.write(
      'plain.yaml',
      `name: plain
provider: recorded
recorded: table.jsonl
datasets: { golden: golden.jsonl }
variants: { one: { params: { model: small, length: 1 } } }
scorers: { q: { from: recorded } }
`,
    );
    expect(await problemsOf(project.search({ experiment: 'plain.yaml' }))).toEqual(['missing-key']);
  });

  it('a price range needs a cost among the objectives', async () => {
    const project = tableProject();
    expect(await problemsOf(project.search({ priceRange: { low: 0.5, high: 2 } }))).toEqual([
      'contradiction',
    ]);
  });

  it('violations cannot be counted without a scorer that looks for them', async () => {
    const project = tableProject({ search: '  constraints: [ { metric: adversarial.violations, max: 0 } ]' });
    const yaml = `name: table
provider: recorded
recorded: table.jsonl
datasets: { golden: golden.jsonl, adversarial: adversarial.jsonl }
scorers: { q: { from: recorded }, cost: { from: recorded } }
quality: { q: 1 }
search:
  space: { model: [small, large], length: [1, 2, 3] }
  objectives: [ { minimize: cost }, { maximize: quality } ]
  constraints: [ { metric: adversarial.violations, max: 0 } ]
`;
    project.write('table.yaml', yaml);
    expect(await problemsOf(project.search())).toEqual(['contradiction']);
  });
});

describe('a problem without a solution', () => {
  it('says which constraint binds and by how much, and measures nothing again', async () => {
    const project = tableProject({ search: '  constraints: [ { metric: quality, min: 0.95 } ]' });
    const document = documentOf(await project.search());
    expect(document.search.end).toBe('infeasible');
    expect(document.front).toEqual([]);
    expect(document.infeasible).toMatchObject({ constraint: 'quality' });
    expect(document.infeasible?.by).toBeGreaterThan(0);
    expect(document.search.evaluated.gateItems).toBe(0);
    const said = searchTerminal(document, { color: false, width: 100 }).join(' ');
    expect(said).toContain('quality');
    expect(document.table).toMatchObject({ trueFrontSize: 0, share: null });
    expect(said).not.toContain('0.0 %');
    expect(said).not.toContain('next: parsimony promote');
  });
});

describe('per intent', () => {
  it('every intent has a config of its own, named in the point', async () => {
    const document = documentOf(await tableProject({ search: '  per: intent' }).search());
    expect(document.front.length).toBeGreaterThan(6);
    for (const { params, perIntent } of document.front) {
      expect(params).toBeNull();
      expect(Object.keys(perIntent ?? {})).toEqual(['ask', 'buy']);
    }
    // Members share configs: each (config, intent) is measured once on the gate part.
    expect(document.search.evaluated.gateItems).toBeLessThanOrEqual(6 * document.split.gateSamples);
    expect(document.table?.share).toBeGreaterThan(0.9);
  });
});
