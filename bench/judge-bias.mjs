// Injected judge biases against what is estimated and what control makes of them: node bench/judge-bias.mjs
// Everything is emulated: the judge is the emulator's, labels are its own truth. No figure says anything about Claude.
// JSON on stdout, a table on stderr; under a minute.
import { register } from 'tsx/esm/api';

register();
const { pairwiseOutcome, pointwiseOutcome } = await import('../test/analyze/judges/bias-world.ts');

const SEED = 7;
const SCENARIOS = {
  none: { position: 0, verbosity: 0 },
  position: { position: 0.08, verbosity: 0 },
  verbosity: { position: 0, verbosity: 0.08 },
  both: { position: 0.08, verbosity: 0.08 },
};
const SIZES = { samples: 150, labels: 120, worse: 0.7 };

const rows = [];
for (const [name, injected] of Object.entries(SCENARIOS)) {
  const pointwise = await pointwiseOutcome(injected, { seed: SEED, ...SIZES });
  const pairwise = await pairwiseOutcome(injected, { seed: SEED, pairs: 150, worlds: 20 });
  const { truth, raw, debiased } = pointwise.difference;
  const brief = ({ verdict, diff, low, high, judgeNoise }) => ({ verdict, diff, low, high, judgeNoise });
  rows.push({
    injected: name,
    ...injected,
    lengthBias: { labelled: pointwise.calibrated, withinSample: pointwise.withinSample },
    difference: { truth, margin: 0.05, raw: brief(raw), debiased: brief(debiased) },
    pairwise,
  });
}
console.log(JSON.stringify({ emulated: true, seed: SEED, ...SIZES, pairs: 150, scenarios: rows }, null, 2));

const number = (value) => value.toFixed(2).replace('-', '−');
const fine = (value) => value.toFixed(3).replace('-', '−');
const bias = ({ estimate, low, high, truth, covers }, show = number) =>
  `${show(estimate)} [${show(low)} … ${show(high)}] / ${show(truth)}${covers ? '' : ' MISSED'}`;
const line = (cells) => console.error(`| ${cells.join(' | ')} |`);
console.error('EMULATED: known biases of an emulated judge; nothing here says anything about Claude.\n');
line([
  'injected',
  'length bias by labels / truth (of 20)',
  'length bias within samples / truth',
  'position bias / truth',
  'true difference',
  'raw: difference, verdict',
  'debiased: difference, verdict',
  'preference, truth 0.5: one order → both → at equal length',
]);
line(Array.from({ length: 8 }, () => '---'));
for (const { injected, lengthBias, difference, pairwise } of rows) {
  const { raw, debiased, truth } = difference;
  line([
    injected,
    bias(lengthBias.labelled),
    bias(lengthBias.withinSample),
    bias(pairwise.position),
    fine(truth),
    `${fine(raw.diff)} [${fine(raw.low)} …], ${raw.verdict}`,
    `${fine(debiased.diff)} [${fine(debiased.low)} …], ${debiased.verdict}`,
    `${number(pairwise.oneOrder)} → ${number(pairwise.bothOrders)} → ${number(pairwise.equalLength.value)} [${number(pairwise.equalLength.low)} … ${number(pairwise.equalLength.high)}]`,
  ]);
}
