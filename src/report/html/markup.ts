/** HTML that is known to be safe: made by `html`, never by hand from data. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup is not, lists are joined, undefined leaves nothing. */
export type Interpolation = string | number | Markup | undefined | readonly (Markup | undefined)[];

/**
 * Tagged template for HTML. Every interpolated string is escaped for text and for double-quoted attributes, so
 * that text of a dataset, a prompt or a model can never become an element, an attribute or a script.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Interpolation[]): Markup {
  let markup = strings[0] ?? '';
  values.forEach((value, at) => {
    markup += rendered(value) + (strings[at + 1] ?? '');
  });
  return { markup };
}

/** Parts with a space between. */
export function spaced(parts: readonly Markup[]): Markup {
  return html`${parts.flatMap((part, at) => (at === 0 ? [part] : [html` `, part]))}`;
}

/** Trusted text that is markup already: our own style sheet and scripts. */
export function trusted(markup: string): Markup {
  return { markup };
}

export const NOTHING: Markup = { markup: '' };

/** Text made safe for content and double-quoted attributes; what HTML cannot carry becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/**
 * Data for scripts, in an element that no browser executes. `<` is escaped, so that nothing inside can end the
 * element or open a comment.
 */
export function jsonElement(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replace(/</g, '\\u003c');
  return trusted(`<script type="application/json" id="${escapeHtml(id)}">${json}</script>\n`);
}

function rendered(value: Interpolation): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('markup' in value) return value.markup;
  return value.map((item) => item?.markup ?? '').join('');
}
