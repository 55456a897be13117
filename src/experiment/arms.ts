import { didYouMean } from '../domain/index.js';
import type { Draft } from './draft.js';
import type { MergedVariant } from './extends.js';
import type { GuardrailSpec } from './port.js';
import type { ProblemReport } from './report.js';

/** What an A/B definition asks of an experiment: two of its variants, one question. */
export interface AbArms {
  readonly control: string;
  readonly treatment: string;
  /** `quality`, `tokenEfficiency` or a metric; the treatment may be worse by `margin`. */
  readonly primary: { readonly figure: string; readonly margin: number };
  /** Vetoes beside those of the experiment. */
  readonly guardrails: readonly GuardrailSpec[];
  readonly alpha: number;
}

/**
 * The experiment as an A/B definition asks it: the control is the baseline, the treatment the only candidate, the
 * primary figure has the definition's margin, its guardrails join the experiment's, and nothing is promoted.
 */
export function withArms(draft: Draft, arms: AbArms | undefined, report: ProblemReport): Draft {
  if (arms === undefined) return draft;
  const { control, treatment, primary, alpha } = arms;
  for (const [what, name] of [
    ['control', control],
    ['treatment', treatment],
  ] as const) {
    if (draft.variants.has(name)) continue;
    const hint = didYouMean(name, draft.variants.keys());
    report.flag('--ab', 'unknown-variant', `the ${what} \`${name}\` is no variant of the experiment`, hint);
  }
  const { gate } = draft;
  const onQuality = primary.figure === 'quality';
  const margin = onQuality ? primary.margin : gate?.value.margin;
  if (margin === undefined && gate?.damaged.has('margin') !== true) {
    const hint =
      'Add `gate: { baseline: …, margin: 0.05 }`: quality may not fall by more, whatever the primary metric does.';
    report.at(['gate'], 'missing-key', 'the experiment has no margin on quality', hint);
  }
  const margins = gate?.value.margins ?? [];
  return {
    ...draft,
    grid: undefined,
    promote: undefined,
    search: undefined,
    gate: {
      damaged: gate?.damaged ?? new Set(),
      value: {
        ...gate?.value,
        baseline: control,
        candidates: [treatment],
        alpha,
        ...(margin !== undefined && { margin }),
        margins: onQuality ? margins : [...margins, { metric: primary.figure, margin: primary.margin }],
      },
    },
    guardrails: [
      ...draft.guardrails,
      ...arms.guardrails.map((value) => ({ value, damaged: new Set<string>() })),
    ],
  };
}

/** The variants that a definition compares; all of them without one. */
export function onlyArms(
  merged: ReadonlyMap<string, MergedVariant>,
  arms: AbArms | undefined,
): ReadonlyMap<string, MergedVariant> {
  if (arms === undefined) return merged;
  return new Map([...merged].filter(([name]) => name === arms.control || name === arms.treatment));
}
