import { isRecord, type JsonValue } from '../../domain/index.js';
import { decimal, percent } from '../format.js';
import { html, type Markup, NOTHING, spaced } from './markup.js';

type Detail = { readonly [key: string]: JsonValue | undefined };

/** A judged score: the reason, who gave which verdict, both orders of a pairwise one, and what spoke to the grader. */
export function judgeDetail(detail: Detail): Markup {
  const { reason, verdicts, orders, missing, addressed, definition } = detail;
  if (typeof definition === 'string') return html`${text(reason)}`;
  return spaced(
    [
      html`<span class="text">${text(reason)}</span>`,
      Array.isArray(orders) ? ordersWords(records(orders), detail) : verdictsWords(records(verdicts)),
      missingWords(records(missing)),
      addressedWords(records(addressed)),
    ].filter((part) => part.markup !== ''),
  );
}

/** The verdicts behind the score, by model, where there is more than one. */
function verdictsWords(verdicts: readonly Detail[]): Markup {
  if (verdicts.length < 2) return NOTHING;
  const byModel = new Map<string, string[]>();
  for (const { model, score } of verdicts) {
    if (typeof score !== 'number') continue;
    const name = text(model);
    byModel.set(name, [...(byModel.get(name) ?? []), number(score)]);
  }
  const shown = [...byModel].map(([model, scores]) => `${model} ${scores.join(', ')}`);
  return html`<b>Verdicts:</b> ${shown.join('; ')}.`;
}

function ordersWords(orders: readonly Detail[], { orderAgreement }: Detail): Markup {
  const several = orders.length > 1;
  const shown = orders.map(({ model, candidateFirst, candidateSecond }) => {
    const who = several ? `${text(model)}: ` : '';
    return `${who}shown first ${winner(candidateFirst)}, shown second ${winner(candidateSecond)}`;
  });
  const agree =
    several && typeof orderAgreement === 'number'
      ? ` Both orders agree in ${percent(orderAgreement)}.`
      : orderAgreement === 0
        ? ' The orders disagree, so it is a tie.'
        : '';
  return html`<b>Both orders:</b> ${shown.join('; ')}.${agree}`;
}

/** A pairwise verdict from the candidate's side. */
function winner(verdict: JsonValue | undefined): string {
  if (typeof verdict !== 'number') return 'unknown';
  return verdict === 1 ? 'it wins' : verdict === 0 ? 'it loses' : 'a tie';
}

function missingWords(missing: readonly Detail[]): Markup {
  if (missing.length === 0) return NOTHING;
  const shown = [...new Set(missing.map(({ model, reason }) => `${text(model)} (${text(reason)})`))];
  return html`<b>No verdict:</b> ${shown.join('; ')}.`;
}

/** The answer speaks to whoever grades it: a reviewer must know. */
function addressedWords(addressed: readonly Detail[]): Markup {
  if (addressed.length === 0) return NOTHING;
  const shown = addressed.map((passage) => `${text(passage.kind)} “${text(passage.text)}”`);
  return html`<span class="fact">Speaks to the grader, so it was judged with and without: ${shown.join('; ')}.</span>`;
}

function number(score: number): string {
  return Number.isInteger(score) ? String(score) : decimal(score, 2);
}

function records(value: JsonValue | undefined): readonly Detail[] {
  return Array.isArray(value)
    ? value.filter((item): item is { [key: string]: JsonValue } => isRecord(item))
    : [];
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
