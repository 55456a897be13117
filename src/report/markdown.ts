import type { VariantResult } from '../analyze/port.js';
import { cachingSentences } from './caching-words.js';
import { EMULATED_LINE } from './emulated.js';
import { flagCounts, flagKindWords } from './flag-words.js';
import { ABSENT, decimal, decimalsFor, interval, plural, usd } from './format.js';
import { judgeLine, noticesBesideJudges } from './judge-words.js';
import { markdownText } from './markdown-escape.js';
import { gateWord, isOnFront, variantsInOrder, worstFirst } from './order.js';
import type { FlaggedDetail, ReportModel } from './port.js';
import { repricedLine } from './repriced.js';
import { NOTEWORTHY_P, noteworthySlices, sliceWords } from './slice-words.js';
import { verdictHeadline, verdictParagraph, verdictWords } from './verdict-sentence.js';

/** GitHub cuts a comment at 65,536 characters; this stays far below, whatever the run. */
const MAX_BYTES = 20_000;
const MAX_CANDIDATES = 8;
const MAX_NOTICES = 12;
const MAX_CACHED = 6;
const MAX_JUDGES = 4;

/** How much is shown; tried in turn until the text fits. */
const SIZES = [
  { rows: 24, flags: 20, slices: 10 },
  { rows: 16, flags: 8, slices: 6 },
  { rows: 8, flags: 3, slices: 3 },
  { rows: 4, flags: 0, slices: 0 },
] as const;

/**
 * `report.md`: a pull-request comment below 20 KB. The verdict line first (after EMULATED and REPRICED, where they hold), one
 * table, flagged samples collapsed, the path of the full report. What is left out is counted. All text that
 * comes from datasets, prompts or models is escaped.
 */
export function renderMarkdown(model: ReportModel): string {
  const repriced = repricedLine(model);
  let text = '';
  for (const size of SIZES) {
    text = [
      ...(model.document.run.emulated ? [`**${EMULATED_LINE}**`] : []),
      ...(repriced === undefined ? [] : [`**${markdownText(repriced, 500)}**`]),
      verdictBlock(model),
      table(model, size.rows),
      caching(model),
      slices(model, size.slices),
      flags(model, size.flags),
      judges(model),
      notices(model),
      foot(model),
    ]
      .filter((block) => block !== '')
      .join('\n\n')
      .concat('\n');
    if (Buffer.byteLength(text) < MAX_BYTES) break;
  }
  return text;
}

function verdictBlock(model: ReportModel): string {
  const words = verdictWords(model);
  const lines = words
    .slice(0, MAX_CANDIDATES)
    .map((entry) => `- ${markdownText(verdictParagraph(entry), 900)}`);
  if (words.length > MAX_CANDIDATES) lines.push(`- … and ${words.length - MAX_CANDIDATES} more candidates.`);
  const head = `**${markdownText(model.experiment.name, 80)}** — ${markdownText(verdictHeadline(model), 300)}`;
  return lines.length === 0 ? head : `${head}\n\n${lines.join('\n')}`;
}

