import type { Dataset } from '../../dataset/port.js';
import { ParsimonyError } from '../../domain/index.js';
import type { Prompt } from '../../prompt/port.js';
import type { Factor, FactorValue, SearchSpace } from '../../search/port.js';
import type { MergedVariant } from '../extends.js';
import type { SearchSpec } from '../port.js';
import { searchFigure } from './figures.js';
import { hasEffect } from './variant-of.js';

interface Context {
  readonly base: MergedVariant | undefined;
  /** By absolute path. */
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly resolvePath: (path: string) => string;
  readonly datasets: readonly Dataset[];
  /** Sampling parameters that a model refuses. */
  readonly refusedParameters: ((model: string) => readonly string[]) | undefined;
}

/** What is worth saying of a search that calls models, though it is no error. */
export function searchNotices(spec: SearchSpec, context: Context): readonly string[] {
  return [
    ...oddDirections(spec),
    ...refusedFactors(spec.space, context),
    ...idleFactors(spec.space, context),
    ...sameExamples(spec.space, context),
    ...cachedInBatches(spec),
  ];
}

/** Of a table, whose factors are words. */
export function tableNotices(spec: SearchSpec): readonly string[] {
  return oddDirections(spec);
}

function oddDirections({ objectives }: SearchSpec): readonly string[] {
  return objectives.flatMap(({ metric, direction }) => {
    const figure = searchFigure(metric);
    if (figure === undefined || figure.isCost === (direction === 'minimize')) return [];
    return [
      `the search is asked to ${direction} \`${metric}\`, which is better when ${figure.isCost ? 'low' : 'high'}`,
    ];
  });
}

/** Factors that some models are never sent: their points differ in name only. */
function refusedFactors(space: SearchSpace, { base, refusedParameters }: Context): readonly string[] {
  if (refusedParameters === undefined) return [];
  const models = valuesOf(space, 'model', base?.keys.model).map(String);
  return space.factors.flatMap(({ name }) => {
    const refusing = models.filter((model) => refusedParameters(model).includes(name));
    if (refusing.length === 0) return [];
    const hint =
      refusing.length === models.length
        ? 'leave the factor out'
        : `tie it to the others: \`${name}: { ordered: […], when: { model: […] } }\``;
    return [`\`${name}\` is not sent to ${refusing.join(', ')}, which refuse it: ${hint}`];
  });
}

/** Factors that a prompt has no place for. */
function idleFactors(space: SearchSpace, context: Context): readonly string[] {
  const paths = valuesOf(space, 'prompt', context.base?.keys.prompt).map(String);
  return space.factors.flatMap(({ name }) => {
    const idle = paths.filter((path) => {
      const prompt = context.prompts.get(context.resolvePath(path));
      return prompt !== undefined && !hasEffect(name, prompt);
    });
    if (idle.length === 0) return [];
    return [
      idle.length === paths.length
        ? `the factor \`${name}\` has no effect: no prompt of the space has a place for it`
        : `the factor \`${name}\` has no effect with ${idle.join(', ')}: these points count as one`,
    ];
  });
}

/** Numbers of examples that send the same: the file has no more. */
function sameExamples(space: SearchSpace, context: Context): readonly string[] {
  const factor = space.factors.find(({ name }) => name === 'fewShot');
  if (factor === undefined) return [];
  const numbers = ends(factor);
  const [sample] = context.datasets[0]?.samples((index) => index > 0) ?? [];
  if (sample === undefined) return [];
  const paths = valuesOf(space, 'prompt', context.base?.keys.prompt).map(String);
  return paths.flatMap((path) => {
    const prompt = context.prompts.get(context.resolvePath(path));
    if (prompt === undefined || !prompt.uses.fewShot) return [];
    const sent = new Map<string, number[]>();
    for (const fewShot of numbers) {
      const text = rendered(() => prompt.render(sample, { maxTokens: 1, fewShot }));
      if (text !== undefined) sent.set(text, [...(sent.get(text) ?? []), fewShot]);
    }
    const [same] = [...sent.values()].filter((group) => group.length > 1);
    if (same === undefined) return [];
    return [`\`fewShot\` ${same.join(' and ')} send the same with ${path}: it has no more examples`];
  });
}

/** What a prompt cannot render is reported where every sample is tried. */
function rendered(render: () => unknown): string | undefined {
  try {
    return JSON.stringify(render());
  } catch (error) {
    if (error instanceof ParsimonyError) return undefined;
    throw error;
  }
}

function cachedInBatches({ space, pricing }: SearchSpec): readonly string[] {
  const cache = space.factors.find(({ name }) => name === 'cache');
  if (!pricing.batch || cache === undefined) return [];
  return [
    '`cache` saves nothing in production: `pricing.batch` sends the calls through batch jobs, which do not cache',
  ];
}

/** The values of a factor, or the one that all points share. */
function valuesOf(space: SearchSpace, name: string, shared: FactorValue | undefined): readonly FactorValue[] {
  const factor = space.factors.find((one) => one.name === name);
  if (factor !== undefined && 'values' in factor) return factor.values;
  return shared === undefined ? [] : [shared];
}

function ends(factor: Factor): readonly number[] {
  const values = 'values' in factor ? factor.values : [factor.min, factor.max];
  return values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
}
