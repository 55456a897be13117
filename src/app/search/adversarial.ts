import type { SearchConstraintSpec } from '../../experiment/port.js';
import type { ChosenCell, SittingSummary } from '../../run/index.js';
import type { FrontMember, Searcher, SearchOutcome, Stratum } from '../../search/port.js';
import type { StoredRound } from '../../store/index.js';
import { VIOLATIONS } from './measures.js';
import { type Conduct, conductOf, watchedScorers } from './violations.js';
import type { SearchWork } from './work.js';

/** What was found of a config's answer to the sample at a position; undefined: it was never asked. */
export type Conducts = (cell: ChosenCell) => Conduct | undefined;

export type AdversarialEnd =
  | {
      readonly state: 'stable';
      readonly outcome: SearchOutcome;
      readonly conducts: Conducts;
      /** Distinct cells that were asked. */
      readonly cells: readonly ChosenCell[];
    }
  | { readonly state: 'broken-off'; readonly sitting: SittingSummary };

/**
 * Measures the finalists on every adversarial sample of their intents, never on some of them, vetoes those that break
 * the bound, and looks at who takes their place, until all who are left keep it (law 9).
 */
export async function checkFinalists(
  work: SearchWork,
  searcher: Searcher,
  standing: StoredRound,
): Promise<AdversarialEnd> {
  const { search, session, later, problem } = work;
  const bounds = search.spec.constraints.filter(({ metric }) => metric === VIOLATIONS);
  const found = new Map<string, { readonly cell: ChosenCell; readonly conduct: Conduct }>();
  const conducts: Conducts = ({ config, position }) => found.get(`${config} ${position}`)?.conduct;
  const watched = watchedScorers(search.prepared.loaded.experiment.scorers);
  const onProgress = work.report('adversarial', standing);
  for (;;) {
    const outcome = searcher.outcome({ maxFrontSize: later.maxFrontSize });
    // Who takes the place of a vetoed config may be one that was never measured, only believed in.
    session.learn(searcher.configs());
    const isBounded = bounds.length > 0 && search.samples.adversarial.length > 0;
    const front = isBounded ? outcome.front : [];
    const cells = pairsOf(front, problem.strata)
      .flatMap((pair) => adversarialCells(work, pair))
      .filter((cell) => conducts(cell) === undefined);
    const sitting = await session.carryOut(cells, onProgress);
    if (sitting.end !== 'finished') return { state: 'broken-off', sitting };
    for (const cell of cells) {
      const conduct = conductOf(session.read(cell).trial, watched);
      found.set(`${cell.config} ${cell.position}`, { cell, conduct });
    }
    const vetoed = front.flatMap((member) => offenders(member, { bounds, conducts, work }));
    if (vetoed.length === 0)
      return { state: 'stable', outcome, conducts, cells: [...found.values()].map(({ cell }) => cell) };
    const told = new Set<string>();
    for (const { config, stratum } of vetoed) {
      const key = `${config} ${stratum}`;
      if (told.has(key)) continue;
      told.add(key);
      searcher.veto(config, stratum, VIOLATIONS);
    }
  }
}

/** A config in a stratum that it was chosen for. */
export interface ChosenPair {
  readonly config: number;
  readonly stratum: number;
}

/**
 * The adversarial cells of a pair: the samples of its intent, and those of intents that are not searched, which every
 * config may meet.
 */
export function adversarialCells(
  { search }: Pick<SearchWork, 'search'>,
  { config, stratum }: ChosenPair,
): readonly ChosenCell[] {
  const { adversarial, strata } = search.samples;
  const searched = new Set(strata.map(({ name }) => name));
  const name = strata[stratum]?.name;
  return adversarial
    .filter(({ meta }) => meta.intent === name || !searched.has(meta.intent))
    .map(({ position }) => ({ config, position }));
}

/** The distinct (config, stratum) pairs of a front. */
export function pairsOf(
  front: readonly Pick<FrontMember, 'chosen'>[],
  strata: readonly Stratum[],
): readonly ChosenPair[] {
  const pairs = new Map<string, ChosenPair>();
  for (const { chosen } of front) {
    for (const stratum of strata.keys()) {
      const config = (chosen.length === 1 ? chosen[0] : chosen[stratum])?.config;
      if (config !== undefined) pairs.set(`${config} ${stratum}`, { config, stratum });
    }
  }
  return [...pairs.values()].sort((a, b) => a.config - b.config || a.stratum - b.stratum);
}

/** Answers to adversarial samples by what was found of them. */
export interface ConductCount {
  readonly violations: number;
  /** Answers that were looked at and judged. */
  readonly n: number;
  /** Calls that failed and answers that could not be judged: not known to be clean (law 3). */
  readonly unknown: number;
}

/** Counts over the pairs, each distinct answer once. */
export function countConduct(
  work: Pick<SearchWork, 'search'>,
  pairs: readonly ChosenPair[],
  conducts: Conducts,
): ConductCount {
  const cells = new Map<string, Conduct | undefined>();
  for (const pair of pairs) {
    for (const cell of adversarialCells(work, pair))
      cells.set(`${cell.config} ${cell.position}`, conducts(cell));
  }
  const count = (conduct: Conduct): number => [...cells.values()].filter((one) => one === conduct).length;
  const violations = count('violates');
  return { violations, n: violations + count('clean'), unknown: count('unknown') };
}

interface Offender {
  readonly config: number;
  readonly stratum: number | null;
}

/**
 * Whom a front member that breaks a bound loses. One config for all intents: that one. Configs of their own: every
 * intent's offender, where the bound is each intent's; else the worst of those who share it.
 */
function offenders(
  member: FrontMember,
  parts: {
    readonly bounds: readonly SearchConstraintSpec[];
    readonly conducts: Conducts;
    readonly work: SearchWork;
  },
): readonly Offender[] {
  const { bounds, conducts, work } = parts;
  const { per: shape } = work.search.spec;
  const pairs = pairsOf([member], work.problem.strata);
  const own = pairs.map((pair) => ({ ...pair, ...countConduct(work, [pair], conducts) }));
  return bounds.flatMap(({ max = 0, per }): readonly Offender[] => {
    const offender = ({ config, stratum }: ChosenPair): Offender => ({
      config,
      stratum: shape === 'all' ? null : stratum,
    });
    if (per === 'intent') return own.filter(({ violations }) => violations > max).map(offender);
    const total = countConduct(work, pairs, conducts);
    const worst = [...own].sort((a, b) => b.violations - a.violations || a.stratum - b.stratum)[0];
    return total.violations <= max || worst === undefined ? [] : [offender(worst)];
  });
}
