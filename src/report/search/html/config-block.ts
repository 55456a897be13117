import { html, type Markup } from '../../html/markup.js';
import type { SearchDocument } from '../../search-document.js';
import { configText } from '../config-text.js';
import type { PointView } from '../points.js';

/** Copies the config of a point; hidden where there is no script, since the text can be selected. */
export function copyButton(point: PointView): Markup {
  return html`<button type="button" class="copy" data-copy="yaml-${point.number}" hidden>Copy config<span class="sr"> of point ${point.number}</span></button>`;
}

/** The config of a point as text that can be selected and copied. */
export function configBlock(document: SearchDocument, point: PointView): Markup {
  return html`<pre class="yaml" id="yaml-${point.number}" tabindex="0" role="region" aria-label="Config of point ${point.number}">${configText(document, point.point)}</pre>
`;
}
