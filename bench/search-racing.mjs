// Racing between equal and unequal variants, against a t test at every look: node bench/search-racing.mjs [--races 1000]
// [--only 'all rivals'].
// Searches with and without racing at equal item evaluations instead: node bench/search-racing.mjs --searches 6 (seeds)
// Simulated worlds with a known truth; JSON on stdout, a table on stderr; no build needed.
import { register } from 'tsx/esm/api';

register();
const searches = process.argv.indexOf('--searches');
if (searches >= 0) {
  await compareSearches(Number(process.argv[searches + 1]));
  process.exit();
}
const { fieldOutcome, manyRaces, raceOutcome, tTestOutcome } = await import(
  '../test/search/racing/worlds.ts'
);

const at = process.argv.indexOf('--races');
const RACES = at < 0 ? 1000 : Number(process.argv[at + 1]);
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const LOOKS = { looks: 10, block: 30 };
const LONG = { looks: 34, block: 30 };
const methods = {
  'all rivals α .05': (world, size) => fieldOutcome(world, size, 0.05),
  'racing α .05': (world, size) => raceOutcome(world, size, 0.05),
  't per look α .2': (world, size) => tTestOutcome(world, size, 0.2),
  't per look α .05': (world, size) => tTestOutcome(world, size, 0.05),
};

const rows = [];
const add = (name, { world, size, races }) => {
  for (const [method, run] of Object.entries(methods)) {
    if (only !== undefined && !method.startsWith(only)) continue;
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

/** Medians over seeds of searches that differ in nothing but racing. */
async function compareSearches(seeds) {
  const { racedRow, racedTasks } = await import('./parts/search/raced.ts');
  const groups = new Map();
  for (const task of racedTasks(seeds)) {
    const row = racedRow(task);
    const key = `${row.world} | ${row.algorithm} | ${row.evaluations}`;
    const group = groups.get(key) ?? { plain: [], raced: [] };
    groups.set(key, group);
    group[row.racing ? 'raced' : 'plain'].push(row);
    if (!row.racing || group.raced.length < group.plain.length) continue;
    process.stderr.write(
      `${[key, group.plain.length, ...['plain', 'raced'].map((how) => words(group[how]))].join(' | ')}\n`,
    );
  }
  console.log(
    JSON.stringify(
      { simulated: true, rows: [...groups.values()].flatMap(({ plain, raced }) => [...plain, ...raced]) },
      null,
      2,
    ),
  );

  function words(rows) {
    const middle = (pick) => {
      const sorted = rows.map(pick).sort((a, b) => a - b);
      return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
    };
    const sum = (pick) => rows.reduce((total, row) => total + pick(row), 0);
    const found = `true ${middle((row) => row.true).toFixed(4)}, claim/true ${middle((row) => row.claimed / row.true).toFixed(3)}`;
    return rows[0].racing
      ? `${found}, ${Math.round(middle((row) => row.asked))} asked, ${sum((row) => row.dropped) / rows.length} dropped a search, ${sum((row) => row.falseDrops)} falsely`
      : `${found}, ${Math.round(middle((row) => row.asked))} asked`;
  }
}
