import type { AssertionSpec } from '../../domain/index.js';
import {
  type AssertionType,
  badConfig,
  badValue,
  type Compiled,
  type MeasureKind,
  measured,
  referenceTexts,
  unjudged,
} from './check.js';

/** An assertion whose score is a measure of an encoder with the best reference, cut to [0, 1]. */
function encoded(options: {
  readonly name: string;
  readonly kind: MeasureKind;
  /** From here on it passes; undefined: the assertion must say. */
  readonly passesFrom?: number;
}): AssertionType {
  const { name, kind, passesFrom } = options;
  return {
    threshold: 'share',
    config: ['fingerprint'],
    measures: kind,
    compile(spec) {
      const references = referenceTexts(spec.value);
      if (references === undefined) {
        return badValue(`${name} needs a reference text`, 'give `value: the reference`, or a list of them');
      }
      const threshold = spec.threshold ?? passesFrom;
      if (threshold === undefined) return withoutThreshold(name);
      const pinned = pinnedScale(spec);
      if (spec.config?.fingerprint !== undefined && pinned === undefined) {
        return badConfig(
          '`config.fingerprint` is not a text',
          'give the scale that the threshold was chosen on',
        );
      }
      return {
        state: 'asks',
        asking: {
          questions: () => [],
          async check({ completion }, { measure, signal }) {
            const { scale, compare } = await measure(kind);
            if (pinned !== undefined && pinned !== scale) return unjudged(otherScale(pinned, scale));
            const score = await compare(completion.text, references, signal);
            if (score.state === 'unscored') return unjudged(score.reason);
            return measured(Math.min(1, Math.max(0, score.value)), threshold, noteOf(score.detail));
          },
        },
      };
    },
  };
}

/** The scale that an assertion's threshold was chosen on, where it says so. */
export function pinnedScale({ config }: AssertionSpec): string | undefined {
  return typeof config?.fingerprint === 'string' ? config.fingerprint : undefined;
}

/** Why a threshold cannot be used. */
export function otherScale(pinned: string, scale: string): string {
  return `its threshold was chosen on the scale ${pinned}, but the scale here is ${scale}`;
}

function withoutThreshold(name: string): Compiled {
  const fault = {
    code: 'missing-threshold',
    message: `${name} needs a threshold: its scale is that of one encoder and baseline`,
    hint: 'give `threshold:`, and with `config: { fingerprint: … }` the scale that it was chosen on',
    member: 'threshold',
  } as const;
  return { state: 'fault', fault };
}

/** Says which texts the encoder did not see whole. */
function noteOf(detail: unknown): string | undefined {
  const cut =
    typeof detail === 'object' && detail !== null && 'truncated' in detail ? detail.truncated : undefined;
  return Array.isArray(cut) ? `the encoder did not see all of: ${cut.join(', ')}` : undefined;
}

/** Cosine of the sentence vectors; promptfoo's threshold, which was made for another encoder than ours. */
export const similar = encoded({ name: 'similar', kind: 'similar', passesFrom: 0.75 });

/** BERTScore F1, rescaled by its baseline. */
export const bertscore = encoded({ name: 'bertscore', kind: 'bertscore' });
