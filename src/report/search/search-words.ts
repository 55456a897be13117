import { decimal, percent, plural, usd } from '../format.js';
import type { SearchDocument } from '../search-document.js';
import { figureFormat } from './figures.js';
import { objectiveWords } from './objectives.js';
import { constraintWords } from './standings.js';

const ALGORITHMS: { readonly [name in SearchDocument['search']['algorithm']]: string } = {
  surrogate: 'surrogate search',
  nsga2: 'NSGA-II',
  exact: 'exact front',
  random: 'random search',
  grid: 'grid',
};

/** `surrogate search`. */
export function algorithmWords(document: SearchDocument): string {
  return ALGORITHMS[document.search.algorithm];
}

/** What could be chosen from, for what, and under which conditions. */
export function searchedSentence(document: SearchDocument): string {
  const { space, constraints } = document;
  const factors = space.factors
    .map(
      (factor) =>
        `${factor.name} (${factor.values === null ? `${factor.min}–${factor.max}` : factor.values.length})`,
    )
    .join(', ');
  const size = space.points === null ? 'a continuum of configs' : plural(space.points, 'config');
  const conditions =
    constraints.length === 0 ? 'no constraint' : `subject to ${constraints.map(constraintWords).join('; ')}`;
  return `${size} of ${plural(space.factors.length, 'factor')}: ${factors}; ${choiceWords(document)}. ${capital(objectiveWords(document))}, ${conditions}.`;
}

function choiceWords({ search, space }: SearchDocument): string {
  if (search.per === 'all') return 'one config for all intents';
  return `one config for each of ${plural(space.intents.length, 'intent')}, ${choicesText(space.choices)} choices in all`;
}

/** `1,296`, `108^10` as it stands, and `2.2 × 10^20` for a number that nobody counts along. */
function choicesText(choices: string): string {
  if (!/^\d{5,}$/.test(choices)) return choices;
  if (choices.length <= 12) return choices.replace(/\B(?=(\d{3})+$)/g, ',');
  return `about ${choices.charAt(0)}.${choices.charAt(1)} × 10^${choices.length - 1}`;
}

/** What stands on the front, in one line: the first thing that a reader sees. */
export function headline(document: SearchDocument): string {
  const { front, search, infeasible } = document;
  if (infeasible !== null) return infeasibleSentence(document);
  if (front.length === 0) return `No front: the search ${ENDS[search.end]}.`;
  const thinned =
    document.wholeFrontSize > front.length ? ` (of ${decimal(document.wholeFrontSize, 0)} found)` : '';
  const measured = front.filter((point) => point.remeasured !== null).length;
  const staying = front.filter((point) => point.stays === true).length;
  const gate =
    measured === 0
      ? 'none measured again yet'
      : `${staying} still unbeaten on samples that the search never saw`;
  return `${plural(front.length, 'point')} on the front${thinned}, ${gate}.`;
}

/** Which constraint binds, and by how much. */
export function infeasibleSentence({ infeasible, search }: SearchDocument): string {
  if (infeasible === null) return '';
  const where = infeasible.intent === null ? '' : ` in ${infeasible.intent}`;
  const subject = search.per === 'intent' ? 'No choice of configs' : 'No config';
  if (infeasible.by === null)
    return `${subject} is shown to hold every constraint: ${infeasible.constraint}${where} has no bound anywhere, because too few samples were measured for one. More samples, or a lower level, would give it one.`;
  return `${subject} holds every constraint: ${infeasible.constraint}${where} is missed by ${figureFormat(infeasible.constraint)(infeasible.by)} at best.`;
}

export const ENDS: { readonly [end in SearchDocument['search']['end']]: string } = {
  finished: 'finished',
  budget: 'ended with its budget',
  interrupted: 'was interrupted; the same command goes on',
  exhausted: 'was stopped by the spend guard',
  infeasible: 'found nothing that holds every constraint',
};

/** What was evaluated and paid to get there. */
export function spentSentence(document: SearchDocument): string {
  const { evaluated, budget, end, emulated } = document.search;
  const ofItems =
    budget.maxItemEvaluations === null ? '' : ` of at most ${decimal(budget.maxItemEvaluations, 0)}`;
  const ofCost = budget.maxCostUsd === null ? '' : ` of at most ${usd(budget.maxCostUsd, 2)}`;
  const beside = [
    ...(evaluated.gateItems > 0 ? [`${decimal(evaluated.gateItems, 0)} on the gate part`] : []),
    ...(evaluated.guardItems > 0 ? [`${decimal(evaluated.guardItems, 0)} on adversarial samples`] : []),
  ];
  const also = beside.length === 0 ? '' : `, and ${beside.join(', ')}`;
  return `${plural(evaluated.items, 'item evaluation')}${ofItems} of ${plural(evaluated.configs, 'config')}${also}; ${usd(evaluated.costUsd, spentDecimals(evaluated.costUsd))}${emulated ? ' emulated' : ''}${ofCost}; ${algorithmWords(document)}, ${ENDS[end]}.`;
}

/** Cents, or three digits of what is less than that. */
export function spentDecimals(costUsd: number): number {
  return costUsd === 0 || costUsd >= 0.1 ? 2 : 4;
}

/** Of a measured table: what share of its true front was found; empty where there is none. */
export function tableSentence({ table }: SearchDocument): string {
  if (table === null) return '';
  const { cells, missing, share, trueFrontSize } = table;
  const whole =
    missing === 0
      ? `the whole table of ${plural(cells, 'cell')}`
      : `the ${plural(cells, 'cell')} that the table has (${decimal(missing, 0)} are missing)`;
  if (share === null) return `No config holds every constraint by ${whole} either.`;
  return `${percent(share, { decimals: 1 })} of the true hypervolume was found, read off ${whole}; ${plural(trueFrontSize, 'point')} on its true front.`;
}

/** What limits the figures, most important first: read with the result and not in a footnote. */
export function limits(document: SearchDocument): readonly string[] {
  const { search, split, space } = document;
  const { failed, unscored } = search.evaluated;
  const small = space.intents.filter((intent) => intent.gateItems < 30);
  return [
    ...(split.usedBefore > 0
      ? [
          `${plural(split.usedBefore, 'search', 'searches')} of this database measured on this gate part before: it is no longer unseen, and what was chosen after looking at it is flattered.`,
        ]
      : []),
    ...(search.end !== 'interrupted' && search.end !== 'exhausted'
      ? []
      : [`The search ${ENDS[search.end]}.`]),
    ...(failed + unscored > 0
      ? [
          `${plural(failed, 'cell')} failed and ${decimal(unscored, 0)} went unscored; they count as missing, never as 0.`,
        ]
      : []),
    ...(small.length === 0
      ? []
      : [
          `Fewer than 30 gate samples in ${small.length === space.intents.length ? 'every intent' : small.map((intent) => `${intent.name} (${intent.gateItems})`).join(', ')}: intervals by intent are wide there.`,
        ]),
    ...(split.clusters.gate > 0 && split.clusters.gate < 10
      ? [`The gate part has only ${plural(split.clusters.gate, 'cluster')}.`]
      : []),
    ...search.notices,
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
