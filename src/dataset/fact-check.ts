import type { Fact, Sample } from '../domain/index.js';
import type { FactMatcher } from './port.js';
import type { Report } from './sink.js';

/**
 * Facts that the sample's own references contradict: a `must` that no reference names, a `mustNot` that one
 * states. Such a sample would punish the right answer. A `must` that a reference names only to deny it ("no
 * coupons") asks for the mention, and so does its scorer.
 */
export function checkFacts(sample: Sample, matcher: FactMatcher, report: Report): void {
  const { references, facts } = sample;
  if (references.length === 0) return;
  for (const [at, fact] of facts.must.entries()) {
    if (references.some((reference) => matcher.mentions(reference, fact))) continue;
    const hint = 'Mend the fact or the reference: as it stands, the reference itself would fail.';
    report('unmet-fact', `facts.must[${at}]`, `no reference states ${inWords(fact)}`, hint);
  }
  for (const [at, fact] of facts.mustNot.entries()) {
    if (!references.some((reference) => matcher.satisfies(reference, fact))) continue;
    const hint = 'Mend the fact or the reference: as it stands, the reference itself would fail.';
    report('violated-fact', `facts.mustNot[${at}]`, `a reference states ${inWords(fact)}`, hint);
  }
}

/** A fact that is demanded and forbidden at once can be met by no answer. */
export function checkContradiction(sample: Sample, report: Report): void {
  if (sample.facts.mustNot.length === 0) return;
  const demanded = new Set(sample.facts.must.map((fact) => JSON.stringify(fact)));
  for (const [at, fact] of sample.facts.mustNot.entries()) {
    if (!demanded.has(JSON.stringify(fact))) continue;
    const message = `${inWords(fact)} stands in "must" and in "mustNot"`;
    report('contradictory-fact', `facts.mustNot[${at}]`, message, 'Keep one of the two.');
  }
}

function inWords(fact: Fact): string {
  return typeof fact === 'string' ? `"${fact}"` : `any of "${fact.anyOf.join('", "')}"`;
}
