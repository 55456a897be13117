import { loadAssets, SEARCH_ASSETS } from '../../html/assets.js';
import type { Section } from '../../html/chart.js';
import { pageFrame } from '../../html/frame.js';
import { html, NOTHING } from '../../html/markup.js';
import type { SearchDocument } from '../../search-document.js';
import { searchView } from '../view.js';
import { configsSection } from './configs-section.js';
import { convergenceSection } from './convergence-section.js';
import { effectsSection } from './effects-section.js';
import { excludedSection } from './excluded-section.js';
import { factorsSection } from './factors-section.js';
import { frontSection } from './front-section.js';
import { methodsSection } from './methods-section.js';
import { resultSection } from './result-section.js';

/**
 * `report.html` of a search: one file that opens from disk, with no network. Text and tables are there without
 * scripts; scripts add charts, copying, the theme switch.
 */
export async function renderSearchHtml(document: SearchDocument): Promise<string> {
  const view = searchView(document);
  const { search } = document;
  const sections = [
    resultSection(view),
    frontSection(view),
    ...(view.points.length === 0 ? [] : [configsSection(view)]),
    factorsSection(view),
    effectsSection(view),
    convergenceSection(view),
    excludedSection(view),
    methodsSection(view),
  ].filter((section): section is Section => section !== undefined);
  const size = document.front.length;
  return pageFrame({
    assets: await loadAssets(SEARCH_ASSETS),
    sections,
    emulated: search.emulated,
    title: `${search.experiment}: ${document.infeasible === null ? `front of ${size}` : 'nothing feasible'}`,
    skip: 'Skip to the result',
    banner: NOTHING,
    header: html`<h1>${search.experiment}</h1>
<p class="meta">Search ${search.id} · ${search.provider} · ${document.split.search} samples to search, ${document.split.gateSamples} to measure again</p>`,
  }).markup;
}
