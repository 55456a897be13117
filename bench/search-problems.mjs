// NSGA-II on the problems of the literature: node bench/search-problems.mjs [--seeds N] [--only ZDT1,TNK]
// Hypervolume and IGD against the true fronts and the best known libraries, a hash of everything that was found, and
// the time of one run. JSON on stdout, a table in Markdown on stderr; runs the source, no build needed.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { register } from 'tsx/esm/api';
import { median } from './parts/figures.mjs';
import { machine } from './parts/machine.mjs';

register();
const { hypervolume, invertedGenerationalDistance, runNsga2, sequentialPruning, truncateOnce } = await import(
  '../src/search/index.ts'
);
const { references } = await import('../test/search/nsga2/references.ts');
const { trueFront } = await import('../test/search/nsga2/true-fronts.ts');

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '11' }, only: { type: 'string' } },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);
const only = values.only?.split(',');
const chosen = references.filter(({ problem }) => only === undefined || only.includes(problem.name));

const rows = [];
const hash = createHash('sha256');
// First of all, while nothing is compiled yet: what a single search costs.
const timing = timeOf(references[0]);
for (const reference of chosen) {
  const pruned = measure(reference, sequentialPruning);
  const once = measure(reference, truncateOnce);
  rows.push({
    problem: reference.problem.name,
    evaluations: reference.evaluations,
    point: reference.point,
    trueVolume: reference.trueVolume,
    gate: reference.gate,
    reaches: pruned.hypervolume.median >= reference.gate,
    pymoo: reference.pymoo ?? null,
    sequentialPruning: pruned,
    truncateOnce: once,
  });
  process.stderr.write(`search-problems: ${reference.problem.name}\n`);
}
const result = {
  machine: machine(),
  population: 100,
  seeds: seeds.length,
  timing,
  frontsHash: hash.digest('hex'),
  rows,
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
process.stderr.write(`\n${table(result)}\n`);

function measure({ problem, evaluations, point }, truncate) {
  const front = trueFront(problem.name);
  const runs = seeds.map((seed) => {
    const started = process.cpuUsage();
    const found = runNsga2(problem, { seed, evaluations, truncate })
      .front()
      .map(({ objectives }) => objectives);
    const { user } = process.cpuUsage(started);
    hash.update(Float64Array.from(found.flat()));
    return {
      volume: hypervolume(found, point),
      igd: front === null ? null : invertedGenerationalDistance(found, front),
      cpuMs: user / 1000,
    };
  });
  const volumes = runs.map(({ volume }) => volume).sort((a, b) => a - b);
  return {
    hypervolume: { median: median(volumes), worst: volumes[0], best: volumes.at(-1), all: volumes },
    igd: front === null ? null : median(runs.map(({ igd }) => igd)),
    cpuMs: Math.round(median(runs.map(({ cpuMs }) => cpuMs))),
  };
}

/** Wall and CPU time of a search in a process that has done nothing else, and once it is warm. */
function timeOf({ problem, evaluations }) {
  const runs = Array.from({ length: 6 }, (_, seed) => {
    const cpu = process.cpuUsage();
    const started = performance.now();
    runNsga2(problem, { seed: seed + 1, evaluations });
    const { user, system } = process.cpuUsage(cpu);
    return { wallMs: Math.round(performance.now() - started), cpuMs: Math.round((user + system) / 1000) };
  });
  const [cold, ...warm] = runs;
  return {
    problem: problem.name,
    evaluations,
    cold,
    warm: { wallMs: median(warm.map(({ wallMs }) => wallMs)), cpuMs: median(warm.map(({ cpuMs }) => cpuMs)) },
  };
}

function table({ rows: all, timing: time, frontsHash }) {
  const digits = (value) =>
    value >= 1000 ? value.toFixed(1) : value >= 100 ? value.toFixed(3) : value.toFixed(5);
  const lines = all.map((row) => {
    const { hypervolume: volume, igd } = row.sequentialPruning;
    const cells = [
      row.problem,
      digits(volume.median),
      digits(volume.worst),
      digits(row.truncateOnce.hypervolume.median),
      row.pymoo === null ? '' : digits(row.pymoo),
      `≥ ${digits(row.gate)}${row.reaches ? '' : ' MISSED'}`,
      digits(row.trueVolume),
      igd === null ? '' : igd.toFixed(5),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| problem | median HV, pruning one by one | worst seed | median HV, truncating once | pymoo 0.6.2 | gate | true front | IGD |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
    `${time.problem}, ${time.evaluations} evaluations: ${time.cold.wallMs} ms in a fresh process, ${time.warm.wallMs} ms warm.`,
    `SHA-256 of all fronts: ${frontsHash}`,
  ].join('\n');
}
