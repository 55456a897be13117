import { describe, expect, it } from 'vitest';
import { picoUsd, SpendGuard } from '../../src/cost/index.js';
import {
  type ChosenCell,
  chosenCells,
  createGateway,
  executeCells,
  JudgeCosts,
} from '../../src/run/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import {
  CALL_COST,
  lengthScorer,
  memoryDataset,
  PRICE,
  plan,
  sample,
  scriptedModel,
  variant,
} from './fixture.js';

const golden = memoryDataset(['a', 'b', 'c'].map((id) => sample(id)));
const adversarial = memoryDataset(
  ['x', 'y'].map((id) => sample(id)),
  'adversarial',
);
const chosenPlan = {
  ...plan({ datasets: [golden, adversarial] }),
  variantOf: (config: number) => variant(`config-${config}`, 50 + config),
};

describe('chosen cells', () => {
  it('come by sample, then config, each once, numbered config × samples + position', () => {
    const chosen: ChosenCell[] = [
      { config: 7, position: 4 },
      { config: 0, position: 4 },
      { config: 7, position: 0 },
      { config: 7, position: 4 },
      { config: 2, position: 1 },
    ];
    const cells = [...chosenCells(chosenPlan, chosen)];
    expect(cells.map(({ cell, sample: { id }, variant: { name } }) => [cell, id, name])).toEqual([
      [7 * 5 + 0, 'a', 'config-7'],
      [2 * 5 + 1, 'b', 'config-2'],
      [0 * 5 + 4, 'y', 'config-0'],
      [7 * 5 + 4, 'y', 'config-7'],
    ]);
    expect(cells.map(({ repeat }) => repeat)).toEqual([0, 0, 0, 0]);
    expect(cells.at(-1)?.labels).toMatchObject({ variant: 'config-7', intent: 'faq' });
  });

  it('parse no sample that nobody chose (law 11)', () => {
    golden.read.length = 0;
    adversarial.read.length = 0;
    expect([...chosenCells(chosenPlan, [{ config: 1, position: 2 }])]).toHaveLength(1);
    expect([...golden.read, ...adversarial.read]).toEqual(['c']);
  });

  it('two configs that send the same are asked once and paid once (law 2)', async () => {
    const store = temporaryStore();
    const { row } = beginRun(store);
    const model = scriptedModel();
    const guard = new SpendGuard({ cap: null, spent: picoUsd(0n) });
    const gateway = createGateway({ model, store, runRow: row, price: () => PRICE, guard, shareCache: true });
    const never = new AbortController().signal;
    const same = { ...chosenPlan, variantOf: (config: number) => variant(`config-${config}`, 50) };
    const chosen = [0, 1].flatMap((config) => [0, 1, 2].map((position) => ({ config, position })));
    const summary = await executeCells(
      { left: chosenCells(same, chosen), planned: 6, done: 0, failed: 0 },
      {
        plan: same,
        store,
        runRow: row,
        gateway,
        guard,
        scorers: [lengthScorer],
        judgeCosts: new JudgeCosts(),
        concurrency: 4,
        stop: never,
        abort: never,
        now: () => 0,
        onProgress: () => {},
      },
    );
    expect(summary.end).toBe('finished');
    expect(model.calls).toHaveLength(3);
    expect(store.ledger.billed(row).total).toBe(3n * CALL_COST);
    expect(chosen.map(({ config, position }) => store.trials.state(row, config * 5 + position))).toEqual(
      Array.from({ length: 6 }, () => 'completed'),
    );
    expect(store.trials.state(row, 3)).toBeUndefined();
  });
});
