import {
  asymptoticSequence,
  bettingSequence,
  bettingTest,
  createRng,
  type Rng,
  testAgainst,
} from '../../src/stats/index.js';
import { gauss } from './shapes.js';

/** A look every so many samples, up to so many. */
const EVERY = 10;
const MOST = 500;
const ALPHA = 0.05;
const MARGIN = 0.05;
const RANGE = { low: -1, high: 1 } as const;

/** What looking while samples come costs. */
export interface PeekingRow {
  readonly method: string;
  readonly data: string;
  /** Truth exactly −margin: share that passed at some look. */
  readonly laxity: number;
  /** Truth 0: share that passed, and samples used on average. */
  readonly pass: number;
  readonly samples: number;
  /** Truth −2 margins: share that failed, and samples used on average. */
  readonly fail: number;
  readonly samplesToFail: number;
  readonly replications: number;
}

/** Time-uniform coverage of a confidence sequence: the share of runs in which it held the truth at every look. */
export interface SequenceRow {
  readonly interval: string;
  readonly data: string;
  readonly looks: number;
  readonly coverage: number;
  readonly replications: number;
}

type Law = { readonly name: string; readonly one: (mean: number, rng: Rng) => number };

const NORMAL: Law = {
  name: 'normal, sd .2',
  one: (mean, rng) => mean + 0.2 * Math.max(-3.5, Math.min(3.5, gauss(rng))),
};
const RARE: Law = {
  name: 'pass/fail, 4 % change',
  one: (mean, rng) => {
    const u = rng();
    return u < 0.02 ? 1 : u < 0.04 - mean ? -1 : 0;
  },
};

/** Says after each look: passed, failed or neither. */
type Looker = () => (block: readonly number[]) => 'pass' | 'fail' | null;

const onceAtEnd: Looker = () => {
  const seen: number[] = [];
  return (block) => {
    seen.push(...block);
    return seen.length < MOST ? null : decide(seen);
  };
};

const everyLook: Looker = () => {
  const seen: number[] = [];
  return (block) => {
    seen.push(...block);
    return decide(seen);
  };
};

const betting: Looker = () => {
  const test = bettingTest({ alpha: ALPHA, threshold: -MARGIN, ...RANGE });
  return (block) => {
    test.add(block);
    const evidence = test.evidence();
    if (evidence.state === 'undefined') return null;
    return evidence.isAbove ? 'pass' : evidence.isBelow ? 'fail' : null;
  };
};

const asymptotic: Looker = () => {
  const seen: number[] = [];
  return (block) => {
    seen.push(...block);
    // Two-sided at 2α: each of its bounds by itself errs with chance α at most.
    const found = asymptoticSequence(momentsOf(seen), { alpha: 2 * ALPHA, plannedN: MOST / 2 });
    if (found.state === 'undefined') return null;
    return found.low > -MARGIN ? 'pass' : found.high < -MARGIN ? 'fail' : null;
  };
};

const METHODS: readonly (readonly [string, Looker])[] = [
  ['one look at 500, the fixed test', onceAtEnd],
  ['a look every 10, the fixed test each time', everyLook],
  ['a look every 10, betting test', betting],
  ['a look every 10, asymptotic confidence sequence', asymptotic],
];

function decide(values: readonly number[]): 'pass' | 'fail' | null {
  const test = testAgainst(values, { threshold: -MARGIN, range: RANGE });
  if (test.state === 'undefined' || test.unreliable !== null) return null;
  return test.pAbove <= ALPHA ? 'pass' : test.pBelow <= ALPHA ? 'fail' : null;
}

function momentsOf(values: readonly number[]): {
  readonly mean: number;
  readonly sd: number;
  readonly n: number;
} {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (n - 1)), n };
}

/** The names that {@link peekingRow} takes. */
export const PEEKING_METHODS: readonly string[] = METHODS.flatMap(([name]) =>
  [NORMAL, RARE].map((law) => `${name}|${law.name}`),
);

/** One method on one kind of data, at three truths. */
export function peekingRow(
  subject: string,
  options: { readonly replications: number; readonly seed: number },
): PeekingRow {
  const [method, data] = subject.split('|');
  const looker = METHODS.find(([name]) => name === method)?.[1];
  const law = [NORMAL, RARE].find(({ name }) => name === data);
  if (looker === undefined || law === undefined) throw new RangeError(`no such method: ${subject}`);
  const { replications, seed } = options;
  const at = (mean: number) => {
    const rng = createRng(seed, Math.round(1000 - 1000 * mean));
    const count = { pass: 0, fail: 0, samples: 0 };
    for (let replication = 0; replication < replications; replication++) {
      const look = looker();
      let used = 0;
      let said: 'pass' | 'fail' | null = null;
      while (used < MOST && said === null) {
        said = look(Array.from({ length: EVERY }, () => law.one(mean, rng)));
        used += EVERY;
      }
      if (said !== null) count[said]++;
      count.samples += used / replications;
    }
    return count;
  };
  const [margin, none, worse] = [at(-MARGIN), at(0), at(-2 * MARGIN)];
  return {
    method: looker === onceAtEnd ? (METHODS[0]?.[0] ?? '') : String(method),
    data: law.name,
    laxity: margin.pass / replications,
    pass: none.pass / replications,
    samples: none.samples,
    fail: worse.fail / replications,
    samplesToFail: worse.samples,
    replications,
  };
}

/** Time-uniform coverage of both sequences, looked at after every sample up to 1,000. */
export function sequenceRows(options: {
  readonly replications: number;
  readonly seed: number;
}): readonly SequenceRow[] {
  const { seed } = options;
  const looks = 1000;
  const replications = Math.max(100, Math.round(options.replications / 8));
  const laws = [NORMAL, RARE];
  return laws.flatMap((law): SequenceRow[] => {
    const rng = createRng(seed, law.name.length);
    let bettingHeld = 0;
    let asymptoticHeld = 0;
    for (let replication = 0; replication < replications; replication++) {
      const values = Array.from({ length: looks }, () => law.one(0, rng));
      const sequence = bettingSequence({ alpha: ALPHA, ...RANGE, steps: 200 });
      // Its bounds are a running intersection: what they exclude at the end they excluded at some look.
      sequence.add(values);
      const bounds = sequence.bounds();
      if (bounds.state === 'defined' && bounds.lower <= 0 && bounds.upper >= 0) bettingHeld++;
      if (asymptoticHolds(values)) asymptoticHeld++;
    }
    const common = { data: law.name, looks, replications };
    return [
      { interval: 'betting confidence sequence', ...common, coverage: bettingHeld / replications },
      {
        interval: 'asymptotic confidence sequence (from 50 on)',
        ...common,
        coverage: asymptoticHeld / replications,
      },
    ];
  });
}

function asymptoticHolds(values: readonly number[]): boolean {
  let sum = 0;
  let squares = 0;
  for (const [at, value] of values.entries()) {
    sum += value;
    squares += value * value;
    const n = at + 1;
    if (n < 50) continue;
    const mean = sum / n;
    const sd = Math.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1)));
    const found = asymptoticSequence({ mean, sd, n }, { alpha: ALPHA, plannedN: 250 });
    if (found.state === 'defined' && (found.low > 0 || found.high < 0)) return false;
  }
  return true;
}
