import { type QualityPart, qualityParts, trialQuality } from '../../analyze/index.js';
import { costOf, type ModelPrice, plainUsage, toUsd } from '../../cost/index.js';
import { type MetricInfo, type TrialRecord, totalInputTokens, type Usage } from '../../domain/index.js';
import type { SearchSpec } from '../../experiment/port.js';
import type { FigureSpec } from '../../search/port.js';

/** What a cell said, in the order of the figures; null: unscored or failed, never 0 (law 3). */
export type ReadValues = (
  trial: TrialRecord,
  of: {
    /** Prices its usage; null where nothing does. */
    readonly price: ModelPrice | null;
    /** Logical cost of its judges. */
    readonly judgePico: bigint;
  },
) => readonly (number | null)[];

/** Reads the figures of a search off trials, by the rules that the reports of runs follow. */
export function valueReader(
  figures: readonly FigureSpec[],
  options: {
    readonly quality: { readonly [metric: string]: number };
    readonly metrics: readonly MetricInfo[];
    readonly pricing: SearchSpec['pricing'];
  },
): ReadValues {
  const parts = qualityParts(options.quality, options.metrics);
  const readers = figures.map(({ name }) => readerOf(name, parts, options.pricing));
  return (trial, of) => readers.map((read) => finite(read(trial, of)));
}

type Read = (...arguments_: Parameters<ReadValues>) => number | null;

function readerOf(
  name: string,
  parts: readonly QualityPart[] | undefined,
  pricing: SearchSpec['pricing'],
): Read {
  switch (name) {
    case 'quality':
      return ({ outcome, scores }) =>
        outcome.state === 'failed' || parts === undefined ? null : trialQuality(parts, scores);
    case 'costUsd':
      return (trial, of) => conversationCost(trial, { ...of, pricing });
    case 'latencyMs':
      return ({ outcome }) => (outcome.state === 'completed' ? outcome.latencyMs : null);
    case 'tokens.input':
      return (trial) => fromUsage(trial, totalInputTokens);
    case 'tokens.output':
      return (trial) => fromUsage(trial, ({ outputTokens }) => outputTokens);
    case 'tokens.total':
      return (trial) => fromUsage(trial, (usage) => totalInputTokens(usage) + usage.outputTokens);
    default:
      return ({ scores }) => {
        const score = scores[name];
        return score?.state === 'scored' ? score.value : null;
      };
  }
}

/**
 * What a conversation costs in production: its own call, at batch rates where production goes through batch jobs (whatever
 * the search itself went through), paid again for the share that is retried, and the judges of the share that is judged.
 */
function conversationCost(
  { outcome }: TrialRecord,
  of: Parameters<ReadValues>[1] & { readonly pricing: SearchSpec['pricing'] },
): number | null {
  if (outcome.state === 'failed' || outcome.usage === null || of.price === null) return null;
  const { batch, retries, judged } = of.pricing;
  const { usage } = outcome;
  // Batch jobs do not cache prompts.
  const used = batch ? plainUsage(totalInputTokens(usage), usage.outputTokens) : usage;
  const call = toUsd(costOf(used, of.price, { batch }));
  return call * (1 + retries) + judged * Number(of.judgePico) * USD_PER_PICO;
}

const USD_PER_PICO = 1e-12;

function fromUsage({ outcome }: TrialRecord, read: (usage: Usage) => number): number | null {
  return outcome.state === 'completed' && outcome.usage !== null ? read(outcome.usage) : null;
}

function finite(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value;
}
