import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  factorsFor,
  frameTokens,
  learnFactors,
  type ScriptCounts,
  scaleCounts,
  tableFactors,
  type UsageObservation,
} from '../../src/tokens/index.js';

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const FRAME = { messages: 1 } as const;

function counts(part: Partial<ScriptCounts>): ScriptCounts {
  return { latin: 0, marks: 0, cjk: 0, other: 0, ...part };
}

/** What a service would bill whose vocabulary takes so many tokens for one of ours. */
function billed(
  text: ScriptCounts,
  rule: ScriptCounts,
  { provider = 'bedrock', model = `global.${HAIKU}` } = {},
): UsageObservation {
  const tokens =
    text.latin * rule.latin + text.marks * rule.marks + text.cjk * rule.cjk + text.other * rule.other;
  return {
    provider,
    model,
    counts: text,
    frame: FRAME,
    inputTokens: Math.round(tokens) + frameTokens(FRAME),
  };
}

const RULE: ScriptCounts = { latin: 1.45, marks: 1.0, cjk: 1.1, other: 1.3 };

/** Requests in varied mixtures, as a real set of prompts has them. */
function mixtures(n: number, rule = RULE): readonly UsageObservation[] {
  return Array.from({ length: n }, (_, k) =>
    billed(
      { latin: 200 + ((k * 37) % 300), marks: 40 + ((k * 53) % 200), cjk: (k * 71) % 400, other: 0 },
      rule,
    ),
  );
}

describe('learnt factors', () => {
  test('with one script, the ratio is the ratio of sums', () => {
    const learnt = learnFactors([
      { provider: 'bedrock', model: HAIKU, counts: counts({ cjk: 100 }), frame: FRAME, inputTokens: 127 },
      { provider: 'bedrock', model: HAIKU, counts: counts({ cjk: 300 }), frame: FRAME, inputTokens: 467 },
    ]);
    const { scripts, overall, n } = factorsFor(learnt, 'bedrock', HAIKU);
    // (120 + 460) / 400, not the mean of 1.2 and 1.533
    expect(scripts.cjk.ratio).toMatchObject({ value: 1.45, n: 2, level: 0.95 });
    expect(overall).toMatchObject({ value: 1.45, n: 2 });
    expect(n).toBe(2);
    // Two requests against the half that the table's 1.56 weighs.
    expect(scripts.cjk.value).toBeCloseTo((0.5 * 1.56 + 2 * 1.45) / 2.5, 10);
    expect(scripts.latin).toMatchObject({ value: 1.2, ratio: { value: null } });
  });

  test('recover a vocabulary’s factors from mixed requests', () => {
    const { scripts } = factorsFor(learnFactors(mixtures(300)), 'bedrock', HAIKU);
    expect(scripts.latin.value).toBeCloseTo(RULE.latin, 1);
    expect(scripts.cjk.value).toBeCloseTo(RULE.cjk, 1);
  });

  test('estimate unseen requests within 1 % once 300 were recorded', () => {
    const factors = factorsFor(learnFactors(mixtures(300)), 'bedrock', HAIKU);
    for (const { counts: text, inputTokens } of mixtures(350).slice(300)) {
      const estimate = scaleCounts(text, factors) + frameTokens(FRAME);
      expect(Math.abs(estimate / inputTokens - 1)).toBeLessThan(0.01);
    }
  });

  test('the interval of the ratio holds it and narrows as requests come in', () => {
    const width = (n: number) => {
      // Every third request is off by a tenth.
      const noisy = mixtures(n).map((one, k) => ({
        ...one,
        inputTokens: Math.round(one.inputTokens * (k % 3 === 0 ? 1.1 : 0.95)),
      }));
      const { value, low, high } = factorsFor(learnFactors(noisy), 'bedrock', HAIKU).overall;
      expect(Number(low)).toBeLessThan(Number(value));
      expect(Number(high)).toBeGreaterThan(Number(value));
      return Number(high) - Number(low);
    };
    expect(width(240)).toBeLessThan(width(24) / 2);
  });

  test('one request moves the factor by two thirds of the way, and has no interval', () => {
    const one = billed(counts({ latin: 1000 }), { ...RULE, latin: 1.8 });
    const { scripts } = factorsFor(learnFactors([one]), 'bedrock', HAIKU);
    expect(scripts.latin.value).toBeCloseTo(1.2 + ((1.8 - 1.2) * 2) / 3, 10);
    expect(scripts.latin.ratio).toMatchObject({ value: 1.8, low: null, high: null });
    expect(scripts.latin.ratio.reason).toBeDefined();
  });

  test('emulated usage never calibrates a real model, nor the other way round', () => {
    const emulated = mixtures(50).map((one) => ({ ...one, provider: 'emulator' }));
    const learnt = learnFactors(emulated);
    expect(factorsFor(learnt, 'bedrock', HAIKU)).toEqual(tableFactors('bedrock', HAIKU));
    expect(factorsFor(learnt, 'emulator', HAIKU).n).toBe(50);
  });

  test('profiles and ARNs of a model share its factors', () => {
    const learnt = learnFactors(mixtures(10));
    expect(factorsFor(learnt, 'bedrock', `eu.${HAIKU}`).n).toBe(10);
    const arn = `arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.${HAIKU}`;
    expect(factorsFor(learnt, 'bedrock', arn).n).toBe(10);
  });

  test('requests without text, or billed less than their frame, teach nothing', () => {
    const empty = { ...billed(counts({}), RULE), inputTokens: 40 };
    const free = { ...billed(counts({ latin: 10 }), RULE), inputTokens: 3 };
    expect(learnFactors([empty, free])).toEqual({});
  });

  test('factors are positive, within four times the table’s, and survive JSON', () => {
    const count = fc.integer({ min: 0, max: 5_000 });
    const observation = fc
      .tuple(
        fc.record({ latin: count, marks: count, cjk: count, other: count }),
        fc.integer({ min: 0, max: 50_000 }),
      )
      .map(
        ([text, inputTokens]): UsageObservation => ({
          provider: 'bedrock',
          model: HAIKU,
          counts: text,
          frame: FRAME,
          inputTokens,
        }),
      );
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 30 }), (observations) => {
        const learnt = learnFactors(observations);
        expect(JSON.parse(JSON.stringify(learnt))).toEqual(learnt);
        for (const { scripts } of Object.values(learnt)) {
          for (const { value, prior } of Object.values(scripts)) {
            expect(value).toBeGreaterThan(prior / 4.001);
            expect(value).toBeLessThan(prior * 4.001);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the order of observations changes nothing that is printed', () => {
    const forwards = factorsFor(learnFactors(mixtures(40)), 'bedrock', HAIKU);
    const backwards = factorsFor(learnFactors([...mixtures(40)].reverse()), 'bedrock', HAIKU);
    expect(backwards.scripts.latin.value).toBeCloseTo(forwards.scripts.latin.value, 9);
  });
});