function table(model: ReportModel, most: number): string {
  const all = variantsInOrder(model);
  const shown = all.slice(0, most);
  const costDecimals = decimalsFor(shown.map((variant) => variant.costUsdPerSample.value));
  const perKDecimals = decimalsFor(shown.map((variant) => variant.qualityPer1kTokens.value));
  const rows = shown.map((variant) => {
    const word =
      gateWord(model, variant.name) ?? (isOnFront(model, variant.name) ? 'on the front' : 'measured');
    const cells = [
      markdownText(variant.name, 60),
      `${figure(variant.quality.value, 3)} ${interval(variant.quality, (v) => decimal(v, 3)) ?? ''}`.trim(),
      variant.costUsdPerSample.value === null ? ABSENT : usd(variant.costUsdPerSample.value, costDecimals),
      latency(variant),
      figure(variant.qualityPer1kTokens.value, perKDecimals),
      word === 'baseline' || word === 'measured' || word === 'on the front' ? word : `**${word}**`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head =
    '| variant | quality [interval] | cost, $ a conversation | p95 latency, ms | quality per 1K tokens | gate |\n| :-- | --: | --: | --: | --: | :-- |';
  const more =
    all.length > shown.length
      ? `\n\n… and ${plural(all.length - shown.length, 'more variant')} in the full report.`
      : '';
  return `${head}\n${rows.join('\n')}${more}`;
}

function latency(variant: VariantResult): string {
  return figure(variant.latencyMs.p95.value, 0);
}

function figure(value: number | null, decimals: number): string {
  return value === null ? ABSENT : decimal(value, decimals);
}

function caching(model: ReportModel): string {
  const all = cachingSentences(variantsInOrder(model));
  const lines = all.slice(0, MAX_CACHED).map((sentence) => `- ${markdownText(sentence, 400)}`);
  if (all.length > MAX_CACHED) lines.push(`- … and ${plural(all.length - MAX_CACHED, 'more variant')}.`);
  return lines.length === 0 ? '' : `Prompt caching:\n${lines.join('\n')}`;
}

/** Where quality moved: slices with an adjusted p of at most 0.05, by candidate, collapsed. */
function slices(model: ReportModel, most: number): string {
  const found = (model.document.gate?.candidates ?? []).flatMap((candidate) => {
    const all = noteworthySlices(candidate);
    return all.length === 0 ? [] : [{ variant: candidate.variant, all }];
  });
  const count = found.reduce((sum, { all }) => sum + all.length, 0);
  if (count === 0) return '';
  const summary = `${plural(count, 'slice')} with another quality than the baseline (p ≤ ${NOTEWORTHY_P}, Benjamini–Hochberg); they change no verdict`;
  if (most === 0) return `${summary}.`;
  const lines = found.slice(0, MAX_CANDIDATES).map(({ variant, all }) => {
    const named = all
      .slice(0, most)
      .map((slice) => markdownText(`${sliceWords(slice)} (n ${slice.diff.n})`, 120));
    const rest = all.length > most ? `; and ${all.length - most} more` : '';
    return `- ${markdownText(variant, 60)}: ${named.join('; ')}${rest}`;
  });
  return `<details>\n<summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function flags(model: ReportModel, most: number): string {
  const all = worstFirst(model);
  if (all.length === 0) return '';
  const waiting = all.filter((flag) => flag.review === null).length;
  const summary = `${plural(all.length, 'flagged sample')}, ${waiting} not reviewed (${flagCounts(all)})`;
  if (most === 0) return `${summary}.`;
  const lines = all.slice(0, most).map(flagLine);
  if (all.length > most) lines.push(`- … and ${decimal(all.length - most, 0)} more in the full report.`);
  return `<details>\n<summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function flagLine(flag: FlaggedDetail): string {
  const review =
    flag.review === null ? '' : ` — ${flag.review.decision}ed: ${markdownText(flag.review.reason, 40)}`;
  const place = `${markdownText(flag.candidate, 40)}, ${markdownText(flag.intent, 40)}`;
  return `- **${markdownText(flag.sampleId, 60)}** (${place}) ${flagKindWords(flag)}, ${decimal(flag.before, 2)} → ${decimal(flag.after, 2)}: ${markdownText(flag.question, 100)}${review}`;
}

function judges(model: ReportModel): string {
  const all = model.document.judges;
  const lines = all.slice(0, MAX_JUDGES).map((judge) => `- ${markdownText(judgeLine(judge), 400)}`);
  if (all.length > MAX_JUDGES) lines.push(`- … and ${plural(all.length - MAX_JUDGES, 'more judge')}.`);
  return lines.length === 0 ? '' : `Judges:\n${lines.join('\n')}`;
}

function notices(model: ReportModel): string {
  const all = noticesBesideJudges(model);
  if (all.length === 0) return '';
  const lines = all.slice(0, MAX_NOTICES).map((notice) => `- ${markdownText(notice, 240)}`);
  if (all.length > MAX_NOTICES) lines.push(`- … and ${all.length - MAX_NOTICES} more in the full report.`);
  return `Read with:\n${lines.join('\n')}`;
}

function foot(model: ReportModel): string {
  const { run, cells, cost, reports, promotion } = model.document;
  const counts = `${plural(cells.completed, 'cell')} completed, ${decimal(cells.failed, 0)} failed, ${decimal(cells.unscored, 0)} unscored`;
  const money = `logical cost ${usd(cost.logicalUsd)}`;
  const promoted =
    promotion === null
      ? ''
      : ` Promoted: ${markdownText(promotion.variant, 80)} → \`${code(promotion.path)}\`.`;
  return `Run \`${code(run.id)}\`: ${counts}; ${money}.${promoted} Full report: \`${code(reports.html)}\``;
}

function code(text: string): string {
  return text.replace(/[`\p{Cc}]/gu, '').slice(0, 300);
}
