import { type ContentHash, hashJson, type Variant, type VariantParams } from '../domain/index.js';
import type { ProviderKind } from '../model/port.js';
import type { Prompt } from '../prompt/port.js';
import type { MergedVariant } from './extends.js';
import type { ProblemReport } from './report.js';
import type { DocumentPath } from './source.js';

/** What turning declared keys into variants needs to know. */
export interface VariantContext {
  readonly provider: ProviderKind | undefined;
  /** By absolute path; a prompt that could not be loaded is absent and already reported. */
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly resolvePath: (path: string) => string;
  readonly report: ProblemReport;
}

/** Reports what a variant lacks, or has too much of, for the provider at hand. */
export function checkVariant(variant: MergedVariant, path: DocumentPath, context: VariantContext): void {
  const { keys, damaged, name } = variant;
  const { provider, report } = context;
  if (damaged.has('*')) return;
  if (keys.recorded !== undefined && keys.params !== undefined) {
    report.at(
      path,
      'contradiction',
      `variant \`${name}\` has both \`recorded\` and \`params\``,
      'Keep one of the two.',
    );
  }
  if (provider === 'recorded') {
    if (
      keys.recorded === undefined &&
      keys.params === undefined &&
      !damaged.has('recorded') &&
      !damaged.has('params')
    ) {
      const hint = 'Add `recorded: <name in the file>` or `params: { factor: value }`.';
      report.at(
        path,
        'missing-key',
        `variant \`${name}\` does not say which recorded outputs are its own`,
        hint,
      );
    }
    return;
  }
  // Without a provider it is not clear what is needed; a variant that names no recording calls a model.
  if (provider === undefined && (keys.recorded ?? keys.params) !== undefined) return;
  for (const key of ['recorded', 'params'] as const) {
    if (keys[key] === undefined) continue;
    const hint = 'Remove it, or set `provider: recorded`.';
    report.at(
      [...path, key],
      'contradiction',
      `\`${key}\` of variant \`${name}\` needs provider recorded`,
      hint,
    );
  }
  for (const key of ['prompt', 'model', 'maxTokens'] as const) {
    if (keys[key] !== undefined || damaged.has(key)) continue;
    const hint = `Add \`${key}: …\`${key === 'maxTokens' ? ', for example 500: it bounds what a call can cost' : ''}.`;
    report.at(path, 'missing-key', `variant \`${name}\` has no \`${key}\``, hint);
  }
}

/** The variant itself; undefined when something that it needs is faulty (and reported). */
export function toVariant(
  variant: MergedVariant,
  origin: Variant['origin'],
  context: VariantContext,
): Variant | undefined {
  const { keys, damaged, name } = variant;
  if (damaged.size > 0 || context.provider === undefined) return undefined;
  const promptPath = keys.prompt === undefined ? undefined : context.resolvePath(keys.prompt);
  const prompt = promptPath === undefined ? undefined : context.prompts.get(promptPath);
  if (promptPath !== undefined && prompt === undefined) return undefined;
  const params = paramsOf(keys);
  const recorded = context.provider === 'recorded' ? (keys.recorded ?? keys.params) : undefined;
  if (
    recorded === undefined &&
    (prompt === undefined || keys.model === undefined || keys.maxTokens === undefined)
  ) {
    return undefined;
  }
  return {
    name,
    id: variantId({ prompt, model: keys.model, params, recorded }),
    ...(promptPath === undefined ? {} : { promptPath }),
    ...(keys.model === undefined ? {} : { model: keys.model }),
    params,
    ...(recorded === undefined ? {} : { recorded }),
    origin,
  };
}

/** Recorded variants send nothing: their `maxTokens` is 0 where none is declared. */
function paramsOf(keys: MergedVariant['keys']): VariantParams {
  const { maxTokens = 0, temperature, topP, stopSequences, ragChunks, fewShot, historyTurns } = keys;
  const { cache, stream, outputCeiling } = keys;
  return {
    maxTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(stopSequences === undefined ? {} : { stopSequences }),
    ...(ragChunks === undefined ? {} : { ragChunks }),
    ...(fewShot === undefined ? {} : { fewShot }),
    ...(historyTurns === undefined ? {} : { historyTurns }),
    ...(cache === undefined ? {} : { cache }),
    ...(stream === undefined ? {} : { stream }),
    ...(outputCeiling === undefined
      ? {}
      : { outputCeiling: { tokens: outputCeiling.tokens, notice: outputCeiling.notice ?? '' } }),
  };
}

/**
 * Hash of what decides what is sent. Parameters that the prompt's template cannot show have no part in it, and a
 * recorded variant is what it is recorded under (and the model that prices it).
 */
function variantId(parts: {
  readonly prompt: Prompt | undefined;
  readonly model: string | undefined;
  readonly params: VariantParams;
  readonly recorded: Variant['recorded'];
}): ContentHash {
  const { prompt, model, params, recorded } = parts;
  if (recorded !== undefined) return hashJson({ recorded, model: model ?? null });
  const { ragChunks, fewShot, historyTurns, stream: _transport, cache, outputCeiling, ...sent } = params;
  return hashJson({
    prompt: prompt?.hash ?? null,
    model: model ?? null,
    ...sent,
    ...(cache !== undefined && cache !== 'off' && { cache }),
    ...(outputCeiling !== undefined && { outputCeiling: { ...outputCeiling } }),
    ragChunks: prompt?.uses.documents ? (ragChunks ?? null) : null,
    // No number and 0 both mean: no examples.
    fewShot: prompt?.uses.fewShot ? (fewShot ?? 0) : 0,
    historyTurns: prompt?.uses.history ? (historyTurns ?? null) : null,
  });
}

/** Parameters that a variant sets although its prompt cannot show their effect. */
export function parametersWithoutEffect(variant: Variant, prompt: Prompt): readonly string[] {
  const { ragChunks, fewShot, historyTurns } = variant.params;
  return [
    ...(ragChunks !== undefined && !prompt.uses.documents ? ['ragChunks'] : []),
    ...(fewShot !== undefined && fewShot > 0 && !prompt.uses.fewShot ? ['fewShot'] : []),
    ...(historyTurns !== undefined && !prompt.uses.history ? ['historyTurns'] : []),
  ];
}
