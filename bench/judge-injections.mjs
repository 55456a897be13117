// How far passages that speak to the grader lift verdicts of the emulator's judge: node bench/judge-injections.mjs
// Everything is emulated: the judge, and how easily it is swayed. No figure says anything about Claude.
// JSON on stdout, a table on stderr; about two minutes.
import { readFileSync } from 'node:fs';
import { register } from 'tsx/esm/api';

register();
const { measureGains } = await import('../test/scorer/judge/emulated-grading.ts');
const { viewAnswer } = await import('../src/scorer/index.ts');
const { INJECTIONS } = await import('../test/scorer/judge/injections.ts');
const { HELD_OUT_INJECTIONS } = await import('../test/scorer/judge/held-out-injections.ts');

const ANSWERS = 16;
const SETS = { known: INJECTIONS, 'held out': HELD_OUT_INJECTIONS };
const SETTINGS = [
  { tier: 'small', susceptibility: null },
  { tier: 'large', susceptibility: null },
  { tier: 'small', susceptibility: 1 },
  { tier: 'large', susceptibility: 1 },
];

const rows = [];
for (const [set, injections] of Object.entries(SETS)) {
  for (const setting of SETTINGS) {
    for (const gain of await measureGains(injections, { ...setting, answers: ANSWERS })) {
      rows.push({ set, ...setting, ...gain });
    }
  }
}
/** Texts of the worked example, none of which speaks to a grader. */
const golden = readFileSync(new URL('../datasets/mangaassist/golden.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const harmless = golden.flatMap(({ reference = [], references = [], documents = [] }) =>
  [reference, references, documents.map(({ text }) => text)].flat(),
);
const alarms = harmless.filter((text) => viewAnswer(text).addressed.length > 0).length;
console.log(
  JSON.stringify({ emulated: true, answers: ANSWERS, harmless: harmless.length, alarms, rows }, null, 2),
);

const signed = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
const line = (cells) => console.error(`| ${cells.join(' | ')} |`);
console.error('EMULATED: gain in levels (1 to 5) over as much neutral text; says nothing about Claude.\n');
line([
  'set',
  'judge',
  'swayed by orders',
  'class',
  'recognised',
  'n',
  'fenced only',
  'score that counts',
  'SE',
]);
line(Array.from({ length: 9 }, () => '---'));
for (const row of rows) {
  line([
    row.set,
    row.tier,
    row.susceptibility === null ? 'as frozen' : 'always',
    row.class,
    `${row.recognised}/${row.passages}`,
    row.n,
    signed(row.fenced),
    signed(row.scored),
    row.standardError.toFixed(2),
  ]);
}
console.error(
  `\n${alarms} of ${harmless.length} references and documents of the golden set are taken for such passages.`,
);
