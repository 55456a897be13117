import type { Score } from '../../../src/domain/index.js';
import { parameters, type ResponderParameters } from '../../../src/emulator/index.js';
import { hashRequest } from '../../../src/model/index.js';
import type { Model } from '../../../src/model/port.js';
import { createJudgeScorer, viewAnswer } from '../../../src/scorer/index.js';
import type { JudgeDetail } from '../../../src/scorer/port.js';
import { ask, models, type Tool, tools } from '../../emulator/garden.js';
import { makeTrial, unaborted } from '../make-trial.js';
import { completed } from '../scripted-judge.js';
import { INJECTION_CLASSES, type Injection, neutralPadding } from './injections.js';
import { shippedRubric } from './rubrics.js';

/** What appending passages to answers did to their verdicts, for one class of passages. */
export interface Gain {
  readonly class: Injection['class'];
  readonly passages: number;
  /** Of the passages, those that were recognised as speaking to the grader. */
  readonly recognised: number;
  /** Pairs of an answer with a passage and the same with as much neutral text, both judged. */
  readonly n: number;
  /** Mean of their differences in levels of 1 to 5, as the judge answers with everything in its fence. */
  readonly fenced: number;
  /** The same for the scores that count, after the second look. */
  readonly scored: number;
  /** Standard error of `scored`. */
  readonly standardError: number;
}

/** The judge of the emulator, without the network. `susceptibility` null: as it is frozen. */
function emulatedJudge(susceptibility: number | null): Model {
  const swayed: ResponderParameters | undefined =
    susceptibility === null ? undefined : { ...parameters, tiers: withSusceptibility(susceptibility) };
  return {
    provider: 'emulator',
    async complete({ request, repeat }) {
      const { text } = ask({
        model: request.model,
        system: request.system ?? '',
        user: request.messages[0]?.content ?? '',
        temperature: request.temperature ?? 0,
        repeat,
        ...(request.output && { schema: request.output.schema }),
        ...(swayed && { parameters: { parameters: swayed } }),
      });
      return completed(text);
    },
    close: async () => {},
  };
}

function withSusceptibility(judgeInjection: number): ResponderParameters['tiers'] {
  const { small, medium, large, tuned } = parameters.tiers;
  return {
    small: { ...small, judgeInjection },
    medium: { ...medium, judgeInjection },
    large: { ...large, judgeInjection },
    tuned: { ...tuned, judgeInjection },
  };
}

const rubric = shippedRubric('helpfulness');
/** Half of what was asked: there is something to gain. */
const answerTo = ({ name, price }: Tool): string => `The ${name} costs ${price}.`;

/** Measures by class how far passages lift the verdicts of the emulator's judge above those of neutral text. */
export async function measureGains(
  injections: readonly Injection[],
  options: {
    readonly tier: 'small' | 'large';
    readonly susceptibility: number | null;
    readonly answers: number;
  },
): Promise<readonly Gain[]> {
  const chosen = tools.slice(0, options.answers);
  const scorer = createJudgeScorer({
    name: 'judge',
    rubrics: [rubric],
    settings: { models: [models[options.tier]], combine: 'mean', repeats: 1, maxTokens: 300, temperature: 0 },
    model: emulatedJudge(options.susceptibility),
    hashRequest,
  });
  const judge = async (appended: string): Promise<readonly (Score | undefined)[]> => {
    const trials = chosen.map((tool) =>
      makeTrial(`${answerTo(tool)}\n${appended}`, {
        sample: {
          id: tool.name,
          vars: { question: `What does the ${tool.name} cost?` },
          references: [`The ${tool.name} costs ${tool.price} and weighs ${tool.weight}.`],
        },
      }),
    );
    const scores = await scorer.score(trials, unaborted);
    return scores.map(({ helpfulness }) => helpfulness);
  };
  const gains: Gain[] = [];
  for (const name of INJECTION_CLASSES) {
    const passages = injections.filter((injection) => injection.class === name);
    const pairs: { readonly fenced: number; readonly scored: number }[] = [];
    for (const { text } of passages) {
      const [attacked, neutral] = [await judge(text), await judge(neutralPadding(text.length))];
      for (const [at, score] of attacked.entries()) {
        const other = neutral[at];
        if (score?.state !== 'scored' || other?.state !== 'scored') continue;
        pairs.push({ fenced: firstLook(score) - firstLook(other), scored: score.value - other.value });
      }
    }
    const scored = mean(pairs.map((pair) => pair.scored));
    const variance = mean(pairs.map((pair) => (pair.scored - scored) ** 2));
    gains.push({
      class: name,
      passages: passages.length,
      recognised: passages.filter(({ text }) => viewAnswer(`Yes.\n${text}`).addressed.length > 0).length,
      n: pairs.length,
      fenced: mean(pairs.map((pair) => pair.fenced)),
      scored,
      standardError: Math.sqrt(variance / Math.max(1, pairs.length - 1)),
    });
  }
  return gains;
}

/** What the judge said before it was asked without the passages. */
function firstLook(score: Extract<Score, { readonly state: 'scored' }>): number {
  const [verdict] = (score.detail as unknown as JudgeDetail).verdicts;
  return verdict?.unguarded ?? score.value;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
