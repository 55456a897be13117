import type { Draft } from '../draft.js';
import { isDeclared, type MetricScale, unknownMetric } from '../measures.js';
import type { ScorerSpec, SearchConstraintSpec, SearchObjectiveSpec } from '../port.js';
import type { ProblemReport } from '../report.js';
import type { DocumentPath } from '../source.js';
import { reportContradictions } from './contradictions.js';
import type { SearchDraft } from './draft.js';
import { SAME_COST, SEARCH_FIGURES, searchFigure, VIOLATIONS } from './figures.js';

/** What objectives and constraints are checked against. */
export interface SearchMeasureContext {
  readonly draft: Draft;
  readonly search: SearchDraft;
  readonly metrics: ReadonlyMap<string, MetricScale>;
  readonly scorers: readonly ScorerSpec[];
  /** Whether something prices an answer: a model is called, or named for recorded usage. */
  readonly isPriced: boolean;
  readonly report: ProblemReport;
}

/** The objectives, each with its direction; those that make no sense are reported and left out. */
export function readObjectives(context: SearchMeasureContext): readonly SearchObjectiveSpec[] {
  const { search, report } = context;
  const taken: string[] = [];
  return search.objectives.flatMap(({ value, damaged }, index): readonly SearchObjectiveSpec[] => {
    const at = ['search', 'objectives', index];
    const { minimize, maximize } = value;
    const metric = minimize ?? maximize;
    if (metric === undefined || (minimize !== undefined && maximize !== undefined)) {
      if (damaged.size > 0) return [];
      const message =
        metric === undefined ? 'an objective has no direction' : 'an objective has one direction';
      const hint =
        'Write `{ minimize: monthlyCostUsd }` or `{ maximize: quality }`; several are several items.';
      report.at(at, metric === undefined ? 'missing-key' : 'contradiction', message, hint);
      return [];
    }
    const direction = minimize === undefined ? 'maximize' : 'minimize';
    if (metric === VIOLATIONS) {
      const hint = `Add \`{ metric: ${VIOLATIONS}, max: 0 }\` to \`search.constraints\`.`;
      report.at(at, 'contradiction', `\`${VIOLATIONS}\` is bounded, never traded for money`, hint);
      return [];
    }
    checkMeasure(metric, [...at, direction], context);
    const twin = taken.find((other) => other === metric || isSameCost(other, metric));
    if (twin !== undefined) {
      const message =
        twin === metric
          ? `\`${metric}\` is an objective twice`
          : `\`${metric}\` and \`${twin}\` are one figure in two units: they never trade`;
      report.at(at, 'duplicate', message, 'Remove one.');
      return [];
    }
    taken.push(metric);
    return [{ metric, direction }];
  });
}

function isSameCost(a: string, b: string): boolean {
  return SAME_COST.includes(a) && SAME_COST.includes(b);
}

/** The constraints with their defaults; those that nothing can satisfy are reported. */
export function readConstraints(context: SearchMeasureContext): readonly SearchConstraintSpec[] {
  const { search, report } = context;
  const read = search.constraints.map(({ value, damaged }, index) => {
    const at = ['search', 'constraints', index];
    const { metric, min, max, per = 'all', level = 0.95 } = value;
    if (metric !== undefined) checkBounded(metric, { min, max }, at, context);
    if (min === undefined && max === undefined && damaged.size === 0) {
      const hint = 'Add `min: …` or `max: …`, in raw units.';
      report.at(at, 'missing-key', 'a constraint needs a bound', hint);
    }
    if (metric === undefined) return undefined;
    return {
      metric,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      per,
      level,
    };
  });
  reportContradictions(read, report);
  return read.filter((constraint) => constraint !== undefined);
}

/** Violations are counted, answer by answer. */
const COUNT = { min: 0, max: Number.POSITIVE_INFINITY };

