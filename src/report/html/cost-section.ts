import type { VariantResult } from '../../analyze/port.js';
import { decimal, decimalsFor, percent, plural, usd } from '../format.js';
import { variantsInOrder } from '../order.js';
import type { ReportModel } from '../port.js';
import { cachingTable } from './caching-table.js';
import { changeTable } from './change-table.js';
import { type Chart, chartFigure, type Section } from './chart.js';
import { COMPONENTS } from './components.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup } from './markup.js';
import { headRow, numberCell, tableBox } from './table.js';

const MAX_BARS = 24;

/** Where the money and the tokens went. */
export function costSection(model: ReportModel, looks: Looks): Section {
  const roles = roleChart(model);
  const tokens = tokenChart(model, looks);
  const body = html`<h3>Spend by role</h3>
<p>${billedWords(model)}</p>
${roles.figure}
<h3>Token composition</h3>
${tokens.figure}${changeTable(model, looks)}${cachingTable(variantsInOrder(model), looks)}`;
  return { id: 'cost', title: 'Cost and tokens', body, charts: [roles.chart, ...tokens.charts] };
}

function billedWords(model: ReportModel): string {
  const { cost, cells } = model.document;
  const decimals = decimalsFor([cost.billedUsd, cost.logicalUsd, cost.repriced?.from.logicalUsd ?? 0]);
  const book = cost.priceBook === null ? '' : ` Prices of ${cost.priceBook.date}.`;
  const own =
    cost.repriced === null
      ? ''
      : ` At the run’s own prices${cost.repriced.from.priceBook === null ? '' : ` of ${cost.repriced.from.priceBook.date}`} it was ${usd(cost.repriced.from.logicalUsd, decimals)}.`;
  return `Billed ${usd(cost.billedUsd, decimals)} by this run; the same work costs ${usd(cost.logicalUsd, decimals)} without the response cache (${plural(cells.cached, 'cell')} came from it). All costs per conversation and per quality are the latter.${book}${own}`;
}

function roleChart(model: ReportModel): { readonly chart: Chart; readonly figure: Markup } {
  const { byRole } = model.document.cost;
  const roles = Object.entries(byRole);
  const total = roles.reduce((sum, [, amount]) => sum + amount, 0);
  const decimals = decimalsFor(roles.map(([, amount]) => amount));
  const chart: Chart = {
    id: 'roles',
    spec: {
      kind: 'bars',
      xTitle: 'logical cost of the run ($)',
      categories: ['this run'],
      parts: roles.map(([name, amount]) => ({ name, values: [amount] })),
      decimals,
      prefix: '$',
    },
  };
  const share = (amount: number): string => (total === 0 ? percent(0) : percent(amount / total));
  const summary = `${roles.map(([role, amount]) => `${role} ${usd(amount, decimals)} (${share(amount)})`).join(', ')}.`;
  const rows = roles.map(
    ([
      role,
      amount,
    ]) => html`<tr><th scope="row">${role}</th><td class="num">${usd(amount, decimals)}</td><td class="num">${share(amount)}</td></tr>
`,
  );
  const head = headRow([{ title: 'role', text: true }, { title: 'cost', unit: '$' }, { title: 'share' }]);
  return { chart, figure: chartFigure(chart, summary, tableBox('Logical cost by role', head, rows)) };
}

function tokenChart(
  model: ReportModel,
  looks: Looks,
): { readonly charts: readonly Chart[]; readonly figure: Markup } {
  const variants = variantsInOrder(model);
  const shown = variants.filter((variant) => variant.tokens.byComponent !== null).slice(0, MAX_BARS);
  const table = tokenTable(variants, looks);
  if (shown.length === 0) {
    return { charts: [], figure: html`<p>No variant has token counts by component.</p>${table}` };
  }
  const parts = [
    ...COMPONENTS.map(([key, title]) => ({
      name: title,
      values: shown.map((variant) => variant.tokens.byComponent?.[key] ?? null),
    })),
    { name: 'output', values: shown.map((variant) => variant.tokens.output) },
  ].filter((part) => part.values.some((value) => value !== null && value > 0));
  const chart: Chart = {
    id: 'tokens',
    spec: {
      kind: 'bars',
      xTitle: 'tokens a conversation (mean)',
      categories: shown.map((variant) => variant.name),
      parts,
      decimals: 0,
      prefix: '',
    },
  };
  return { charts: [chart], figure: chartFigure(chart, tokenSummary(shown), table) };
}

function tokenSummary(variants: readonly VariantResult[]): string {
  const words = variants.slice(0, 4).map((variant) => {
    const { input, output, byComponent } = variant.tokens;
    const [largest] = COMPONENTS.map(([key, title]) => ({ title, tokens: byComponent?.[key] ?? 0 })).sort(
      (a, b) => b.tokens - a.tokens,
    );
    return `${variant.name} sends ${decimal(input ?? 0, 0)} and receives ${decimal(output ?? 0, 0)} tokens, most of them sent as ${largest?.title ?? 'input'}`;
  });
  return `${words.join('; ')}. The split of input is estimated by a local tokenizer and scaled to the billed count.`;
}

function tokenTable(variants: readonly VariantResult[], looks: Looks): Markup {
  const whole = (value: number): string => decimal(value, 0);
  const rows = variants.map(({ name, tokens }) => {
    const components = COMPONENTS.map(([key]) => numberCell(tokens.byComponent?.[key] ?? null, whole));
    return html`<tr><th scope="row">${variantName(name, looks)}</th>${components}${numberCell(tokens.input, whole)}${numberCell(tokens.cacheRead, whole)}${numberCell(tokens.cacheWrite, whole)}${numberCell(tokens.output, whole)}</tr>
`;
  });
  const head = headRow([
    { title: 'variant', text: true },
    ...COMPONENTS.map(([, title]) => ({ title })),
    { title: 'input' },
    { title: 'cache read' },
    { title: 'cache write' },
    { title: 'output' },
  ]);
  return tableBox('Tokens a conversation (mean)', head, rows);
}
