import { z } from 'zod';
import { didYouMean, isRecord, type JsonRecord } from '../domain/index.js';
import type { ProviderKind } from '../model/port.js';
import { parseGuardrail } from './guardrail-expression.js';
import type { ExperimentOverrides } from './overrides.js';
import { applyOverrides } from './overrides.js';
import type { ProblemReport } from './report.js';
import { accept, type Salvaged, salvage } from './salvage.js';
import * as schema from './schema.js';
import { readSearchDraft, type SearchDraft } from './search/draft.js';
import type { Source } from './source.js';

type GuardrailFile = z.infer<typeof schema.guardrail>;
type GateFile = z.infer<typeof schema.gate>;
type PromoteFile = z.infer<typeof schema.promote>;

/** The file after the schema: every key that was sound, and under which names something was declared. */
export interface Draft {
  readonly name: string | undefined;
  readonly provider: ProviderKind | undefined;
  readonly region: string;
  /** Name → path as written. */
  readonly datasets: ReadonlyMap<string, string>;
  readonly recorded: string | undefined;
  readonly variants: ReadonlyMap<string, Salvaged<schema.VariantFile>>;
  readonly grid: Salvaged<schema.GridFile> | undefined;
  /** The grid's factors in file order. */
  readonly gridFactors: readonly string[];
  readonly repeats: number;
  readonly scorers: ReadonlyMap<string, Salvaged<schema.ScorerFile>>;
  readonly quality: { readonly [metric: string]: number } | undefined;
  readonly guardrails: readonly Salvaged<GuardrailFile>[];
  readonly gate: Salvaged<GateFile> | undefined;
  readonly promote: Salvaged<PromoteFile> | undefined;
  readonly maxCostUsd: number | undefined;
  readonly search: SearchDraft | undefined;
  readonly batch: z.infer<typeof schema.batch> | undefined;
  readonly limits: z.infer<typeof schema.limits> | undefined;
  readonly attribution: z.infer<typeof schema.attribution> | undefined;
  readonly traffic: { readonly [intent: string]: number } | undefined;
  readonly seed: number;
  /** Datasets that are declared, faulty ones included; undefined when nobody can tell. */
  readonly datasetNames: ReadonlySet<string> | undefined;
  /** Whether `quality` stands in the file, sound or not. */
  readonly qualityDeclared: boolean;
}

/** Checks the file key by key and lays the command line's values over it; undefined when it is no mapping. */
export function readDraft(
  source: Source,
  overrides: ExperimentOverrides,
  report: ProblemReport,
): Draft | undefined {
  if (!isRecord(source.data)) {
    const hint = 'Start with `name: …`; `parsimony run --help` shows where the format is described.';
    report.at([], 'wrong-type', 'an experiment is a mapping of keys', hint);
    return undefined;
  }
  const raw = source.data;
  for (const key of Object.keys(raw)) {
    if (!Object.hasOwn(schema.sections, key)) {
      report.at(
        [key],
        'unknown-key',
        `unknown key \`${key}\``,
        didYouMean(key, Object.keys(schema.sections)),
      );
    }
  }
  const given = applyOverrides(overrides, report);
  const one = <Schema extends z.ZodType>(key: string, part: Schema): z.infer<Schema> | undefined =>
    raw[key] === undefined ? undefined : accept(part, raw[key], [key], report);
  const mapping = <Schema extends z.ZodObject>(key: string, part: Schema) =>
    raw[key] === undefined ? undefined : salvage(part, raw[key], [key], report);

  const provider = given.provider ?? one('provider', schema.provider);
  // The points of a table are found by their values: a search over one needs no variant to start from.
  const needsVariants = !(provider === 'recorded' && raw.search !== undefined);
  const required = ['name', 'provider', 'datasets', ...(needsVariants ? ['variants'] : [])];
  for (const key of required) {
    if (raw[key] !== undefined || (key === 'provider' && provider !== undefined)) continue;
    report.at([key], 'missing-key', `\`${key}\` is missing`, MISSING_HINTS[key]);
  }
  const grid = mapping('grid', schema.grid);
  return {
    name: one('name', schema.sections.name),
    provider,
    region: given.region ?? one('region', schema.region) ?? 'us-east-1',
    datasets: entries(raw, 'datasets', report, (value, path) =>
      accept(z.string().min(1), value, path, report),
    ),
    datasetNames: isRecord(raw.datasets) ? new Set(Object.keys(raw.datasets)) : undefined,
    qualityDeclared: raw.quality !== undefined,
    recorded: one('recorded', z.string().min(1)),
    variants: entries(raw, 'variants', report, (value, path) => salvage(schema.variant, value, path, report)),
    grid,
    gridFactors: isRecord(raw.grid) ? Object.keys(raw.grid).filter((key) => key !== 'from') : [],
    repeats: given.repeats ?? one('repeats', schema.repeats) ?? 1,
    scorers: entries(raw, 'scorers', report, (value, path) =>
      salvage(schema.scorer, value ?? {}, path, report),
    ),
    quality: one('quality', z.record(z.string(), z.number().gt(0).max(1))),
    guardrails: (one('guardrails', z.array(z.unknown())) ?? []).map((item, index) =>
      readGuardrail(item, ['guardrails', index], report),
    ),
    gate: withBaseline(mapping('gate', schema.gate), given.baseline, report),
    promote: mapping('promote', schema.promote),
    maxCostUsd:
      given.maxCostUsd ??
      one('budget', z.strictObject({ maxCostUsd: schema.maxCostUsd.optional() }))?.maxCostUsd,
    search: raw.search === undefined ? undefined : readSearchDraft(raw.search, given, report),
    batch: one('batch', schema.batch),
    limits: one('limits', schema.limits),
    attribution: one('attribution', schema.attribution),
    traffic: one('traffic', z.record(z.string().min(1), z.number().min(0).max(1e12))),
    seed: given.seed ?? one('seed', schema.seed) ?? 42,
  };
}

