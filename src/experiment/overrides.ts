import type { z } from 'zod';
import type { ProblemReport } from './report.js';
import * as schema from './schema.js';
import { check } from './schema-problems.js';
import { searchDraft } from './search/schema.js';

/** Values from the command line or a caller; they win over the file and are checked by the same rules. */
export interface ExperimentOverrides {
  readonly provider?: string;
  readonly region?: string;
  readonly seed?: number;
  readonly repeats?: number;
  readonly maxCostUsd?: number;
  /** A variant, `run:<id>` or a baseline file (relative to the working folder). */
  readonly baseline?: string;
  /** Of the search. */
  readonly algorithm?: string;
  /** Of the search. */
  readonly maxItemEvaluations?: number;
}

const FLAGS = {
  provider: ['--provider', schema.provider],
  region: ['--region', schema.region],
  seed: ['--seed', schema.seed],
  repeats: ['--repeat', schema.repeats],
  maxCostUsd: ['--max-cost', schema.maxCostUsd],
  baseline: ['--baseline', schema.gate.shape.baseline],
  algorithm: ['--algorithm', searchDraft.shape.algorithm.unwrap()],
  maxItemEvaluations: ['--max-items', searchDraft.shape.budget.unwrap().shape.maxItemEvaluations.unwrap()],
} as const;

type Applied = { readonly [key in keyof typeof FLAGS]?: z.infer<(typeof FLAGS)[key][1]> };

/** The overrides that are valid; the others are reported under their flag. */
export function applyOverrides(overrides: ExperimentOverrides, report: ProblemReport): Applied {
  const applied: { [key: string]: unknown } = {};
  for (const [key, [flag, part]] of Object.entries(FLAGS)) {
    const value = overrides[key as keyof ExperimentOverrides];
    if (value === undefined) continue;
    const checked = check(part as z.ZodType, value);
    if (checked.state === 'valid') applied[key] = checked.value;
    else {
      for (const { code, message, hint } of checked.problems) {
        report.flag(flag, code, message.replace('the value', flag), hint);
      }
    }
  }
  return applied as Applied;
}
