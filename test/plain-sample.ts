import type { Sample } from '../src/domain/index.js';

/** A sample with nothing but an id and a question, unless overridden. */
export function plainSample(overrides: Partial<Sample> = {}): Sample {
  const id = overrides.id ?? 's1';
  return {
    id,
    intent: 'faq',
    vars: { question: `What about ${id}?` },
    documents: [],
    history: [],
    references: [],
    facts: { must: [], mustNot: [] },
    assert: [],
    cluster: id,
    tags: [],
    weight: 1,
    metadata: {},
    ...overrides,
  };
}