/** That the metric can be bounded there, and that the bound decides something. */
function checkBounded(
  metric: string,
  { min, max }: { readonly min: number | undefined; readonly max: number | undefined },
  at: DocumentPath,
  context: SearchMeasureContext,
): void {
  const { report, draft, metrics } = context;
  if (metric === VIOLATIONS) {
    if (min !== undefined) {
      const hint = 'Bound it with `max: 0`.';
      report.at([...at, 'min'], 'contradiction', 'nobody asks for violations', hint);
    }
    if (draft.datasetNames?.has('adversarial') === false) {
      const hint = 'Name a dataset `adversarial`, or remove the constraint.';
      report.at(at, 'contradiction', 'there is no adversarial dataset to break rules on', hint);
    }
  } else checkMeasure(metric, [...at, 'metric'], context);
  const scale = metric === VIOLATIONS ? COUNT : (metrics.get(metric) ?? searchFigure(metric));
  if (!scale) return;
  for (const [key, bound] of Object.entries({ min, max })) {
    if (bound === undefined || (bound >= scale.min && bound <= scale.max)) continue;
    const upTo = Number.isFinite(scale.max)
      ? `goes from ${scale.min} to ${scale.max}`
      : `is never below ${scale.min}`;
    const message = `\`${metric}\` ${upTo}: a bound of ${bound} decides nothing`;
    report.at([...at, key], 'out-of-range', message, 'Constraints are in raw units of their metric.');
  }
}

/** A metric of some scorer, or a figure that this experiment can know. */
function checkMeasure(metric: string, at: DocumentPath, context: SearchMeasureContext): void {
  const { draft, metrics, report } = context;
  const used = metric === 'quality' ? Object.keys(draft.quality ?? {}) : [metric];
  for (const one of used) checkStandsAlone(one, at, context);
  if (metrics.has(metric) || isDeclared(draft, metric)) return;
  const figure = searchFigure(metric);
  if (figure === undefined) {
    const known = new Map([...metrics, ...Object.keys(SEARCH_FIGURES).map((name) => [name, null] as const)]);
    if (metric === 'latencyMs' || metric === 'tokens') {
      const forms = [...known.keys()].filter((name) => name.startsWith(`${metric}.`));
      report.at(
        at,
        'unknown-metric',
        `\`${metric}\` has several figures`,
        `Write one of: ${forms.join(', ')}.`,
      );
    } else unknownMetric(metric, at, known, report);
    return;
  }
  if (figure.needs === 'quality') {
    if (draft.qualityDeclared) return;
    report.at(at, 'contradiction', 'no `quality` is declared', 'Add `quality: { <metric>: 1 }`.');
    return;
  }
  if (draft.provider === 'echo') {
    const hint = 'Ask a provider that bills and takes its time.';
    report.at(at, 'contradiction', `\`${metric}\` is not known of echoed answers`, hint);
  } else if (SAME_COST.includes(metric) && !context.isPriced) {
    const message = `\`${metric}\` needs a model that prices recorded usage`;
    const hint =
      'Add a factor `model` with the ids of the price book, or `model: …` to the variant of `search.from`.';
    report.at(at, 'contradiction', message, hint);
  }
  if (figure.needs === 'traffic' && draft.traffic === undefined) {
    const hint = 'Add `traffic: { <intent>: <conversations a day> }`, or take `costUsdPer1k`.';
    report.at(at, 'contradiction', `\`${metric}\` prices a month of traffic, and none is given`, hint);
  }
}

/** A search measures every answer by itself: a metric that compares answers of variants has nothing to compare. */
function checkStandsAlone(metric: string, at: DocumentPath, { scorers, report }: SearchMeasureContext): void {
  const compares = scorers.some((scorer) => {
    if (scorer.kind === 'assertions') return scorer.selectBest === true && metric === 'select-best';
    if (scorer.kind !== 'pairwise') return false;
    return (
      scorer.name === metric ||
      scorer.judge.rubrics.some(({ criterion }) => `${criterion}_preference` === metric)
    );
  });
  if (!compares) return;
  const message = `\`${metric}\` compares the answers of several variants; a search measures each by itself`;
  report.at(at, 'contradiction', message, 'Take a judge or another scorer for it.');
}
