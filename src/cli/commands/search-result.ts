import type { Estimate } from '../../domain/index.js';
import type { SearchDocument } from '../../report/port.js';

const LONGEST_NAME = 44;

/** A search as a terminal shows it: its front with what was claimed and what was measured again, and how it went. */
export function searchResultLines(document: SearchDocument): readonly string[] {
  const { search, front, objectives, hypervolume } = document;
  const { evaluated } = search;
  const head = ['', ...objectives.flatMap(({ name }) => [name, 're-measured'])];
  const rows = front.map((point) => [
    shortName(point.name) + (point.isKnee ? ' (knee)' : '') + (point.stays === false ? ' (beaten)' : ''),
    ...objectives.flatMap(({ name }) => [figure(point.claimed[name]), figure(point.remeasured?.[name])]),
  ]);
  const again = hypervolume.remeasured?.value;
  return [
    ...(search.emulated ? ['EMULATED: no number here is evidence about Claude.'] : []),
    `Search ${search.id} of ${search.experiment} by ${search.algorithm}${search.chosenBecause === null ? '' : ` (${search.chosenBecause})`}`,
    '',
    ...(front.length === 0
      ? ['No config keeps every constraint.', ...infeasibleLine(document)]
      : table([head, ...rows])),
    '',
    ...(hypervolume.ratio === null || again == null
      ? []
      : [
          `Claimed over re-measured hypervolume: ${hypervolume.ratio.toFixed(3)} (${(hypervolume.claimed ?? 0).toFixed(3)} over ${again.toFixed(3)}).`,
        ]),
    `Measured ${evaluated.configs} configs by ${evaluated.items} item evaluations, ${evaluated.guardItems} on adversarial samples, ${evaluated.gateItems} on the gate part; $${evaluated.costUsd.toFixed(4)} ${search.emulated ? 'emulated' : 'spent'}.`,
    ...(document.table === null
      ? []
      : [
          `Of the table's true front (${document.table.trueFrontSize} points) it holds ${(100 * document.table.share).toFixed(1)} % of the hypervolume.`,
        ]),
    ...search.notices.map((notice) => `· ${notice}`),
    ...(document.reports === null ? [] : ['', `report: ${document.reports.json}`]),
    `next: parsimony promote ${search.id}`,
  ];
}

function infeasibleLine({ infeasible }: SearchDocument): readonly string[] {
  if (infeasible === null) return [];
  const where = infeasible.intent === null ? '' : ` in ${infeasible.intent}`;
  return [
    `${infeasible.constraint}${where} binds: the nearest misses it by ${infeasible.by.toPrecision(3)}.`,
  ];
}

function shortName(name: string): string {
  const own = name.slice(name.indexOf('/') + 1).replaceAll(/=[^,=]*anthropic\.claude-/g, '=');
  return own.length > LONGEST_NAME ? `${own.slice(0, LONGEST_NAME - 1)}…` : own;
}

function figure(estimate: Estimate | undefined): string {
  const value = estimate?.value;
  if (value == null) return '–';
  return Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
