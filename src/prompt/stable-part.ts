import type { Liquid, Template } from 'liquidjs';

/** What is the same for every sample of one intent, and nothing else. */
export interface StableScope {
  readonly examples: unknown;
  readonly intent: string;
}

/** The beginning of a section that no sample changes: a prompt cache can keep it. */
export interface StablePart {
  /** Which of `examples` and `intent` it reads. */
  readonly names: ReadonlySet<string>;
  /** Whether nothing stands behind it. */
  readonly isWhole: boolean;
  /** Characters of literal text in it, and behind it at the top level of the section. */
  readonly literal: { readonly inside: number; readonly behind: number };
  /**
   * What it renders to, without blanks at its ends: a section loses those at its own ends, which may be here. Empty
   * where it cannot be rendered from the scope alone.
   */
  render(scope: StableScope): string;
}

const STABLE_NAMES: readonly string[] = ['examples', 'intent'];

/**
 * Finds the leading nodes of a section that read nothing but `examples`, `intent` and what they assign themselves.
 * Rendering them from those two alone proves it: strict variables throw on whatever else they might reach.
 */
export function stablePart(engine: Liquid, templates: readonly Template[]): StablePart {
  const names = new Set<string>();
  const assigned = new Set<string>();
  let end = 0;
  for (const template of templates) {
    const { globals, locals } = engine.analyzeSync([template], { partials: false });
    const read = Object.keys(globals).filter((name) => !assigned.has(name));
    if (counts(template) || read.some((name) => !STABLE_NAMES.includes(name))) break;
    for (const name of read) names.add(name);
    for (const name of Object.keys(locals)) assigned.add(name);
    end += 1;
  }
  const nodes = templates.slice(0, end);
  return {
    names,
    isWhole: end === templates.length,
    literal: { inside: literalChars(nodes), behind: literalChars(templates.slice(end)) },
    render: (scope) => {
      try {
        const text: string = engine.renderSync(nodes, { ...scope });
        return text.trim();
      } catch {
        // What fails here fails in the section too, where it is reported.
        return '';
      }
    },
  };
}

/** `increment` and `decrement` go on from a variable of their name without asking for it to exist. */
function counts(template: Template): boolean {
  const { token } = template;
  // Tags inside `{% liquid %}` have tokens of another class.
  if ('name' in token && (token.name === 'increment' || token.name === 'decrement')) return true;
  return childrenOf(template).some(counts);
}

function childrenOf(template: Template): readonly Template[] {
  const steps = template.children?.(false, true);
  if (steps === undefined) return [];
  let step = steps.next();
  while (step.done !== true) step = steps.next(step.value);
  return step.value;
}

function literalChars(templates: readonly Template[]): number {
  return templates.reduce((sum, { token }) => sum + (isLiteral(token) ? token.getContent().length : 0), 0);
}

function isLiteral(token: object): token is { getContent(): string } {
  return 'getContent' in token && typeof token.getContent === 'function';
}
