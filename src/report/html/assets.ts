import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Which of our style sheets and scripts a page carries, in this order. */
export interface AssetNames {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** Of a run's report. */
export const RUN_ASSETS: AssetNames = {
  styles: ['colours.css', 'report.css', 'evidence.css', 'samples.css', 'print.css'],
  scripts: [
    'theme.js',
    'flagged.js',
    'flag-filter.js',
    'samples.js',
    'reviews.js',
    'chart-parts.js',
    'chart-scatter.js',
    'chart-forest.js',
    'chart-bars.js',
    'chart-timeline.js',
    'charts.js',
  ],
};

/** Of a search's report. */
export const SEARCH_ASSETS: AssetNames = {
  styles: ['colours.css', 'report.css', 'evidence.css', 'search.css', 'print.css'],
  scripts: [
    'theme.js',
    'search-configs.js',
    'chart-parts.js',
    'search-scale.js',
    'chart-front.js',
    'search-points.js',
    'chart-parallel.js',
    'chart-convergence.js',
    'chart-forest.js',
    'chart-bars.js',
    'charts.js',
  ],
};

/** The style sheet and scripts that a page carries inside. */
export interface PageAssets {
  readonly style: string;
  /** Executed in order, each in an element of its own. */
  readonly scripts: readonly string[];
}

/**
 * Reads our own assets and, only here, ECharts: the `common` build (line, bar, scatter; SVG and canvas; about
 * 0.7 MB, 0.24 MB compressed) instead of the full one of 1.1 MB, because the page uses nothing else of it.
 */
export async function loadAssets(names: AssetNames): Promise<PageAssets> {
  const own = (name: string) => readFile(new URL(`../assets/${name}`, import.meta.url), 'utf8');
  const echarts = createRequire(import.meta.url).resolve('echarts/dist/echarts.common.min.js');
  const [styles, scripts, library] = await Promise.all([
    Promise.all(names.styles.map(own)),
    Promise.all(names.scripts.map(own)),
    readFile(echarts, 'utf8'),
  ]);
  return { style: styles.join(''), scripts: [library, ...scripts].map(inlineScript) };
}

/**
 * The page's content security policy: no network at all, only the scripts and the style sheet whose hashes it
 * lists, so that markup which came out of data could not run even if escaping failed.
 */
export function contentSecurityPolicy(assets: PageAssets): string {
  const sources = assets.scripts.map(hashSource).join(' ');
  return [
    "default-src 'none'",
    `script-src ${sources}`,
    `style-src ${hashSource(assets.style)}`,
    'img-src data:',
    // The server of `parsimony view` and nothing else: a page from disk has no such origin.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** A script that holds the end tag of its own element would be cut there. */
function inlineScript(text: string): string {
  return text.replace(/<\/(script)/gi, '<\\/$1');
}
