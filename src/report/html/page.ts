import { EMULATED_LINE } from '../emulated.js';
import type { ReportModel } from '../port.js';
import { repricedLine } from '../repriced.js';
import { contentSecurityPolicy, loadAssets, type PageAssets } from './assets.js';
import type { Section } from './chart.js';
import { costSection } from './cost-section.js';
import { executionSection } from './execution-section.js';
import { flaggedSection } from './flagged-section.js';
import { frontSection } from './front-section.js';
import { variantLooks } from './identity.js';
import { judgesSection } from './judges-section.js';
import { html, jsonElement, type Markup, NOTHING, trusted } from './markup.js';
import { methodsSection } from './methods-section.js';
import { promptsSection } from './prompts-section.js';
import { samplesSection } from './samples-section.js';
import { slicesSection } from './slices-section.js';
import { variantsSection } from './variants-section.js';
import { verdictSection } from './verdict-section.js';

/**
 * `report.html`: one file that opens from disk, with no network. All text and tables are there without scripts;
 * scripts add charts, the theme switch and further flagged samples.
 */
export async function renderHtml(model: ReportModel): Promise<string> {
  return composePage(model, await loadAssets()).markup;
}

function composePage(model: ReportModel, assets: PageAssets): Markup {
  const looks = variantLooks(model);
  const sections = [
    verdictSection(model, looks),
    variantsSection(model, looks),
    frontSection(model, looks),
    slicesSection(model, looks),
    costSection(model, looks),
    flaggedSection(model, looks),
    ...optional(judgesSection(model, looks)),
    ...optional(samplesSection(model)),
    promptsSection(model, looks),
    executionSection(model, looks),
    methodsSection(model),
  ];
  const charts = Object.fromEntries(
    sections.flatMap((section) => section.charts.map((chart) => [chart.id, chart.spec])),
  );
  const { run } = model.document;
  const repriced = repricedLine(model);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${run.emulated ? 'EMULATED · ' : ''}${model.experiment.name}: ${model.document.gate?.verdict ?? 'report'} · Parsimony</title>
<link rel="icon" href="data:,">
<style>${trusted(assets.style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the verdict</a>
${run.emulated ? html`<p class="emulated" role="note"><strong>${EMULATED_LINE.slice(0, 8)}</strong>${EMULATED_LINE.slice(8)}</p>` : NOTHING}
${repriced === undefined ? NOTHING : html`<p class="repriced" role="note"><strong>${repriced.slice(0, 8)}</strong>${repriced.slice(8)}</p>`}
<div class="page">
<nav class="contents" aria-label="Contents"><ol>${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}</ol>
<button type="button" id="theme" hidden>Theme: system</button></nav>
<main id="main" tabindex="-1">
<header><h1>${model.experiment.name}</h1>
${model.experiment.description === undefined ? NOTHING : html`<p class="lead">${model.experiment.description}</p>`}
<p class="meta">Run ${run.id} · ${run.provider} · ${inputs(model)}</p></header>
${sections.map(sectionMarkup)}
</main>
</div>
${jsonElement('chart-data', charts)}${assets.scripts.map((script) => trusted(`<script>${script}</script>\n`))}</body>
</html>
`;
}

function optional(section: Section | undefined): readonly Section[] {
  return section === undefined ? [] : [section];
}

function sectionMarkup(section: Section): Markup {
  return html`<section id="${section.id}" aria-labelledby="${section.id}-title"><h2 id="${section.id}-title">${section.title}</h2>
${section.body}</section>
`;
}

function inputs(model: ReportModel): string {
  return model.datasets.map((dataset) => `${dataset.count} ${dataset.name} samples`).join(', ');
}
