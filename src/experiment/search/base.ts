import { didYouMean } from '../../domain/index.js';
import type { Draft } from '../draft.js';
import type { MergedVariant } from '../extends.js';
import type { ProblemReport } from '../report.js';
import type { DocumentPath } from '../source.js';
import { listedValues, placeOfValues, type SearchDraft } from './draft.js';

/** What a point is laid over; `none`: a table whose cells are found by the point alone. */
export type Base =
  | { readonly state: 'variant'; readonly variant: MergedVariant }
  | { readonly state: 'none' }
  /** Missing or faulty, and reported. */
  | { readonly state: 'unusable' };

/** The variant of `search.from`; without it the only one that is declared, else the gate's baseline. */
export function readBase(
  { draft, search }: { readonly draft: Draft; readonly search: SearchDraft },
  merged: ReadonlyMap<string, MergedVariant>,
  report: ProblemReport,
): Base {
  const unusable: Base = { state: 'unusable' };
  const { from } = search.settings.value;
  const isTable = draft.provider === 'recorded';
  if (from !== undefined && !merged.has(from)) {
    const message = `the search starts from \`${from}\`, which is not declared`;
    report.at(['search', 'from'], 'unknown-variant', message, didYouMean(from, merged.keys()));
    return unusable;
  }
  if (search.settings.damaged.has('from')) return unusable;
  const baseline = draft.gate?.value.baseline ?? '';
  const [only, ...others] = merged.keys();
  const name = from ?? (others.length === 0 ? only : merged.has(baseline) ? baseline : undefined);
  const variant = name === undefined ? undefined : merged.get(name);
  if (variant === undefined) {
    if (isTable) return { state: 'none' };
    // Without variants that alone is the mistake, and reported.
    if (merged.size > 0) {
      const hint = `Add \`from\` to the search. ${didYouMean('', merged.keys())}`;
      report.at(
        ['search'],
        'missing-key',
        'several variants are declared: which does the search start from?',
        hint,
      );
    }
    return unusable;
  }
  if (isTable && variant.keys.recorded !== undefined) {
    if (from === undefined) return { state: 'none' };
    const hint = 'Give that variant `params: { factor: value }` instead of `recorded`, or leave `from` out.';
    const message = 'a search over recorded outputs looks its cells up by `params`';
    report.at(['search', 'from'], 'contradiction', message, hint);
    return unusable;
  }
  return variant.damaged.size > 0 ? unusable : { state: 'variant', variant };
}

/** Whether something prices the answers of a point. */
export function isPriced(
  { draft, search }: { readonly draft: Draft; readonly search: SearchDraft },
  base: Base,
): boolean {
  if (draft.provider !== 'recorded' || base.state === 'unusable') return true;
  if (base.state === 'variant') return base.variant.keys.model !== undefined;
  return search.factors.has('model');
}

/** The listed values of the factor `model`, each at its place. */
export function searchedModels(
  search: SearchDraft | undefined,
): readonly { readonly model: string; readonly at: DocumentPath }[] {
  const factor = search?.factors.get('model');
  const place = placeOfValues('model', factor);
  return listedValues(factor).flatMap((model, index) =>
    typeof model === 'string' ? [{ model, at: [...place, index] }] : [],
  );
}
