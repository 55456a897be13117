// One of 108 configurations for each of ten intents, 108^10 choices: the exact front by merging, and what NSGA-II finds
// of its hypervolume unseeded, with one gene per intent or one per factor, by the usual operators or by intent.
// node bench/search-merge.mjs [--seeds 5] [--floor 0.6]: the share of its configurations that each intent's floor on quality
// excludes (0).
// A made-up table with a known truth; JSON on stdout, a table on stderr; no build needed.
import { parseArgs } from 'node:util';
import { register } from 'tsx/esm/api';

register();
const { listPoints } = await import('../src/search/index.ts');
const { SHARES, tables, workedSpace } = await import('../test/search/exact/worked-shape.ts');
const { exactChoices, studyChoices } = await import('./parts/search/choices.ts');

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '5' }, floor: { type: 'string', default: '0' } },
});
const seeds = Number(values.seeds);
const floor = Number(values.floor);
const WORLDS = [1, 2, 3];
const intents = SHARES.map((_, intent) => `intent ${intent}`);
const { points } = listPoints(workedSpace, null, 1000);
const say = (cells) => process.stderr.write(`${cells.join(' | ')}\n`);

/** By how much each configuration of an intent misses the quality that a share of `floor` of them misses. */
function missesOf({ values, count }) {
  const losses = Array.from({ length: count }, (_, row) => values[2 * row + 1]);
  const most = losses.toSorted((a, b) => b - a)[Math.floor(floor * count)];
  return losses.map((loss) => Math.max(0, loss - most) / Math.abs(most));
}

const results = [];
say(['world', 'method', 'evaluations', 'share of exact hypervolume: population', 'archive', 'ms']);
for (const world of WORLDS) {
  const strata = tables(points, world);
  const choices = {
    space: workedSpace,
    intents,
    configs: intents.map(() => points),
    strata,
    violations: strata.map(missesOf),
  };
  const { frame, ...exact } = exactChoices(choices);
  const choicesLeft = exact.perIntentFronts.reduce((all, one) => all * one, 1);
  results.push({ world, method: 'exact merge', ...exact, choicesLeft });
  const fronts = exact.perIntentFronts.join(' ');
  say([
    world,
    `exact merge: ${exact.front} points, per-intent fronts ${fronts}`,
    '',
    '',
    '',
    exact.ms.toFixed(0),
  ]);
  for (const row of studyChoices(choices, { seeds, evaluations: [5_000, 25_000], frame })) {
    results.push({ world, ...row, seeds });
    const { method, evaluations, population, archive, ms } = row;
    say([world, method, evaluations, population.toFixed(4), archive.toFixed(4), ms.toFixed(0)]);
  }
}
console.log(JSON.stringify({ simulated: true, choices: '108^10', floor, results }, null, 2));
