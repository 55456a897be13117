import { EMULATED_LINE } from '../emulated.js';
import { contentSecurityPolicy, type PageAssets } from './assets.js';
import type { Section } from './chart.js';
import { html, jsonElement, type Markup, NOTHING, trusted } from './markup.js';

/** What differs between the pages that Parsimony writes. */
export interface PageContent {
  readonly assets: PageAssets;
  readonly sections: readonly Section[];
  readonly emulated: boolean;
  /** Of the browser's tab, without our name. */
  readonly title: string;
  /** Of the link that leads past the contents. */
  readonly skip: string;
  /** Below the emulated line. */
  readonly banner: Markup;
  /** The heading of the page and what stands under it. */
  readonly header: Markup;
}

/**
 * One file that opens from disk, with no network: policy, style sheet, what is emulated before all else, contents,
 * sections, the data of the charts, scripts.
 */
export function pageFrame(page: PageContent): Markup {
  const charts = Object.fromEntries(
    page.sections.flatMap((section) => section.charts.map((chart) => [chart.id, chart.spec])),
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(page.assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${page.emulated ? 'EMULATED · ' : ''}${page.title} · Parsimony</title>
<link rel="icon" href="data:,">
<style>${trusted(page.assets.style)}</style>
</head>
<body>
<a class="skip" href="#main">${page.skip}</a>
${page.emulated ? html`<p class="emulated" role="note"><strong>${EMULATED_LINE.slice(0, 8)}</strong>${EMULATED_LINE.slice(8)}</p>` : NOTHING}
${page.banner}
<div class="page">
<nav class="contents" aria-label="Contents"><ol>${page.sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}</ol>
<button type="button" id="theme" hidden>Theme: system</button></nav>
<main id="main" tabindex="-1">
<header>${page.header}</header>
${page.sections.map(sectionMarkup)}
</main>
</div>
${jsonElement('chart-data', charts)}${page.assets.scripts.map((script) => trusted(`<script>${script}</script>\n`))}</body>
</html>
`;
}

function sectionMarkup(section: Section): Markup {
  return html`<section id="${section.id}" aria-labelledby="${section.id}-title"><h2 id="${section.id}-title">${section.title}</h2>
${section.body}</section>
`;
}
