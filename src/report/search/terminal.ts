import { EMULATED_LINE } from '../emulated.js';
import { plural } from '../format.js';
import type { SearchDocument } from '../search-document.js';
import { type Column, layoutTable } from '../terminal/table.js';
import { printable, wrap } from '../terminal/width.js';
import { figureText, membershipText, rangeText, remarkText } from './columns.js';
import { honesty, honestySentence } from './honesty.js';
import { excludedWords, nextSentences, remarksFor } from './next-words.js';
import { factorKey, pointLabel } from './points.js';
import { headline, limits, searchedSentence, spentSentence, tableSentence } from './search-words.js';
import { type SearchView, searchView } from './view.js';

/** How the terminal is; the caller reads NO_COLOR and the width, this room reads no environment. */
export interface SearchTerminalOptions {
  readonly color: boolean;
  readonly width: number;
}

const MAX_ROWS = 24;
const MAX_LIMITS = 6;
const NARROWEST = 48;
const WIDEST = 100;

/**
 * The end of a search in a terminal, as lines: EMULATED where it holds, the front in one table, what was searched and
 * spent, what to know, the files, what to take next, the next command, and what was found, last where the eye ends.
 * No line is wider than `width` (taken as 48 to 100) but paths, which are there to be copied.
 */
export function searchTerminal(document: SearchDocument, options: SearchTerminalOptions): readonly string[] {
  const view = searchView(document);
  const width = Math.max(NARROWEST, Math.min(options.width, WIDEST));
  const paint = painter(options.color);
  const blocks = [
    document.search.emulated ? wrap(EMULATED_LINE, width).map(paint.warn) : [],
    tableLines(view, width, paint),
    sentenceLines(
      [searchedSentence(document), spentSentence(document), tableSentence(document), excludedSentence(view)],
      width,
    ),
    limitLines(document, width),
    fileLines(document),
    verdictLines(view, width, paint),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, at) => (at === 0 ? block : ['', ...block]));
}

function tableLines(view: SearchView, width: number, paint: Painter): readonly string[] {
  const { document, objectives, points } = view;
  if (points.length === 0) return [];
  const columns: readonly Column[] = [
    { header: 'point', align: 'left', drop: 0 },
    // Of a mix the table can only count models; its name is what promotes it.
    { header: 'config', align: 'left', drop: document.search.per === 'intent' ? 7 : 0.5 },
    ...objectives.flatMap(({ name }, at): readonly Column[] => [
      { header: printable(name), align: 'right', drop: at < 2 ? 0 : 3 },
      { header: 'interval', align: 'right', drop: at === 0 ? 5 : at === 1 ? 4 : 6 },
    ]),
    { header: 'true front', align: 'right', drop: 2 },
    { header: 'remarks', align: 'left', drop: 1 },
  ];
  const rows = points
    .slice(0, MAX_ROWS)
    .map((point) => [
      printable(pointLabel(point)),
      printable(point.values),
      ...objectives.flatMap((objective) => [figureText(objective, point), rangeText(objective, point)]),
      membershipText(point),
      remarkText(point, remarksFor(view, point)),
    ]);
  const [head = '', rule = '', ...lines] = layoutTable(columns, rows, width);
  const more = points.length - rows.length;
  return [
    paint.strong(head),
    rule,
    ...lines,
    ...(more > 0 ? [`… and ${plural(more, 'more point')} in the report`] : []),
    ...sentenceLines([factorKey(document)], width),
  ];
}

function excludedSentence(view: SearchView): string {
  const words = excludedWords(view);
  return words === '' ? '' : `Excluded by constraints near the front: ${words}.`;
}

function sentenceLines(sentences: readonly string[], width: number): readonly string[] {
  return sentences
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => indented(printable(sentence), width));
}

function limitLines(document: SearchDocument, width: number): readonly string[] {
  const all = limits(document);
  const lines = all.slice(0, MAX_LIMITS).flatMap((limit) => indented(`note: ${printable(limit)}`, width));
  return all.length > MAX_LIMITS
    ? [...lines, `… and ${all.length - MAX_LIMITS} more notes in the report`]
    : lines;
}

function fileLines({ reports, promotion }: SearchDocument): readonly string[] {
  return [
    ...(reports === null
      ? []
      : [
          `report    ${printable(reports.html)}`,
          `          ${printable(reports.markdown)}`,
          `          ${printable(reports.json)}`,
        ]),
    ...(promotion === null ? [] : [`promoted  ${printable(promotion.path)} (${printable(promotion.point)})`]),
  ];
}

function verdictLines(view: SearchView, width: number, paint: Painter): readonly string[] {
  const { document } = view;
  const state = view.points.length === 0 ? 'overclaims' : honesty(document).state;
  const last = wrap(printable(headline(document)), width).map((line) => paint[state](line));
  const found = sentenceLines([honestySentence(document), ...nextSentences(view)], width);
  return [...found, ...(found.length > 0 ? [''] : []), ...nextCommand(view), ...last];
}

/** What a reader would type next: promote where something holds, else look at the report. */
function nextCommand({ document, recommended }: SearchView): readonly string[] {
  if (document.search.end === 'interrupted') return [];
  return recommended.length > 0 && document.promotion === null && document.search.provider !== 'recorded'
    ? [`next: parsimony promote ${printable(document.search.id)}`]
    : ['next: parsimony view'];
}

function indented(text: string, width: number): readonly string[] {
  return wrap(text, width - 2).map((line, at) => (at === 0 ? line : `  ${line}`));
}

type Painter = {
  readonly [key in 'strong' | 'warn' | ReturnType<typeof honesty>['state']]: (text: string) => string;
};

function painter(color: boolean): Painter {
  const wrapIn = (code: string) => (text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    strong: wrapIn('1'),
    warn: wrapIn('1;33'),
    confirmed: wrapIn('1;32'),
    overclaims: wrapIn('1;31'),
    underclaims: wrapIn('1;33'),
    wide: wrapIn('1;33'),
    open: wrapIn('1;33'),
  };
}
