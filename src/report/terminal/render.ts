import type { VariantResult } from '../../analyze/port.js';
import type { Verdict } from '../../domain/index.js';
import { cachingSentences } from '../caching-words.js';
import { EMULATED_LINE } from '../emulated.js';
import { flagSummary } from '../flag-words.js';
import { ABSENT, decimal, decimalsFor, interval, plural, usd } from '../format.js';
import { judgeLine, noticesBesideJudges } from '../judge-words.js';
import { gateWord, inputTokensOf, isOnFront, variantsInOrder } from '../order.js';
import type { ReportModel } from '../port.js';
import { repricedLine } from '../repriced.js';
import { NOTEWORTHY_P, noteworthySlices, sliceWords } from '../slice-words.js';
import { unseenSentence } from '../unseen-words.js';
import { type VerdictWords, verdictHeadline, verdictParagraph, verdictWords } from '../verdict-sentence.js';
import { type Column, layoutTable } from './table.js';
import { printable, wrap } from './width.js';

/** How the terminal is; the caller reads NO_COLOR and the width, this room reads no environment. */
export interface TerminalOptions {
  readonly columns: number;
  readonly colour: boolean;
}

const MAX_ROWS = 20;
const MAX_NOTICES = 6;
const MAX_VERDICTS = 8;
const MAX_CACHED = 4;
const MAX_JUDGES = 3;
const MAX_SLICES = 4;

const COLUMNS: readonly Column[] = [
  { header: 'variant', align: 'left', drop: 0 },
  { header: 'quality', align: 'right', drop: 0 },
  { header: 'interval', align: 'right', drop: 1 },
  { header: '$/conversation', align: 'right', drop: 0 },
  { header: 'p95 ms', align: 'right', drop: 2 },
  { header: 'tokens in/out', align: 'right', drop: 3 },
  { header: 'n', align: 'right', drop: 4 },
  { header: 'gate', align: 'left', drop: 0 },
];

/**
 * The end of a run in a terminal: EMULATED and REPRICED where they hold, one table that fits, what to know, the files, the
 * verdict, and the next command to type, last where the eye ends. Never wider than `columns` (taken as 48 to 100).
 */
