import { isRecord, type JsonValue } from '../../domain/index.js';
import { decimal, percent, plural } from '../format.js';
import { assertionDetail } from './assertion-detail.js';
import { judgeDetail } from './judge-detail.js';
import { html, type Markup, spaced } from './markup.js';

const MAX_JSON = 2000;

type Detail = { readonly [key: string]: JsonValue | undefined };

/** What one part of a detail says; undefined where it says nothing. */
type Reader = (value: JsonValue, detail: Detail) => Markup | string | undefined;

/**
 * What a scorer adds to its number, in words for people: the reasons of judges and panels, facts, unsupported numbers,
 * assertions and their sets, how BERTScore and similarity came about. Keys that nobody wrote words for (of recorded
 * scores, say) stand as JSON. Undefined when there is nothing to read.
 */
export function scoreDetail(detail: JsonValue): Markup | undefined {
  if (detail === null || detail === '') return undefined;
  if (!isRecord(detail)) return html`${plain(detail)}`;
  const known = detail as Detail;
  if (Array.isArray(known.verdicts)) return judgeDetail(known);
  if (Array.isArray(known.assertions)) return assertionDetail(known.assertions);
  const parts: Markup[] = [];
  const rest: { [key: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(known)) {
    if (value === undefined || value === null) continue;
    const reader = READERS[key];
    if (reader === undefined) rest[key] = value;
    else {
      const words = reader(value, known);
      if (words !== undefined) parts.push(typeof words === 'string' ? html`${words}` : words);
    }
  }
  if (Object.keys(rest).length > 0) parts.push(html`<code>${JSON.stringify(rest).slice(0, MAX_JSON)}</code>`);
  return parts.length === 0 ? undefined : spaced(parts);
}

const READERS: { readonly [key: string]: Reader } = {
  reason: (value) => html`<span class="text">${plain(value)}</span>`,
  reasoning: (value) => html`<span class="text">${plain(value)}</span>`,
  note: (value) => `${plain(value)}.`,
  // Facts.
  missing: (value) => listed('missing', value),
  violated: (value) => listed('violated', value),
  denied: (value) => listed('mentioned only to deny it', value),
  // Numbers.
  figures: (value, { note }) =>
    note === undefined && typeof value === 'number' ? `${plural(value, 'figure')} in the answer.` : undefined,
  unsupported: (value) => listed('without support', value),
  derived: (value) => listed('reckoned from', value, derivedWords),
  // BERTScore and similarity.
  raw: (value) => (typeof value === 'number' ? `${decimal(value, 3)} before rescaling.` : undefined),
  clippedFrom: (value) =>
    typeof value === 'number' ? `Cut off at the end of the scale, from ${decimal(value, 3)}.` : undefined,
  // Most samples have one reference; only a later one is worth a word.
  reference: (value) =>
    typeof value === 'number' && value > 0 ? `Nearest to reference ${value + 1}.` : undefined,
  windowed: (value) => `Longer than the encoder reads, so read in parts: ${joined(value)}.`,
  truncated: (value) => `Longer than the encoder reads, so only the beginning was read: ${joined(value)}.`,
  unknown: (value) =>
    typeof value === 'number' ? `${percent(value)} of the pieces are unknown to the encoder.` : undefined,
  // select-best.
  best: (value) => `Best: ${joined(value)}.`,
  points: (value, { of }) =>
    typeof value === 'number' && typeof of === 'number'
      ? `${decimal(value, 1)} of ${decimal(of, 0)} points.`
      : undefined,
  of: () => undefined,
};

function listed(
  title: string,
  value: JsonValue,
  words: (item: JsonValue) => string = plain,
): Markup | undefined {
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) return undefined;
  return html`<span class="fact">${title}: ${list.map(words).join('; ')}.</span>`;
}

function derivedWords(item: JsonValue): string {
  const { text, from } = isRecord(item) ? item : {};
  return typeof text === 'string' && typeof from === 'string' ? `${text} (${from})` : plain(item);
}

function joined(value: JsonValue): string {
  return (Array.isArray(value) ? value : [value]).map((item) => plain(item)).join(' and ');
}

/** A fact, a figure or anything else as one line; alternatives of a fact are joined by “or”. */
export function plain(value: JsonValue): string {
  if (typeof value === 'string') return value.split(' | ').join(' or ');
  if (isRecord(value)) {
    const { anyOf, text } = value as Detail;
    if (Array.isArray(anyOf)) return anyOf.map((option) => plain(option)).join(' or ');
    if (typeof text === 'string') return text;
  }
  return JSON.stringify(value);
}
