import type { SampleTable } from '../analyze/index.js';
import type { MetricInfo, SampleMeta } from '../domain/index.js';
import type { GateSpec } from '../experiment/port.js';
import type { ValueRange } from '../stats/index.js';
import { missingReason } from './open-check.js';
import type { JudgeNoiseOf } from './port.js';

/** What the checks of one candidate are made from. */
export interface CheckContext {
  readonly baseline: SampleTable;
  readonly candidate: SampleTable;
  readonly spec: GateSpec;
  readonly knowledge: GateKnowledge;
}

/** What the gate is told beside the tables; everything may be unknown. */
export interface GateKnowledge {
  /** Scales of the metrics: they bound what a value can be. */
  readonly metrics?: readonly MetricInfo[];
  /** The judge's own error in a difference. */
  readonly judgeNoise?: JudgeNoiseOf;
  /** Figure → why its values on the two sides cannot be compared: they were measured by different scorers. */
  readonly incomparable?: ReadonlyMap<string, string>;
  /** Set where samples come in a seeded order and are looked at as they come: tests must hold at every look. */
  readonly sequential?: SequentialLook;
  /** Adversarial datasets of which only a part was run. */
  readonly cut?: readonly CutDataset[];
}

/** The order in which samples come; adversarial ones are all there from the first look. */
export interface SequentialLook {
  readonly rankOf: (sample: SampleMeta) => number;
}

/** A dataset of which filters took only a part. */
export interface CutDataset {
  readonly dataset: string;
  readonly taken: number;
  readonly total: number;
  /** The user asked for the part by name: it is judged, and said. */
  readonly allowed: boolean;
}

/** The least and greatest value of a figure; undefined where its scale is not known. */
export function rangeOf(figure: string, { metrics = [] }: GateKnowledge): ValueRange | undefined {
  if (figure === 'quality') return { low: 0, high: 1 };
  const scale = metrics.find(({ name }) => name === figure);
  return scale && { low: scale.min, high: scale.max };
}

/** The range of the difference of two values of a figure. */
export function differenceRange(figure: string, knowledge: GateKnowledge): ValueRange | undefined {
  const range = rangeOf(figure, knowledge);
  return range && { low: range.low - range.high, high: range.high - range.low };
}

/** Why a check can have no verdict, whatever its numbers say; null where nothing stands against one. */
export function blockedReason(
  context: CheckContext,
  check: {
    readonly samples: readonly SampleMeta[];
    readonly missing: number;
    readonly what: string;
    /** The figure, where two sides are compared. */
    readonly compares?: string;
  },
): string | null {
  const { knowledge, spec } = context;
  const { samples, missing, what, compares } = check;
  const differs = compares === undefined ? undefined : knowledge.incomparable?.get(compares);
  if (differs !== undefined) return differs;
  const cut = cutOf(samples, knowledge).find(({ allowed }) => !allowed);
  if (cut !== undefined) return `${cutWords(cut)}: an adversarial dataset is judged whole`;
  return missingReason({ missing, total: samples.length + missing, maxMissing: spec.maxMissing, what });
}

/** What is to be said of a check although it has its verdict: it saw a part of an adversarial dataset. */
export function cutNote(samples: readonly SampleMeta[], knowledge: GateKnowledge): string | undefined {
  const cut = cutOf(samples, knowledge);
  return cut.length === 0 ? undefined : cut.map(cutWords).join('; ');
}

function cutOf(samples: readonly SampleMeta[], { cut = [] }: GateKnowledge): readonly CutDataset[] {
  if (cut.length === 0) return cut;
  const present = new Set(samples.map(({ dataset }) => dataset));
  return cut.filter(({ dataset }) => present.has(dataset));
}

function cutWords({ dataset, taken, total }: CutDataset): string {
  return `only ${taken} of ${total} samples of ${dataset} were run`;
}
