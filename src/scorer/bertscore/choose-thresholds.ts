/** A scored pair with what its author says of it. */
export interface LabelledPair {
  readonly f1: number;
  readonly label: string;
  /** Pairs on one topic: they are left out together. */
  readonly cluster: string;
}

/** How a threshold is chosen: the lowest bound from which on so large a share of what passes is of `positive`. */
export interface ThresholdRule {
  readonly name: string;
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  /** At least this share, at the bound and at every higher one that anything passes. */
  readonly precision: number;
}

export interface Rate {
  readonly accepted: number;
  readonly of: number;
}

export interface ChosenThreshold {
  readonly name: string;
  /** Null: no bound has that precision. */
  readonly min: number | null;
  /** By label, on the pairs that it was chosen on. */
  readonly accepted: { readonly [label: string]: Rate };
  /** By label, each topic judged by the threshold that the other topics give: what new pairs can expect. */
  readonly heldOut: { readonly [label: string]: Rate };
}

/** Pairs that say the same in other words, against pairs that share a topic or nothing. */
const SAME = ['near-identical', 'paraphrase'];
const DIFFERENT = ['related', 'unrelated'];

/** The thresholds that ship. Contradictions take no part: BERTScore does not tell them from paraphrases. */
export const THRESHOLD_RULES: readonly ThresholdRule[] = [
  { name: 'acceptable', positive: SAME, negative: DIFFERENT, precision: 0.9 },
  { name: 'good', positive: SAME, negative: DIFFERENT, precision: 0.98 },
  {
    name: 'near-identical',
    positive: ['near-identical'],
    negative: ['paraphrase', ...DIFFERENT],
    precision: 0.9,
  },
];

/** Bounds are tried in hundredths. */
const STEPS = 100;

/** Chooses a threshold and measures what it lets through, on all pairs and with each topic held out. */
export function chooseThreshold(pairs: readonly LabelledPair[], rule: ThresholdRule): ChosenThreshold {
  const min = lowestBound(pairs, rule);
  const bounds = new Map<string, number | null>();
  for (const { cluster } of pairs) {
    if (bounds.has(cluster)) continue;
    bounds.set(
      cluster,
      lowestBound(
        pairs.filter((pair) => pair.cluster !== cluster),
        rule,
      ),
    );
  }
  return {
    name: rule.name,
    min,
    accepted: ratesOf(pairs, () => min),
    heldOut: ratesOf(pairs, ({ cluster }) => bounds.get(cluster) ?? null),
  };
}

function lowestBound(pairs: readonly LabelledPair[], rule: ThresholdRule): number | null {
  let lowest: number | null = null;
  for (let step = STEPS; step >= 0; step -= 1) {
    const bound = step / STEPS;
    const passing = pairs.filter(({ f1 }) => f1 >= bound);
    const right = passing.filter(({ label }) => rule.positive.includes(label)).length;
    const wrong = passing.filter(({ label }) => rule.negative.includes(label)).length;
    if (right + wrong === 0) continue;
    if (right / (right + wrong) < rule.precision) break;
    lowest = bound;
  }
  return lowest;
}

function ratesOf(
  pairs: readonly LabelledPair[],
  boundOf: (pair: LabelledPair) => number | null,
): { readonly [label: string]: Rate } {
  const rates: { [label: string]: Rate } = {};
  for (const pair of pairs) {
    const bound = boundOf(pair);
    const { accepted, of } = rates[pair.label] ?? { accepted: 0, of: 0 };
    const passes = bound !== null && pair.f1 >= bound;
    rates[pair.label] = { accepted: accepted + (passes ? 1 : 0), of: of + 1 };
  }
  return rates;
}
