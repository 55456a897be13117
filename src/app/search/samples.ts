import type { Dataset } from '../../dataset/index.js';
import type { SampleMeta } from '../../domain/index.js';
import type { Stratum } from '../../search/port.js';

/** A sample of the experiment with its place over all datasets. */
export interface PlacedSample {
  readonly position: number;
  readonly meta: SampleMeta;
}

/** The samples of a search by what they are for. */
export interface SearchSamples {
  /** Of the intents that are searched; to be split. */
  readonly golden: readonly PlacedSample[];
  /** Never averaged in, never split (law 9). */
  readonly adversarial: readonly PlacedSample[];
  readonly strata: readonly Stratum[];
  /** Conversations a day of the strata; 0 without traffic. */
  readonly conversations: number;
  /** Over all datasets. */
  readonly total: number;
  /** Intents with samples that have no traffic: they weigh nothing and are not asked. */
  readonly withoutTraffic: readonly string[];
  /** Intents with traffic of which there is no sample. */
  readonly withoutSamples: readonly string[];
}

/**
 * Strata are the intents of the non-adversarial samples, by name, each with its share of the traffic; without
 * traffic, of the sample weights.
 */
export function searchSamples(
  datasets: readonly Dataset[],
  traffic: { readonly [intent: string]: number } | undefined,
): SearchSamples {
  const plain: PlacedSample[] = [];
  const adversarial: PlacedSample[] = [];
  let position = 0;
  for (const dataset of datasets) {
    for (const meta of dataset.metas()) {
      (meta.datasetKind === 'adversarial' ? adversarial : plain).push({ position, meta });
      position += 1;
    }
  }
  const weights = new Map<string, number>();
  for (const { meta } of plain) weights.set(meta.intent, (weights.get(meta.intent) ?? 0) + meta.weight);
  const volumes = new Map(
    Object.entries(traffic ?? Object.fromEntries(weights)).filter(
      ([intent, volume]) => volume > 0 && weights.has(intent),
    ),
  );
  const names = [...volumes.keys()].sort();
  const sum = names.reduce((all, name) => all + (volumes.get(name) ?? 0), 0);
  return {
    golden: plain.filter(({ meta }) => volumes.has(meta.intent)),
    adversarial,
    strata: names.map((name) => ({ name, share: (volumes.get(name) ?? 0) / sum })),
    conversations: traffic === undefined ? 0 : sum,
    total: position,
    withoutTraffic: [...weights.keys()].filter((intent) => !volumes.has(intent)).sort(),
    withoutSamples: Object.entries(traffic ?? {})
      .filter(([intent, volume]) => volume > 0 && !weights.has(intent))
      .map(([intent]) => intent)
      .sort(),
  };
}
