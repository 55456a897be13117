import type { Chance } from '../chance.js';
import { stemOf } from '../language/terms.js';
import type { SharedParameters } from '../responder/parameters.js';
import { type Contradiction, type FalsePremise, findContradictions, findFalsePremise } from './conflicts.js';
import { coverage, type Query, sourceScore, unitScore } from './relevance.js';
import type { Source, Unit } from './sources.js';

/** A sentence with its score; `hop` is 0 for the first document a question needs, 1 for the second, and so on. */
export interface Candidate {
  readonly unit: Unit;
  readonly score: number;
  readonly hop: number;
}

/** What the given texts say about a question. */
export interface Evidence {
  /** Sentences that bear on the question, best first. */
  readonly needed: readonly Candidate[];
  /** Other sentences of the same documents, best first. */
  readonly marginal: readonly Candidate[];
  /** The most tempting sentence of each document that is not needed, with its likeness to the best document. */
  readonly distractors: readonly { readonly unit: Unit; readonly similarity: number }[];
  readonly contradictions: readonly Contradiction[];
  readonly falsePremise: FalsePremise | undefined;
}

interface Scored {
  readonly source: Source;
  readonly score: number;
}

/** No evidence for a question. */
export const nothing: Omit<Evidence, 'distractors'> = {
  needed: [],
  marginal: [],
  contradictions: [],
  falsePremise: undefined,
};
/** A question that names nothing unknown may be put in words of its own: less coverage suffices. */
export const namesKnownFactor = 0.5;
/** Words that say what is asked, not of what: a document that shares only these is no evidence. */
const askedFor: ReadonlySet<string> = new Set(['price', 'hour']);
/** A question needs at most this many documents one after the other. */
const maxHops = 3;

/**
 * Finds the evidence for a question. A document is needed when it covers the question (`evidenceThreshold`), as well
 * as the best (`tieShare`), or covers a good part of what the best leaves open (`hopShare`). With none, `needed` is
 * empty. Temperature blurs the order of sentences.
 */
export function selectEvidence(
  query: Query,
  sources: readonly Source[],
  options: { readonly shared: SharedParameters; readonly chance: Chance },
): Evidence {
  const { shared } = options;
  const ranked = sources
    .map((source, rank) => ({ source, score: sourceScore(query, source, rank, shared) }))
    .filter(({ source }) => source.units.length > 0)
    .sort((one, other) => other.score - one.score);
  const best = ranked[0];
  if (best === undefined || !suffices(query, best, shared)) {
    return { ...nothing, distractors: distractorsOf(query, ranked, new Set(), options) };
  }
  const hops = chooseSources(query, ranked, best, shared);
  const candidates = ranked
    .filter(({ source }) => hops.has(source))
    .flatMap(({ source, score }) =>
      source.units.map((unit) => ({
        unit,
        score: unitScore(query, unit, score, shared) * blur(unit, options),
        hop: hops.get(source) ?? 0,
      })),
    )
    .sort((one, other) => other.score - one.score);
  const needed = withAsked(query, candidates, keepRelevant(query, candidates, shared), best.source);
  const kept = new Set(needed);
  const units = needed.map(({ unit }) => unit);
  return {
    needed,
    marginal: candidates.filter((candidate) => !kept.has(candidate) && !candidate.unit.isHeader),
    distractors: distractorsOf(query, ranked, new Set(hops.keys()), options),
    contradictions: findContradictions(units, sources),
    falsePremise: findFalsePremise(query, units, sources),
  };
}

function suffices(query: Query, { source, score }: Scored, { evidenceThreshold }: SharedParameters): boolean {
  if (score >= evidenceThreshold) return true;
  return query.namesKnown && coverage(query, source.terms, askedFor) >= namesKnownFactor * evidenceThreshold;
}

function blur(
  unit: Unit,
  { chance, shared }: { readonly chance: Chance; readonly shared: SharedParameters },
): number {
  if (chance.temperature === 0) return 1;
  return Math.exp(shared.temperatureSpread * chance.temperature * chance.normal(`spread:${unit.text}`));
}

