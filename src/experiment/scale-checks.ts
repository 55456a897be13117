import type { Dataset } from '../dataset/port.js';
import { ParsimonyError } from '../domain/index.js';
import type { Draft } from './draft.js';
import type { ScorerSpec } from './port.js';
import type { ProblemReport } from './report.js';

/** What the values of a metric depend on beside the answer. */
export interface EncoderScale {
  readonly fingerprint: string;
  /** Whether a bound must name it: the same number means something else on another scale. */
  readonly required: boolean;
  /** Bounds that were chosen on this scale. */
  readonly thresholds: readonly { readonly name: string; readonly min: number }[];
}

/** The metrics whose values depend on an encoder, by name. Throws `invalid-input` for a scale that cannot be had. */
export type ReadScales = (
  scorers: readonly ScorerSpec[],
  datasets: readonly Dataset[],
) => Promise<ReadonlyMap<string, EncoderScale>>;

/**
 * Reports absolute bounds on metrics of an encoder that do not name its scale, or name another. Ratios against the
 * baseline are on one scale whatever it is.
 */
export async function checkScales(
  draft: Draft,
  parts: {
    readonly scorers: readonly ScorerSpec[];
    readonly datasets: readonly Dataset[];
    readonly readScales: ReadScales | undefined;
    readonly report: ProblemReport;
  },
): Promise<void> {
  const { scorers, datasets, readScales, report } = parts;
  const named = draft.guardrails.some(({ value }) => value.fingerprint !== undefined);
  if (readScales === undefined || !(named || scorers.some(({ kind }) => kind === 'bertscore'))) return;
  const scales = await tryRead(() => readScales(scorers, datasets), report);
  if (scales === undefined) return;
  for (const [index, { value }] of draft.guardrails.entries()) {
    const { metric, min, max } = value;
    const fingerprint = value.fingerprint?.replace(UNSEEN, '');
    const isAbsolute = min !== undefined || max !== undefined;
    if (metric === undefined || !isAbsolute) continue;
    const at = ['guardrails', index];
    const scale = scales.get(metric);
    if (scale === undefined) {
      if (fingerprint === undefined) continue;
      const message = `\`${metric}\` depends on no encoder: it has no fingerprint`;
      report.at([...at, 'fingerprint'], 'contradiction', message, 'Remove `fingerprint`.');
    } else if (fingerprint === undefined && scale.required) {
      const message = `a bound on \`${metric}\` belongs to one encoder’s scale, and this one does not say to which`;
      report.at(at, 'missing-fingerprint', message, hintFor(scale));
    } else if (fingerprint !== undefined && fingerprint !== scale.fingerprint) {
      const message = `the bound on \`${metric}\` was chosen on the scale ${fingerprint}, but the scorer is on ${scale.fingerprint}`;
      report.at([...at, 'fingerprint'], 'foreign-fingerprint', message, hintFor(scale));
    }
  }
}

/** Reports break addresses such as `a@b` with characters that nobody sees; who copies a fingerprint copies them. */
const UNSEEN = /\p{Cf}/gu;

function hintFor({ fingerprint, thresholds }: EncoderScale): string {
  const shipped = thresholds.map(({ name, min }) => `${min} (${name})`).join(', ');
  const bounds = shipped === '' ? '' : ` Bounds that ship for it: ${shipped}.`;
  return `If the bound was chosen on the scorer’s scale, write \`fingerprint: '${fingerprint}'\`; otherwise choose it anew.${bounds}`;
}

async function tryRead<T>(read: () => Promise<T>, report: ProblemReport): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ParsimonyError) || error.code !== 'invalid-input') throw error;
    report.add(error.problems);
    return undefined;
  }
}
