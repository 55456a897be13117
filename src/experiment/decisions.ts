import { resolve } from 'node:path';
import { didYouMean } from '../domain/index.js';
import type { Draft } from './draft.js';
import { isFile, requireFile, unwritableReason } from './files.js';
import type { GateSpec, MarginSpec, PromoteSpec } from './port.js';
import type { ProblemReport } from './report.js';

interface Context {
  /** Names of every variant that is declared, faulty ones included, and of every grid point. */
  readonly names: ReadonlySet<string>;
  readonly resolvePath: (path: string) => string;
  /** A baseline from the command line is relative to the working folder. */
  readonly baselineFromFlag: boolean;
  /** Files that the experiment reads: promotion must not write over them. */
  readonly inputs: ReadonlySet<string>;
  /** Checked already. */
  readonly margins: readonly MarginSpec[];
  readonly report: ProblemReport;
}

/** The gate with its defaults; undefined when there is none, or when it is faulty (and reported). */
export function readGate(draft: Draft, context: Context): GateSpec | undefined {
  if (draft.gate === undefined) return undefined;
  const { report, names } = context;
  const { value, damaged } = draft.gate;
  if (!draft.qualityDeclared) {
    const hint = 'Add `quality: { <metric>: 1 }`; the margin is in units of quality.';
    report.at(['gate'], 'contradiction', 'a gate compares quality, but no `quality` is declared', hint);
  }
  const baseline = value.baseline === undefined ? undefined : readBaseline(value.baseline, context);
  const declared = [...names].filter((name) => draft.variants.has(name));
  const candidates = value.candidates ?? declared.filter((name) => name !== baseline);
  for (const [index, candidate] of (value.candidates ?? []).entries()) {
    const at = ['gate', 'candidates', index];
    if (!names.has(candidate)) {
      const message = `candidate \`${candidate}\` is not a variant`;
      report.at(at, 'unknown-variant', message, didYouMean(candidate, names));
    } else if (candidate === baseline) {
      report.at(
        at,
        'contradiction',
        `\`${candidate}\` is the baseline and a candidate`,
        'Remove one of the two.',
      );
    }
  }
  if (candidates.length === 0 && baseline !== undefined && !damaged.has('candidates')) {
    const hint = 'Declare a second variant, or name grid variants in `gate.candidates`.';
    report.at(['gate'], 'no-candidates', 'nothing is compared with the baseline', hint);
  }
  if (value.maxWorse !== undefined && draft.datasetNames?.has('adversarial') === false) {
    const hint = 'Name a dataset `adversarial`, or remove `maxWorse`.';
    report.at(['gate', 'maxWorse'], 'contradiction', 'there is no adversarial dataset to judge', hint);
  }
  if (baseline === undefined || value.margin === undefined) return undefined;
  return {
    baseline,
    candidates: [...new Set(candidates)],
    margin: value.margin,
    alpha: value.alpha ?? 0.05,
    drop: value.drop ?? 0.1,
    require: value.require ?? 'all',
    maxMissing: value.maxMissing ?? 0.02,
    ...(context.margins.length > 0 && { margins: context.margins }),
    ...(value.slices !== undefined && { slices: value.slices }),
    ...(value.maxWorse !== undefined && { maxWorse: value.maxWorse }),
    ...(value.failOn !== undefined && { failOn: value.failOn }),
    ...(value.reviews !== undefined && { reviews: context.resolvePath(value.reviews) }),
  };
}

/** A variant's name, `run:<id>`, or the absolute path of a baseline or promoted file. */
function readBaseline(baseline: string, context: Context): string | undefined {
  const { names, report, resolvePath, baselineFromFlag } = context;
  if (names.has(baseline) || /^run:./.test(baseline)) return baseline;
  if (/\.(ya?ml|json)$/.test(baseline)) {
    if (!baselineFromFlag) {
      const path = resolvePath(baseline);
      return requireFile(path, 'baseline', ['gate', 'baseline'], report) ? path : undefined;
    }
    const path = resolve(baseline);
    if (isFile(path)) return path;
    const hint = 'Check the path; it is relative to the working folder.';
    report.flag('--baseline', 'missing-file', `there is no file ${path}`, hint);
    return undefined;
  }
  const message = `the baseline \`${baseline}\` is not a variant`;
  const hint = `${didYouMean(baseline, names)} A baseline may also be \`run:<id>\` or a .json or .yaml file.`;
  if (baselineFromFlag) report.flag('--baseline', 'unknown-variant', message, hint);
  else report.at(['gate', 'baseline'], 'unknown-variant', message, hint);
  return undefined;
}

/** The promotion with its defaults; undefined when there is none, or when it is faulty (and reported). */
export function readPromote(draft: Draft, context: Context): PromoteSpec | undefined {
  if (draft.promote === undefined) return undefined;
  const { report, names, resolvePath, inputs } = context;
  const { to, rule = 'cheapest', alpha = 0.05, minQuality, maxObjectiveUsd } = draft.promote.value;
  const searches = draft.search !== undefined;
  if (draft.gate === undefined && !searches) {
    const hint = 'Add `gate: { baseline: …, margin: 0.05 }`: only a variant that passed is promoted.';
    report.at(['promote'], 'contradiction', 'nothing can be promoted without a gate', hint);
  }
  const bounds: readonly (readonly [string, unknown, string])[] = [
    ['minQuality', minQuality, 'cheapest'],
    ['maxObjectiveUsd', maxObjectiveUsd, 'best'],
  ];
  for (const [key, value, of] of bounds) {
    if (value === undefined || (searches && rule === of)) continue;
    const hint = searches ? `Set \`rule: ${of}\`, or remove it.` : 'Declare a `search`, or remove it.';
    report.at(
      ['promote', key],
      'contradiction',
      `\`${key}\` belongs to the rule \`${of}\` of a search`,
      hint,
    );
  }
  // Points of a front have names of their own, which nobody knows before the search.
  if (rule !== 'cheapest' && !names.has(rule) && !searches) {
    const message = `the rule \`${rule}\` is neither \`cheapest\` nor a variant`;
    report.at(['promote', 'rule'], 'unknown-variant', message, didYouMean(rule, ['cheapest', ...names]));
  }
  if (to === undefined) return undefined;
  const path = resolvePath(to);
  if (inputs.has(path)) {
    const message = `promotion would write over ${path}, which this experiment reads`;
    report.at(['promote', 'to'], 'contradiction', message, 'Name another file.');
  }
  const reason = unwritableReason(path, 'file');
  if (reason !== undefined) {
    const hint = 'Name a file in a folder that you may write to; missing folders are made.';
    report.at(['promote', 'to'], 'unwritable-file', `${path} cannot be written: ${reason}`, hint);
  }
  return {
    to: path,
    rule,
    alpha,
    ...(minQuality !== undefined && { minQuality }),
    ...(maxObjectiveUsd !== undefined && { maxObjectiveUsd }),
  };
}
