import { didYouMean, type Variant } from '../domain/index.js';
import type { Prompt } from '../prompt/index.js';
import type { Draft } from './draft.js';
import type { MergedVariant } from './extends.js';
import type { ProblemReport } from './report.js';
import type { SampleSurvey } from './samples.js';
import { searchedModels } from './search/base.js';

/** Labels that every call carries anyway (`role` and `criterion` those of a judge). */
const OWN_LABELS: readonly string[] = ['experiment', 'variant', 'intent', 'repeat', 'role', 'criterion'];
/** The service takes 16 pairs; all but the criterion, which is sent where there is room, are always needed. */
const MAX_LABELS = 16 - (OWN_LABELS.length - 1);

/** Reports streams and ceilings that contradict each other. */
export function checkStreams(merged: ReadonlyMap<string, MergedVariant>, report: ProblemReport): void {
  for (const { name, keys } of merged.values()) {
    if (keys.outputCeiling === undefined || keys.stream !== false) continue;
    const message = `variant \`${name}\` has an \`outputCeiling\` and \`stream: false\`: only a stream can be stopped`;
    report.at(['variants', name, 'stream'], 'contradiction', message, 'Remove one of the two.');
  }
}

/** What is worth saying of a variant's stream, ceiling, caching and tools, though it is no error. */
export function serviceNotices(
  variants: readonly Variant[],
  provider: Draft['provider'],
  prompts: ReadonlyMap<string, Prompt>,
): readonly string[] {
  const calls = provider === 'bedrock' || provider === 'emulator';
  return variants.flatMap((variant) => {
    // A grid would say the same of every point.
    if (variant.origin === 'grid') return [];
    if (calls) return idleCeiling(variant);
    const idle = serviceKeys(variant, prompts.get(variant.promptPath ?? ''));
    if (idle.length === 0) return [];
    const verb = idle.length === 1 ? 'has' : 'have';
    return [`${idle.join(', ')} of variant \`${variant.name}\` ${verb} no effect with provider ${provider}`];
  });
}

function idleCeiling({ name, params: { outputCeiling, maxTokens } }: Variant): readonly string[] {
  if (outputCeiling === undefined || outputCeiling.tokens < maxTokens) return [];
  return [
    `\`outputCeiling\` of variant \`${name}\` (${outputCeiling.tokens} tokens) never applies: \`maxTokens\` (${maxTokens}) ends the answer before it`,
  ];
}

/** What a variant asks of a service and of nobody else. */
function serviceKeys({ params }: Variant, prompt: Prompt | undefined): readonly string[] {
  return [
    ...((params.cache ?? 'off') === 'off' ? [] : ['`cache`']),
    ...(params.stream === true ? ['`stream`'] : []),
    ...(params.outputCeiling === undefined ? [] : ['`outputCeiling`']),
    ...(prompt?.tools === undefined ? [] : ['`tools`']),
  ];
}

/** Quotas are of models as the experiment calls them: each profile of a model has its own. A misspelt id would pace nothing. */
export function checkLimits(draft: Draft, report: ProblemReport): void {
  if (draft.limits === undefined) return;
  const used = [
    ...[...draft.variants.values()].map(({ value }) => value.model),
    ...(draft.grid?.value.model ?? []),
    ...searchedModels(draft.search).map(({ model }) => model),
    ...[...draft.scorers.values()].map(({ value }) => value.model),
  ].filter((model) => model !== undefined);
  for (const [model, quotas] of Object.entries(draft.limits)) {
    if (quotas.requestsPerMinute === undefined && quotas.tokensPerMinute === undefined) {
      const hint = 'Add `requestsPerMinute` or `tokensPerMinute`.';
      report.at(['limits', model], 'empty', `the limits of \`${model}\` give no quota`, hint);
    }
    // Of an ARN the id inside it will do.
    if (model === '*' || used.some((id) => id === model || id.endsWith(`/${model}`))) continue;
    const message = `limits are given for \`${model}\`, which the experiment does not call`;
    report.at(['limits', model], 'unknown-model', message, didYouMean(model, ['*', ...new Set(used)]));
  }
}

/** Checks the labels of calls; gives notices for those that no sample can fill. */
export function checkAttribution(
  draft: Draft,
  survey: Pick<SampleSurvey, 'metadataKeys' | 'hasSessions'>,
  report: ProblemReport,
): readonly string[] {
  const labels = Object.entries(draft.attribution ?? {});
  if (labels.length > MAX_LABELS) {
    const message = `${labels.length} labels are more than a call can carry: ${MAX_LABELS} beside ${OWN_LABELS.slice(0, -1).join(', ')}`;
    report.at(['attribution'], 'out-of-range', message, 'Keep those that the bill is split by.');
  }
  const notices: string[] = [];
  for (const [name, source] of labels) {
    if (OWN_LABELS.includes(name)) {
      const hint = 'Choose another name: every call carries this one already.';
      report.at(['attribution', name], 'reserved-name', `the label \`${name}\` is taken`, hint);
    }
    if (typeof source === 'string' || source.from === 'intent' || source.from === 'dataset') continue;
    const found =
      source.from === 'sessionId'
        ? survey.hasSessions
        : survey.metadataKeys.has(source.from.slice('metadata.'.length));
    if (!found) notices.push(`no sample has ${source.from}: calls go without the label \`${name}\``);
  }
  return notices;
}
