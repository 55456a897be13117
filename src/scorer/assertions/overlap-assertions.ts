import type { AssertionSpec } from '../../domain/index.js';
import { bleu } from './bleu.js';
import { type AssertionType, badConfig, badValue, measured, numberIn, ok, referenceTexts } from './check.js';
import { gleu } from './gleu.js';
import { METEOR_DEFAULTS, meteor } from './meteor.js';
import { rougeL, rougeN } from './rouge.js';
import { wordTokens } from './word-tokens.js';

type Words = readonly string[];

/** A number in `config`: which ones it may be. */
interface Setting {
  readonly allows: (value: number) => boolean;
  readonly hint: string;
}

/** An assertion whose score is the overlap of the answer's words with those of the references, on [0, 1]. */
function overlap(options: {
  readonly name: string;
  /** From here on it passes, unless the assertion gives a threshold. */
  readonly passesFrom: number;
  readonly config?: { readonly [key: string]: Setting };
  readonly measure: (answer: Words, references: readonly Words[], spec: AssertionSpec) => number;
}): AssertionType {
  const { name, passesFrom, config = {}, measure } = options;
  return {
    threshold: 'share',
    config: Object.keys(config),
    compile(spec) {
      const references = referenceTexts(spec.value);
      if (references === undefined) {
        return badValue(`${name} needs a reference text`, 'give `value: the reference`, or a list of them');
      }
      for (const [key, { allows, hint }] of Object.entries(config)) {
        const value = numberIn(spec, key);
        if (spec.config?.[key] === undefined || (value !== undefined && allows(value))) continue;
        return badConfig(`\`config.${key}\` of ${name} cannot be ${JSON.stringify(spec.config[key])}`, hint);
      }
      const threshold = spec.threshold ?? passesFrom;
      const words = references.map(wordTokens);
      return ok(({ completion }) => measured(measure(wordTokens(completion.text), words, spec), threshold));
    },
  };
}

function best(references: readonly Words[], measure: (reference: Words) => number): number {
  return Math.max(0, ...references.map(measure));
}

/** F1 of the longest common subsequence of words. */
export const rougeLAssertion = overlap({
  name: 'rouge-l',
  passesFrom: 0.75,
  measure: (answer, references) => best(references, (reference) => rougeL(answer, reference)),
});

/** F1 of the n-grams in common; n is 1 unless `config.n` says otherwise. */
export const rougeNAssertion = overlap({
  name: 'rouge-n',
  passesFrom: 0.75,
  config: { n: { allows: (n) => Number.isInteger(n) && n >= 1, hint: 'give a whole number from 1 on' } },
  measure: (answer, references, spec) => {
    const n = numberIn(spec, 'n') ?? 1;
    return best(references, (reference) => rougeN(answer, reference, n));
  },
});

/** Sentence BLEU. */
export const bleuAssertion = overlap({ name: 'bleu', passesFrom: 0.5, measure: bleu });

/** Google-BLEU. */
export const gleuAssertion = overlap({ name: 'gleu', passesFrom: 0.5, measure: gleu });

const SHARE: Setting = { allows: (value) => value >= 0 && value <= 1, hint: 'give a number from 0 to 1' };

/** METEOR without synonyms; with these settings it cannot leave [0, 1]. */
export const meteorAssertion = overlap({
  name: 'meteor',
  passesFrom: 0.5,
  config: {
    alpha: SHARE,
    beta: { allows: (value) => value >= 0, hint: 'give a number of 0 or more' },
    gamma: SHARE,
  },
  measure: (answer, references, spec) =>
    meteor(answer, references, {
      alpha: numberIn(spec, 'alpha') ?? METEOR_DEFAULTS.alpha,
      beta: numberIn(spec, 'beta') ?? METEOR_DEFAULTS.beta,
      gamma: numberIn(spec, 'gamma') ?? METEOR_DEFAULTS.gamma,
    }),
});
