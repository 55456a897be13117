import type { Model, ModelCall, ModelRequest } from '../../model/port.js';
import type { AddressedPassage } from '../port.js';
import { type Answer, allSettled, ask } from './ask.js';
import type { BuiltQuestion } from './judge-prompt.js';

/** Where a judge's questions go. */
export interface Asking {
  readonly model: Model;
  readonly callOf: (request: ModelRequest) => ModelCall;
  readonly signal: AbortSignal;
}

/** The answers to one question, asked with more of the material withheld each time. */
export async function askLooks<V>(
  looks: readonly BuiltQuestion<V>[],
  to: Asking,
): Promise<readonly Answer<V>[]> {
  return allSettled(
    looks.map(
      (built): Promise<Answer<V>> =>
        built.state === 'ready'
          ? ask(built.question, to)
          : Promise.resolve({ state: 'missing', reason: built.reason }),
    ),
  );
}

/** What judges quoted as speaking to the grader; nothing where a look has no verdict, for then there is none at all. */
export function quotesIn<V extends { readonly addressed: readonly string[] }>(
  seen: readonly Answer<V>[],
): readonly string[] {
  if (seen.some(({ state }) => state === 'missing')) return [];
  return [...new Set(seen.flatMap((answer) => (answer.state === 'verdict' ? answer.verdict.addressed : [])))];
}

/** Each passage once: judges of a panel quote the same. */
export function distinct(passages: readonly AddressedPassage[]): readonly AddressedPassage[] {
  return [...new Map(passages.map((passage) => [`${passage.kind} ${passage.text}`, passage])).values()];
}
