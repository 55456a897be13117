import { picoUsd, toUsd } from '../../cost/index.js';
import type { Estimate } from '../../domain/index.js';
import type { SearchDocument, SearchFrontPoint } from '../../report/port.js';
import { countPoints, type Remeasurement } from '../../search/index.js';
import type { ConstraintStanding, FrontMember, SearchOutcome } from '../../search/port.js';
import type { RunRow } from '../../store/index.js';
import { isEmulated } from '../document.js';
import { type ConductCount, type Conducts, countConduct, pairsOf } from './adversarial.js';
import type { ChosenAlgorithm } from './algorithm.js';
import { measureOf, VIOLATIONS } from './measures.js';
import type { Tally } from './tally.js';
import type { SearchWork } from './work.js';

/** Where two honest executions of one search may differ (law 6). */
const VOLATILE: readonly string[] = [
  '/search/id',
  '/search/evaluated/costUsd',
  '/split/usedBefore',
  '/cost/billedUsd',
  '/reports',
];

/** A count of all there is has no sampling error: the level is that of the other figures, and says nothing more. */
const COUNT_LEVEL = 0.95;

/** Everything that the document is folded from. */
export interface DocumentParts {
  readonly work: SearchWork;
  readonly run: RunRow;
  readonly algorithm: ChosenAlgorithm;
  readonly end: SearchDocument['search']['end'];
  readonly outcome: SearchOutcome;
  readonly conducts: Conducts;
  readonly remeasured: Remeasurement;
  readonly tally: Tally;
  readonly usedBefore: number;
  readonly notices: readonly string[];
  readonly priceRanges: readonly SearchFrontPoint['priceRange'][];
  readonly priceRange: SearchDocument['priceRange'];
  readonly table: SearchDocument['table'];
  readonly reports: SearchDocument['reports'];
}

/** What `search --json` prints. */
export function searchDocument(parts: DocumentParts): SearchDocument {
  const { work, run, algorithm, outcome, remeasured, tally } = parts;
  const { spec, samples, split } = work.search;
  const { snapshot } = run;
  const logical = work.store.trials.logicalPico(run.row);
  const billedUsd = toUsd(picoUsd(work.store.ledger.billed(run.row).total));
  const names = pointNames(parts);
  const { maxItemEvaluations, maxCostUsd } = spec.budget;
  return {
    search: {
      id: run.name,
      experiment: run.experiment,
      provider: snapshot.provider,
      emulated: isEmulated(work.store, run),
      algorithm: algorithm.name,
      chosenBecause: algorithm.because,
      seed: snapshot.seed,
      per: spec.per,
      population: spec.population,
      generations: spec.generations,
      budget: {
        maxItemEvaluations: maxItemEvaluations ?? null,
        maxCostUsd: work.search.capUsd ?? maxCostUsd ?? null,
      },
      evaluated: { ...tally, costUsd: billedUsd },
      end: parts.end,
      versions: snapshot.versions,
      notices: parts.notices,
      volatile: VOLATILE,
    },
    space: spaceOf(parts),
    split: {
      gate: spec.gateShare,
      search: split.search.length,
      gateSamples: split.gate.length,
      clusters: split.clusters,
      sha256: split.sha256,
      usedBefore: parts.usedBefore,
    },
    objectives: work.problem.objectives.map(({ name, direction }) => ({
      name,
      direction,
      unit: measureOf(name, samples.conversations).unit,
    })),
    constraints: spec.constraints.map(({ metric, min, max, per, level }) => ({
      name: metric,
      min: min ?? null,
      max: max ?? null,
      per,
      level,
    })),
    front: outcome.front.map((member, at) => frontPoint(parts, { member, at, name: names[at] ?? '' })),
    wholeFrontSize: outcome.wholeFrontSize,
    hypervolume: {
      claimed: outcome.hypervolume.claimed,
      remeasured: remeasured.hypervolume,
      ratio: remeasured.ratio,
      ideal: outcome.hypervolume.ideal,
      reference: outcome.hypervolume.reference,
    },
    excluded: outcome.excluded.map(({ chosen, stratum, by, value }) => ({
      name: work.session.variantOf(chosen.config).name,
      params: chosen.point,
      intent: stratum,
      by,
      value: by === VIOLATIONS ? violationsOf(parts, chosen.config, stratum) : value,
    })),
    infeasible:
      outcome.infeasible === null
        ? null
        : {
            constraint: outcome.infeasible.constraint,
            intent: outcome.infeasible.stratum,
            by: outcome.infeasible.by,
          },
    cloud: outcome.cloud.map(({ chosen, stratum, n, objectives, isFeasible }) => ({
      name: work.session.variantOf(chosen.config).name,
      params: chosen.point,
      intent: stratum,
      n,
      objectives,
      isFeasible,
    })),
    effects: outcome.effects.map(({ figure, factors, share, levels }) => ({
      figure,
      factors: [...factors],
      share,
      levels,
    })),
    convergence: work.store.searches.rounds(run.row),
    table: parts.table,
    priceRange: parts.priceRange,
    cost: {
      billedUsd,
      logicalUsd: toUsd(picoUsd(logical.candidate + logical.judge)),
      byRole: {
        candidate: toUsd(picoUsd(logical.candidate)),
        judge: toUsd(picoUsd(logical.judge)),
        embedding: 0,
      },
      priceBook: snapshot.priceBook,
    },
    methods: [...outcome.methods, ...remeasured.methods],
    promotion: null,
    reports: parts.reports,
  };
}

