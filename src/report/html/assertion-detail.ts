import { isRecord, type JsonValue } from '../../domain/index.js';
import { decimal } from '../format.js';
import { html, type Markup } from './markup.js';

type Detail = { readonly [key: string]: JsonValue | undefined };

/** Assertions as a list, those of a set below it: whether each held, its score where it is not all or nothing, why. */
export function assertionDetail(assertions: readonly JsonValue[]): Markup {
  const items = assertions.filter((item): item is { [key: string]: JsonValue } => isRecord(item));
  return html`<ul class="assertions">${items.map(assertion)}</ul>`;
}

function assertion(detail: Detail): Markup {
  const { type, metric, weight, members, note } = detail;
  const named = typeof metric === 'string' ? ` (${metric})` : '';
  const weighed = typeof weight === 'number' && weight !== 1 ? `, weight ${weight}` : '';
  const why = typeof note === 'string' && note !== '' ? `: ${note}` : '';
  const below = Array.isArray(members) ? assertionDetail(members) : '';
  return html`<li>${outcome(detail)} ${typeof type === 'string' ? type : 'assertion'}${named}${weighed}${why}${below}</li>`;
}

function outcome({ pass, score, unscored }: Detail): Markup {
  if (typeof unscored === 'string') return html`<b>not judged</b> (${unscored}),`;
  const partial = typeof score === 'number' && score !== 0 && score !== 1 ? ` ${decimal(score, 2)}` : '';
  return html`<b>${pass === true ? '✓ holds' : '✕ does not hold'}</b>${partial},`;
}
