import { FLAG_KINDS, flagKindWords, flagSummary } from '../flag-words.js';
import { decimal, percent, plural, signed } from '../format.js';
import { baselineName, worstFirst } from '../order.js';
import type { FlaggedDetail, ReportModel } from '../port.js';
import type { Section } from './chart.js';
import { flaggedCard } from './flagged-card.js';
import { type Looks, variantName } from './identity.js';
import { escapeHtml, html, jsonElement, type Markup, NOTHING, trusted } from './markup.js';
import { headRow, tableBox } from './table.js';

/** Cards on the page from the start, and cards that one press of the button adds. */
const CHUNK = 50;
/** Beyond this, evidence stays in the database: a page of 24 MB still opens on a phone. */
const MAX_EVIDENCE_BYTES = 24_000_000;

/**
 * Flagged samples by candidate, the worst first. The first cards are in the page; more wait as JSON, parsed
 * only when asked for; ids and scores of all of them stand in a table that needs no script.
 */
export function flaggedSection(model: ReportModel, looks: Looks): Section {
  const all = worstFirst(model);
  const candidates = [...new Set(all.map((flag) => flag.candidate))].sort(
    (a, b) => (looks.get(a)?.colour ?? 0) - (looks.get(b)?.colour ?? 0),
  );
  const drop = percent(model.experiment.gate?.drop ?? 0.1);
  const budget = { left: MAX_EVIDENCE_BYTES };
  const body =
    all.length === 0
      ? html`<p>No sample is flagged: none lost more than ${drop} of its baseline's quality, got facts newly wrong or was newly refused.</p>`
      : html`<p>Samples that got severely worse, whatever the mean says: new fact violations first, then new refusals, then drops of quality by more than ${drop} of the baseline's value. A flag may be of several kinds. <del>Struck words</del> are only in the baseline's answer, <ins>underlined words</ins> only in the candidate's. Accept or reject each with a reason: <code>parsimony review ${model.document.run.id}</code>, or here in a report that <code>parsimony view</code> serves.</p>
${candidates.map((candidate, at) =>
  candidateFlags(
    model,
    looks,
    candidate,
    at,
    all.filter((flag) => flag.candidate === candidate),
    budget,
  ),
)}`;
  return { id: 'flagged', title: 'Flagged samples', body, charts: [] };
}

function candidateFlags(
  model: ReportModel,
  looks: Looks,
  candidate: string,
  position: number,
  flags: readonly FlaggedDetail[],
  budget: { left: number },
): Markup {
  const baseline = baselineName(model) ?? 'baseline';
  const id = `flags-${position}`;
  const chunks = evidenceChunks(flags, baseline, budget);
  const shown = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const [first = [], ...more] = chunks;
  return html`<h3>${variantName(candidate, looks)}: ${flagSummary(flags)}</h3>
<div id="${id}" class="flags" data-run="${model.document.run.id}">
${first.map((card) => trusted(card))}</div>
${
  more.length === 0
    ? NOTHING
    : html`<p><button type="button" class="more" data-more="${id}" hidden>Show more</button> <span class="meta" data-count="${id}" data-total="${shown}" role="status"></span></p>
${more.map((chunk, at) => jsonElement(`${id}-${at}`, chunk))}`
}${
  shown < flags.length
    ? html`<p class="meta">The evidence of ${plural(flags.length - shown, 'more flag')} is left out to keep this page usable; <code>parsimony review</code> shows it.</p>`
    : NOTHING
}<details class="numbers"><summary>Table of all ${decimal(flags.length, 0)} with their kinds and scores</summary>
<p class="controls" data-filters="${id}-table" hidden><label>Filter <input type="search" autocomplete="off" spellcheck="false"></label>
<label>Kind <select><option value="">all</option>${FLAG_KINDS.map(([, name]) => html`<option>${name}</option>`)}</select></label>
<span class="meta" role="status"></span></p>
<div id="${id}-table">${flagTable(candidate, flags)}</div></details>
`;
}

function evidenceChunks(
  flags: readonly FlaggedDetail[],
  baseline: string,
  budget: { left: number },
): readonly string[][] {
  const chunks: string[][] = [];
  for (const [at, flag] of flags.entries()) {
    const card = flaggedCard(flag, baseline).markup;
    budget.left -= card.length;
    if (budget.left < 0 && at >= CHUNK) break;
    if (at % CHUNK === 0) chunks.push([]);
    chunks.at(-1)?.push(card);
  }
  return chunks;
}

/** Built as one string: with 10,000 rows, nested templates would be joined again and again. */
function flagTable(candidate: string, flags: readonly FlaggedDetail[]): Markup {
  const rows = flags.map((flag) => {
    const review = flag.review === null ? 'not reviewed' : `${flag.review.decision}ed`;
    return `<tr><th scope="row">${escapeHtml(flag.sampleId)}</th><td>${escapeHtml(flag.intent)}</td><td>${flagKindWords(flag)}</td><td class="num">${decimal(flag.before, 3)}</td><td class="num">${decimal(flag.after, 3)}</td><td class="num">${signed(flag.after - flag.before, 3)}</td><td>${review}</td></tr>\n`;
  });
  const head = headRow([
    { title: 'sample', text: true },
    { title: 'intent', text: true },
    { title: 'kind', text: true },
    { title: 'quality before', unit: '0 to 1' },
    { title: 'quality after', unit: '0 to 1' },
    { title: 'change' },
    { title: 'review', text: true },
  ]);
  return tableBox(`Flagged samples of ${candidate}`, head, [trusted(rows.join(''))]);
}
