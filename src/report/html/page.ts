import type { ReportModel } from '../port.js';
import { repricedLine } from '../repriced.js';
import { loadAssets, type PageAssets, RUN_ASSETS } from './assets.js';
import type { Section } from './chart.js';
import { costSection } from './cost-section.js';
import { executionSection } from './execution-section.js';
import { flaggedSection } from './flagged-section.js';
import { pageFrame } from './frame.js';
import { frontSection } from './front-section.js';
import { variantLooks } from './identity.js';
import { judgesSection } from './judges-section.js';
import { html, type Markup, NOTHING } from './markup.js';
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
  return composePage(model, await loadAssets(RUN_ASSETS)).markup;
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
  const { run, gate } = model.document;
  const repriced = repricedLine(model);
  return pageFrame({
    assets,
    sections,
    emulated: run.emulated,
    title: `${model.experiment.name}: ${gate?.verdict ?? 'report'}`,
    skip: 'Skip to the verdict',
    banner:
      repriced === undefined
        ? NOTHING
        : html`<p class="repriced" role="note"><strong>${repriced.slice(0, 8)}</strong>${repriced.slice(8)}</p>`,
    header: html`<h1>${model.experiment.name}</h1>
${model.experiment.description === undefined ? NOTHING : html`<p class="lead">${model.experiment.description}</p>`}
<p class="meta">Run ${run.id} · ${run.provider} · ${inputs(model)}</p>`,
  });
}

function optional(section: Section | undefined): readonly Section[] {
  return section === undefined ? [] : [section];
}

function inputs(model: ReportModel): string {
  return model.datasets.map((dataset) => `${dataset.count} ${dataset.name} samples`).join(', ');
}
