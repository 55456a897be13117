import { describe, expect, it } from 'vitest';
import { goOnWords } from '../../src/app/run-again.js';
import { SNAPSHOT } from '../store/fixture.js';

const place = { cwd: '/nowhere/below' };

describe('the command that goes on with a run', () => {
  it('carries the filter, the cap and every other option that lay over the file', () => {
    const words = goOnWords(
      {
        name: 'r1',
        snapshot: {
          ...SNAPSHOT,
          filter: { intents: ['faq', 'returns'], samples: ['s1'], tags: ['hard'], first: 20 },
          asked: {
            provider: 'bedrock',
            region: 'eu-west-1',
            repeats: 3,
            seed: 7,
            maxCostUsd: 2.5,
            baseline: 'plain',
            prices: '/nowhere/prices.json',
          },
        },
      },
      { ...place, db: 'other.db' },
    );
    expect(words.join(' ')).toBe(
      'parsimony run ../experiment.yaml --batch --provider bedrock --region eu-west-1 --filter-intent faq --filter-intent returns --filter-sample s1 --filter-tag hard --first 20 --repeat 3 --seed 7 --max-cost 2.5 --baseline plain --prices ../prices.json --db other.db --resume r1',
    );
  });

  it('keeps a run without the cache so, which no run can be resumed with', () => {
    const words = goOnWords(
      { name: 'r1', snapshot: { ...SNAPSHOT, filter: {}, asked: { cache: false } } },
      place,
    );
    expect(words.slice(-2)).toEqual(['--batch', '--no-cache']);
  });

  it('names the provider of a run that does not say what was asked', () => {
    expect(goOnWords({ name: 'r1', snapshot: SNAPSHOT }, place)).toContain('--provider');
  });
});
