import type { JsonValue } from '../../domain/index.js';
import { html, type Markup, NOTHING } from './markup.js';

const MAX_JSON = 2000;

/**
 * What a scorer adds to its number, for people: a judge's `reason`, `missing` and `violated` facts, and what
 * else it holds as JSON. Undefined when there is nothing to read.
 */
export function scoreDetail(detail: JsonValue): Markup | undefined {
  if (detail === null || detail === '') return undefined;
  if (typeof detail !== 'object' || Array.isArray(detail)) return html`${plain(detail)}`;
  const {
    reason,
    reasoning,
    missing,
    violated,
    unsupported,
    verdicts,
    words: _,
    ...rest
  } = detail as {
    readonly [key: string]: JsonValue | undefined;
  };
  const words = reason ?? reasoning;
  const parts = [
    words === undefined ? NOTHING : html`<span class="text">${plain(words)}</span>`,
    facts('missing', missing),
    facts('violated', violated),
    facts('without support', unsupported),
    panel(verdicts),
    Object.keys(rest).length === 0 ? NOTHING : html`<code>${JSON.stringify(rest).slice(0, MAX_JSON)}</code>`,
  ].filter((part) => part.markup !== '');
  return parts.length === 0
    ? undefined
    : html`${parts.flatMap((part, at) => (at === 0 ? [part] : [html` `, part]))}`;
}

/** The verdicts behind a judged score, where there is more than one. */
function panel(verdicts: JsonValue | undefined): Markup {
  if (!Array.isArray(verdicts) || verdicts.length < 2) return NOTHING;
  const shown = verdicts.flatMap((verdict) => {
    if (verdict === null || typeof verdict !== 'object' || Array.isArray(verdict)) return [];
    const { model, score } = verdict as { readonly [key: string]: JsonValue | undefined };
    return typeof score === 'number' ? [`${plain(model ?? 'judge')} ${score}`] : [];
  });
  return shown.length === 0 ? NOTHING : html`<span class="fact">verdicts: ${shown.join('; ')}.</span>`;
}

function facts(title: string, value: JsonValue | undefined): Markup {
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  if (list.length === 0) return NOTHING;
  return html`<span class="fact">${title}: ${list.map((fact) => plain(fact)).join('; ')}.</span>`;
}

function plain(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value !== null && typeof value === 'object' && 'anyOf' in value && Array.isArray(value.anyOf)) {
    return value.anyOf.map((option) => plain(option)).join(' or ');
  }
  if (value !== null && typeof value === 'object' && 'text' in value && typeof value.text === 'string') {
    return value.text;
  }
  return JSON.stringify(value);
}
