import { decimal, plural } from '../format.js';
import { baselineName } from '../order.js';
import type { ReportModel, SampleGrid } from '../port.js';
import type { Section } from './chart.js';
import { html, jsonElement, type Markup, NOTHING } from './markup.js';

/** Beyond this a page grows past what a phone opens in a moment: the first samples stand, the rest is counted. */
const MAX_CELLS = 200_000;

/**
 * Every sample with its quality and cost by variant. The rows wait as numbers and are drawn as they come into view,
 * so that ten thousand of them cost a reader nothing until they are looked at.
 */
export function samplesSection(model: ReportModel): Section | undefined {
  const grid = model.samples;
  if (grid === undefined || grid.ids.length === 0 || grid.variants.length === 0) return undefined;
  const most = Math.max(1, Math.floor(MAX_CELLS / grid.variants.length));
  const shown = Math.min(grid.ids.length, most);
  const body = html`<p>Quality (0 to 1) of every sample by variant, mean over repeats; a dash is a sample without a score. Sort by a column's button; filter by a part of id, intent or dataset.</p>
<div class="samples" id="samples-grid" hidden>
<p class="controls"><label>Filter <input type="search" id="samples-filter" autocomplete="off" spellcheck="false"></label>
<label>Show <select id="samples-figure"><option value="quality">quality (0 to 1)</option><option value="cost">cost ($ a conversation)</option></select></label>
<span class="meta" id="samples-count" role="status"></span></p>
<div class="box rows" role="region" tabindex="0" aria-label="All samples" id="samples-box"></div>
</div>
<noscript><p>This table needs scripts; <code>parsimony export baseline</code> writes the figures of a variant to a file.</p></noscript>
${left(grid.ids.length - shown)}${jsonElement('samples-data', packed(grid, { shown, baseline: baselineName(model) ?? null }))}`;
  return { id: 'samples', title: 'All samples', body, charts: [] };
}

function left(count: number): Markup {
  return count === 0
    ? NOTHING
    : html`<p class="meta">${plural(count, 'more sample')} left out to keep this page usable.</p>
`;
}

/** Columns of numbers; names that repeat are kept once. Costs are in millionths of a dollar. */
function packed(
  grid: SampleGrid,
  options: { readonly shown: number; readonly baseline: string | null },
): unknown {
  const { shown, baseline } = options;
  const names = (values: readonly string[]) => {
    const known = [...new Set(values)];
    const place = new Map(known.map((value, at) => [value, at]));
    return { names: known, of: values.map((value) => place.get(value) ?? 0) };
  };
  const column = (values: Float64Array, scale: number): readonly (number | null)[] =>
    Array.from(values.subarray(0, shown), (value) =>
      Number.isNaN(value)
        ? null
        : Number(
            decimal(value * scale, 3)
              .replaceAll(',', '')
              .replace('−', '-'),
          ),
    );
  return {
    ids: grid.ids.slice(0, shown),
    datasets: names(grid.datasets.slice(0, shown)),
    intents: names(grid.intents.slice(0, shown)),
    baseline,
    variants: grid.variants.map(({ name, quality, costUsd }) => ({
      name,
      quality: column(quality, 1),
      cost: column(costUsd, 1e6),
    })),
  };
}
