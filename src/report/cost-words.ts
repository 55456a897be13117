import type { CandidateResult } from '../gate/port.js';
import { decimalsFor, level, percent, signed, signedUsd, usd } from './format.js';
import type { ReportModel } from './port.js';

/** A change of cost in words, in the parts that renderers put together. */
export interface CostWords {
  /** `−36 %`; where the baseline costs nothing, the candidate's dollars. */
  readonly change: string;
  /** `$0.0042 → $0.0027 a conversation`. */
  readonly from: string;
  /** `95 % −38 … −34`. */
  readonly interval: string | undefined;
  /** `−$25,372 a month at the declared traffic`. */
  readonly month: string | undefined;
}

/** The paired change where the gate has it, else that of the variants' means; undefined where a side is unpriced. */
export function costWords(model: ReportModel, candidate: CandidateResult): CostWords | undefined {
  const named = (name: string | undefined) =>
    model.document.variants.find((variant) => variant.name === name);
  const before = named(model.document.gate?.baseline);
  const after = named(candidate.variant);
  const monthFrom = before?.monthlyCostUsd?.value ?? null;
  const monthTo = after?.monthlyCostUsd?.value ?? null;
  const month =
    monthFrom === null || monthTo === null
      ? undefined
      : `${signedUsd(monthTo - monthFrom)} a month at the declared traffic`;
  if (candidate.cost !== undefined) return { ...changeWords(candidate.cost), month };
  const baselineUsd = before?.costUsdPerSample.value ?? null;
  const candidateUsd = after?.costUsdPerSample.value ?? null;
  if (baselineUsd === null || candidateUsd === null) return undefined;
  const value = baselineUsd === 0 ? null : candidateUsd / baselineUsd;
  const ratio = { value, low: null, high: null, level: 0 };
  return { ...changeWords({ baselineUsd, candidateUsd, ratio }), month };
}

/** `Cost $0.0042 → $0.0027 a conversation (−36 %, 95 % −38 … −34).` */
export function costSentence({ cost }: CandidateResult): string | undefined {
  if (cost === undefined) return undefined;
  const { change, from, interval } = changeWords(cost);
  const known = cost.ratio.value === null ? '' : ` (${[change, interval].filter(Boolean).join(', ')})`;
  return `Cost ${from}${known}.`;
}

function changeWords({
  baselineUsd,
  candidateUsd,
  ratio,
}: {
  readonly baselineUsd: number;
  readonly candidateUsd: number;
  readonly ratio: Pick<NonNullable<CandidateResult['cost']>['ratio'], 'value' | 'low' | 'high' | 'level'>;
}): Omit<CostWords, 'month'> {
  const decimals = decimalsFor([baselineUsd, candidateUsd]);
  const share = (value: number): string => signed(100 * (value - 1), 0);
  const { value, low, high } = ratio;
  return {
    change: value === null ? usd(candidateUsd, decimals) : percent(value - 1, { sign: true }),
    from: `${usd(baselineUsd, decimals)} → ${usd(candidateUsd, decimals)} a conversation`,
    interval:
      low === null || high === null ? undefined : `${level(ratio.level)} ${share(low)} … ${share(high)}`,
  };
}
