import { variantsInOrder } from '../order.js';
import type { ReportModel } from '../port.js';
import { html, type Markup } from './markup.js';

/** Number of colours in the style sheet (`--v0` …) and of shapes below. */
const COLOURS = 8;

const SHAPES = [
  '<circle cx="6" cy="6" r="5"/>',
  '<rect x="1.5" y="1.5" width="9" height="9"/>',
  '<path d="M6 .5 11.5 11H.5z"/>',
  '<path d="M6 0 12 6 6 12 0 6z"/>',
  '<path d="M.5 1h11L6 11.5z"/>',
] as const;

/** How one variant looks wherever it appears: colour and shape, so that colour never carries it alone. */
export interface Look {
  readonly colour: number;
  readonly shape: number;
}

export type Looks = ReadonlyMap<string, Look>;

/** Looks for all variants, by their place in the report. */
export function variantLooks(model: ReportModel): Looks {
  return new Map(
    variantsInOrder(model).map((variant, at) => [
      variant.name,
      { colour: at % COLOURS, shape: (at + Math.floor(at / COLOURS)) % SHAPES.length },
    ]),
  );
}

/** A variant's name with its mark in front. */
export function variantName(name: string, looks: Looks): Markup {
  const look = looks.get(name);
  if (look === undefined) return html`${name}`;
  const shape: Markup = { markup: SHAPES[look.shape] ?? SHAPES[0] };
  return html`<svg class="mark v${look.colour}" viewBox="0 0 12 12" aria-hidden="true" focusable="false">${shape}</svg> <span class="name">${name}</span>`;
}

const MAX_KEY = 12;

/** Marks with their names, in wrapping lines; beyond a readable number the table below names them all. */
export function looksKey(looks: Looks): Markup {
  return html`<p class="key">${[...looks.keys()].slice(0, MAX_KEY).map((name) => html`<span>${variantName(name, looks)}</span> `)}${looks.size > MAX_KEY ? `and ${looks.size - MAX_KEY} more` : ''}</p>
`;
}
