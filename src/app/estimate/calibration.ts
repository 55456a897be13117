import { modelAddress } from '../../cost/index.js';
import { scorerModels } from '../../experiment/index.js';
import type { Experiment } from '../../experiment/port.js';
import type { ProviderKind } from '../../model/port.js';
import type { Store } from '../../store/index.js';
import {
  addCounts,
  factorsFor,
  learnFactors,
  type ModelFactors,
  type Tokenizer,
  type UsageObservation,
} from '../../tokens/index.js';

/** Newest answers of each model that its factors are learnt from. */
const SAMPLES_PER_MODEL = 100;

/** The models that an experiment's candidates and judges call. */
export function modelsOf({ variants, scorers }: Pick<Experiment, 'variants' | 'scorers'>): readonly string[] {
  const judges = scorerModels(scorers).map(({ model }) => model);
  return [...new Set([...variants.flatMap(({ model }) => model ?? []), ...judges])];
}

/** Factors of a model as one provider serves it. */
export type FactorsOf = (model: string, provider: ProviderKind) => ModelFactors;

/** Factors of models, learnt from what each provider billed for them in the past; without a store those of the table. */
export function calibratedFactors(parts: {
  readonly store: Store | null;
  readonly tokenizer: Tokenizer;
  readonly models: readonly string[];
}): FactorsOf {
  const { store, tokenizer, models } = parts;
  const learnt = new Map<ProviderKind, ReturnType<typeof learnFactors>>();
  const known = new Map<string, ModelFactors>();
  const learn = (provider: ProviderKind): ReturnType<typeof learnFactors> => {
    if (store === null) return {};
    const found = learnt.get(provider) ?? learnFactors(observations({ store, tokenizer, provider, models }));
    learnt.set(provider, found);
    return found;
  };
  return (model, provider) => {
    const key = `${provider} ${model}`;
    const factors = known.get(key) ?? factorsFor(learn(provider), provider, model);
    known.set(key, factors);
    return factors;
  };
}

function* observations(parts: {
  readonly store: Store;
  readonly tokenizer: Tokenizer;
  readonly provider: ProviderKind;
  readonly models: readonly string[];
}): Generator<UsageObservation> {
  const { store, tokenizer, provider, models } = parts;
  const samples = store.usageSamples({
    provider,
    models: new Set(models.map((model) => modelAddress(model).base)),
    perModel: SAMPLES_PER_MODEL,
  });
  // System texts and few-shot turns come back in every request of a variant.
  const known = new Map<string, ReturnType<Tokenizer['countByScript']>>();
  for (const { model, texts, messages, inputTokens } of samples) {
    const counts = texts.map((text) => {
      const counted = known.get(text) ?? tokenizer.countByScript(text);
      known.set(text, counted);
      return counted;
    });
    yield { provider, model, counts: addCounts(counts), frame: { messages }, inputTokens };
  }
}
