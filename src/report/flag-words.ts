import type { FlagKind } from '../gate/port.js';
import { plural } from './format.js';
import type { FlaggedDetail } from './port.js';

/** Kinds from the gravest to the lightest, with their names. */
export const FLAG_KINDS: readonly (readonly [kind: FlagKind, name: string])[] = [
  ['fact-violation', 'new fact violation'],
  ['refusal', 'new refusal'],
  ['drop', 'drop'],
];

/** Why a sample is flagged, the gravest first. Runs from before kinds were told apart had drops only. */
export function flagKinds({ kinds }: Pick<FlaggedDetail, 'kinds'>): readonly FlagKind[] {
  const known = kinds === undefined || kinds.length === 0 ? (['drop'] as const) : kinds;
  return FLAG_KINDS.map(([kind]) => kind).filter((kind) => known.includes(kind));
}

/** `new fact violation, drop`. */
export function flagKindWords(flag: Pick<FlaggedDetail, 'kinds'>): string {
  const kinds = flagKinds(flag);
  return FLAG_KINDS.flatMap(([kind, name]) => (kinds.includes(kind) ? [name] : [])).join(', ');
}

/** `30 new fact violations, 61 drops`: a sample counts under each of its kinds. */
export function flagCounts(flags: readonly Pick<FlaggedDetail, 'kinds'>[]): string {
  return FLAG_KINDS.flatMap(([kind, name]) => {
    const count = flags.filter((flag) => flagKinds(flag).includes(kind)).length;
    return count === 0 ? [] : [plural(count, name)];
  }).join(', ');
}

/** `412 flagged samples (30 new fact violations, 61 drops), 7 not reviewed`. */
export function flagSummary(flags: readonly FlaggedDetail[]): string {
  const waiting = flags.filter(({ review }) => review === null).length;
  const review = waiting === 0 ? 'all reviewed' : `${plural(waiting, 'flag')} not reviewed`;
  return `${plural(flags.length, 'flagged sample')} (${flagCounts(flags)}), ${review}`;
}
