import type { VariantResult } from '../analyze/port.js';
import { FLAG_KINDS, flagKinds } from './flag-words.js';
import type { FlaggedDetail, ReportModel } from './port.js';

/** The variant that others are read against; undefined when the experiment names none. */
export function baselineName(model: ReportModel): string | undefined {
  return model.document.gate?.baseline ?? model.experiment.baseline;
}

/**
 * Variants as a reader wants them: the baseline, what the gate judged, the front, then the rest; inside each
 * group the declared order.
 */
export function variantsInOrder(model: ReportModel): readonly VariantResult[] {
  const { gate, variants } = model.document;
  const gated = new Set(gate?.candidates.map((candidate) => candidate.variant));
  const baseline = baselineName(model);
  const front = new Set(model.document.front.map((point) => point.variant));
  const rank = (variant: VariantResult): number =>
    variant.name === baseline ? 0 : gated.has(variant.name) ? 1 : front.has(variant.name) ? 2 : 3;
  return [...variants].sort((a, b) => rank(a) - rank(b));
}

/**
 * Flags, the gravest first: in the order of the gate, which puts new fact violations by their number before new
 * refusals and those before drops; of several candidates by that too. Ties by loss, sample and candidate, so that the
 * order is total.
 */
export function worstFirst(model: ReportModel): readonly FlaggedDetail[] {
  const places = new Map(
    (model.document.gate?.candidates ?? []).flatMap(({ variant, flagged }) =>
      flagged.map(({ sampleId }, at) => [flagKey(variant, sampleId), at] as const),
    ),
  );
  const rows = model.flagged.map((flag) => ({
    flag,
    grave: FLAG_KINDS.findIndex(([kind]) => flagKinds(flag).includes(kind)),
    place: places.get(flagKey(flag.candidate, flag.sampleId)) ?? Number.MAX_SAFE_INTEGER,
    loss: flag.before === 0 ? 0 : (flag.before - flag.after) / flag.before,
  }));
  return rows
    .sort(
      (a, b) =>
        a.grave - b.grave ||
        a.place - b.place ||
        b.loss - a.loss ||
        compare(a.flag.sampleId, b.flag.sampleId) ||
        compare(a.flag.candidate, b.flag.candidate),
    )
    .map(({ flag }) => flag);
}

function flagKey(variant: string, sampleId: string): string {
  return JSON.stringify([variant, sampleId]);
}

/** The gate's word on a variant, `baseline` for the baseline, undefined for what was only measured. */
export function gateWord(model: ReportModel, variant: string): string | undefined {
  const { gate } = model.document;
  if (variant === baselineName(model)) return 'baseline';
  return gate?.candidates.find((candidate) => candidate.variant === variant)?.verdict;
}

/** Whether a variant is on the front: none without a quality is, although nothing dominates it. */
export function isOnFront(model: ReportModel, variant: string): boolean {
  return model.document.front.some((point) => point.variant === variant);
}

/** All input tokens of a call on average, read from the prompt cache and written to it too; null: no usage is known. */
export function inputTokensOf({ tokens }: VariantResult): number | null {
  const { input, cacheRead, cacheWrite } = tokens;
  return input === null ? null : input + (cacheRead ?? 0) + (cacheWrite ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