function chooseSources(
  query: Query,
  ranked: readonly Scored[],
  best: Scored,
  shared: SharedParameters,
): ReadonlyMap<Source, number> {
  const hops = new Map<Source, number>([[best.source, 0]]);
  const covered = new Set(best.source.terms);
  for (const { source, score } of ranked) if (score >= shared.tieShare * best.score) hops.set(source, 0);
  for (let hop = 1; hop < maxHops; hop += 1) {
    const open = 1 - coverage(query, covered);
    const next = ranked
      .filter(({ source }) => !hops.has(source))
      .map(({ source }) => ({ source, gain: coverage(query, source.terms, covered) }))
      .sort((one, other) => other.gain - one.gain)[0];
    if (next === undefined || next.gain < shared.hopShare * open || next.gain < shared.hopFloor) break;
    hops.set(next.source, hop);
    for (const term of next.source.terms) covered.add(term);
  }
  return hops;
}

/**
 * Each hop is judged against its own best sentence, as what a second document adds overlaps less with the question.
 * A weaker sentence is needed too when it takes up words of the question that no better one does.
 */
function keepRelevant(
  query: Query,
  candidates: readonly Candidate[],
  shared: SharedParameters,
): readonly Candidate[] {
  const bestOfHop = new Map<number, number>();
  for (const { hop, score } of candidates) bestOfHop.set(hop, Math.max(score, bestOfHop.get(hop) ?? 0));
  const covered = new Set<string>();
  return candidates.filter(({ hop, score, unit }) => {
    const adds = [...query.weights.keys()].some((term) => unit.terms.all.has(term) && !covered.has(term));
    const needed = adds || score >= shared.sentenceShare * (bestOfHop.get(hop) ?? 0);
    if (needed) for (const term of unit.terms.all) covered.add(term);
    return needed;
  });
}

/**
 * Adds, for every attribute asked that no needed sentence bears on, the best sentence of the best document that does;
 * takes headers out where sentences of the same document speak, and lets one speak where only a header is left.
 */
function withAsked(
  query: Query,
  candidates: readonly Candidate[],
  relevant: readonly Candidate[],
  best: Source,
): readonly Candidate[] {
  const needed = new Set(relevant);
  const own = candidates.filter(({ unit }) => best.units.includes(unit));
  for (const { bears } of query.attributes) {
    if ([...needed].some(({ unit }) => bears(unit))) continue;
    const holder = own.find(({ unit }) => bears(unit));
    if (holder !== undefined) needed.add(holder);
  }
  for (const header of relevant.filter(({ unit }) => unit.isHeader)) {
    const follows = (candidate: Candidate): boolean =>
      candidate.unit.source === header.unit.source && !candidate.unit.isHeader;
    const spoken = [...needed].some(follows);
    const next = spoken ? undefined : candidates.find(follows);
    if (next !== undefined) needed.add(next);
    if ((spoken || next !== undefined) && !saysAlone(header.unit, query, [...needed])) needed.delete(header);
  }
  return candidates.filter((candidate) => needed.has(candidate));
}

/** A header stays where it alone holds a value that was asked for, or counts what the question names (`3 tines`). */
function saysAlone(header: Unit, { attributes, weights }: Query, needed: readonly Candidate[]): boolean {
  if (header.quantities.some(({ kind }) => kind.length > 2 && weights.has(stemOf(kind.slice(2)))))
    return true;
  return attributes.some(
    ({ bears }) => bears(header) && !needed.some(({ unit }) => unit !== header && bears(unit)),
  );
}

/** The most tempting sentence of each document that is not needed. */
export function distractorsOf(
  query: Query,
  ranked: readonly Scored[],
  needed: ReadonlySet<Source>,
  { shared }: { readonly shared: SharedParameters },
): Evidence['distractors'] {
  const best = Math.max(ranked[0]?.score ?? 0, shared.evidenceThreshold);
  return ranked
    .filter(({ source }) => !needed.has(source) && source.origin === 'document')
    .flatMap(({ source, score }) => {
      const unit = source.units
        .filter(({ isHeader }) => !isHeader)
        .map((candidate) => ({ candidate, score: unitScore(query, candidate, score, shared) }))
        .sort((one, other) => other.score - one.score)[0]?.candidate;
      return unit === undefined ? [] : [{ unit, similarity: Math.min(1, score / best) }];
    });
}
