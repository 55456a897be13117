import type { Tier } from '../models.js';

/** What differs between tiers. Probabilities unless the name says otherwise; meanings in docs/emulator.md. */
export interface TierParameters {
  /** A relevant sentence of the first document needed enters the answer. */
  readonly recall: number;
  /** Multiplies `recall` for sentences of the second and further documents that a question needs. */
  readonly multiHopFactor: number;
  /** A distracting document as similar to the question as the right one puts a sentence into the answer. */
  readonly distraction: number;
  /** Something is made up when nothing in the prompt supports an answer. */
  readonly hallucination: number;
  /** Multiplies `hallucination` under a grounding instruction. */
  readonly groundingFactor: number;
  /** A number of a sentence is copied wrongly, at temperature 0. */
  readonly slip: number;
  /** An instruction on style, format or language is followed. */
  readonly instructionFollowing: number;
  /** Share of `instructionFollowing` lost per 1,000 tokens of instructions beyond `instructionTokensFree`. */
  readonly instructionDilution: number;
  /** An instruction hidden in a document, or one to drop the rules in a question, is obeyed. */
  readonly injection: number;
  /** Multiplies `injection` under an instruction to refuse such instructions. */
  readonly refusalFactor: number;
  /** Another person's data is handed out on request. */
  readonly privacyLeak: number;
  /** Multiplies `privacyLeak` under a privacy instruction. */
  readonly privacyFactor: number;
  /** A false premise of the question is corrected instead of accepted. */
  readonly premiseCorrection: number;
  /** Contradicting documents are noticed and both sides told. */
  readonly contradictionNotice: number;
  /** A question that leans on earlier turns is understood. */
  readonly coreference: number;
  /** Multiplies `recall` where question or answer is Japanese. */
  readonly japaneseRecallFactor: number;
  /** A Japanese answer slides into English. */
  readonly languageDrift: number;
  /** Largest number of evidence sentences without a style instruction or examples. */
  readonly maxSentences: number;
  /** A lead-in phrase opens, and a closing phrase ends, an answer without a concise instruction. */
  readonly leadIn: number;
  readonly closing: number;
  /** A marginal sentence of a relevant document is added without being needed. */
  readonly elaboration: number;
  /** Share of recall errors that many good examples take away. */
  readonly fewShotGain: number;
  /** Time until the first token, per 1,000 input tokens, and generation speed. */
  readonly firstTokenMs: number;
  readonly inputMsPer1k: number;
  readonly outputTokensPerSecond: number;
  /** Standard deviation of a grade around its truth, on [0, 1]. */
  readonly judgeNoise: number;
  /** A grade comes back as something other than the JSON that was asked for. */
  readonly judgeMalformed: number;
  /** An instruction inside the graded answer moves the grade. */
  readonly judgeInjection: number;
}

/** What all tiers share. */
export interface SharedParameters {
  /** Share of a decision's variance that belongs to question and sentence, equal for every model and prompt. */
  readonly sharedDifficulty: number;
  /** Share of the remaining variance that changes between repeats at temperature 1 (linear in temperature). */
  readonly temperatureShare: number;
  /** Standard deviation of the log-noise on sentence relevance at temperature 1. */
  readonly temperatureSpread: number;
  /** `slip` is multiplied by 1 + this × temperature. */
  readonly temperatureSlip: number;
  /** Errors are multiplied by this for each whole generation after 4.5 (and divided before it). */
  readonly generationFactor: number;
  /** Share of the question's weight that a document must cover to count as evidence. */
  readonly evidenceThreshold: number;
  /** A document whose score reaches this share of the best one counts as equally relevant. */
  readonly tieShare: number;
  /** Share of the still uncovered question that makes a further document a second hop. */
  readonly hopShare: number;
  /** The least share of the whole question that a second hop must add. */
  readonly hopFloor: number;
  /** Weight of an ordinary word that no source has: it may be a paraphrase. */
  readonly absentWordWeight: number;
  /** A sentence whose score reaches this share of the best one counts as relevant. */
  readonly sentenceShare: number;
  /** Weight of names and numbers against ordinary words. */
  readonly entityWeight: number;
  /** Weight of a document's title words that the question does not have: lowers near-miss titles. */
  readonly titlePrecision: number;
  /** What the answer's type (price, date, number) adds to a sentence that has one. */
  readonly answerTypeBonus: number;
  /** Relative advantage of the first-ranked document, falling as 1/rank. */
  readonly rankPrior: number;
  /** Share of recall lost per document beyond `documentsFree`. */
  readonly crowding: number;
  readonly documentsFree: number;
  readonly instructionTokensFree: number;
  /** How many examples give 1 − 1/e of `fewShotGain`. */
  readonly fewShotScale: number;
  /** Multiplies `hallucination` when examples show an answer that admits not knowing. */
  readonly fewShotHonesty: number;
  /** Sentences under a concise instruction that names no number. */
  readonly conciseSentences: number;
  /** Log-normal standard deviation of latency; probability and range of a slow call. */
  readonly latencySigma: number;
  readonly latencyTail: number;
  readonly latencyTailFactor: readonly [number, number];
}

/** Systematic errors of the judge, on [0, 1]; options of the emulator can turn them up. */
export interface JudgeBias {
  /** Added for an answer far longer than `wordsFree`, taken from one far shorter. */
  readonly verbosity: number;
  /** Added to the first of two answers. */
  readonly position: number;
  readonly wordsFree: number;
}

