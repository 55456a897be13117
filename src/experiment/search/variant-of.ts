import { type ContentHash, hashJson, type Variant } from '../../domain/index.js';
import type { Prompt } from '../../prompt/port.js';
import type { FactorValue, Point, SearchSpace } from '../../search/port.js';
import type { MergedVariant } from '../extends.js';
import { toVariant, type VariantContext } from '../variants.js';

/** Turns a point of the space into what is called. Equal content gives the same object. */
export type VariantOf = (point: Point, intent: string | null) => Variant;

/** Parameters that only a prompt with a place for them shows. */
const SHOWN_BY = { ragChunks: 'documents', fewShot: 'fewShot', historyTurns: 'history' } as const;

/**
 * Points as variants: the keys of the base, overlaid by the point, named `from/model=…,maxTokens=…` like those of a
 * grid. A factor that the point's prompt has no place for is left out of the name, so that points that send the same
 * are one variant under one name, whichever comes first. The variant is the same in every intent; the intent only
 * says where the point is asked for. Throws RangeError for a point that is none of the space there.
 */
export function variantsOfPoints(options: {
  readonly space: SearchSpace;
  readonly base: MergedVariant | undefined;
  /** Whether a factor `model` names what prices recorded usage. */
  readonly modelPrices: boolean;
  readonly context: VariantContext;
}): { readonly variantOf: VariantOf; readonly variantNamed: (name: string) => Variant | undefined } {
  const { space, base, modelPrices, context } = options;
  const byPoint = new Map<string, Variant>();
  const byId = new Map<ContentHash, Variant>();
  const byName = new Map<string, Variant>();
  const variantOf: VariantOf = (point, intent) => {
    requireInSpace(space, point, intent);
    const key = hashJson(space.factors.map(({ name }) => point[name] ?? null));
    const known = byPoint.get(key);
    if (known !== undefined) return known;
    const told = space.factors.flatMap(({ name }) => {
      const value = point[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const made =
      context.provider === 'recorded'
        ? tableVariant(told, { base, modelPrices, context })
        : promptVariant(told, { base, context });
    const variant = byId.get(made.id) ?? made;
    byId.set(made.id, variant);
    byName.set(variant.name, variant);
    byPoint.set(key, variant);
    return variant;
  };
  return { variantOf, variantNamed: (name) => byName.get(name) };
}

type Told = readonly (readonly [factor: string, value: FactorValue])[];

function promptVariant(
  told: Told,
  { base, context }: { readonly base: MergedVariant | undefined; readonly context: VariantContext },
): Variant {
  const keys = { ...base?.keys, ...Object.fromEntries(told) } as MergedVariant['keys'];
  const prompt =
    keys.prompt === undefined ? undefined : context.prompts.get(context.resolvePath(keys.prompt));
  const named = told.filter(([factor]) => hasEffect(factor, prompt));
  return made({ name: nameOf(base, named), keys, damaged: new Set() }, context);
}

function tableVariant(
  told: Told,
  {
    base,
    modelPrices,
    context,
  }: {
    readonly base: MergedVariant | undefined;
    readonly modelPrices: boolean;
    readonly context: VariantContext;
  },
): Variant {
  const point = Object.fromEntries(told);
  const model = modelPrices && point.model !== undefined ? String(point.model) : base?.keys.model;
  const { recorded: _name, ...rest } = base?.keys ?? {};
  const keys = {
    ...rest,
    ...(model === undefined ? {} : { model }),
    params: { ...base?.keys.params, ...point },
  };
  return made({ name: nameOf(base, told), keys, damaged: new Set() }, context);
}

function made(variant: MergedVariant, context: VariantContext): Variant {
  const result = toVariant(variant, 'grid', context);
  if (result === undefined) throw new Error(`the point ${variant.name} was checked and is no variant`);
  return result;
}

/** Whether a parameter changes what its prompt sends. */
export function hasEffect(factor: string, prompt: Prompt | undefined): boolean {
  const shown = Object.hasOwn(SHOWN_BY, factor) ? SHOWN_BY[factor as keyof typeof SHOWN_BY] : undefined;
  return shown === undefined || prompt === undefined || prompt.uses[shown];
}

function nameOf(base: MergedVariant | undefined, told: Told): string {
  const point = told.map(([factor, value]) => `${factor}=${value}`).join(',');
  return [base?.name, point].filter((part) => part !== undefined && part !== '').join('/');
}

function requireInSpace(space: SearchSpace, point: Point, intent: string | null): void {
  const factors = new Map(space.factors.map((factor) => [factor.name, factor]));
  for (const [name, value] of Object.entries(point)) {
    const factor = factors.get(name);
    const narrowed = intent === null ? undefined : space.narrowed[intent]?.[name];
    const isOfFactor =
      factor !== undefined &&
      ('values' in factor
        ? factor.values.includes(value)
        : typeof value === 'number' && value >= factor.min && value <= factor.max);
    if (isOfFactor && narrowed?.includes(value) !== false) continue;
    const where = intent === null ? '' : ` of intent ${intent}`;
    throw new RangeError(`${name}=${value} is not in the space${where}`);
  }
}
