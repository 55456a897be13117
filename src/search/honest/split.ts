import { hashJson, hashText } from '../../domain/index.js';

/** An item that goes to one of the parts. */
export interface SplitItem {
  readonly id: string;
  readonly intent: string;
  readonly cluster: string;
}

/** Something that keeps a split from being honest. */
export interface SplitProblem {
  readonly code: 'too-few-clusters';
  readonly intent: string;
  readonly message: string;
  readonly hint: string;
}

export interface ItemSplit {
  /** Indexes of the items, ascending. */
  readonly search: readonly number[];
  readonly gate: readonly number[];
  readonly clusters: { readonly search: number; readonly gate: number };
  readonly problems: readonly SplitProblem[];
  readonly notices: readonly string[];
  /** Of ids and parts, whatever the order of the items. */
  readonly sha256: string;
}

/** Each part needs so many clusters of an intent for a standard error. */
const LEAST = 2;

/** Rounds of mending at most; each one brings the shares nearer, so few are ever used. */
const ROUNDS = 20;

interface Cluster {
  readonly items: readonly number[];
  /** Items by intent. */
  readonly counts: ReadonlyMap<string, number>;
  isGate: boolean;
}

/**
 * Splits items by whole clusters so that the gate part has `gateShare` of every intent, as near as whole clusters allow
 * by moving or swapping any of them, and either part two clusters of every intent. Clusters are taken in the order of
 * a hash of seed and name: the split depends on neither the order of the items nor on anything but ids and clusters.
 */
export function splitItems(
  items: readonly SplitItem[],
  options: { readonly gateShare: number; readonly seed: number },
): ItemSplit {
  const clusters = clustersOf(items, options.seed);
  const ledger = createLedger(items, options.gateShare);
  for (const cluster of clusters) {
    // Against what has been dealt so far, so that no part is filled first.
    ledger.deal(cluster);
  }
  mend(clusters, ledger);
  const part = (isGate: boolean): readonly number[] =>
    clusters.flatMap((cluster) => (cluster.isGate === isGate ? cluster.items : [])).sort((a, b) => a - b);
  const gate = part(true);
  const gateClusters = clusters.filter(({ isGate }) => isGate).length;
  return {
    search: part(false),
    gate,
    clusters: { search: clusters.length - gateClusters, gate: gateClusters },
    problems: problemsOf(clusters),
    notices:
      items.length > 1 && clusters.length === items.length
        ? [
            'every item is a cluster of its own: near-duplicates may stand in both parts, and claims then look confirmed',
          ]
        : [],
    sha256: hashJson({
      gate: gate.map((at) => items[at]?.id ?? '').sort(),
      search: part(false)
        .map((at) => items[at]?.id ?? '')
        .sort(),
    }),
  };
}

function clustersOf(items: readonly SplitItem[], seed: number): readonly Cluster[] {
  const byName = new Map<string, number[]>();
  items.forEach(({ cluster }, at) => {
    const members = byName.get(cluster) ?? [];
    members.push(at);
    byName.set(cluster, members);
  });
  return [...byName]
    .map(([name, members]) => ({ name, members, place: hashText(`${seed}\n${name}`) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ members }) => {
      const counts = new Map<string, number>();
      for (const at of members) {
        const intent = items[at]?.intent ?? '';
        counts.set(intent, (counts.get(intent) ?? 0) + 1);
      }
      return { items: members, counts, isGate: false };
    });
}

interface Ledger {
  /** Sends a cluster where its intents lack most. */
  deal(cluster: Cluster): void;
  /** Σ over intents of (share in the gate part − wanted share)² if these clusters changed sides. */
  distance(flipped: readonly Cluster[]): number;
  flip(clusters: readonly Cluster[]): void;
}

function createLedger(items: readonly SplitItem[], gateShare: number): Ledger {
  const totals = new Map<string, number>();
  for (const { intent } of items) totals.set(intent, (totals.get(intent) ?? 0) + 1);
  const dealt = new Map<string, number>();
  const held = new Map<string, number>();
  const squared = (intent: string, gate: number, of: number): number => {
    const off = (gate - gateShare * of) / (totals.get(intent) ?? 1);
    return off * off;
  };
  const add = (to: Map<string, number>, intent: string, count: number): void => {
    to.set(intent, (to.get(intent) ?? 0) + count);
  };
  return {
    deal(cluster) {
      let gain = 0;
      for (const [intent, count] of cluster.counts) {
        add(dealt, intent, count);
        const of = dealt.get(intent) ?? 0;
        const now = held.get(intent) ?? 0;
        gain += squared(intent, now, of) - squared(intent, now + count, of);
      }
      if (gain <= 0) return;
      cluster.isGate = true;
      for (const [intent, count] of cluster.counts) add(held, intent, count);
    },
    distance(flipped) {
      const change = new Map<string, number>();
      for (const cluster of flipped) {
        for (const [intent, count] of cluster.counts) add(change, intent, cluster.isGate ? -count : count);
      }
      let sum = 0;
      for (const [intent, total] of totals) {
        sum += squared(intent, (held.get(intent) ?? 0) + (change.get(intent) ?? 0), total);
      }
      return sum;
    },
    flip(clusters) {
      for (const cluster of clusters) {
        for (const [intent, count] of cluster.counts) add(held, intent, cluster.isGate ? -count : count);
        cluster.isGate = !cluster.isGate;
      }
    },
  };
}

