import type { ProviderKind } from '../model/port.js';
import type { ScorerSpec } from './port.js';

/** A scorer that asks models, with one entry for each model. */
export interface ScorerModel {
  /** The scorer's name. */
  readonly name: string;
  readonly model: string;
  /** Undefined: the experiment's. */
  readonly provider?: ProviderKind;
  readonly temperature?: number;
  /** How often it is asked the same. */
  readonly repeats: number;
  /** Grades answers by themselves, and so may go through a batch; the others need all variants' answers. */
  readonly pointwise: boolean;
}

/** Every model that the scorers of an experiment ask, panels spelled out, in the order of the file. */
export function scorerModels(scorers: readonly ScorerSpec[]): readonly ScorerModel[] {
  return scorers.flatMap((scorer): readonly ScorerModel[] => {
    const { name } = scorer;
    if (scorer.kind === 'assertions' && scorer.grader !== undefined) {
      const { model, provider, temperature } = scorer.grader;
      return [{ name, model, ...rest({ provider, temperature }), repeats: 1, pointwise: true }];
    }
    if (scorer.kind !== 'judge' && scorer.kind !== 'pairwise') return [];
    const { models, provider, temperature, repeats } = scorer.judge;
    const pointwise = scorer.kind === 'judge';
    return models.map((model) => ({ name, model, ...rest({ provider, temperature }), repeats, pointwise }));
  });
}

function rest(parts: {
  readonly provider: ProviderKind | undefined;
  readonly temperature: number | undefined;
}): Pick<ScorerModel, 'provider' | 'temperature'> {
  const { provider, temperature } = parts;
  return { ...(provider !== undefined && { provider }), ...(temperature !== undefined && { temperature }) };
}
