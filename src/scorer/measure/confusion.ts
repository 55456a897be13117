import type { Estimate } from '../../domain/index.js';
import { isDefined, wilson } from '../../stats/index.js';

const LEVEL = 0.95;
const METHOD = 'Wilson';

/** One decision of a scorer beside the label. */
export interface Decision {
  readonly found: boolean;
  readonly labelled: boolean;
  readonly kind: string;
  readonly language: string;
}

/** How often a scorer finds what is there (recall) and is right when it finds something (precision). */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** tp ÷ (tp + fp), Wilson's interval; without a value where nothing was found. */
  readonly precision: Estimate;
  /** tp ÷ (tp + fn), Wilson's interval; without a value where nothing was labelled. */
  readonly recall: Estimate;
}

export interface ConfusionTable {
  readonly all: Confusion;
  readonly byKind: { readonly [kind: string]: Confusion };
  readonly byLanguage: { readonly [language: string]: Confusion };
}

/** The decisions counted, as a whole and by kind and language. Wilson's intervals take the decisions as independent. */
export function tabulate(decisions: readonly Decision[]): ConfusionTable {
  const by = (key: 'kind' | 'language') =>
    Object.fromEntries(
      [...new Set(decisions.map((decision) => decision[key]))]
        .sort()
        .map((value) => [value, count(decisions.filter((decision) => decision[key] === value))]),
    );
  return { all: count(decisions), byKind: by('kind'), byLanguage: by('language') };
}

function count(decisions: readonly Decision[]): Confusion {
  const number = (found: boolean, labelled: boolean): number =>
    decisions.filter((decision) => decision.found === found && decision.labelled === labelled).length;
  const truePositives = number(true, true);
  const falsePositives = number(true, false);
  const falseNegatives = number(false, true);
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives: number(false, false),
    precision: rate(truePositives, truePositives + falsePositives, 'nothing was found'),
    recall: rate(truePositives, truePositives + falseNegatives, 'nothing is labelled'),
  };
}

function rate(hits: number, n: number, reason: string): Estimate {
  const interval = wilson(hits, n, LEVEL);
  if (!isDefined(interval))
    return { value: null, low: null, high: null, level: LEVEL, method: METHOD, n, reason };
  const { proportion: value, low, high } = interval;
  return { value, low, high, level: LEVEL, method: METHOD, n };
}
