import type { Variant } from '../domain/index.js';
import { didYouMean } from '../domain/index.js';
import type { Draft } from './draft.js';
import type { MergedVariant } from './extends.js';
import { FACTORS } from './schema.js';
import { toVariant, type VariantContext } from './variants.js';

/** Above this a grid is a search space, and evaluating all of it a mistake. */
const MAX_POINTS = 10_000;

type Scalar = string | number | boolean;

export interface Grid {
  readonly variants: readonly Variant[];
  /** Points of the cross product, duplicates included. */
  readonly points: number;
}

/**
 * The cross product of a grid's factors, in file order with the last factor running fastest, as variants named
 * `from/model=…,maxTokens=…`. A point that sends the same as a declared variant or an earlier point is left out.
 */
export function expandGrid(
  draft: Draft,
  merged: ReadonlyMap<string, MergedVariant>,
  declared: readonly Variant[],
  context: VariantContext,
): Grid {
  const nothing: Grid = { variants: [], points: 0 };
  const { grid, gridFactors } = draft;
  if (grid === undefined) return nothing;
  const { report, provider } = context;
  const { from, ...lists } = grid.value;
  const base = from === undefined ? undefined : merged.get(from);
  if (from !== undefined && base === undefined) {
    const message = `the grid starts from \`${from}\`, which is not declared`;
    report.at(['grid', 'from'], 'unknown-variant', message, didYouMean(from, merged.keys()));
  }
  if (gridFactors.length === 0) {
    report.at(['grid'], 'empty', 'the grid has no factors', 'Add for example `maxTokens: [150, 250]`.');
  }
  const unknown = provider === 'recorded' ? [] : gridFactors.filter((factor) => !FACTORS.includes(factor));
  for (const factor of unknown) {
    report.at(['grid', factor], 'unknown-key', `unknown factor \`${factor}\``, didYouMean(factor, FACTORS));
  }
  if (provider === 'recorded' && base?.keys.recorded !== undefined) {
    const hint = 'Give that variant `params: { factor: value }` instead of `recorded`.';
    report.at(
      ['grid', 'from'],
      'contradiction',
      'a grid over recorded outputs looks its cells up by `params`',
      hint,
    );
  }
  const factors = gridFactors.map(
    (factor) => [factor, (lists as { [key: string]: Scalar[] })[factor] ?? []] as const,
  );
  const points = factors.reduce((product, [, values]) => product * values.length, 1);
  if (points > MAX_POINTS) {
    const message = `the grid has ${points} points; at most ${MAX_POINTS} can be compared in one run`;
    report.at(['grid'], 'grid-too-large', message, 'Cross fewer values.');
    return nothing;
  }
  if (
    factors.length === 0 ||
    base === undefined ||
    base.damaged.size > 0 ||
    grid.damaged.size > 0 ||
    unknown.length > 0
  )
    return nothing;
  const seen = new Set<string>(declared.map((variant) => variant.id));
  const variants: Variant[] = [];
  for (const point of product(factors)) {
    const variant = toVariant(atPoint(base, point, provider === 'recorded'), 'grid', context);
    if (variant === undefined || seen.has(variant.id)) continue;
    seen.add(variant.id);
    variants.push(variant);
  }
  return { variants, points };
}

function atPoint(
  base: MergedVariant,
  point: ReadonlyMap<string, Scalar>,
  isRecorded: boolean,
): MergedVariant {
  const name = `${base.name}/${[...point].map(([factor, value]) => `${factor}=${value}`).join(',')}`;
  if (!isRecorded) return { ...base, name, keys: { ...base.keys, ...Object.fromEntries(point) } };
  const params = { ...base.keys.params, ...Object.fromEntries(point) };
  // A `model` factor prices the cell only where the variant says that models are meant as Bedrock ids.
  const model = base.keys.model === undefined ? undefined : point.get('model');
  return {
    ...base,
    name,
    keys: { ...base.keys, ...(model === undefined ? {} : { model: String(model) }), params },
  };
}

function* product(
  factors: readonly (readonly [string, readonly Scalar[]])[],
): Generator<ReadonlyMap<string, Scalar>> {
  const [first, ...rest] = factors;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const value of first[1]) {
    for (const others of product(rest)) yield new Map([[first[0], value], ...others]);
  }
}
