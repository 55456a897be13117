// Racing between equal and unequal variants, against a t test at every look: node bench/search-racing.mjs [--races 1000]
// Simulated worlds with a known truth; JSON on stdout, a table on stderr; no build needed.
import { register } from 'tsx/esm/api';

register();
const { manyRaces, raceOutcome, tTestOutcome } = await import('../test/search/racing/worlds.ts');

const at = process.argv.indexOf('--races');
const RACES = at < 0 ? 1000 : Number(process.argv[at + 1]);
const LOOKS = { looks: 10, block: 30 };
const LONG = { looks: 34, block: 30 };
const methods = {
  'racing α .05': (world, size) => raceOutcome(world, size, 0.05),
  't per look α .2': (world, size) => tTestOutcome(world, size, 0.2),
  't per look α .05': (world, size) => tTestOutcome(world, size, 0.05),
};

const rows = [];
const add = (name, { world, size, races }) => {
  for (const [method, run] of Object.entries(methods)) {
    const { falseEliminations, saved } = manyRaces(races, (seed) => run({ ...world, seed }, size));
    rows.push({ name, method, ...world, ...size, races, falseEliminations, saved });
    process.stderr.write(
      `${name} | ${method} | ${(100 * falseEliminations).toFixed(1)} % | ${(100 * saved).toFixed(1)} %\n`,
    );
  }
};
process.stderr.write('world | method | races with a false elimination | evaluations saved\n');
for (const scoring of ['binary', 'continuous']) {
  for (const isPaired of [false, true]) {
    const how = `${scoring}, ${isPaired ? 'shared' : 'own'} difficulty`;
    add(`2 equal, ${how}`, { world: { shifts: [0, 0], scoring, isPaired }, size: LOOKS, races: RACES });
  }
  add(`8 equal, ${scoring}, shared difficulty`, {
    world: { shifts: new Array(8).fill(0), scoring, isPaired: true },
    size: LOOKS,
    races: RACES,
  });
}
for (const scoring of ['binary', 'continuous']) {
  for (const difference of [0.02, 0.05, 0.1, 0.2]) {
    add(`1 of 8 better by ${difference}, ${scoring}, shared difficulty, 1,020 items`, {
      world: { shifts: [0, ...new Array(7).fill(-difference)], scoring, isPaired: true },
      size: LONG,
      races: Math.max(1, Math.round(RACES / 20)),
    });
  }
}
console.log(JSON.stringify({ simulated: true, rows }, null, 2));