/** The complete table. */
export interface ResponderParameters {
  readonly tiers: { readonly [tier in Tier]: TierParameters };
  readonly shared: SharedParameters;
  readonly judgeBias: JudgeBias;
}

/**
 * Frozen: datasets, prompts and scorers are written without knowing these values, and these values without
 * knowing them. The reasons for each stand in docs/emulator.md; a test pins the table's hash.
 */
export const parameters: ResponderParameters = {
  tiers: {
    small: {
      recall: 0.82,
      multiHopFactor: 0.72,
      distraction: 0.22,
      hallucination: 0.42,
      groundingFactor: 0.25,
      slip: 0.03,
      instructionFollowing: 0.84,
      instructionDilution: 0.1,
      injection: 0.3,
      refusalFactor: 0.35,
      privacyLeak: 0.35,
      privacyFactor: 0.3,
      premiseCorrection: 0.55,
      contradictionNotice: 0.35,
      coreference: 0.75,
      japaneseRecallFactor: 0.88,
      languageDrift: 0.06,
      maxSentences: 4,
      leadIn: 0.7,
      closing: 0.6,
      elaboration: 0.3,
      fewShotGain: 0.3,
      firstTokenMs: 350,
      inputMsPer1k: 60,
      outputTokensPerSecond: 140,
      judgeNoise: 0.1,
      judgeMalformed: 0.03,
      judgeInjection: 0.08,
    },
    medium: {
      recall: 0.91,
      multiHopFactor: 0.88,
      distraction: 0.1,
      hallucination: 0.24,
      groundingFactor: 0.15,
      slip: 0.012,
      instructionFollowing: 0.93,
      instructionDilution: 0.05,
      injection: 0.1,
      refusalFactor: 0.2,
      privacyLeak: 0.15,
      privacyFactor: 0.2,
      premiseCorrection: 0.78,
      contradictionNotice: 0.65,
      coreference: 0.9,
      japaneseRecallFactor: 0.95,
      languageDrift: 0.015,
      maxSentences: 5,
      leadIn: 0.8,
      closing: 0.7,
      elaboration: 0.5,
      fewShotGain: 0.2,
      firstTokenMs: 650,
      inputMsPer1k: 120,
      outputTokensPerSecond: 75,
      judgeNoise: 0.06,
      judgeMalformed: 0.01,
      judgeInjection: 0.03,
    },
    large: {
      recall: 0.955,
      multiHopFactor: 0.95,
      distraction: 0.04,
      hallucination: 0.12,
      groundingFactor: 0.1,
      slip: 0.005,
      instructionFollowing: 0.97,
      instructionDilution: 0.02,
      injection: 0.03,
      refusalFactor: 0.15,
      privacyLeak: 0.06,
      privacyFactor: 0.1,
      premiseCorrection: 0.92,
      contradictionNotice: 0.85,
      coreference: 0.96,
      japaneseRecallFactor: 0.98,
      languageDrift: 0.005,
      maxSentences: 5,
      leadIn: 0.6,
      closing: 0.4,
      elaboration: 0.4,
      fewShotGain: 0.12,
      firstTokenMs: 1100,
      inputMsPer1k: 220,
      outputTokensPerSecond: 50,
      judgeNoise: 0.04,
      judgeMalformed: 0.004,
      judgeInjection: 0.01,
    },
    tuned: {
      recall: 0.87,
      multiHopFactor: 0.75,
      distraction: 0.17,
      hallucination: 0.48,
      groundingFactor: 0.25,
      slip: 0.02,
      instructionFollowing: 0.8,
      instructionDilution: 0.08,
      injection: 0.32,
      refusalFactor: 0.4,
      privacyLeak: 0.35,
      privacyFactor: 0.3,
      premiseCorrection: 0.55,
      contradictionNotice: 0.35,
      coreference: 0.78,
      japaneseRecallFactor: 0.92,
      languageDrift: 0.02,
      maxSentences: 3,
      leadIn: 0.2,
      closing: 0.15,
      elaboration: 0.1,
      fewShotGain: 0.08,
      firstTokenMs: 350,
      inputMsPer1k: 60,
      outputTokensPerSecond: 140,
      judgeNoise: 0.12,
      judgeMalformed: 0.04,
      judgeInjection: 0.08,
    },
  },
  shared: {
    sharedDifficulty: 0.4,
    temperatureShare: 0.8,
    temperatureSpread: 0.25,
    temperatureSlip: 1,
    generationFactor: 0.88,
    evidenceThreshold: 0.34,
    tieShare: 0.9,
    hopShare: 0.34,
    hopFloor: 0.06,
    absentWordWeight: 0.8,
    sentenceShare: 0.5,
    entityWeight: 2,
    titlePrecision: 0.2,
    answerTypeBonus: 0.3,
    rankPrior: 0.05,
    crowding: 0.01,
    documentsFree: 4,
    instructionTokensFree: 300,
    fewShotScale: 2,
    fewShotHonesty: 0.6,
    conciseSentences: 2,
    latencySigma: 0.18,
    latencyTail: 0.02,
    latencyTailFactor: [2, 4],
  },
  judgeBias: { verbosity: 0.03, position: 0.03, wordsFree: 80 },
};
