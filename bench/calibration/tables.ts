import type { CoverageRow } from './coverage-rows.js';
import type { GateRow } from './gate-rows.js';
import type { PeekingRow, SequenceRow } from './peeking-rows.js';

/** Everything that was found. */
export interface Calibration {
  readonly gate: readonly GateRow[];
  readonly coverage: readonly CoverageRow[];
  readonly peeking: readonly PeekingRow[];
  readonly sequences: readonly SequenceRow[];
}

const percent = (share: number): string => (100 * share).toFixed(1);

/** Markdown, as docs/statistics.md has it. */
export function tables({ gate, coverage, peeking, sequences }: Calibration): string {
  return [
    '**Laxity**: % passed when the truth is exactly −margin (.05), α = 5 %; in brackets what a plain clustered t would pass. ! above α + 2 Monte Carlo errors.',
    gateTable(gate, (row) => {
      const mark = row.laxity > 0.05 + row.tolerance ? ' !' : '';
      return `${percent(row.laxity)} (${percent(row.laxityOfPlainT)})${mark}`;
    }),
    '**False alarms**: % failed when nothing changed on average; % inconclusive behind the stroke.',
    gateTable(gate, (row) => `${percent(row.falseAlarm)} / ${percent(row.inconclusive)}`),
    '**Power**: % passed when nothing changed on average; in brackets the formula, where the shape has one.',
    gateTable(gate, (row) => `${percent(row.pass)}${row.theory === null ? '' : ` (${percent(row.theory)})`}`),
    '**Coverage** of nominal 95 % intervals, %; in brackets % of data sets without an interval.',
    coverageTable(coverage),
    '**Time-uniform coverage** of nominal 95 % confidence sequences: % of runs that held the truth at every look.',
    markdown(
      ['sequence', 'data', 'looks', 'held, %'],
      sequences.map((row) => [row.interval, row.data, String(row.looks), percent(row.coverage)]),
    ),
    '**Looking while samples come**, up to 500, margin .05: % passed at the margin (laxity); with nothing changed % passed and samples used; at twice the margin % failed and samples used.',
    markdown(
      ['method', 'data', 'laxity', 'passed', 'samples', 'failed', 'samples'],
      peeking.map((row) => [
        row.method,
        row.data,
        percent(row.laxity),
        percent(row.pass),
        row.samples.toFixed(0),
        percent(row.fail),
        row.samplesToFail.toFixed(0),
      ]),
    ),
  ].join('\n\n');
}

function gateTable(rows: readonly GateRow[], cell: (row: GateRow) => string): string {
  const sizes = [...new Set(rows.map(({ n }) => n))].sort((a, b) => a - b);
  const shapes = [...new Set(rows.map(({ shape }) => shape))];
  return markdown(
    ['differences', ...sizes.map((n) => `n = ${n}`)],
    shapes.map((shape) => [
      shape,
      ...sizes.map((n) => {
        const row = rows.find((one) => one.shape === shape && one.n === n);
        return row === undefined ? '' : cell(row);
      }),
    ]),
  );
}

function coverageTable(rows: readonly CoverageRow[]): string {
  const subjects = [...new Set(rows.map(({ interval, data }) => `${interval}|${data}`))];
  return markdown(
    ['interval', 'data', 'n: coverage'],
    subjects.map((subject) => {
      const own = rows.filter(({ interval, data }) => `${interval}|${data}` === subject);
      const [interval = '', data = ''] = subject.split('|');
      const cells = own.map(({ n, coverage, undefinedShare }) => {
        const lacking = undefinedShare > 0 ? ` (${percent(undefinedShare)})` : '';
        return `${n}: ${percent(coverage)}${lacking}`;
      });
      return [interval, data, cells.join(' · ')];
    }),
  );
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
