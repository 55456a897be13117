import type { VariantResult } from '../../analyze/port.js';
import { ABSENT, decimal, decimalsFor, usd } from '../format.js';
import { type Looks, variantName } from './identity.js';
import { html, type Markup, NOTHING } from './markup.js';
import { headRow, numberCell, tableBox } from './table.js';

const NOTE = html`<em>Hits</em> read from the service’s prompt cache, <em>writes</em> only wrote to it, <em>misses</em> did neither; calls <em>without checkpoint</em> begin with too little that stays the same to be kept. <em>Saved</em> is what the same tokens cost without caching, minus what they cost, over all completed calls of the run; <em>possible</em> is the saving if each prefix had been written once and read by every other call with a checkpoint. A minus sign means that caching cost more than it saved.`;

/** What prompt caching did, by variant; nothing where no variant was cached. */
export function cachingTable(variants: readonly VariantResult[], looks: Looks): Markup {
  const cached = variants.flatMap(({ name, promptCache }) =>
    promptCache === null ? [] : [{ name, promptCache }],
  );
  if (cached.length === 0) return NOTHING;
  const decimals = decimalsFor(
    cached.flatMap(({ promptCache }) => [promptCache.savedUsd, promptCache.theoreticalUsd]),
  );
  const whole = (value: number): string => decimal(value, 0);
  const money = (value: number): string => usd(value, decimals);
  const rows = cached.map(({ name, promptCache: cache }) => {
    const counts = [cache.prefixes, cache.calls, cache.hits, cache.writes, cache.misses, cache.unmarked];
    const tokens = [cache.readTokens, cache.writeTokens];
    return html`<tr><th scope="row">${variantName(name, looks)}</th><td>${cache.ttl ?? ABSENT}</td>${[...counts, ...tokens].map((value) => numberCell(value, whole))}${numberCell(cache.savedUsd, money)}${numberCell(cache.theoreticalUsd, money)}</tr>
`;
  });
  const head = headRow([
    { title: 'variant', text: true },
    { title: 'lifetime', text: true },
    { title: 'prefixes' },
    { title: 'calls' },
    { title: 'hits' },
    { title: 'writes' },
    { title: 'misses' },
    { title: 'without checkpoint' },
    { title: 'tokens read' },
    { title: 'tokens written' },
    { title: 'saved', unit: '$' },
    { title: 'possible', unit: '$' },
  ]);
  const notes = cached.flatMap(({ name, promptCache: { note } }) =>
    note === null ? [] : [html`<li>${variantName(name, looks)}: ${note}</li>`],
  );
  return html`<h3>Prompt caching</h3>
${notes.length === 0 ? NOTHING : html`<ul>${notes}</ul>`}${tableBox('Prompt caching by variant', head, rows, NOTE)}`;
}
