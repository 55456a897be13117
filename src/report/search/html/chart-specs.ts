/** A figure with its interval; nulls where there is none. */
export type Triple = readonly [value: number | null, low: number | null, high: number | null];

/** One objective as an axis. */
export interface AxisSpec {
  readonly name: string;
  readonly unit: string;
  readonly money: boolean;
  readonly decimals: number;
  readonly better: 'low' | 'high';
  /** Bounds that constraints put on it. */
  readonly bound: { readonly min: number | null; readonly max: number | null; readonly label: string } | null;
}

/** A point of the front in the plane. */
export interface FrontPointSpec {
  readonly number: number;
  readonly short: string;
  readonly state: 'holds' | 'open' | 'out';
  readonly knee: boolean;
  /** In the order of the axes. */
  readonly claimed: readonly Triple[];
  readonly remeasured: readonly Triple[] | null;
  /** What a tooltip adds: membership, standings, the config. */
  readonly lines: readonly string[];
  /** The whole point in words, for readers who do not see it. */
  readonly said: string;
}

/** What was looked at beside the front, as columns. */
export interface CloudSpec {
  readonly names: readonly string[];
  /** By axis, then by member. */
  readonly values: readonly (readonly (number | null)[])[];
  /** 1 where every constraint holds. */
  readonly feasible: readonly (0 | 1)[];
  readonly n: readonly number[];
  /** How many points of the front use it; only where intents choose for themselves. */
  readonly used: readonly number[] | null;
}

/** Charts of a search's report, as the page's scripts read them. Numbers and plain text only. */
export type SearchChartSpec =
  | {
      readonly kind: 'front';
      readonly axes: readonly AxisSpec[];
      /** Indices of the axes that are shown first. */
      readonly first: readonly [x: number, y: number];
      readonly points: readonly FrontPointSpec[];
      /** Planes to choose from: the front with its cloud, or one for each intent. */
      readonly planes: readonly {
        readonly name: string;
        readonly front: boolean;
        readonly cloud: CloudSpec;
      }[];
    }
  | {
      readonly kind: 'parallel';
      readonly axes: readonly {
        readonly name: string;
        readonly ticks: readonly { readonly at: number; readonly label: string }[];
      }[];
      readonly lines: readonly {
        readonly number: number;
        readonly short: string;
        readonly state: FrontPointSpec['state'];
        /** Between 0 (bottom) and 1 (top), by axis. */
        readonly at: readonly (number | null)[];
        readonly lines: readonly string[];
      }[];
    }
  | {
      readonly kind: 'convergence';
      /** Units of effort to choose from. */
      readonly efforts: readonly {
        readonly title: string;
        readonly money: boolean;
        readonly values: readonly number[];
      }[];
      readonly hypervolume: readonly number[];
      readonly frontSize: readonly number[];
    };
