// One of 108 configurations for each of ten intents, 108^10 choices: the exact front by merging, and what NSGA-II finds
// of its hypervolume unseeded, with one gene per intent or one per factor. node bench/search-merge.mjs [--seeds 5]
// A made-up table with a known truth; JSON on stdout, a table on stderr; no build needed.
import { register } from 'tsx/esm/api';

register();
const { encode, frameOf, frontIndexes, listPoints, mergeFronts, normalisedVolume, pointKey, runNsga2 } =
  await import('../src/search/index.ts');
const { SHARES, tables, workedSpace } = await import('../test/search/exact/worked-shape.ts');

const at = process.argv.indexOf('--seeds');
const SEEDS = at < 0 ? 5 : Number(process.argv[at + 1]);
const WORLDS = [1, 2, 3];
const intents = SHARES.map((_, intent) => `intent ${intent}`);
const { points } = listPoints(workedSpace, null, 1000);
const number = new Map(points.map((point, config) => [pointKey(workedSpace, point), config]));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const say = (cells) => process.stderr.write(`${cells.join(' | ')}\n`);

const rowsOf = ({ values, count }) =>
  Array.from({ length: count }, (_, row) => [values[2 * row], values[2 * row + 1]]);

function genetic(strata, { kind, space, evaluations, seed, frame }) {
  const encoding = space(kind);
  const found = [];
  const evaluate = (genes) => {
    const objectives = [0, 0];
    encoding.rows(genes).forEach((row, stratum) => {
      objectives[0] += strata[stratum].values[2 * row];
      objectives[1] += strata[stratum].values[2 * row + 1];
    });
    found.push(objectives);
    return { objectives };
  };
  const started = performance.now();
  const search = runNsga2(
    { genes: encoding.genes, objectives: 2, evaluate },
    { seed, evaluations, population: 100 },
  );
  const ms = performance.now() - started;
  const values = Float64Array.from(found.flat());
  const front = frontIndexes({ values, count: found.length, dimension: 2 });
  return {
    ms,
    evaluations: found.length,
    population: normalisedVolume(
      search.front().map(({ objectives }) => objectives),
      frame,
    ),
    archive: normalisedVolume(
      [...front].map((row) => found[row]),
      frame,
    ),
  };
}

/** Genomes over the configurations of each intent, or over those that no other of the intent beats. */
function spaces(strata, isPruned) {
  const kept = strata.map((points) => (isPruned ? [...frontIndexes(points)] : points_(points.count)));
  return (kind) => {
    if (kind === 'factor') {
      const encoding = encode(workedSpace, intents, 'factor');
      return {
        genes: encoding.genes,
        rows: (genes) => encoding.decode(genes).map((point) => number.get(pointKey(workedSpace, point))),
      };
    }
    return {
      genes: kept.map((rows) => ({
        kind: kind === 'config' ? 'categorical' : 'integer',
        levels: rows.length,
        low: 0,
        high: rows.length - 1,
      })),
      rows: (genes) => kept.map((rows, stratum) => rows[genes[stratum]]),
    };
  };
}
const points_ = (count) => Array.from({ length: count }, (_, row) => row);

const results = [];
say(['world', 'method', 'evaluations', 'share of exact hypervolume: population', 'archive', 'ms']);
for (const world of WORLDS) {
  const strata = tables(points, world);
  const started = performance.now();
  const merged = mergeFronts(strata);
  const ms = performance.now() - started;
  const rows = rowsOf(merged.points);
  const frame = frameOf(rows, 2);
  const exact = normalisedVolume(rows, frame);
  results.push({
    world,
    method: 'exact merge',
    ms,
    front: rows.length,
    perIntentFronts: merged.pruned,
    errorBound: [...merged.errorBound],
    choicesLeft: merged.pruned.reduce((all, one) => all * one, 1),
    hypervolume: exact,
  });
  say([
    world,
    `exact merge: ${rows.length} points, per-intent fronts ${merged.pruned.join(' ')}`,
    '',
    '',
    '',
    ms.toFixed(0),
  ]);
  const runs = [
    { method: 'one gene per intent', kind: 'config', isPruned: false },
    { method: 'one gene per factor', kind: 'factor', isPruned: false },
    { method: 'one gene per intent, per-intent front only', kind: 'config', isPruned: true },
    { method: 'one gene per intent, per-intent front in order of cost', kind: 'ordered', isPruned: true },
  ];
  for (const evaluations of [5_000, 25_000]) {
    for (const run of runs) {
      const space = spaces(strata, run.isPruned);
      const all = points_(SEEDS).map((seed) => genetic(strata, { ...run, space, evaluations, seed, frame }));
      const share = (which) => median(all.map((one) => one[which])) / exact;
      const row = {
        world,
        ...run,
        evaluations,
        seeds: SEEDS,
        population: share('population'),
        archive: share('archive'),
        worst: Math.min(...all.map((one) => one.archive)) / exact,
        ms: median(all.map((one) => one.ms)),
      };
      results.push(row);
      say([
        world,
        run.method,
        evaluations,
        row.population.toFixed(4),
        row.archive.toFixed(4),
        row.ms.toFixed(0),
      ]);
    }
  }
}
console.log(JSON.stringify({ simulated: true, choices: '108^10', results }, null, 2));
