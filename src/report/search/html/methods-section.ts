import { decimal, percent, plural, usd } from '../../format.js';
import type { Section } from '../../html/chart.js';
import { html, type Markup, NOTHING } from '../../html/markup.js';
import { headRow, tableBox } from '../../html/table.js';
import type { SearchDocument } from '../../search-document.js';
import { algorithmWords, ENDS, spentDecimals } from '../search-words.js';
import { constraintLevels, constraintWords } from '../standings.js';
import type { SearchView } from '../view.js';

type Fact = readonly [name: string, value: string];

/** How every number came to be, so that somebody else can come to it too. */
export function methodsSection({ document }: SearchView): Section {
  const { methods } = document;
  const body = html`${facts([...searchFacts(document), ...splitFacts(document), ...moneyFacts(document), ...volumeFacts(document)])}
<h3>Methods</h3>
<ul>${methods.map((method) => html`<li>${method}</li>`)}${estimateMethods(document).map((method) => html`<li>${method}</li>`)}</ul>
<p>Nothing is recommended or promoted on a search-part figure. An unscored or failed cell is missing, never 0; samples of one cluster are not taken as independent.</p>
<h3>Space</h3>
${spaceTable(document)}${intentTable(document)}${versions(document)}`;
  return { id: 'methods', title: 'Methods, split and inputs', body, charts: [] };
}

function facts(all: readonly Fact[]): Markup {
  return html`<dl class="facts">${all.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`;
}

function searchFacts({ search, constraints, ...document }: SearchDocument): readonly Fact[] {
  const whole = { search, constraints, ...document };
  return [
    ['search', search.id],
    ['provider', `${search.provider}${search.emulated ? ' (emulated)' : ''}`],
    [
      'algorithm',
      `${algorithmWords(whole)}${search.chosenBecause === null ? '' : `, chosen because ${search.chosenBecause}`}`,
    ],
    ...(search.algorithm === 'nsga2' || search.algorithm === 'surrogate'
      ? [['genetic search', `population ${search.population}, ${search.generations} generations`] as const]
      : []),
    ['seed', String(search.seed)],
    ['end', ENDS[search.end]],
    ['choice', search.per === 'intent' ? 'one config for each intent' : 'one config for all intents'],
    ...(constraints.length === 0
      ? []
      : [
          [
            'constraints',
            `${constraints.map(constraintWords).join('; ')} (one-sided bound at ${constraintLevels(whole)})`,
          ] as const,
        ]),
  ];
}

function splitFacts({ split, search }: SearchDocument): readonly Fact[] {
  const before =
    split.usedBefore === 0
      ? 'no other search of this database measured on it'
      : `${plural(split.usedBefore, 'other search', 'other searches')} of this database measured on it before`;
  return [
    [
      'split by cluster',
      `${decimal(split.search, 0)} samples in ${plural(split.clusters.search, 'cluster')} to search, ${decimal(split.gateSamples, 0)} in ${plural(split.clusters.gate, 'cluster')} to measure again (${percent(split.gate)})`,
    ],
    ['split sha256', split.sha256],
    ['gate part', `measured once, ${plural(search.evaluated.gateItems, 'item evaluation')}; ${before}`],
  ];
}

function moneyFacts({ cost }: SearchDocument): readonly Fact[] {
  const { byRole, priceBook } = cost;
  const dollars = (value: number): string => usd(value, spentDecimals(value));
  return [
    [
      'cost',
      `${dollars(cost.billedUsd)} billed, ${dollars(cost.logicalUsd)} without the cache: candidates ${dollars(byRole.candidate)}, judges ${dollars(byRole.judge)}, embeddings ${dollars(byRole.embedding)}`,
    ],
    ['price book', priceBook === null ? 'none' : `${priceBook.date}, sha256 ${priceBook.sha256}`],
  ];
}

function volumeFacts({ hypervolume, table }: SearchDocument): readonly Fact[] {
  const words = (values: { readonly [objective: string]: number }): string =>
    Object.entries(values)
      .map(([name, value]) => `${name} ${Number(value.toPrecision(6))}`)
      .join(', ');
  return [
    [
      'hypervolume',
      `normalised between ideal (${words(hypervolume.ideal)}) and reference (${words(hypervolume.reference)})`,
    ],
    ...(table === null
      ? []
      : [
          [
            'measured table',
            `${decimal(table.cells, 0)} cells, ${decimal(table.missing, 0)} missing; true front of ${plural(table.trueFrontSize, 'point')}, hypervolume ${decimal(table.trueHypervolume, 4)}`,
          ] as const,
        ]),
  ];
}

/** Every method behind an interval of the front, each once. */
function estimateMethods({ front, hypervolume, effects }: SearchDocument): readonly string[] {
  const uses = new Map<string, Set<string>>();
  const note = (what: string, method: string | undefined): void => {
    if (method === undefined) return;
    const general = method.replace(/, df [\d.]+/g, '').replace(/ (over|by|as) \d+ clusters/g, ' $1 clusters');
    uses.set(general, (uses.get(general) ?? new Set()).add(what));
  };
  for (const point of front) {
    for (const [name, estimate] of Object.entries(point.claimed)) note(`${name} claimed`, estimate.method);
    for (const [name, estimate] of Object.entries(point.remeasured ?? {}))
      note(`${name} re-measured`, estimate.method);
  }
  note('hypervolume re-measured', hypervolume.remeasured?.method);
  for (const { levels } of effects) for (const { effect } of levels) note('effects', effect.method);
  return [...uses].map(([method, names]) => `${[...names].join(', ')}: ${method}`);
}

function spaceTable({ space }: SearchDocument): Markup {
  const rows = space.factors.map(
    (factor) =>
      html`<tr><th scope="row">${factor.name}</th><td>${factor.kind}</td><td>${factor.values === null ? `${factor.min} to ${factor.max}` : factor.values.map(String).join(', ')}</td></tr>
`,
  );
  const head = headRow([
    { title: 'factor', text: true },
    { title: 'kind', text: true },
    { title: 'values', text: true },
  ]);
  return tableBox('Factors', head, rows);
}

function intentTable({ space }: SearchDocument): Markup {
  if (space.intents.length === 0) return NOTHING;
  const rows = space.intents.map(
    (intent) =>
      html`<tr><th scope="row">${intent.name}</th><td class="num">${percent(intent.share, { decimals: 1 })}</td><td class="num">${decimal(intent.items, 0)}</td><td class="num">${decimal(intent.gateItems, 0)}</td></tr>
`,
  );
  const head = headRow([
    { title: 'intent', text: true },
    { title: 'share', unit: 'of the traffic' },
    { title: 'search part', unit: 'samples' },
    { title: 'gate part', unit: 'samples' },
  ]);
  return tableBox('Intents', head, rows);
}

function versions({ search }: SearchDocument): Markup {
  const entries = Object.entries(search.versions);
  if (entries.length === 0) return NOTHING;
  return html`<h3>Versions and hashes</h3>
${facts(entries.map(([name, version]) => [name, version] as const))}`;
}
