import type { SearchChartSpec } from '../search/html/chart-specs.js';
import { html, type Markup } from './markup.js';

/** A point estimate with whiskers in a scatter chart. */
export interface ScatterPoint {
  readonly name: string;
  readonly colour: number;
  readonly shape: number;
  readonly pale: boolean;
  readonly x: readonly [value: number, low: number | null, high: number | null];
  readonly y: readonly [value: number, low: number | null, high: number | null];
}

/** What the page's chart script draws. Numbers only and plain names: the script builds text nodes, no HTML. */
export type ChartSpec =
  | SearchChartSpec
  | {
      readonly kind: 'scatter';
      readonly xTitle: string;
      readonly yTitle: string;
      /** Logarithmic x axis. */
      readonly log: boolean;
      /** Everything at or above `from` on the y axis is shaded. */
      readonly region: { readonly from: number; readonly label: string } | null;
      readonly points: readonly ScatterPoint[];
    }
  | {
      readonly kind: 'forest';
      readonly xTitle: string;
      /** What a reader chooses between where there is more than one panel; absent: a candidate. */
      readonly pick?: string;
      readonly panels: readonly ForestPanel[];
    }
  | {
      readonly kind: 'bars';
      readonly xTitle: string;
      readonly categories: readonly string[];
      readonly parts: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
      readonly decimals: number;
      readonly prefix: string;
    }
  | {
      readonly kind: 'timeline';
      /** Of time: `s`, `min` or `h`. */
      readonly unit: string;
      /** Length of an interval, in `unit`. */
      readonly step: number;
      /** The limit never goes above it. */
      readonly most: number;
      readonly points: readonly (readonly [at: number, limit: number, calls: number, throttled: number])[];
    };

/** One choice of a forest plot; with more than one, the reader selects by `name`. */
export interface ForestPanel {
  readonly name: string;
  readonly lines: readonly { readonly at: number; readonly label: string }[];
  readonly rows: readonly {
    readonly label: string;
    readonly marks: readonly {
      readonly name: string;
      readonly colour: number;
      readonly shape: number;
      readonly value: number;
      readonly low: number | null;
      readonly high: number | null;
    }[];
  }[];
}

/** A chart with its place on the page. */
export interface Chart {
  readonly id: string;
  readonly spec: ChartSpec;
}

/**
 * The figure of a chart: where the script draws, a summary in words that is also its accessible name, and the
 * numbers as a table behind a toggle; a `key` of marks where names may not fit beside them. Without scripts the table is open to all.
 */
export function chartFigure(chart: Chart, summary: string, table: Markup, key?: Markup): Markup {
  return html`<figure class="chart" data-chart="${chart.id}">
<div class="canvas" role="img" aria-label="${summary}"></div>
${key}<figcaption>${summary}</figcaption>
<details class="numbers"><summary>Table of this chart</summary>
${table}</details>
</figure>
`;
}

/** A section and the charts that its figures refer to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
  readonly charts: readonly Chart[];
}
