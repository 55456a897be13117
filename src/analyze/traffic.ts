import { DAYS_PER_MONTH } from '../cost/index.js';
import { type Estimate, type SampleMeta, undefinedEstimate } from '../domain/index.js';
import { combineStrata, isDefined, type Stratum } from '../stats/index.js';
import type { Population } from './population.js';
import { type Frame, methodOf, scoredRows } from './scored-rows.js';

/** What a figure by intent is made from. */
export interface TrafficInput {
  readonly population: Population;
  readonly samples: readonly SampleMeta[];
  readonly frame: Frame;
  /** Conversations a day per intent. */
  readonly traffic: { readonly [intent: string]: number };
}

/**
 * Quality weighted by volume: Σ_h share_h · mean_h over the intents with traffic. An intent of which the run has no
 * sample at all cannot be weighed and is named in `method`; one whose samples are all unscored makes the figure
 * undefined: leaving it out would reward the failure (law 3).
 */
export function volumeWeightedQuality(input: TrafficInput, quality: Float64Array): Estimate {
  const intents = intentsWithTraffic(input);
  const present = intents.filter(({ rows }) => rows.length > 0);
  const absent = intents.filter(({ rows }) => rows.length === 0).map(({ intent }) => intent);
  const total = present.reduce((sum, { volume }) => sum + volume, 0);
  const left = absent.length === 0 ? '' : `; without ${absent.join(', ')}, of which there is no sample`;
  return combine(input, quality, {
    strata: present.map((stratum) => ({ ...stratum, multiplier: stratum.volume / total })),
    name: `volume-weighted over ${present.length} intents, stratified clustered SE, t Satterthwaite df${left}`,
  });
}

/** Cost of a month: Σ_intent conversations a day × mean cost × 30 days; undefined when an intent has no sample. */
export function monthlyCost(input: TrafficInput, costUsd: Float64Array): Estimate {
  const intents = intentsWithTraffic(input);
  const name = `Σ traffic × mean cost × ${DAYS_PER_MONTH} days, delta from stratified clustered SE, t Satterthwaite df`;
  const absent = intents.filter(({ rows }) => rows.length === 0).map(({ intent }) => intent);
  if (absent.length > 0) {
    const method = methodOf(name, input.population);
    return undefinedEstimate(`no sample of intent ${absent.join(', ')}`, {
      level: input.frame.level,
      method,
      n: 0,
    });
  }
  const strata = intents.map((stratum) => ({ ...stratum, multiplier: stratum.volume * DAYS_PER_MONTH }));
  return combine(input, costUsd, { strata, name });
}

interface IntentRows {
  readonly intent: string;
  readonly volume: number;
  readonly rows: Int32Array;
}

/** Intents with traffic by name, so that the order of the experiment file does not change a sum. */
function intentsWithTraffic({ traffic, population, samples }: TrafficInput): readonly IntentRows[] {
  return Object.entries(traffic)
    .filter(([, volume]) => volume > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([intent, volume]) => ({
      intent,
      volume,
      rows: population.rows.filter((row) => samples[row]?.intent === intent),
    }));
}

function combine(
  { population, frame }: TrafficInput,
  column: Float64Array,
  plan: { readonly strata: readonly (IntentRows & { readonly multiplier: number })[]; readonly name: string },
): Estimate {
  const { level } = frame;
  const scored = plan.strata.map(({ rows }) => scoredRows({ rows, label: '' }, [column], frame));
  const missing = scored.reduce((sum, rows) => sum + rows.missing, 0);
  const n = scored.reduce((sum, rows) => sum + rows.n, 0);
  const method = methodOf(plan.name, population, missing);
  const strata = plan.strata.map(({ intent, multiplier }, at): Stratum => {
    const rows = scored[at];
    return {
      name: intent,
      multiplier,
      values: rows?.columns[0] ?? [],
      weights: rows?.weights ?? [],
      clusters: rows?.frameClusters ?? [],
    };
  });
  if (strata.length === 0)
    return undefinedEstimate('no intent has traffic and samples', { level, method, n });
  const figure = combineStrata(strata, { clusterCount: frame.clusters.count, level });
  if (!isDefined(figure)) return undefinedEstimate(`intent ${figure.reason}`, { level, method, n });
  const { value, interval } = figure;
  if (!isDefined(interval)) {
    return { value, low: null, high: null, level, method, n, reason: `intent ${interval.reason}` };
  }
  return { value, low: interval.low, high: interval.high, level, method, n };
}
