import { type FilterImplOptions, Liquid } from 'liquidjs';

/** Characters that a template file may have. */
export const MAX_TEMPLATE_CHARS = 1_000_000;
/** Characters that one rendered section may have: more than any context window holds. */
export const MAX_RENDERED_CHARS = 8_000_000;
/** Milliseconds that one section may take: a stop for endless loops, thousands of times the usual. */
const MAX_RENDER_MS = 1_000;
/** LiquidJS's own measure: about one unit per character or element that filters and ranges make. */
const MAX_MEMORY_UNITS = 20_000_000;

/** Tags that read other files. */
const REFUSED_TAGS = ['include', 'render', 'layout', 'block'] as const;

/** Filters that are random, or that read text as an expression: dataset text is never code. */
const REFUSED_FILTERS: ReadonlyMap<string, string> = new Map([
  ['sample', 'it is random, and the same inputs must give the same request'],
  ...['where_exp', 'reject_exp', 'group_by_exp', 'has_exp', 'find_exp', 'find_index_exp'].map(
    (name) => [name, 'it evaluates text as an expression; use where, reject, has or a for loop'] as const,
  ),
]);

/** Why a filter of standard Liquid is missing here; undefined for names that Liquid does not have either. */
export function refusedFilter(name: string): string | undefined {
  return REFUSED_FILTERS.get(name);
}

const DATE_FILTERS = [
  'date',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
] as const;

/**
 * A LiquidJS engine whose templates are data: strict variables and filters, own properties only, no files, no
 * clock, no randomness, dates in UTC and English, and limits on time, memory and size.
 */
export function createEngine(): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    // An empty in-memory mapping takes the place of the file system.
    templates: {},
    timezoneOffset: 0,
    locale: 'en-US',
    parseLimit: MAX_TEMPLATE_CHARS,
    renderLimit: MAX_RENDER_MS,
    memoryLimit: MAX_MEMORY_UNITS,
  });
  for (const tag of REFUSED_TAGS) {
    engine.registerTag(tag, {
      parse() {
        throw new Error(`tag "${tag}" is not available: a prompt is one file`);
      },
      render: () => '',
    });
  }
  for (const name of REFUSED_FILTERS.keys()) engine.unregisterFilter(name);
  for (const name of DATE_FILTERS) withoutClock(engine, name);
  return engine;
}

/** `'now'` and `'today'` would read the clock: the same inputs would no longer give the same request. */
function withoutClock(engine: Liquid, name: string): void {
  const original = engine.filters[name];
  if (typeof original !== 'function') throw new Error(`LiquidJS has no filter "${name}"`);
  const guarded: FilterImplOptions = function (value, ...args) {
    if (value === 'now' || value === 'today') {
      throw new Error(`"${value}" | ${name} reads the clock; put the date into the sample's vars`);
    }
    return original.call(this, value, ...args);
  };
  engine.registerFilter(name, guarded);
}
