import type { Rng } from '../rng.js';
import { type Document, doc } from '../shape.js';
import { POLICIES, type Policy, type PolicyName } from '../world/policies.js';

/** A rule of the shop as its help pages have it. */
export function helpPage(rng: Rng, name: PolicyName, language: 'en' | 'ja' = 'en'): Document {
  const policy: Policy = POLICIES[name];
  return doc(policy.slug, rng.pick(policy[language]));
}
