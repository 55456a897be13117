import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Embedder } from '../../src/embed/index.js';
import { hashRequest } from '../../src/model/index.js';
import { openGrader } from '../../src/scorer/assertions/graded/grader.js';
import {
  createAssertionsScorer,
  createBertscoreScorer,
  createFactsScorer,
  createJudgeScorer,
  createNumbersScorer,
  createRecordedScorer,
  createSimilarityScorer,
  parseRubric,
} from '../../src/scorer/index.js';
import type { ScorableTrial, Scorer } from '../../src/scorer/port.js';
import { letterEmbedder as letterPieces } from './bertscore/letter-embedder.js';
import { makeTrial, unaborted } from './make-trial.js';
import { scriptedJudge, verdict } from './scripted-judge.js';

/** Two dimensions: how many letters `a` and `b` a text has; enough to tell answers apart. */
const letterEmbedder: Embedder = {
  id: 'letters',
  async embed(texts) {
    return texts.map((text) => {
      const [a, b] = ['a', 'b'].map((letter) => text.split(letter).length - 1);
      const norm = Math.hypot(a ?? 0, b ?? 0) || 1;
      return { vector: Float32Array.of((a ?? 0) / norm, (b ?? 0) / norm), truncated: false };
    });
  },
  async close() {},
};

function makeJudge(): Scorer {
  const file = path.resolve(import.meta.dirname, '../../prompts/judges/helpfulness.md');
  const parsed = parseRubric(readFileSync(file, 'utf8'), file);
  if (parsed.state === 'invalid') throw new Error('the rubric should be valid');
  // Answers slowly in reverse, so that order is not kept by luck.
  const { model } = scriptedJudge((call) => {
    const content = call.request.messages[0]?.content ?? '';
    return verdict(content.includes('\naaa\n') ? 5 : 1);
  });
  const complete: typeof model.complete = async (call, signal) => {
    const outcome = await model.complete(call, signal);
    const turns = call.request.messages[0]?.content.includes('\naaa\n') ? 5 : 1;
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    return outcome;
  };
  const settings = { models: ['m'], combine: 'mean', repeats: 1, maxTokens: 100 } as const;
  return createJudgeScorer({
    name: 'judge',
    rubrics: [parsed.rubric],
    settings,
    model: { ...model, complete },
    hashRequest,
  });
}

interface Case {
  readonly make: () => Scorer;
  /** A trial that it can score, with the answer `text`: `aaa` scores high, `bbb` low. */
  readonly scorable: (text: string) => ScorableTrial;
  /** A trial that it cannot score. */
  readonly unscorable: ScorableTrial;
}

const cases: { readonly [name: string]: Case } = {
  similarity: {
    make: () =>
      createSimilarityScorer({
        name: 'similarity',
        embedderId: 'letters',
        embedder: async () => letterEmbedder,
      }),
    scorable: (text) => makeTrial(text, { sample: { references: ['a'] } }),
    unscorable: makeTrial('aaa'),
  },
  bertscore: {
    make: () =>
      createBertscoreScorer({
        name: 'bertscore',
        scale: {
          fingerprint: 'letters@last@idf=off@baseline=0',
          matchId: 'letters@last@idf=off',
          baseline: { precision: 0.3, recall: 0.3, f1: 0.3 },
        },
        embedder: async () => letterPieces(),
      }),
    scorable: (text) => makeTrial(text, { sample: { references: ['aa'] } }),
    unscorable: makeTrial('aaa'),
  },
  facts: {
    make: () => createFactsScorer({ name: 'facts' }),
    scorable: (text) => makeTrial(text, { sample: { facts: { must: ['aaa'], mustNot: ['bbb'] } } }),
    unscorable: makeTrial('aaa'),
  },
  numbers: {
    make: () => createNumbersScorer({ name: 'numbers' }),
    scorable: (text) =>
      makeTrial(`${text} ¥${text === 'aaa' ? 1 : 2}`, { sample: { vars: { question: '¥1?' } } }),
    unscorable: makeTrial(' '),
  },
  assertions: {
    make: () => createAssertionsScorer({ name: 'assertions', assert: [] }),
    scorable: (text) => makeTrial(text, { sample: { assert: [{ type: 'contains', value: 'aaa' }] } }),
    unscorable: makeTrial('aaa'),
  },
  'graded assertions': {
    make: () => {
      const { model } = scriptedJudge(({ request }) => {
        const good = request.messages[0]?.content.includes('\naaa\n') === true;
        return JSON.stringify({ reason: 'because', score: good ? 1 : 0.2, pass: good });
      });
      const settings = { model: 'm', maxTokens: 100 };
      return createAssertionsScorer({
        name: 'graded',
        assert: [],
        grader: openGrader({ settings, model, hashRequest }),
      });
    },
    scorable: (text) => makeTrial(text, { sample: { assert: [{ type: 'llm-rubric', value: 'is a' }] } }),
    unscorable: makeTrial('aaa', { sample: { assert: [{ type: 'factuality' }] } }),
  },
  judge: {
    make: makeJudge,
    scorable: (text) => makeTrial(text),
    unscorable: makeTrial('aaa', { sample: { vars: {} } }),
  },
  recorded: {
    make: () => createRecordedScorer({ name: 'correct' }),
    scorable: (text) =>
      makeTrial(text, { completion: { recordedScores: { correct: text === 'aaa' ? 1 : 0 } } }),
    unscorable: makeTrial('aaa'),
  },
};

