import type { Chance } from '../chance.js';
import type { Contradiction } from '../evidence/conflicts.js';
import type { Candidate, Evidence } from '../evidence/select.js';
import type { Unit } from '../evidence/sources.js';
import { alteredQuantity } from '../language/quantities.js';
import type { SharedParameters, TierParameters } from '../responder/parameters.js';
import type { Situation } from './phrases.js';

/** A sentence on its way into an answer; its text may differ from the source's when the responder errs. */
export interface Statement {
  readonly text: string;
  readonly source: number;
  readonly position: number;
  readonly score: number;
}

/** The statements that an answer will make, and a phrase that must precede them. */
export interface Choice {
  readonly statements: readonly Statement[];
  readonly opening: Situation | undefined;
}

/** What choosing depends on besides the evidence. Error rates are already those of model and prompt. */
export interface ChoiceContext {
  readonly question: string;
  readonly tier: TierParameters;
  readonly shared: SharedParameters;
  readonly chance: Chance;
  /** Multiplies every error rate of the tier (generation). */
  readonly errorFactor: number;
  readonly japanese: boolean;
  readonly documents: number;
  readonly examples: number;
  readonly correctsPremises: boolean;
  readonly reportsContradictions: boolean;
  /** Probability that marginal sentences are added, and at most how many. */
  readonly elaboration: number;
  readonly elaborations: number;
}

/** Decides which sentences are recalled, which distract, and what is miscopied. */
export function chooseStatements(evidence: Evidence, context: ChoiceContext): Choice {
  const premise = judgePremise(evidence, context);
  const conflict = judgeContradictions(evidence.contradictions, context);
  const needed = evidence.needed.filter(
    ({ unit }) => !conflict.dropped.has(unit) && unit !== premise.dropped,
  );
  const recalled = needed.filter(
    (candidate) => premise.kept === candidate.unit || recalls(candidate, context),
  );
  const statements = recalled.map((candidate) =>
    state(candidate, context, premise.rewritten.get(candidate.unit)),
  );
  // Having missed everything that matters, a model answers beside the point rather than not at all.
  const beside = evidence.marginal[0];
  if (statements.length === 0 && premise.opening === undefined && beside !== undefined)
    statements.push(state(beside, context));
  statements.splice(1, 0, ...distracted(evidence, context));
  evidence.marginal.slice(0, context.elaborations).forEach((candidate, at) => {
    if (context.chance.happens(`elaborate:${at}`, context.elaboration))
      statements.push(state(candidate, context));
  });
  const isPremise = ({ source, position }: Statement): boolean =>
    source === premise.kept?.source && position === premise.kept.position;
  statements.sort((one, other) => Number(isPremise(other)) - Number(isPremise(one)));
  const unique = statements.filter(
    (one, at) => statements.findIndex((other) => other.text === one.text) === at,
  );
  return { statements: unique, opening: premise.opening ?? conflict.opening };
}

function recalls({ unit, hop }: Candidate, context: ChoiceContext): boolean {
  const { tier, shared, chance } = context;
  const base =
    tier.recall * (hop > 0 ? tier.multiHopFactor : 1) * (context.japanese ? tier.japaneseRecallFactor : 1);
  const learned = 1 - tier.fewShotGain * (1 - Math.exp(-context.examples / shared.fewShotScale));
  const missed = (1 - base) * context.errorFactor * learned;
  const crowded = 1 - shared.crowding * Math.max(0, context.documents - shared.documentsFree);
  return chance.happens(`recall:${unit.text}`, Math.max(0, (1 - missed) * crowded), item(context, unit));
}

function state({ unit, score }: Candidate, context: ChoiceContext, rewritten?: string): Statement {
  const text = rewritten ?? slipped(unit, context);
  return { text, source: unit.source, position: unit.position, score };
}

/** A number copied wrongly. Each sentence errs at most once. */
function slipped(unit: Unit, { tier, shared, chance, errorFactor, question }: ChoiceContext): string {
  const rate = tier.slip * errorFactor * (1 + shared.temperatureSlip * chance.temperature);
  const quantity =
    unit.quantities[Math.floor(chance.uniform(`slip-at:${unit.text}`) * unit.quantities.length)];
  if (quantity === undefined || !chance.happens(`slip:${unit.text}`, rate, `${question}|${unit.text}`))
    return unit.text;
  return replaceAt(unit.text, quantity, alteredQuantity(quantity, chance.uniform(`slip-to:${unit.text}`)));
}

/** A sentence of a similar but wrong document; likeness counts squared, as a little likeness misleads nobody. */
function distracted(evidence: Evidence, context: ChoiceContext): readonly Statement[] {
  const { tier, chance, errorFactor } = context;
  return evidence.distractors
    .filter(({ unit, similarity }) =>
      chance.happens(
        `distract:${unit.text}`,
        tier.distraction * errorFactor * similarity ** 2,
        item(context, unit),
      ),
    )
    .map(({ unit, similarity }) => state({ unit, score: similarity, hop: 0 }, context));
}

function judgePremise(
  evidence: Evidence,
  context: ChoiceContext,
): {
  readonly opening: Situation | undefined;
  readonly kept: Unit | undefined;
  readonly dropped: Unit | undefined;
  readonly rewritten: ReadonlyMap<Unit, string>;
} {
  const premise = evidence.falsePremise;
  const rewritten = new Map<Unit, string>();
  if (premise === undefined) return { opening: undefined, kept: undefined, dropped: undefined, rewritten };
  const { tier, chance } = context;
  const missed = (1 - tier.premiseCorrection) * context.errorFactor * (context.correctsPremises ? 0.5 : 1);
  if (!chance.happens('premise', missed, `premise|${context.question}`)) {
    return { opening: 'correction', kept: premise.unit, dropped: undefined, rewritten };
  }
  if (premise.actual === undefined || premise.claimed === undefined) {
    return { opening: 'agreement', kept: undefined, dropped: premise.unit, rewritten };
  }
  rewritten.set(premise.unit, replaceAt(premise.unit.text, premise.actual, premise.claimed.text));
  return { opening: 'agreement', kept: premise.unit, dropped: undefined, rewritten };
}

function judgeContradictions(
  contradictions: readonly Contradiction[],
  context: ChoiceContext,
): {
  readonly opening: Situation | undefined;
  readonly dropped: ReadonlySet<Unit>;
} {
  const { tier, chance } = context;
  const missed =
    (1 - tier.contradictionNotice) * context.errorFactor * (context.reportsContradictions ? 0.5 : 1);
  const dropped = new Set<Unit>();
  for (const { first, second } of contradictions) {
    if (!chance.happens(`conflict:${first.text}`, missed, `conflict|${context.question}`)) continue;
    dropped.add(chance.uniform(`side:${first.text}`) < 0.5 ? first : second);
  }
  const told = contradictions.some(({ first, second }) => !dropped.has(first) && !dropped.has(second));
  return { opening: told ? 'conflict' : undefined, dropped };
}

function item({ question }: ChoiceContext, unit: Unit): string {
  return `${question}|${unit.text}`;
}

function replaceAt(
  text: string,
  quantity: { readonly at: number; readonly text: string },
  by: string,
): string {
  return text.slice(0, quantity.at) + by + text.slice(quantity.at + quantity.text.length);
}