function spaceOf({ work }: DocumentParts): SearchDocument['space'] {
  const { space, per } = work.search.spec;
  const { strata } = work.problem;
  const count = countPoints(space, null);
  const own = per === 'intent' ? strata.map(({ name }) => countPoints(space, name)) : [count];
  const isCounted = own.every(({ kind }) => kind !== 'continuum');
  const choices = own.reduce((all, one) => all * (one.kind === 'continuum' ? 1n : one.count), 1n);
  const inPart = (part: keyof SearchWork['parts'], stratum: number): number =>
    work.parts[part].items.filter((item) => item.stratum === stratum).length;
  return {
    factors: space.factors.map((factor) => ({
      name: factor.name,
      kind: factor.kind,
      values: 'values' in factor ? [...factor.values] : null,
      min: 'min' in factor ? factor.min : null,
      max: 'max' in factor ? factor.max : null,
    })),
    intents: strata.map(({ name, share }, stratum) => ({
      name,
      share,
      items: inPart('search', stratum),
      gateItems: inPart('gate', stratum),
    })),
    points: count.kind === 'continuum' ? null : Number(count.count),
    choices: isCounted ? String(choices) : 'a continuum',
  };
}

/**
 * A shared config bears its variant's name. A choice of several is numbered by what was measured again of what costs, as
 * reports number their points: mix-3 is the third in every table.
 */
function pointNames({ work, outcome, remeasured }: DocumentParts): readonly string[] {
  const { objectives } = work.problem;
  const minimised = objectives.filter(({ direction }) => direction === 'minimize');
  const axis = minimised.find(({ name }) => /usd/i.test(name)) ?? minimised[0] ?? objectives[0];
  const by = outcome.front.map(({ claimed }, at) => {
    const name = axis?.name ?? '';
    return (
      remeasured.members[at]?.objectives[name]?.value ?? claimed[name]?.value ?? Number.POSITIVE_INFINITY
    );
  });
  const order = [...by.keys()].sort((a, b) => (by[a] === by[b] ? a - b : (by[a] ?? 0) - (by[b] ?? 0)));
  return outcome.front.map(({ chosen }, at) => {
    const [only] = chosen;
    return work.search.spec.per === 'all' && only !== undefined
      ? work.session.variantOf(only.config).name
      : `mix-${order.indexOf(at) + 1}`;
  });
}

function frontPoint(
  parts: DocumentParts,
  { member, at, name }: { readonly member: FrontMember; readonly at: number; readonly name: string },
): SearchFrontPoint {
  const { work, remeasured } = parts;
  const { strata } = work.problem;
  const perIntent = work.search.spec.per === 'intent';
  const own = remeasured.members[at];
  return {
    name,
    params: perIntent ? null : (member.chosen[0]?.point ?? {}),
    perIntent: perIntent
      ? Object.fromEntries(
          member.chosen.map(({ config, point }, stratum) => [
            strata[stratum]?.name ?? '',
            { name: work.session.variantOf(config).name, params: point },
          ]),
        )
      : null,
    claimed: member.claimed,
    remeasured: own?.objectives ?? null,
    membership: member.membership,
    stays: own?.stays ?? null,
    staysProbability: own?.staysProbability ?? null,
    isKnee: member.isKnee,
    constraints: [...standings(member, own?.constraints), ...adversarialStandings(parts, member)],
    priceRange: parts.priceRanges[at] ?? null,
  };
}

/** Constraints of the search part beside what the gate part says of them; that one decides. */
function standings(
  member: FrontMember,
  again: readonly ConstraintStanding[] | undefined,
): SearchFrontPoint['constraints'] {
  const keyOf = ({ name, stratum }: ConstraintStanding): string => JSON.stringify([name, stratum]);
  const measured = new Map(again?.map((standing) => [keyOf(standing), standing]));
  const claimed = new Map(member.constraints.map((standing) => [keyOf(standing), standing]));
  const keys = [...new Set([...claimed.keys(), ...measured.keys()])];
  return keys.flatMap((key) => {
    const [before, after] = [claimed.get(key), measured.get(key)];
    const known = after ?? before;
    if (known === undefined) return [];
    return [
      {
        constraint: known.name,
        intent: known.stratum,
        claimed: before?.value ?? null,
        remeasured: after?.value ?? null,
        standing: known.standing,
      },
    ];
  });
}

/** How a member stands with the bound on violations; answers that nobody could judge leave it open (law 3). */
function adversarialStandings(
  { work, conducts }: DocumentParts,
  member: FrontMember,
): SearchFrontPoint['constraints'] {
  const pairs = pairsOf([member], work.problem.strata);
  return work.search.spec.constraints
    .filter(({ metric }) => metric === VIOLATIONS)
    .flatMap(({ metric, max = 0, per }) => {
      const groups =
        per === 'intent'
          ? pairs.map((pair) => ({ intent: work.problem.strata[pair.stratum]?.name ?? '', own: [pair] }))
          : [{ intent: null, own: pairs }];
      return groups.map(({ intent, own }) => {
        const count = countConduct(work, own, conducts);
        const { violations, unknown } = count;
        const claimed = countEstimate(count);
        const standing = violations > max ? 'violated' : violations + unknown > max ? 'open' : 'holds';
        return { constraint: metric, intent, claimed, remeasured: null, standing } as const;
      });
    });
}

/** What a vetoed config did, in one intent or in all. */
function violationsOf({ work, conducts }: DocumentParts, config: number, intent: string | null): Estimate {
  const pairs = [...work.problem.strata.entries()]
    .filter(([, { name }]) => intent === null || name === intent)
    .map(([stratum]) => ({ config, stratum }));
  return countEstimate(countConduct(work, pairs, conducts));
}

function countEstimate({ violations, unknown, n }: ConductCount): Estimate {
  return {
    value: violations,
    low: violations,
    high: violations + unknown,
    level: COUNT_LEVEL,
    method: 'exact count over all adversarial samples; high: unjudged answers counted as violations',
    n,
  };
}
