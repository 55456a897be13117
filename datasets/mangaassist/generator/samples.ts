import { readAnswer } from '../../../src/scorer/facts/match-fact.js';
import { contextOf, DrawAgain, INSTANCES } from './context.js';
import { rngOf } from './rng.js';
import type { Context, Document, Draft, Fact, Intent, Shape } from './shape.js';

/** One line of the file; keys in the order in which they are written. */
export interface Sample {
  readonly id: string;
  readonly intent: Intent;
  readonly vars: { readonly question: string };
  readonly documents: readonly { readonly id: string; readonly text: string }[];
  readonly history?: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly reference: string;
  readonly facts: { readonly must: readonly Fact[]; readonly mustNot: readonly Fact[] };
  readonly cluster: string;
  readonly tags: readonly string[];
}

const SEED = 'hoshizora-1';
const MAX_ATTEMPTS = 40;
const PREFIXES: { readonly [intent in Intent]: string } = {
  recommendation: 'rec',
  product_question: 'pq',
  product_discovery: 'disc',
  faq: 'faq',
  order_tracking: 'ord',
  return_request: 'ret',
  promotion: 'promo',
  checkout_help: 'chk',
  chitchat: 'chat',
  escalation: 'esc',
};

/** The samples of the shapes, in their order; `only` leaves out shapes whose slug begins otherwise. */
export function samplesOf(shapes: readonly Shape[], only = ''): readonly Sample[] {
  const numbers = new Map<Intent, number>();
  return shapes.flatMap((shape, position) =>
    Array.from({ length: INSTANCES }, (_, instance) => instance).flatMap((instance) => {
      const number = (numbers.get(shape.intent) ?? 0) + 1;
      numbers.set(shape.intent, number);
      const id = `full-${PREFIXES[shape.intent]}-${String(number).padStart(3, '0')}`;
      if (!shape.slug.startsWith(only)) return [];
      return [sampleOf({ shape, instance, id, ordinal: position * INSTANCES + instance })];
    }),
  );
}

/** One JSON object a line. */
export function asJsonLines(samples: readonly Sample[]): string {
  return samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
}

interface Place {
  readonly shape: Shape;
  readonly instance: number;
  readonly id: string;
  readonly ordinal: number;
}

/**
 * Draws again while chance makes a right answer name a distractor's figure (two prices that agree, a sum that
 * equals another document's price). A shape that never succeeds is wrong, and so is one whose reference lacks a must.
 */
function sampleOf({ shape, instance, id, ordinal }: Place): Sample {
  let last = '';
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const rng = rngOf(`${SEED}/${shape.slug}/${instance}/${attempt}`);
    const draft = drafted(shape, contextOf({ rng, instance, ordinal }));
    if (draft instanceof DrawAgain) {
      last = draft.message;
      continue;
    }
    const mentionOf = readAnswer(draft.reference);
    const missing = draft.must.find((fact) => mentionOf(fact) !== 'stated');
    if (missing !== undefined) {
      throw new Error(`${shape.slug} ${instance}: no ${JSON.stringify(missing)} in: ${draft.reference}`);
    }
    const clash = draft.mustNot.find((fact) => mentionOf(fact) !== 'absent');
    if (clash === undefined) return assembled(shape, id, draft);
    last = `${JSON.stringify(clash)} in: ${draft.reference}`;
  }
  throw new Error(`${shape.slug} ${instance}: no draw will do: ${last}`);
}

function drafted(shape: Shape, context: Context): Draft | DrawAgain {
  try {
    return shape.build(context);
  } catch (error) {
    if (error instanceof DrawAgain) return error;
    throw error;
  }
}

function assembled(shape: Shape, id: string, draft: Draft): Sample {
  const kinds = [...new Set([...shape.kinds, ...(draft.kinds ?? [])])];
  return {
    id,
    intent: shape.intent,
    vars: { question: draft.question.text },
    documents: draft.documents.map(numbered),
    ...(draft.history === undefined ? {} : { history: draft.history.map(message) }),
    reference: draft.reference,
    facts: { must: draft.must, mustNot: draft.mustNot },
    cluster: shape.slug,
    tags: [`lang:${draft.question.language}`, ...kinds.map((kind) => `kind:${kind}`)],
  };
}

function numbered({ slug, text }: Document, index: number): { readonly id: string; readonly text: string } {
  return { id: `d${index + 1}-${slug}`, text };
}

function message(
  content: string,
  index: number,
): { readonly role: 'user' | 'assistant'; readonly content: string } {
  return { role: index % 2 === 0 ? 'user' : 'assistant', content };
}
