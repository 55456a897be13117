import type { SampleTable } from '../../src/analyze/index.js';
import type { GateSpec } from '../../src/experiment/port.js';
import { judgeGate } from '../../src/gate/index.js';
import { createRng, pairedDifferences, partition, testAgainst } from '../../src/stats/index.js';
import type { Scores, Shape } from './shapes.js';
import { discordantPower, tPower } from './theory.js';

export const ALPHA = 0.05;

/** How often the gate says what, for one shape and n. */
export interface GateRow {
  readonly shape: string;
  readonly n: number;
  readonly margin: number;
  readonly replications: number;
  /** Truth exactly −margin: share passed (the laxity), and what a plain clustered t (df C − 1) would have passed. */
  readonly laxity: number;
  readonly laxityOfPlainT: number;
  /** Truth exactly −margin: share failed. */
  readonly failAtMargin: number;
  /** Nothing changed on average: verdicts. */
  readonly falseAlarm: number;
  readonly pass: number;
  readonly inconclusive: number;
  /** Of the inconclusive ones with nothing changed: those that name the skew as the reason. */
  readonly tooSkewed: number;
  /** What the share passed would be by formula; null where there is none for the shape. */
  readonly theory: number | null;
  /** Two Monte Carlo standard errors of a share of `ALPHA`. */
  readonly tolerance: number;
}

/** Runs the gate on `replications` evaluations at the margin and as many with nothing changed. */
export function gateRow(
  shape: Shape,
  options: {
    readonly n: number;
    readonly margin: number;
    readonly replications: number;
    readonly seed: number;
  },
): GateRow {
  const { n, margin, replications, seed } = options;
  const rng = createRng(seed, n, ...Array.from(shape.name, (letter) => letter.charCodeAt(0)));
  const spec: GateSpec = { ...SPEC, margin };
  const counts = { laxity: 0, plain: 0, failAtMargin: 0, fail: 0, pass: 0, skewed: 0 };
  let clusters = 0;
  let sum = 0;
  let squares = 0;
  for (let replication = 0; replication < replications; replication++) {
    const atMargin = shape.draw(n, -margin, rng);
    const verdict = verdictOn(atMargin, spec).verdict;
    if (verdict === 'pass') counts.laxity++;
    if (verdict === 'fail') counts.failAtMargin++;
    if (plainPasses(atMargin, margin)) counts.plain++;
    const unchanged = shape.draw(n, 0, rng);
    const found = verdictOn(unchanged, spec);
    if (found.verdict === 'pass') counts.pass++;
    if (found.verdict === 'fail') counts.fail++;
    if (found.verdict === 'inconclusive' && found.reason.startsWith('too skewed')) counts.skewed++;
    const mean = pairedDifferences(unchanged).reduce((total, d) => total + d, 0) / n;
    sum += mean;
    squares += mean * mean;
    clusters += new Set(unchanged.clusters).size / replications;
  }
  const se = Math.sqrt((squares - sum ** 2 / replications) / (replications - 1));
  const share = (count: number): number => count / replications;
  return {
    shape: shape.name,
    n,
    margin,
    replications,
    laxity: share(counts.laxity),
    laxityOfPlainT: share(counts.plain),
    failAtMargin: share(counts.failAtMargin),
    falseAlarm: share(counts.fail),
    pass: share(counts.pass),
    inconclusive: share(replications - counts.pass - counts.fail),
    tooSkewed: share(counts.skewed),
    theory: theoryOf(shape, { n, margin, se, clusters }),
    tolerance: 2 * Math.sqrt((ALPHA * (1 - ALPHA)) / replications),
  };
}

/** `se` is what was seen of the mean's spread, for shapes that do not know theirs. */
function theoryOf(
  { theory }: Shape,
  seen: { readonly n: number; readonly margin: number; readonly se: number; readonly clusters: number },
): number | null {
  const { n, margin, se, clusters } = seen;
  if (theory === null) return null;
  if (theory.kind === 't') return tPower(margin / (theory.se?.(n) ?? se), clusters - 1, ALPHA);
  return discordantPower({ discordant: theory.discordant, gap: margin, n }, ALPHA);
}

const SPEC: GateSpec = {
  baseline: 'baseline',
  candidates: ['candidate'],
  margin: 0.05,
  alpha: ALPHA,
  drop: 0.1,
  require: 'all',
  maxMissing: 0.02,
  slices: [],
};

function verdictOn(
  scores: Scores,
  spec: GateSpec,
): { readonly verdict: 'pass' | 'fail' | 'inconclusive'; readonly reason: string } {
  const result = judgeGate({
    baseline: tableOf('baseline', scores.baseline, scores.clusters),
    candidates: [tableOf('candidate', scores.candidate, scores.clusters)],
    spec,
    guardrails: [],
  });
  return { verdict: result.verdict, reason: result.candidates[0]?.checks[0]?.reason ?? '' };
}

function tableOf(variant: string, quality: Float64Array, clusters: readonly number[]): SampleTable {
  const unknown = new Float64Array(quality.length).fill(Number.NaN);
  return {
    variant,
    samples: clusters.map((cluster, row) => ({
      id: `s${row}`,
      dataset: 'golden',
      datasetKind: 'golden',
      intent: 'any',
      cluster: `c${cluster}`,
      tags: [],
      weight: 1,
    })),
    metricNames: [],
    metric: () => undefined,
    quality,
    costUsd: unknown,
    latencyMs: unknown,
  };
}

/** What the gate would say with t alone: no correction, one sample an outlier or not. */
function plainPasses(scores: Scores, margin: number): boolean {
  const test = testAgainst(pairedDifferences(scores), {
    threshold: -margin,
    clusters: partition(scores.clusters),
  });
  return test.state === 'defined' && test.plain.pAbove <= ALPHA;
}
