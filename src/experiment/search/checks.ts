import type { Dataset } from '../../dataset/port.js';
import type { SearchSpace } from '../../search/port.js';
import type { SearchSpec } from '../port.js';
import type { ProblemReport } from '../report.js';
import type { SearchDraft } from './draft.js';

/** What the search itself knows of spaces; it belongs to a room below this one. */
export interface SpaceKnowledge {
  /** Everything that keeps a space from being searched; `path` leads into the space. */
  readonly problems: (
    space: SearchSpace,
    intents: readonly string[],
  ) => readonly {
    readonly code: string;
    readonly message: string;
    readonly hint: string;
    readonly path: readonly (string | number)[];
  }[];
  /** How many points are allowed in an intent (null: without narrowing). */
  readonly count: (
    space: SearchSpace,
    intent: string | null,
  ) => { readonly kind: 'exact' | 'at-most'; readonly count: bigint } | { readonly kind: 'continuum' };
}

interface Context {
  readonly spaces: SpaceKnowledge | undefined;
  /** Empty where not all of them could be read. */
  readonly datasets: readonly Dataset[];
  /** Intents without any are not searched; undefined: all are. */
  readonly traffic: { readonly [intent: string]: number } | undefined;
  /** Settings that the command line gave, and the flags it gave them by. */
  readonly flags: SearchDraft['flags'];
  readonly report: ProblemReport;
}

/** Samples and clusters of one intent. */
interface Stratum {
  samples: number;
  readonly clusters: Set<string>;
}

/**
 * Reports what would make the search end before it begins: no allowed point, an intent whose samples cannot be split,
 * a budget that cannot measure anything. Says, as notices, what is allowed and probably not meant.
 */
export function checkFeasibility(spec: SearchSpec, context: Context): readonly string[] {
  const { spaces, datasets, traffic, flags, report } = context;
  const strata = strataOf(datasets, traffic);
  if (datasets.length > 0 && strata.size === 0) {
    const hint = 'Add a dataset that is not called `adversarial` or `judge`.';
    report.at(
      ['datasets'],
      'no-samples',
      'a search needs samples to choose by: every dataset is kept apart',
      hint,
    );
  }
  const before = report.problems.length;
  for (const { code, message, hint, path } of spaces?.problems(spec.space, [...strata.keys()]) ?? []) {
    report.at(placeOf(path, spec.space), code, message, hint);
  }
  reportUnsplit(strata, report);
  if (report.problems.length > before || strata.size === 0) return [];
  return [...checkBudget(spec, { strata, spaces, flags, report }), ...loneIntent(spec, strata)];
}

/** Intents of the samples that are searched on: adversarial ones and a judge's are kept apart. */
function strataOf(datasets: readonly Dataset[], traffic: Context['traffic']): ReadonlyMap<string, Stratum> {
  const strata = new Map<string, Stratum>();
  for (const dataset of datasets) {
    if (dataset.kind !== 'golden') continue;
    for (const { intent, cluster } of dataset.metas()) {
      if (traffic !== undefined && !(Object.hasOwn(traffic, intent) && (traffic[intent] ?? 0) > 0)) continue;
      const stratum = strata.get(intent) ?? { samples: 0, clusters: new Set() };
      strata.set(intent, stratum);
      stratum.samples += 1;
      stratum.clusters.add(cluster);
    }
  }
  return strata;
}

/** One part of an intent is searched, the other held back; clusters go whole. */
function reportUnsplit(strata: ReadonlyMap<string, Stratum>, report: ProblemReport): void {
  const lone = [...strata].filter(([, { clusters }]) => clusters.size < 2);
  if (lone.length === 0) return;
  const intents = lone.map(
    ([intent, { samples }]) => `${intent} (${samples} ${samples === 1 ? 'sample' : 'samples'})`,
  );
  const message =
    `${lone.length === 1 ? 'an intent has' : `${lone.length} intents have`} one cluster of samples only, which cannot be ` +
    `split into a part that is searched and one that checks it: ${intents.slice(0, 10).join(', ')}`;
  const hint = 'Add samples of other clusters, or give independent samples clusters of their own.';
  report.at(['search', 'split'], 'one-cluster', message, hint);
}

function checkBudget(
  spec: SearchSpec,
  {
    strata,
    spaces,
    flags,
    report,
  }: {
    readonly strata: ReadonlyMap<string, Stratum>;
    readonly spaces: SpaceKnowledge | undefined;
    readonly flags: SearchDraft['flags'];
    readonly report: ProblemReport;
  },
): readonly string[] {
  const most = spec.budget.maxItemEvaluations;
  if (most === undefined) return [];
  const refuse = (message: string, hint: string): void => {
    const code = 'budget-too-small';
    // The number may stand in the file and be too small only for the algorithm that the command line asks for.
    const flag = flags.maxItemEvaluations ?? flags.algorithm;
    if (flag === undefined) report.at(['search', 'budget', 'maxItemEvaluations'], code, message, hint);
    else report.flag(flag, code, message, hint);
  };
  // Two configs, each seen once in every intent: less than that compares nothing.
  const least = 2 * strata.size;
  if (most < least) {
    const message = `${most} measurements compare no two configs in ${count(strata.size, 'intent')}: at least ${least} do`;
    refuse(message, `Allow ${least} or more.`);
    return [];
  }
  if (spaces === undefined) return [];
  // Counting walks through what is tied together: once for all intents that nothing is narrowed for.
  const whole = spaces.count(spec.space, null);
  const points = [...strata.keys()].map((intent) =>
    Object.hasOwn(spec.space.narrowed, intent) ? spaces.count(spec.space, intent) : whole,
  );
  if (points.some(({ kind }) => kind === 'continuum')) return [];
  const needed = points.reduce((sum, one) => sum + ('count' in one ? one.count : 0n), 0n);
  if (BigInt(most) >= needed) return [];
  const message = `${most} measurements cannot see every point of the space once in every intent: that takes ${needed}`;
  if (spec.algorithm === 'exact' || spec.algorithm === 'grid') {
    refuse(
      message,
      `Allow ${needed} or more (--max-items, budget.maxItemEvaluations), narrow the space, or take algorithm auto.`,
    );
    return [];
  }
  return [`${message}; what is not measured is inferred or left out`];
}

function loneIntent(spec: SearchSpec, strata: ReadonlyMap<string, Stratum>): readonly string[] {
  if (spec.per !== 'intent' || strata.size !== 1) return [];
  return [`\`per: intent\` has no effect: all samples are of intent \`${[...strata.keys()][0]}\``];
}

/** Where the experiment says what a path into the space leads to. */
function placeOf(path: readonly (string | number)[], space: SearchSpace): readonly (string | number)[] {
  const [part, ...rest] = path;
  if (part === 'forbidden') return ['search', 'forbid', ...rest];
  if (part === 'narrowed') return ['search', 'intents', ...rest];
  const factor = typeof rest[0] === 'number' ? space.factors[rest[0]]?.name : undefined;
  return ['search', 'space', ...(factor === undefined ? [] : [factor])];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
