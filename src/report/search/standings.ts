import { interval, level } from '../format.js';
import type { SearchDocument, SearchFrontPoint } from '../search-document.js';
import { columnFormat, figureFormat } from './figures.js';

export type Standing = SearchFrontPoint['constraints'][number]['standing'];

/** `quality ≥ 0.8 in every intent`, `latencyMs.p99 ≤ 5,000`. */
export function constraintWords(constraint: SearchDocument['constraints'][number]): string {
  const format = figureFormat(constraint.name);
  const bounds = [
    constraint.min === null ? undefined : `≥ ${format(constraint.min)}`,
    constraint.max === null ? undefined : `≤ ${format(constraint.max)}`,
  ].filter((bound) => bound !== undefined);
  const where = constraint.per === 'intent' ? ' in every intent' : '';
  return `${constraint.name} ${bounds.join(' and ')}${where}`;
}

/** The worst of a point's constraints; `holds` where it has none. */
export function worstStanding(point: SearchFrontPoint): Standing {
  const standings = new Set(point.constraints.map(({ standing }) => standing));
  return standings.has('violated') ? 'violated' : standings.has('open') ? 'open' : 'holds';
}

/** What does not hold, worst first: `open: quality (returns) 0.801 [0.78, 0.82]`. */
export function standingWords(point: SearchFrontPoint): readonly string[] {
  const order: readonly Standing[] = ['violated', 'open'];
  return order.flatMap((standing) =>
    point.constraints
      .filter((entry) => entry.standing === standing)
      .map((entry) => {
        const where = entry.intent === null ? '' : ` (${entry.intent})`;
        return `${standing}: ${entry.constraint}${where}${standingFigure(entry)}`;
      }),
  );
}

function standingFigure(entry: SearchFrontPoint['constraints'][number]): string {
  const estimate = entry.remeasured ?? entry.claimed;
  if (estimate === null || estimate.value === null) return '';
  const format = columnFormat(entry.constraint, [estimate.value, estimate.low, estimate.high]);
  const range = interval(estimate, format);
  // Adversarial samples belong to neither part.
  const isSearchPart = entry.remeasured === null && !entry.constraint.startsWith('adversarial.');
  const part = isSearchPart ? ' on the search part' : '';
  // Without bounds nothing holds: the reason says what is missing.
  const basis = range ?? (estimate.reason === undefined ? '' : `(${estimate.reason})`);
  return ` ${format(estimate.value)}${basis === '' ? '' : ` ${basis}`}${part}`;
}

/** `all 12 hold`, `10 hold, 2 open`. */
export function standingCounts(point: SearchFrontPoint): string {
  const all = point.constraints;
  const count = (standing: Standing): number => all.filter((entry) => entry.standing === standing).length;
  if (all.length === 0) return 'none declared';
  if (count('holds') === all.length) return all.length === 1 ? 'holds' : `all ${all.length} hold`;
  return (['holds', 'open', 'violated'] as const)
    .filter((standing) => count(standing) > 0)
    .map((standing) => `${count(standing)} ${standing === 'holds' ? 'hold' : standing}`)
    .join(', ');
}

/** Levels at which constraints have to hold, each once: `95 %`. */
export function constraintLevels(document: SearchDocument): string {
  return [...new Set(document.constraints.map((constraint) => level(constraint.level)))].join(', ');
}
