import { html, type Markup } from '../../html/markup.js';
import { type PointView, pointName } from '../points.js';
import { worstStanding } from '../standings.js';
import type { FrontPointSpec } from './chart-specs.js';

type State = FrontPointSpec['state'];

const SHAPES: { readonly [state in State]: string } = {
  holds: '<circle cx="6" cy="6" r="5"/>',
  open: '<rect x="1.5" y="1.5" width="9" height="9"/>',
  out: '<path d="M.5 1h11L6 11.5z"/>',
};

const COLOURS: { readonly [state in State]: number } = { holds: 0, open: 1, out: 6 };

/** Whether a point is one to take: `out` is beaten on the gate part or violates a constraint. */
export function pointState({ point }: PointView): State {
  const worst = worstStanding(point);
  if (point.stays === false || worst === 'violated') return 'out';
  return worst === 'open' || point.remeasured === null ? 'open' : 'holds';
}

/** Shape and colour of a state. */
export function stateMark(state: State): Markup {
  return html`<svg class="mark v${COLOURS[state]}" viewBox="0 0 12 12" aria-hidden="true" focusable="false">${{ markup: SHAPES[state] }}</svg>`;
}

/** A point's mark, number and short name, as a link to its config. */
export function pointLink(point: PointView): Markup {
  return html`${stateMark(pointState(point))} <a class="name" href="#point-${point.number}">${pointName(point)}</a>`;
}

/** What the marks of the front mean. */
export function stateKey(withCloud: boolean): Markup {
  return html`<p class="key"><span>${stateMark('holds')} holds, re-measured</span> <span>${stateMark('open')} a constraint is open, or not measured again</span> <span>${stateMark('out')} violates a constraint, or is beaten on the gate part</span> <span><svg class="mark hollow" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><circle cx="6" cy="6" r="4.5"/></svg> claimed by the search</span> <span><svg class="mark knee" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><path d="M6 .5 11.5 6 6 11.5.5 6z"/></svg> around a point: knee</span>${
    withCloud
      ? html` <span><svg class="mark cloud" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><circle cx="6" cy="6" r="3"/></svg> other config</span> <span><svg class="mark cloud" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><path d="M2 3 3 2l3 3 3-3 1 1-3 3 3 3-1 1-3-3-3 3-1-1 3-3z"/></svg> other config that breaks a constraint</span>`
      : html``
  }</p>
`;
}
