import type { Problem } from '../domain/index.js';
import type { Experiment, GuardrailSpec, MarginSpec } from '../experiment/port.js';
import type { CutDataset } from '../gate/index.js';
import { includeSamples } from '../run/index.js';
import type { RunSnapshot, SampleFilter } from '../store/index.js';

/** Metric → fingerprint of what measured it; undefined where that was not kept (databases older than it). */
export type Fingerprints = ((metric: string) => string | undefined) | undefined;

/** What measured the metrics of a run. Names that only samples' assertions give belong to the assertions scorers. */
export function fingerprintsOf({ scorers }: RunSnapshot): Fingerprints {
  if (scorers === undefined) return undefined;
  const byMetric = new Map(
    scorers.flatMap(({ metrics, fingerprint }) => metrics.map((m) => [m, fingerprint])),
  );
  const open = scorers.filter(({ names }) => names === 'open').map(({ fingerprint }) => fingerprint);
  return (metric) => byMetric.get(metric) ?? (open.length > 0 ? open.join(' ') : undefined);
}

/** The same for some metrics by name, as a baseline file holds it. */
export function metricFingerprints(
  snapshot: RunSnapshot,
  metrics: readonly string[],
): { readonly [metric: string]: string } {
  const of = fingerprintsOf(snapshot);
  return Object.fromEntries(
    metrics.flatMap((metric) => {
      const fingerprint = of?.(metric);
      return fingerprint === undefined ? [] : [[metric, fingerprint]];
    }),
  );
}

/**
 * Figures whose values on two sides were measured by different scorers (another judge, encoder, rubric or version),
 * with the reason; `quality` among them where a part of it is. What was not kept is not held against a comparison.
 */
export function incomparableFigures(
  sides: { readonly baseline: Fingerprints; readonly candidate: Fingerprints },
  figures: { readonly metrics: Iterable<string>; readonly quality: { readonly [metric: string]: number } },
): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  const differs = (metric: string): boolean => {
    const before = sides.baseline?.(metric);
    const after = sides.candidate?.(metric);
    return before !== undefined && after !== undefined && before !== after;
  };
  const remedy = 'run both sides with the same scorers';
  for (const metric of figures.metrics) {
    if (differs(metric)) {
      reasons.set(metric, `${metric} was measured by different scorers on the two sides: ${remedy}`);
    }
  }
  const parts = Object.keys(figures.quality).filter(differs);
  if (parts.length > 0) {
    const what = parts.join(' and ');
    reasons.set(
      'quality',
      `quality rests on ${what}, measured by different scorers on the two sides: ${remedy}`,
    );
  }
  return reasons;
}

/** Adversarial datasets of which a filter takes only a part. */
export function cutDatasets(
  datasets: readonly { readonly name: string; readonly kind: string; readonly count: number }[],
  taken: ReadonlyMap<string, number>,
  filter: SampleFilter,
): readonly CutDataset[] {
  return datasets
    .filter(({ name, kind, count }) => kind === 'adversarial' && (taken.get(name) ?? 0) < count)
    .map(({ name, count }) => ({
      dataset: name,
      taken: taken.get(name) ?? 0,
      total: count,
      allowed: filter.partialAdversarial === true,
    }));
}

/** Refuses filters that cut an adversarial dataset where a verdict is asked for (law 9). */
export function cutProblems(
  datasets: Parameters<typeof includeSamples>[0] & Parameters<typeof cutDatasets>[0],
  filter: SampleFilter,
): readonly Problem[] {
  if (filter.partialAdversarial === true || Object.keys(filter).length === 0) return [];
  const included = includeSamples(datasets, filter);
  const taken = new Map<string, number>();
  let start = 0;
  for (const { name, count } of datasets) {
    taken.set(
      name,
      included.subarray(start, start + count).reduce((sum, mark) => sum + mark, 0),
    );
    start += count;
  }
  return cutDatasets(datasets, taken, filter).map(({ dataset, taken: part, total }) => ({
    code: 'adversarial-cut',
    path: filter.first === undefined ? '--filter' : '--first',
    message: `the filters take ${part} of ${total} samples of adversarial dataset \`${dataset}\`, which a gate judges whole`,
    hint: 'Drop the filter, explore with `parsimony run`, or say --partial-adversarial: the verdict then names the part.',
  }));
}

/** Figures that the gate compares with the baseline and that a baseline from elsewhere does not have. */
export function missingFigures(
  { gate, guardrails }: Pick<Experiment, 'gate' | 'guardrails'>,
  baseline: { readonly name: string; readonly has: (figure: string) => boolean },
): readonly Problem[] {
  const compared: readonly (readonly [string, GuardrailSpec | MarginSpec])[] = [
    ...guardrails.flatMap((guardrail, at) =>
      guardrail.minRatio === undefined && guardrail.maxRatio === undefined
        ? []
        : [[`guardrails.${at}.metric`, guardrail] as const],
    ),
    ...(gate?.margins ?? []).map((margin, at) => [`gate.margins.${at}.metric`, margin] as const),
  ];
  return compared.flatMap(([path, { metric }]) =>
    baseline.has(metric)
      ? []
      : [
          {
            code: 'missing-figure',
            path,
            message: `the baseline ${baseline.name} has no ${metric} to compare with`,
            hint: 'Compare with a baseline that was measured with it, or take the rule out.',
          },
        ],
  );
}
