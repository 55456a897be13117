import { modelAddress } from '../../cost/index.js';
import type { AccountQuota } from '../../model/index.js';
import type { DoctorCheck } from './port.js';

/** Which of a model's quotas a call through an id counts against. */
type Reach = 'on-demand' | 'cross-region' | 'global cross-region';

const PER_MINUTE =
  /^(on-demand|cross-region|global cross-region) model inference (requests|tokens) per minute for (.+)$/;

/**
 * What Service Quotas says of one model. Its names are free text (`Cross-region model inference tokens per minute for
 * Anthropic Claude Sonnet 4.5 V1`), so a quota belongs to a model when its name ends with the model's, up to a version.
 */
export function quotaCheck(parts: {
  readonly modelId: string;
  /** For example `Claude Sonnet 4.5`. */
  readonly modelName: string;
  readonly quotas: readonly AccountQuota[];
  /** Tokens that one call reserves: its input and `maxTokens`; null where no call is planned. */
  readonly tokensPerCall: number | null;
}): DoctorCheck {
  const { modelId, modelName, quotas, tokensPerCall } = parts;
  const reach = reachOf(modelId);
  const own = quotas.flatMap((quota) => {
    const [, kind, unit, name = ''] = PER_MINUTE.exec(quota.name.toLowerCase()) ?? [];
    return kind === reach && isNameOf(name, modelName)
      ? [{ unit, value: quota.value, code: quota.code }]
      : [];
  });
  const base = { check: 'quota', subject: modelId } as const;
  if (own.length === 0) {
    return {
      ...base,
      state: 'skipped',
      detail: `Service Quotas lists no ${reach} quota under the name ${modelName}`,
      remedy: 'Look it up in the Service Quotas console; `limits:` in the experiment takes what you find.',
    };
  }
  const shown = own.map(({ unit, value }) => `${value.toLocaleString('en-US')} ${unit}`).join(', ');
  const zero = own.find(({ value }) => value === 0);
  if (zero !== undefined) {
    return {
      ...base,
      state: 'failed',
      detail: `${shown} a minute (${reach})`,
      remedy: `The account may make no such calls: ask for an increase of quota ${zero.code} in the Service Quotas console.`,
    };
  }
  const tokens = own.find(({ unit }) => unit === 'tokens')?.value;
  if (tokens !== undefined && tokensPerCall !== null && tokens < tokensPerCall) {
    return {
      ...base,
      state: 'failed',
      detail: `${shown} a minute (${reach}), but one call reserves about ${tokensPerCall.toLocaleString('en-US')} tokens`,
      remedy: 'Lower maxTokens or the prompt, or ask for a greater quota: such a call can never be admitted.',
    };
  }
  const rate =
    tokens === undefined || tokensPerCall === null
      ? ''
      : `: about ${Math.floor(tokens / tokensPerCall).toLocaleString('en-US')} calls a minute of this experiment`;
  return { ...base, state: 'ok', detail: `${shown} a minute (${reach})${rate}`, remedy: null };
}

/** Batch quotas that the experiment's own figures contradict. */
export function batchQuotaNotes(
  modelName: string,
  quotas: readonly AccountQuota[],
  declared: { readonly minRecords: number; readonly maxRecords: number },
): readonly string[] {
  const figureOf = (start: string): number | undefined =>
    quotas.find(({ name }) => {
      const lower = name.toLowerCase();
      return lower.startsWith(start) && isNameOf(lower.slice(lower.lastIndexOf(' for ') + 5), modelName);
    })?.value;
  const least = figureOf('minimum number of records per batch inference job');
  const most = figureOf('records per batch inference job');
  return [
    ...(least !== undefined && least > declared.minRecords
      ? [`a job needs ${least} records: set batch.minRecords to ${least}`]
      : []),
    ...(most !== undefined && most < declared.maxRecords
      ? [`a job takes ${most} records: set batch.maxRecords to ${most}`]
      : []),
  ];
}

function reachOf(modelId: string): Reach {
  const name = modelId.startsWith('arn:') ? modelId.slice(modelId.lastIndexOf('/') + 1) : modelId;
  if (modelAddress(modelId).base === name) return 'on-demand';
  return name.startsWith('global.') ? 'global cross-region' : 'cross-region';
}

/** `anthropic claude sonnet 4.5 v1` is a name of Claude Sonnet 4.5; `… 4.5 v1 1m context length` is not. */
function isNameOf(quotaName: string, modelName: string): boolean {
  const at = quotaName.indexOf(modelName.toLowerCase());
  return at !== -1 && /^(?: v\d+)?$/.test(quotaName.slice(at + modelName.length));
}
