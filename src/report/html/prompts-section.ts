import type { VariantResult } from '../../analyze/port.js';
import { ABSENT } from '../format.js';
import { baselineName, variantsInOrder } from '../order.js';
import type { PromptSummary, ReportModel } from '../port.js';
import type { Section } from './chart.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup, NOTHING } from './markup.js';
import { tableBox } from './table.js';
import { lineDiff } from './word-diff.js';

const MAX_COLUMNS = 9;

/** What was changed: parameters side by side, prompts as a line diff against the baseline's. */
export function promptsSection(model: ReportModel, looks: Looks): Section {
  const baseline = baselineName(model);
  const before = model.prompts.find((prompt) => baseline !== undefined && prompt.variants.includes(baseline));
  const others = model.prompts.filter((prompt) => prompt !== before);
  const body = html`<h3>Parameters</h3>
${parameterTable(model, looks)}
${
  model.prompts.length === 0
    ? html`<p>No prompt was rendered by this run: its answers were recorded elsewhere.</p>`
    : html`<h3>Prompts</h3>
${before === undefined ? NOTHING : html`<details class="prompt"><summary>${before.path} (${usedBy(before)})</summary><pre tabindex="0">${before.text}</pre></details>`}
${others.map((prompt) => promptBlock(prompt, before))}`
}`;
  return { id: 'prompts', title: 'What was changed', body, charts: [] };
}

function promptBlock(prompt: PromptSummary, before: PromptSummary | undefined): Markup {
  if (before === undefined) {
    return html`<details class="prompt"><summary>${prompt.path} (${usedBy(prompt)})</summary><pre tabindex="0">${prompt.text}</pre></details>
`;
  }
  return html`<details class="prompt" open><summary>${before.path} → ${prompt.path} (${usedBy(prompt)})</summary><pre class="diff" tabindex="0">${lineDiff(before.text, prompt.text)}</pre></details>
`;
}

function usedBy(prompt: PromptSummary): string {
  const shown = prompt.variants.slice(0, 4).join(', ');
  const rest = prompt.variants.length - 4;
  return `used by ${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function parameterTable(model: ReportModel, looks: Looks): Markup {
  const all = variantsInOrder(model);
  const variants = all.slice(0, MAX_COLUMNS);
  const [first] = variants;
  if (first === undefined) return NOTHING;
  const names = [...new Set(variants.flatMap((variant) => Object.keys(variant.params)))];
  const rows: readonly (readonly [string, (variant: VariantResult) => string])[] = [
    ['model', (variant) => variant.model ?? ABSENT],
    ['prompt', (variant) => variant.prompt ?? ABSENT],
    ...names.map((name) => [name, (variant: VariantResult) => parameter(variant.params[name])] as const),
  ];
  const body = rows.map(
    ([name, of]) => html`<tr><th scope="row">${name}</th>${variants.map((variant) => {
      const value = of(variant);
      return variant !== first && value !== of(first)
        ? html`<td><strong>${value}</strong></td>`
        : html`<td>${value}</td>`;
    })}</tr>
`,
  );
  const head = html`<tr><th scope="col">parameter</th>${variants.map((variant) => html`<th scope="col">${variantName(variant.name, looks)}</th>`)}</tr>`;
  const rest =
    all.length > variants.length
      ? ` The first ${variants.length} of ${all.length} variants; report.json has all.`
      : '';
  return tableBox('Parameters', head, body, html`Bold: differs from ${first.name}.${rest}`);
}

function parameter(value: unknown): string {
  if (value === undefined) return ABSENT;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
