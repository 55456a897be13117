import type { TableDescription } from './describe-table.js';
import type { SearchRow } from './search-row.js';

/** Rows of one algorithm at one budget: medians over the seeds. */
export interface SummaryRow {
  readonly algorithm: string;
  readonly evaluations: number;
  readonly seeds: number;
  readonly share: number;
  readonly worstShare: number;
  readonly shareOfPart: number;
  readonly shareHeldOut: number;
  readonly claimed: number;
  readonly remeasured: number;
  readonly coverage: number;
  readonly frontSize: number;
  readonly breaking: number;
  readonly withoutFront: number;
  readonly cpuSeconds: number;
}

const median = (values: readonly number[]): number => {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
};

/** Medians by algorithm and budget; a search without a front has a share of 0 and no ratios. */
export function summarise(rows: readonly SearchRow[]): readonly SummaryRow[] {
  const groups = new Map<string, SearchRow[]>();
  for (const row of rows) {
    const key = `${row.algorithm} ${row.evaluations}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => {
    const of = (read: (row: SearchRow) => number): number => median(group.map(read));
    return {
      algorithm: group[0]?.algorithm ?? '',
      evaluations: of(({ evaluated }) => evaluated),
      seeds: group.length,
      share: of(({ share }) => share),
      worstShare: Math.min(...group.map(({ share }) => share)),
      shareOfPart: of(({ shareOfPart }) => shareOfPart),
      shareHeldOut: of(({ shareHeldOut }) => shareHeldOut),
      claimed: of(({ claimed }) => claimed),
      remeasured: of(({ remeasured }) => remeasured),
      coverage: of(({ coverage }) => coverage),
      frontSize: of(({ frontSize }) => frontSize),
      breaking: of(({ breaking }) => breaking),
      withoutFront: group.filter(({ frontSize }) => frontSize === 0).length,
      cpuSeconds: of(({ cpuSeconds }) => cpuSeconds),
    };
  });
}

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const ratio = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : '–');
const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

/** The tables of the bench in Markdown. */
export function markdown(table: TableDescription, summary: readonly SummaryRow[]): string {
  const { exact, p99Ms } = table;
  const [cheap, dear] = exact.monthlyCostUsd;
  const [low, high] = exact.quality;
  return [
    `${grouped(table.cells)} cells: ${table.configs} configs × ${grouped(table.samples)} samples, ${table.unscored} without quality.`,
    `Exact front of the choices: ${grouped(exact.points)} points, $${grouped(cheap)} to $${grouped(dear)} a month, quality ${low.toFixed(3)} to ${high.toFixed(3)}; merged in ${exact.ms.toFixed(0)} ms; per-intent fronts ${exact.perIntentFronts.join(', ')}.`,
    `p99: ${Object.entries(p99Ms)
      .map(([model, ms]) => `${model} ${grouped(ms)} ms`)
      .join(', ')}.`,
    '',
    line(['intent', 'samples', 'configs', 'keep the constraints', 'best quality']),
    line(['---', '---', '---', '---', '---']),
    ...table.intents.map((one) =>
      line([one.intent, one.samples, one.allowed, one.feasible, one.bestQuality.toFixed(3)]),
    ),
    '',
    line(['NSGA-II on exact values', 'evaluations', 'population', 'all evaluated', 'worst seed', 'ms']),
    line(['---', '---', '---', '---', '---', '---']),
    ...table.genetic.map((one) =>
      line([
        one.method,
        grouped(one.evaluations),
        one.population.toFixed(4),
        one.archive.toFixed(4),
        one.worst.toFixed(4),
        grouped(one.ms),
      ]),
    ),
    '',
    line([
      'algorithm',
      'item evaluations',
      'share of the true hypervolume (worst seed)',
      'share of the search part’s own',
      'held out: share of what its exact front gets on the gate part',
      'claimed ÷ true',
      're-measured ÷ true',
      'points',
      'of them breaking a constraint',
      'seeds without a front',
      'CPU s',
    ]),
    line(Array.from({ length: 11 }, () => '---')),
    ...summary.map((row) =>
      line([
        row.algorithm,
        grouped(row.evaluations),
        `${row.share.toFixed(4)} (${row.worstShare.toFixed(4)})`,
        row.shareOfPart.toFixed(4),
        row.shareHeldOut.toFixed(4),
        ratio(row.claimed),
        ratio(row.remeasured),
        row.frontSize,
        row.breaking,
        `${row.withoutFront} of ${row.seeds}`,
        row.cpuSeconds.toFixed(1),
      ]),
    ),
  ].join('\n');
}