export function renderTerminal(model: ReportModel, options: TerminalOptions): string {
  const columns = Math.max(48, Math.min(options.columns, 100));
  const paint = painter(options.colour);
  const blocks = [
    model.document.run.emulated ? wrap(EMULATED_LINE, columns).map((line) => paint.warn(line)) : [],
    wrap(repricedLine(model) ?? '', columns)
      .filter((line) => line !== '')
      .map((line) => paint.warn(line)),
    tableLines(model, columns, paint),
    cachingLines(model, columns),
    strainLines(model, columns),
    unseenLines(model, columns),
    missingLines(model, columns),
    noticeLines(model, columns),
    evidenceLines(model, columns),
    fileLines(model),
    verdictLines(model, columns, paint),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function tableLines(model: ReportModel, columns: number, paint: Painter): readonly string[] {
  const all = variantsInOrder(model);
  const shown = all.slice(0, MAX_ROWS);
  const decimals = decimalsFor(shown.map((variant) => variant.costUsdPerSample.value));
  const rows = shown.map((variant) => cells(model, variant, decimals));
  const [head = '', rule = '', ...lines] = layoutTable(COLUMNS, rows, columns);
  const more =
    all.length > shown.length
      ? [`… and ${plural(all.length - shown.length, 'more variant')} in the report`]
      : [];
  return [paint.strong(head), rule, ...lines, ...more];
}

function cells(model: ReportModel, variant: VariantResult, decimals: number): readonly string[] {
  const input = inputTokensOf(variant);
  const { output } = variant.tokens;
  const cost = variant.costUsdPerSample.value;
  return [
    printable(variant.name),
    variant.quality.value === null ? ABSENT : decimal(variant.quality.value, 3),
    interval(variant.quality, (value) => decimal(value, 3)) ?? '',
    cost === null ? ABSENT : usd(cost, decimals),
    variant.latencyMs.p95.value === null ? ABSENT : decimal(variant.latencyMs.p95.value, 0),
    input === null || output === null ? ABSENT : `${decimal(input, 0)}/${decimal(output, 0)}`,
    decimal(variant.n, 0),
    gateWord(model, variant.name) ?? (isOnFront(model, variant.name) ? 'on front' : ''),
  ];
}

function cachingLines(model: ReportModel, columns: number): readonly string[] {
  const all = cachingSentences(variantsInOrder(model));
  const lines = all
    .slice(0, MAX_CACHED)
    .flatMap((one) => indented(`prompt cache: ${printable(one)}`, columns));
  return all.length > MAX_CACHED
    ? [...lines, `… and ${plural(all.length - MAX_CACHED, 'more cached variant')} in the report`]
    : lines;
}

/** One line where calls had to be repeated: a run that took long says why. */
function strainLines(model: ReportModel, columns: number): readonly string[] {
  const { retries, throttled = 0, made } = model.execution.calls;
  if (retries === 0 && throttled === 0) return [];
  const words = [
    ...(throttled > 0 ? [`${plural(throttled, 'attempt')} throttled`] : []),
    ...(retries > 0 ? [plural(retries, 'retry', 'retries')] : []),
  ];
  const limits = (model.execution.limiters ?? []).filter((limiter) => limiter.throttled > 0);
  const lowest = limits.map(({ lowestLimit }) => lowestLimit);
  const limit = lowest.length === 0 ? '' : `; the limit went down to ${Math.min(...lowest)} at once`;
  return indented(`calls: ${words.join(', ')} in ${plural(made, 'call')}${limit}`, columns);
}

function unseenLines(model: ReportModel, columns: number): readonly string[] {
  const sentence = unseenSentence(model.execution);
  return sentence === undefined ? [] : indented(sentence, columns);
}

/** Cells without a figure: a table of dashes says so. */
function missingLines(model: ReportModel, columns: number): readonly string[] {
  const { failed, unscored, completed } = model.document.cells;
  if (failed + unscored === 0) return [];
  const words = [
    ...(failed > 0 ? [`${plural(failed, 'cell')} failed`] : []),
    ...(unscored > 0 ? [`${decimal(unscored, 0)} of ${plural(completed, 'answer')} unscored`] : []),
  ];
  return indented(`missing: ${words.join(', ')}; they count as missing, never as 0`, columns);
}

/** Judges, slices and flags, a line each: where to look in the report. */
function evidenceLines(model: ReportModel, columns: number): readonly string[] {
  const judges = model.document.judges.slice(0, MAX_JUDGES).map(judgeLine);
  const slices = (model.document.gate?.candidates ?? []).flatMap((candidate) =>
    noteworthySlices(candidate).map((slice) => `${candidate.variant} ${sliceWords(slice)}`),
  );
  const more = slices.length > MAX_SLICES ? `; and ${slices.length - MAX_SLICES} more in the report` : '';
  const lines = [
    ...judges,
    ...(slices.length === 0
      ? []
      : [`slices (p ≤ ${NOTEWORTHY_P}, BH): ${slices.slice(0, MAX_SLICES).join('; ')}${more}`]),
    ...(model.flagged.length === 0 ? [] : [`flags: ${flagSummary(model.flagged)}`]),
  ];
  return lines.flatMap((line) => indented(printable(line), columns));
}

function noticeLines(model: ReportModel, columns: number): readonly string[] {
  const notices = noticesBesideJudges(model);
  const lines = notices
    .slice(0, MAX_NOTICES)
    .flatMap((notice) => indented(`note: ${printable(notice)}`, columns));
  return notices.length > MAX_NOTICES
    ? [...lines, `… and ${notices.length - MAX_NOTICES} more notes in the report`]
    : lines;
}

function fileLines(model: ReportModel): readonly string[] {
  // An interrupted run wrote none.
  if (model.execution.stopped === 'interrupted') return [];
  const { reports, promotion } = model.document;
  // A path is never cut or wrapped: it is there to be copied.
  return [
    `report    ${printable(reports.html)}`,
    `          ${printable(reports.markdown)}`,
    `          ${printable(reports.json)}`,
    `          ${printable(reports.junit)}`,
    ...(promotion === null
      ? []
      : [`promoted  ${printable(promotion.path)} (${printable(promotion.variant)})`]),
  ];
}

function verdictLines(model: ReportModel, columns: number, paint: Painter): readonly string[] {
  const words = verdictWords(model);
  const shown = words.slice(0, MAX_VERDICTS).flatMap((entry) => verdictEntry(entry, columns, paint));
  const more =
    words.length > MAX_VERDICTS ? [`… and ${words.length - MAX_VERDICTS} more candidates in the report`] : [];
  const verdict = model.document.gate?.verdict;
  const headline = wrap(printable(verdictHeadline(model)), columns).map((line) =>
    verdict === undefined ? paint.strong(line) : paint.verdict(verdict, line),
  );
  const next = model.execution.stopped === 'interrupted' ? [] : [`next: ${nextCommand(model)}`];
  return [...shown, ...more, ...(words.length > 0 ? [''] : []), ...next, ...headline];
}

function verdictEntry(entry: VerdictWords, columns: number, paint: Painter): readonly string[] {
  const head = `${printable(entry.variant)}: ${entry.verdict}.`;
  const [first = '', ...others] = indented(printable(verdictParagraph(entry)), columns);
  const painted = first.startsWith(head)
    ? paint.verdict(entry.verdict, head) + first.slice(head.length)
    : first;
  return [painted, ...others];
}

/** What a reader would type next: review flags that wait, else look at the report. */
function nextCommand(model: ReportModel): string {
  const waiting = model.document.gate?.candidates.some((candidate) =>
    candidate.flagged.some((flag) => flag.review === null),
  );
  return waiting === true ? `parsimony review ${printable(model.document.run.id)}` : 'parsimony view';
}

function indented(text: string, columns: number): readonly string[] {
  return wrap(text, columns - 2).map((line, at) => (at === 0 ? line : `  ${line}`));
}

interface Painter {
  readonly strong: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly verdict: (verdict: Verdict, text: string) => string;
}

function painter(colour: boolean): Painter {
  const wrapIn = (code: string) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const byVerdict = { pass: wrapIn('1;32'), fail: wrapIn('1;31'), inconclusive: wrapIn('1;33') };
  return { strong: wrapIn('1'), warn: wrapIn('1;33'), verdict: (verdict, text) => byVerdict[verdict](text) };
}
