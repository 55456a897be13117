import type { Chance } from '../chance.js';
import { termsOf } from '../language/terms.js';
import type { SharedParameters } from '../responder/parameters.js';
import { partsOf } from './parts.js';
import { type Query, weighQuestion } from './relevance.js';
import { type Candidate, type Evidence, selectEvidence } from './select.js';
import type { Source } from './sources.js';
import { selectWished } from './wished.js';
import { readWish } from './wishes.js';

/** A question as it is looked up: its weights, and what the sources say about it. */
export interface Lookup {
  readonly query: Query;
  readonly evidence: Evidence;
}

/**
 * Looks a question up: a wish by the attributes it states; else the whole question and then each of its parts, which
 * may lean on the others for what they are about.
 */
export function lookUp(
  question: Parameters<typeof weighQuestion>[0],
  sources: readonly Source[],
  options: { readonly shared: SharedParameters; readonly chance: Chance },
): Lookup {
  const { shared } = options;
  const query = weighQuestion(question, sources, shared);
  const wish = readWish(question.text);
  if (wish?.isPlain === false) {
    const wished = selectWished(wish, sources, options);
    if (wished !== undefined) return wished;
  }
  const whole = selectEvidence(query, sources, options);
  const parts = partsOf(question.text).map((part) => {
    const terms = termsOf(part);
    const rest = [...question.terms.all].filter((term) => !terms.all.has(term));
    const context = leansOnRest(part) ? new Set([...question.context, ...rest]) : new Set<string>();
    return selectEvidence(weighQuestion({ text: part, terms, context }, sources, shared), sources, options);
  });
  const evidence = parts.reduce(join, whole);
  if (evidence.needed.length === 0 && wish !== undefined) {
    const wished = selectWished(wish, sources, options);
    if (wished !== undefined) return wished;
  }
  return { query, evidence };
}

/** A part without a subject of its own: `how heavy is it`, `when does it open`. */
function leansOnRest(part: string): boolean {
  return (
    /\b(?:it|its|they|them|that|this|these|those|there|one)\b|それ|これ/i.test(part) ||
    termsOf(part).all.size <= 1 ||
    /[\u3040-\u30ff]/.test(part)
  );
}

/** What a part adds comes after the part before it, and needs a further step where its document is another. */
function join(whole: Evidence, part: Evidence): Evidence {
  const known = new Set(whole.needed.map(({ unit }) => unit));
  const documents = new Map(whole.needed.map(({ unit, hop }) => [unit.source, hop]));
  const first = whole.needed.length === 0;
  const added = part.needed
    .filter(({ unit }) => !known.has(unit))
    .map((candidate): Candidate => {
      const hop =
        documents.get(candidate.unit.source) ?? (first ? candidate.hop : Math.max(1, candidate.hop));
      return { ...candidate, hop };
    });
  if (added.length === 0) return whole;
  const needed = leadWith(added[0], [...whole.needed, ...added]);
  const units = new Set(needed.map(({ unit }) => unit));
  const sources = new Set(needed.map(({ unit }) => unit.source));
  return {
    ...whole,
    needed,
    marginal: [...whole.marginal, ...part.marginal].filter(
      ({ unit }, at, all) => !units.has(unit) && all.findIndex((other) => other.unit === unit) === at,
    ),
    distractors: (first ? part : whole).distractors.filter(({ unit }) => !sources.has(unit.source)),
  };
}

/** The best new sentence of a part stands second, so that a short answer still takes up every part. */
function leadWith(candidate: Candidate | undefined, all: readonly Candidate[]): readonly Candidate[] {
  const [head] = all;
  if (candidate === undefined || head === undefined || candidate === head) return all;
  return [head, candidate, ...all.filter((other) => other !== head && other !== candidate)];
}
