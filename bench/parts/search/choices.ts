import {
  blockOperators,
  encode,
  type Frame,
  frameOf,
  frontIndexes,
  type GeneBlocks,
  type GeneSpec,
  mergeFronts,
  type Nsga2Options,
  normalisedVolume,
  type PointSet,
  pointKey,
  runNsga2,
  tiedSampling,
} from '../../../src/search/index.js';
import type { Point, SearchSpace } from '../../../src/search/port.js';

/** One configuration is chosen for each intent; two minimised objectives are sums over the intents. */
export interface Choices {
  readonly space: SearchSpace;
  readonly intents: readonly string[];
  /** By intent, the configurations that it may have. */
  readonly configs: readonly (readonly Point[])[];
  /** By intent, their parts of the objectives. */
  readonly strata: readonly PointSet[];
  /** By intent, by how much each breaks its constraints; absent: none does. */
  readonly violations?: readonly (readonly number[])[];
}

/** The exact front over all combinations. */
export interface ExactChoices {
  readonly front: number;
  /** By intent, configurations that no allowed one of it beats. */
  readonly perIntentFronts: readonly number[];
  readonly errorBound: readonly number[];
  readonly hypervolume: number;
  readonly frame: Frame;
  readonly ms: number;
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

const pairsOf = ({ values, count }: PointSet): readonly (readonly [number, number])[] =>
  numbers(count).map((row) => [values[2 * row] ?? 0, values[2 * row + 1] ?? 0]);

/** Rows of each intent that keep its constraints. */
function allowedRows({ strata, violations }: Choices): readonly (readonly number[])[] {
  return strata.map(({ count }, stratum) =>
    numbers(count).filter((row) => (violations?.[stratum]?.[row] ?? 0) === 0),
  );
}

function only({ values, dimension }: PointSet, rows: readonly number[]): PointSet {
  const kept = rows.flatMap((row) => [...values.subarray(row * dimension, (row + 1) * dimension)]);
  return { values: Float64Array.from(kept), count: rows.length, dimension };
}

/** Merges the fronts of the intents. */
export function exactChoices(choices: Choices): ExactChoices {
  const allowed = allowedRows(choices);
  const strata = choices.strata.map((points, stratum) => only(points, allowed[stratum] ?? []));
  const started = performance.now();
  const merged = mergeFronts(strata);
  const ms = performance.now() - started;
  const rows = pairsOf(merged.points);
  const frame = frameOf(rows, 2);
  return {
    front: rows.length,
    perIntentFronts: merged.pruned,
    errorBound: [...merged.errorBound],
    hypervolume: normalisedVolume(rows, frame),
    frame,
    ms,
  };
}

/** How a genome stands for a choice. `pruned` and `ordered` know the front of every intent beforehand. */
export type ChoiceEncoding = 'config' | 'factor' | 'pruned' | 'ordered';

/** By what a genome is varied: the usual operators, those with a tied first population, or operators by intent. */
export type ChoiceOperators = 'usual' | 'tied' | 'blocks';

export interface GeneticChoices {
  readonly evaluations: number;
  /** Hypervolume of the last population's front, and of everything that was evaluated. */
  readonly population: number;
  readonly archive: number;
  readonly ms: number;
}

/** Lets NSGA-II look for the front, unseeded: population 100, the exact front unknown to it. */
export function geneticChoices(
  choices: Choices,
  options: {
    readonly encoding: ChoiceEncoding;
    readonly operators: ChoiceOperators;
    readonly evaluations: number;
    readonly seed: number;
    readonly frame: Frame;
  },
): GeneticChoices {
  const { strata, violations } = choices;
  const { genes, blocks, rowsOf } = genomeOf(choices, options.encoding);
  const found: number[] = [];
  let evaluations = 0;
  const evaluate = (genome: Float64Array) => {
    evaluations++;
    const objectives: [number, number] = [0, 0];
    let violation = 0;
    rowsOf(genome).forEach((row, stratum) => {
      objectives[0] += strata[stratum]?.values[2 * row] ?? Number.NaN;
      objectives[1] += strata[stratum]?.values[2 * row + 1] ?? Number.NaN;
      violation += violations?.[stratum]?.[row] ?? 0;
    });
    if (violation === 0) found.push(...objectives);
    return { objectives, violation };
  };
  const started = performance.now();
  const search = runNsga2(
    { genes, objectives: 2, evaluate },
    {
      seed: options.seed,
      evaluations: options.evaluations,
      population: 100,
      ...operatorsOf(options.operators, blocks),
    },
  );
  const ms = performance.now() - started;
  const all = { values: Float64Array.from(found), count: found.length / 2, dimension: 2 };
  const front = [...frontIndexes(all)].map((row) => [found[2 * row] ?? 0, found[2 * row + 1] ?? 0]);
  const members = search.front().filter(({ violation }) => violation === 0);
  return {
    evaluations,
    population: normalisedVolume(
      members.map(({ objectives }) => objectives),
      options.frame,
    ),
    archive: normalisedVolume(front, options.frame),
    ms,
  };
}

function operatorsOf(operators: ChoiceOperators, blocks: GeneBlocks): Partial<Nsga2Options> {
  if (operators === 'usual') return {};
  return operators === 'tied' ? { sampling: tiedSampling(blocks) } : blockOperators(blocks);
}

function genomeOf(
  choices: Choices,
  encoding: ChoiceEncoding,
): {
  readonly genes: readonly GeneSpec[];
  readonly blocks: GeneBlocks;
  readonly rowsOf: (genome: Float64Array) => readonly number[];
} {
  const { space, intents, configs, strata } = choices;
  if (encoding === 'factor') {
    const coded = encode(space, intents, 'factor');
    const rows = configs.map((points) => new Map(points.map((point, row) => [pointKey(space, point), row])));
    return {
      genes: coded.genes,
      blocks: coded.blocks,
      rowsOf: (genome) =>
        coded.decode(genome).map((point, stratum) => rows[stratum]?.get(pointKey(space, point)) ?? -1),
    };
  }
  const allowed = allowedRows(choices);
  const kept = strata.map((points, stratum): readonly number[] => {
    if (encoding === 'config') return numbers(points.count);
    const own = allowed[stratum] ?? [];
    return [...frontIndexes(only(points, own))].map((at) => own[at] ?? -1);
  });
  return {
    genes: kept.map(({ length }) => ({
      kind: encoding === 'ordered' ? 'integer' : 'categorical',
      levels: length,
      low: 0,
      high: length - 1,
    })),
    blocks: kept.map((_, at) => [at]),
    rowsOf: (genome) => kept.map((rows, stratum) => rows[genome[stratum] ?? -1] ?? -1),
  };
}

/** Encodings and operators as reports name them. */
export const METHODS: readonly {
  readonly encoding: ChoiceEncoding;
  readonly operators: ChoiceOperators;
  readonly name: string;
}[] = [
  { encoding: 'config', operators: 'usual', name: 'one gene per intent' },
  { encoding: 'config', operators: 'blocks', name: 'one gene per intent, operators by intent' },
  { encoding: 'factor', operators: 'usual', name: 'one gene per factor' },
  { encoding: 'factor', operators: 'tied', name: 'one gene per factor, tied first population' },
  { encoding: 'factor', operators: 'blocks', name: 'one gene per factor, operators by intent' },
  { encoding: 'pruned', operators: 'usual', name: 'one gene per intent, per-intent front only' },
  {
    encoding: 'ordered',
    operators: 'usual',
    name: 'one gene per intent, per-intent front in order of cost',
  },
];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What every method reaches of the exact front: medians over the seeds. */
export function studyChoices(
  choices: Choices,
  options: { readonly seeds: number; readonly evaluations: readonly number[]; readonly frame: Frame },
): readonly {
  readonly method: string;
  readonly evaluations: number;
  readonly population: number;
  readonly archive: number;
  readonly worst: number;
  readonly ms: number;
}[] {
  const { hypervolume } = exactChoices(choices);
  return options.evaluations.flatMap((evaluations) =>
    METHODS.map(({ encoding, operators, name }) => {
      const runs = numbers(options.seeds).map((seed) =>
        geneticChoices(choices, { encoding, operators, evaluations, seed, frame: options.frame }),
      );
      return {
        method: name,
        evaluations,
        population: median(runs.map(({ population }) => population)) / hypervolume,
        archive: median(runs.map(({ archive }) => archive)) / hypervolume,
        worst: Math.min(...runs.map(({ archive }) => archive)) / hypervolume,
        ms: median(runs.map(({ ms }) => ms)),
      };
    }),
  );
}
