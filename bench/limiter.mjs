// What the adaptive limiter makes of emulated quotas that it was not told, in virtual time: node bench/limiter.mjs
// Nothing sleeps; a table in Markdown on stdout, about fifteen seconds. Quotas are emulated: no figure is Bedrock's.
import { register } from 'tsx/esm/api';

register();
const { SWEEP } = await import('../test/model/limiter/scenarios.ts');
const { reachable, simulate } = await import('../test/model/limiter/simulation.ts');

const LATENCIES_MS = [500, 5_000, 20_000];
const CONCURRENCY = [16, 64, 256];
const SEEDS = [1, 2, 3];

/** The least and the most of some figures, as one cell. */
function span(values, format) {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(format);
  return low === high ? low : `${low} to ${high}`;
}
const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** All combinations for one quota, each compared with what -j allows at that latency. */
async function sweep({ quota, minutes }) {
  const used = [];
  const throttled = [];
  const first = [];
  let [calls, lost, attempts, unreachable] = [0, 0, 0, 0];
  for (const latencyMs of LATENCIES_MS) {
    for (const concurrency of CONCURRENCY) {
      // Where the quota is never met nothing is learned, and where calls are many one seed says enough.
      const most = reachable({ quota, latencyMs, concurrency });
      if (most < 1) unreachable += 1;
      for (const seed of most < 1 || minutes < 20 ? SEEDS.slice(0, 1) : SEEDS) {
        const figures = await simulate({ quota, latencyMs, concurrency, minutes, seed });
        used.push(figures.utilisation(1) / most);
        throttled.push(figures.throttledShare(1));
        first.push(figures.throttledShare(0, 1));
        calls += figures.answered;
        lost += figures.lost;
        attempts = Math.max(attempts, figures.mostAttempts);
      }
    }
  }
  return [
    span(used, percent),
    span(throttled, percent),
    span(first, percent),
    calls.toLocaleString('en-US'),
    lost,
    attempts,
    `${unreachable} of ${LATENCIES_MS.length * CONCURRENCY.length}`,
  ];
}

const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
row([
  'emulated quota a minute',
  'of what can be reached, from minute 1 on',
  'throttled, from minute 1 on',
  'throttled, first minute',
  'calls',
  'lost',
  'most attempts of a call',
  '-j too low to meet it',
]);
row(Array.from({ length: 8 }, () => '---'));
for (const one of SWEEP) row([one.name, ...(await sweep(one))]);

const special = { quota: { requestsPerMinute: 600 }, latencyMs: 2_000, concurrency: 64, minutes: 10 };
console.log('');
row([
  '600 requests a minute, answers of 2 s, -j 64',
  'used, from minute 5 on',
  'throttled, from minute 5 on',
  'lost',
]);
row(Array.from({ length: 4 }, () => '---'));
for (const [name, more] of [
  ['steady', {}],
  ['halved after 4 minutes', { change: { atMinute: 4, factor: 0.5 } }],
  ['doubled after 4 minutes', { change: { atMinute: 4, factor: 2 } }],
  ['shared by two processes', { processes: 2 }],
  ['holds one second instead of a minute', { bucketSeconds: 1 }],
  ['told to the limiter', { told: special.quota }],
]) {
  const runs = [];
  for (const seed of SEEDS) runs.push(await simulate({ ...special, ...more, seed }));
  row([
    name,
    span(
      runs.map((run) => run.utilisation(5)),
      percent,
    ),
    span(
      runs.map((run) => run.throttledShare(5)),
      percent,
    ),
    runs.reduce((sum, run) => sum + run.lost, 0),
  ]);
}

// Where it falls short: little to learn from below one call a second.
const slow = { quota: { requestsPerMinute: 60 }, latencyMs: 2_000, concurrency: 64, minutes: 20 };
console.log('');
row([
  '60 requests a minute, answers of 2 s, -j 64',
  'used, minute 5 to 10',
  'used, minute 10 to 20',
  'throttled, from minute 5 on',
  'lost',
]);
row(Array.from({ length: 5 }, () => '---'));
for (const [name, more] of [
  ['halved after 4 minutes', { change: { atMinute: 4, factor: 0.5 } }],
  ['doubled after 4 minutes', { change: { atMinute: 4, factor: 2 } }],
  ['holds one call when full', { bucketSeconds: 1 }],
]) {
  const runs = [];
  for (const seed of SEEDS) runs.push(await simulate({ ...slow, ...more, seed }));
  row([
    name,
    span(
      runs.map((run) => run.utilisation(5, 10)),
      percent,
    ),
    span(
      runs.map((run) => run.utilisation(10, 20)),
      percent,
    ),
    span(
      runs.map((run) => run.throttledShare(5)),
      percent,
    ),
    runs.reduce((sum, run) => sum + run.lost, 0),
  ]);
}
