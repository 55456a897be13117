import { EMULATED_LINE } from '../emulated.js';
import { decimal, plural } from '../format.js';
import { markdownText } from '../markdown-escape.js';
import type { SearchDocument } from '../search-document.js';
import { figureText, membershipText, rangeText, remarkText } from './columns.js';
import { honestySentence } from './honesty.js';
import { excludedWords, nextSentences, remarksFor } from './next-words.js';
import type { ObjectiveView } from './objectives.js';
import { type PointView, pointName } from './points.js';
import { headline, limits, searchedSentence, spentSentence, tableSentence } from './search-words.js';
import { type SearchView, searchView } from './view.js';

/** As of a run's: GitHub cuts a comment far above. */
const MAX_BYTES = 20_000;
const MAX_LIMITS = 10;
/** Beside the point, its membership and what is to be said of it. */
const MAX_OBJECTIVES = 3;

/** Rows of the table; tried in turn until the text fits. */
const SIZES = [60, 30, 15, 6] as const;

/**
 * `report.md` of a search, below 20 KB: EMULATED where it holds, what was found, one table of at most six columns,
 * what was searched and spent, what to read it with. All text that comes from experiments and datasets is escaped.
 */
export function renderSearchMarkdown(document: SearchDocument): string {
  const view = searchView(document);
  let text = '';
  for (const size of SIZES) {
    text = [
      ...(document.search.emulated ? [`**${EMULATED_LINE}**`] : []),
      `**${markdownText(document.search.experiment, 80)}** — ${markdownText(headline(document), 400)}`,
      findings(view),
      table(view, size),
      excluded(view),
      notices(view),
      foot(document),
    ]
      .filter((block) => block !== '')
      .join('\n\n')
      .concat('\n');
    if (Buffer.byteLength(text) < MAX_BYTES) break;
  }
  return text;
}

function findings(view: SearchView): string {
  const { document } = view;
  return [
    honestySentence(document),
    tableSentence(document),
    ...nextSentences(view),
    spentSentence(document),
    searchedSentence(document),
  ]
    .filter((sentence) => sentence !== '')
    .map((sentence) => `- ${markdownText(sentence, 700)}`)
    .join('\n');
}

function table(view: SearchView, most: number): string {
  if (view.points.length === 0) return '';
  const objectives = view.objectives.slice(0, MAX_OBJECTIVES);
  const head = [
    'point',
    ...objectives.map(({ name, unit }) => markdownText(`${name}${unit === '' ? '' : `, ${unit}`}`, 60)),
    'on the true front',
    'remarks',
  ];
  const align = [':--', ...objectives.map(() => '--:'), '--:', ':--'];
  const rows = view.points.slice(0, most).map((point) => row(view, point, objectives));
  const more = view.points.length - rows.length;
  const rest = more > 0 ? `\n\n… and ${plural(more, 'more point')} in the full report.` : '';
  return `${[head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}${rest}`;
}

function row(view: SearchView, point: PointView, objectives: readonly ObjectiveView[]): readonly string[] {
  const figures = objectives.map((objective) =>
    `${figureText(objective, point)} ${rangeText(objective, point)}`.trim(),
  );
  return [
    markdownText(pointName(point), 80),
    ...figures,
    membershipText(point),
    markdownText(remarkText(point, remarksFor(view, point)), 80),
  ];
}

function excluded(view: SearchView): string {
  const words = excludedWords(view);
  return words === ''
    ? ''
    : `Excluded by constraints, of what would stand on the front or near it: ${markdownText(words, 300)}.`;
}

function notices({ document }: SearchView): string {
  const all = limits(document);
  if (all.length === 0) return '';
  const lines = all.slice(0, MAX_LIMITS).map((limit) => `- ${markdownText(limit, 300)}`);
  if (all.length > MAX_LIMITS)
    lines.push(`- … and ${decimal(all.length - MAX_LIMITS, 0)} more in the full report.`);
  return `Read with:\n${lines.join('\n')}`;
}

function foot({ search, reports, promotion }: SearchDocument): string {
  const promoted =
    promotion === null
      ? ''
      : ` Promoted: ${markdownText(promotion.point, 80)} → \`${code(promotion.path)}\`.`;
  const full = reports === null ? '' : ` Full report: \`${code(reports.html)}\``;
  return `Search \`${code(search.id)}\`, seed ${search.seed}.${promoted}${full}`;
}

function code(text: string): string {
  return text.replace(/[`\p{Cc}]/gu, '').slice(0, 300);
}
