import { measuresOf } from '../../../src/app/search/measures.js';
import { prepareSearch } from '../../../src/app/search/prepare-search.js';
import type { PlacedSample, SearchSamples } from '../../../src/app/search/samples.js';
import { costOf, plainUsage, toUsd } from '../../../src/cost/index.js';
import type { SearchSpec } from '../../../src/experiment/port.js';
import { listPoints, pointKey, splitItems } from '../../../src/search/index.js';
import type { MeasuredProblem, Point } from '../../../src/search/port.js';
import { tableLines } from './table-files.js';

/** The measured table of a search experiment in memory, with the problems that its splits make. */
export interface CellTable {
  readonly spec: SearchSpec;
  readonly points: readonly Point[];
  /** Samples that every config has answered. */
  readonly samples: readonly PlacedSample[];
  readonly numberOf: (point: Point) => number;
  /** The value of a figure; NaN: unscored. */
  readonly value: (figure: string, config: number, sample: number) => number;
  /** The problem on the named samples. */
  readonly problemOn: (samples: readonly number[]) => MeasuredProblem;
  /** Search part and gate part of a seed, as the product splits. */
  readonly split: (seed: number) => { readonly search: readonly number[]; readonly gate: readonly number[] };
}

const FIGURES = ['costUsd', 'quality', 'latencyMs'];

/** Reads the table of an experiment; samples that lack a config are left out. */
export async function readCellTable(experiment: string, folder: string): Promise<CellTable> {
  const options = { experiment, provider: 'emulator', reports: false } as const;
  const { prepared, spec, samples } = await prepareSearch(options, { env: {}, cwd: process.cwd() });
  const { points } = listPoints(spec.space, null, 100_000);
  const numbers = new Map(points.map((point, config) => [pointKey(spec.space, point), config]));
  const numberOf = (point: Point): number => numbers.get(pointKey(spec.space, point)) ?? -1;
  const priceOf = prepared.priceFor('emulator');
  const rows = new Map(samples.golden.map(({ meta }, row) => [meta.id, row]));
  const cells = new Float64Array(FIGURES.length * points.length * samples.golden.length).fill(Number.NaN);
  const filled = new Uint8Array(points.length * samples.golden.length);
  for (const { sampleId, params, usage, latencyMs, scores } of tableLines(folder)) {
    const row = rows.get(sampleId);
    const config = numberOf(params);
    const price = priceOf(String(params.model));
    if (row === undefined || config < 0 || price === null) continue;
    const cell = row * points.length + config;
    const cost = toUsd(costOf(plainUsage(usage.inputTokens, usage.outputTokens), price));
    cells.set([cost, scores.graded ?? Number.NaN, latencyMs], FIGURES.length * cell);
    filled[cell] = 1;
  }
  const whole = samples.golden.flatMap((sample, row) =>
    points.every((_, config) => filled[row * points.length + config] === 1) ? [{ sample, row }] : [],
  );
  return {
    spec,
    points,
    samples: whole.map(({ sample }) => sample),
    numberOf,
    value(figure, config, sample) {
      const row = whole[sample]?.row ?? -1;
      return cells[FIGURES.length * (row * points.length + config) + FIGURES.indexOf(figure)] ?? Number.NaN;
    },
    problemOn: (chosen) =>
      problemOf(
        spec,
        samples,
        chosen.flatMap((at) => whole[at]?.sample ?? []),
      ),
    split: (seed) =>
      splitItems(
        whole.map(({ sample: { meta } }) => ({
          id: `${meta.dataset}/${meta.id}`,
          intent: meta.intent,
          cluster: meta.cluster,
        })),
        { gateShare: spec.gateShare, seed },
      ),
  };
}

function problemOf(
  spec: SearchSpec,
  { strata, conversations }: SearchSamples,
  samples: readonly PlacedSample[],
): MeasuredProblem {
  return {
    space: spec.space,
    per: spec.per,
    strata,
    items: samples.map(({ meta: { intent, cluster, weight } }) => ({
      stratum: strata.findIndex(({ name }) => name === intent),
      cluster,
      weight,
    })),
    ...measuresOf(spec, { conversations, metrics: [] }),
  };
}