const MISSING_HINTS: { readonly [key: string]: string } = {
  name: 'Add `name: my-experiment`; reports are filed under it.',
  provider: 'Add `provider: emulator` (or bedrock, recorded, echo).',
  datasets: 'Add `datasets: { golden: path/to/golden.jsonl }`.',
  variants: 'Add `variants: { baseline: { prompt: …, model: …, maxTokens: 500 } }`.',
};

/** The entries of a named mapping whose names are valid, each as `read` gives it. */
function entries<T>(
  raw: JsonRecord,
  key: 'datasets' | 'variants' | 'scorers',
  report: ProblemReport,
  read: (value: unknown, path: readonly string[]) => T | undefined,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  const value = raw[key];
  if (value === undefined) return found;
  if (!isRecord(value)) {
    report.at([key], 'wrong-type', `\`${key}\` must be a mapping`, 'Write a mapping: { name: … }.');
    return found;
  }
  const names = Object.keys(value);
  if (names.length === 0 && key !== 'scorers')
    report.at([key], 'empty', `\`${key}\` is empty`, MISSING_HINTS[key]);
  for (const name of names) {
    accept(schema.sections[key], { [name]: sound[key] }, [key], report);
    const entry = read(value[name], [key, name]);
    if (entry !== undefined) found.set(name, entry);
  }
  return found;
}

/** Values that never fault, so that only the name of an entry is checked with them. */
const sound = { datasets: 'x', variants: {}, scorers: {} };

/** A guardrail as a mapping, or as one line of text. */
function readGuardrail(
  item: unknown,
  at: readonly (string | number)[],
  report: ProblemReport,
): Salvaged<GuardrailFile> {
  if (typeof item !== 'string') return salvage(schema.guardrail, item, at, report);
  const parsed = parseGuardrail(item);
  if (parsed.state === 'ok') return { value: parsed.guardrail, damaged: new Set() };
  report.at(at, 'invalid-expression', parsed.message, parsed.hint);
  return { value: {}, damaged: new Set(['*']) };
}

function withBaseline(
  gate: Salvaged<GateFile> | undefined,
  baseline: string | undefined,
  report: ProblemReport,
): Salvaged<GateFile> | undefined {
  if (baseline === undefined) return gate;
  if (gate === undefined) {
    const hint =
      'Add `gate: { baseline: …, margin: 0.05 }` to the experiment: a comparison needs its margin.';
    report.flag('--baseline', 'contradiction', 'a baseline is given, but the experiment has no gate', hint);
    return undefined;
  }
  return { ...gate, value: { ...gate.value, baseline } };
}