describe.each(Object.entries(cases))(
  '%s keeps the contract of a scorer',
  (_, { make, scorable, unscorable }) => {
    test('answers in the order of the window, each trial as if alone', async () => {
      const scorer = make();
      const window = [scorable('aaa'), unscorable, scorable('bbb'), scorable('aaa')];
      const together = await scorer.score(window, unaborted);
      expect(together).toHaveLength(4);
      for (const [at, trial] of window.entries()) {
        expect(together[at]).toEqual((await scorer.score([trial], unaborted))[0]);
      }
      const [high, , low] = together.map((scores) => scores[scorer.name]);
      expect(high?.state === 'scored' && low?.state === 'scored' && high.value > low.value).toBe(true);
    });

    test('an empty window has no scores', async () => {
      expect(await make().score([], unaborted)).toEqual([]);
    });

    test('gives every metric it announces, inside its scale', async () => {
      const scorer = make();
      const [scores] = await scorer.score([scorable('aaa')], unaborted);
      expect(Object.keys(scores ?? {}).sort()).toEqual(scorer.metrics.map(({ name }) => name).sort());
      for (const { name, min, max } of scorer.metrics) {
        const score = scores?.[name];
        if (score?.state !== 'scored') throw new Error(`${name} should be scored`);
        expect(score.value).toBeGreaterThanOrEqual(min);
        expect(score.value).toBeLessThanOrEqual(max);
      }
    });

    test('unscored is never zero: what cannot be scored has a reason and no value', async () => {
      const scorer = make();
      const [scores] = await scorer.score([unscorable], unaborted);
      for (const { name } of scorer.metrics) {
        expect(scores?.[name]).toEqual({ state: 'unscored', reason: expect.stringMatching(/\S/) });
      }
    });

    test('the same trials give the same scores and the same fingerprint', async () => {
      const window = [scorable('aaa'), scorable('bbb')];
      const [first, second] = [make(), make()];
      expect(second.fingerprint).toBe(first.fingerprint);
      expect(await second.score(window, unaborted)).toEqual(await first.score(window, unaborted));
    });

    test('scores survive a round trip through JSON', async () => {
      const scores = await make().score([scorable('aaa'), unscorable], unaborted);
      expect(JSON.parse(JSON.stringify(scores))).toEqual(scores);
    });

    test('stops with the reason of the signal when it aborts', async () => {
      const stop = new Error('stop');
      await expect(make().score([scorable('aaa')], AbortSignal.abort(stop))).rejects.toBe(stop);
    });
  },
);

test('different scorers and settings have different fingerprints', () => {
  const scorers = [
    ...Object.values(cases).map(({ make }) => make()),
    createSimilarityScorer({ name: 'similarity', embedderId: 'other', embedder: async () => letterEmbedder }),
    createAssertionsScorer({ name: 'assertions', assert: [{ type: 'is-json' }] }),
    createRecordedScorer({ name: 'other' }),
  ];
  expect(new Set(scorers.map(({ fingerprint }) => fingerprint)).size).toBe(scorers.length);
});