/** First enough clusters in either part, then single moves and swaps while they bring the shares nearer. */
function mend(clusters: readonly Cluster[], ledger: Ledger): void {
  const intents = [...new Set(clusters.flatMap(({ counts }) => [...counts.keys()]))].sort();
  for (const intent of intents) {
    for (const isGate of [true, false]) {
      while (countIn(clusters, intent, isGate) < LEAST && countIn(clusters, intent, !isGate) > LEAST) {
        const moves = clusters
          .filter((one) => one.isGate !== isGate && one.counts.has(intent))
          .map((one) => [one]);
        ledger.flip(best(moves, ledger) ?? []);
      }
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    const found = best([...moves(clusters), ...swaps(clusters)], ledger);
    if (found === undefined || ledger.distance(found) >= ledger.distance([]) - 1e-12) return;
    ledger.flip(found);
  }
}

function best(changes: readonly (readonly Cluster[])[], ledger: Ledger): readonly Cluster[] | undefined {
  let found: readonly Cluster[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    const distance = ledger.distance(change);
    if (distance >= least) continue;
    least = distance;
    found = change;
  }
  return found;
}

/** Changes of sides of one cluster that leave every part enough. */
function moves(clusters: readonly Cluster[]): readonly (readonly Cluster[])[] {
  const held = new Map<string, number>();
  const sideOf = (one: Cluster, intent: string): string => `${one.isGate} ${intent}`;
  for (const one of clusters) {
    for (const intent of one.counts.keys()) {
      held.set(sideOf(one, intent), (held.get(sideOf(one, intent)) ?? 0) + 1);
    }
  }
  return clusters
    .filter((one) => [...one.counts.keys()].every((intent) => (held.get(sideOf(one, intent)) ?? 0) > LEAST))
    .map((one) => [one]);
}

/** Exchanges of two clusters of the same intents and other sizes: the number of clusters in the parts stays. */
function swaps(clusters: readonly Cluster[]): readonly (readonly Cluster[])[] {
  const bySet = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    const key = [...cluster.counts.keys()].sort().join('\n');
    const alike = bySet.get(key) ?? [];
    alike.push(cluster);
    bySet.set(key, alike);
  }
  return [...bySet.values()].flatMap((alike) => {
    // One of each size says all that a swap can do.
    const one = (isGate: boolean): readonly Cluster[] => [
      ...new Map(
        alike.filter((cluster) => cluster.isGate === isGate).map((cluster) => [sizeOf(cluster), cluster]),
      ).values(),
    ];
    return one(true).flatMap((gate) =>
      one(false).flatMap((search) => (sizeOf(gate) === sizeOf(search) ? [] : [[gate, search]])),
    );
  });
}

function sizeOf(cluster: Cluster): string {
  return [...cluster.counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, count]) => count)
    .join(',');
}

function countIn(clusters: readonly Cluster[], intent: string, isGate: boolean): number {
  return clusters.reduce((sum, one) => sum + (one.isGate === isGate && one.counts.has(intent) ? 1 : 0), 0);
}

function problemsOf(clusters: readonly Cluster[]): readonly SplitProblem[] {
  const intents = [...new Set(clusters.flatMap(({ counts }) => [...counts.keys()]))].sort();
  return intents.flatMap((intent) => {
    const [search, gate] = [countIn(clusters, intent, false), countIn(clusters, intent, true)];
    if (search >= LEAST && gate >= LEAST) return [];
    return [
      {
        code: 'too-few-clusters' as const,
        intent,
        message: `${intent} has ${search + gate} ${search + gate === 1 ? 'cluster' : 'clusters'}: ${search} in the search part, ${gate} in the gate part; either needs ${LEAST}`,
        hint: 'Add samples of other clusters, or give samples that are independent clusters of their own.',
      },
    ];
  });
}
