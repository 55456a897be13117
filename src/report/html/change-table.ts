import type { VariantResult } from '../../analyze/port.js';
import { ABSENT, decimal, decimalsFor, signed, signedUsd } from '../format.js';
import { baselineName, variantsInOrder } from '../order.js';
import type { ReportModel, TokenPrice } from '../port.js';
import { COMPONENTS } from './components.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup, NOTHING } from './markup.js';
import { tableBox } from './table.js';

const MAX_COLUMNS = 8;

/** One line of the table: tokens of a variant, and what one of them costs it. */
interface Line {
  readonly title: string;
  readonly tokens: (variant: VariantResult) => number | null;
  readonly price: (price: TokenPrice) => number;
}

const LINES: readonly Line[] = [
  ...COMPONENTS.map(
    ([key, title]): Line => ({
      title,
      tokens: ({ tokens }) => tokens.byComponent?.[key] ?? null,
      price: ({ inputUsd }) => inputUsd,
    }),
  ),
  { title: 'output', tokens: ({ tokens }) => tokens.output, price: ({ outputUsd }) => outputUsd },
];

/** Where a candidate's tokens and dollars differ from the baseline's, by part of the prompt; nothing without a baseline. */
export function changeTable(model: ReportModel, looks: Looks): Markup {
  const variants = variantsInOrder(model);
  const baseline = variants.find(({ name }) => name === baselineName(model));
  if (baseline === undefined || baseline.tokens.byComponent === null) return NOTHING;
  const others = variants
    .filter((variant) => variant !== baseline && variant.tokens.byComponent !== null)
    .slice(0, MAX_COLUMNS);
  if (others.length === 0) return NOTHING;
  const prices = model.tokenPrices ?? {};
  const changes = LINES.map((line) => others.map((variant) => changeOf(line, { baseline, variant, prices })));
  const decimals = decimalsFor(changes.flat().map(({ usd }) => usd));
  const rows = LINES.flatMap((line, at) => {
    const cells = changes[at] ?? [];
    if (cells.every(({ tokens }) => tokens === null || Math.round(tokens) === 0)) return [];
    return [
      html`<tr><th scope="row">${line.title}</th>${cells.map(
        ({ tokens, usd }) =>
          html`<td class="num">${tokens === null ? ABSENT : signed(tokens, 0)}<span class="ci">${usd === null ? '' : signedUsd(usd, decimals)}</span></td>`,
      )}</tr>
`,
    ];
  });
  if (rows.length === 0) return NOTHING;
  const head = html`<tr><th scope="col">part of the call</th>${others.map(({ name }) => html`<th scope="col" class="num">${variantName(name, looks)} <span class="unit">tokens, $</span></th>`)}</tr>`;
  const note = html`Mean change a conversation against ${baseline.name} (${decimal((baseline.tokens.input ?? 0) + (baseline.tokens.output ?? 0), 0)} tokens); dollars at each variant's own uncached prices, so that a change of model shows in every part.`;
  return html`<h3>Change by part of the call</h3>
${tableBox('Change of tokens and cost by part of the call', head, rows, note)}`;
}

function changeOf(
  line: Line,
  at: {
    readonly baseline: VariantResult;
    readonly variant: VariantResult;
    readonly prices: { readonly [variant: string]: TokenPrice };
  },
): { readonly tokens: number | null; readonly usd: number | null } {
  const before = line.tokens(at.baseline);
  const after = line.tokens(at.variant);
  if (before === null || after === null) return { tokens: null, usd: null };
  const old = at.prices[at.baseline.name];
  const now = at.prices[at.variant.name];
  const usd =
    old === undefined || now === undefined ? null : after * line.price(now) - before * line.price(old);
  return { tokens: after - before, usd };
}
