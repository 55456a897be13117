import type { AssertionSpec } from '../domain/index.js';
import type { ProviderKind } from '../model/port.js';
import type { Draft } from './draft.js';
import { requireFile, requireFolder } from './files.js';
import type { GraderSpec, JudgeSpec, ScorerSpec } from './port.js';
import type { ProblemReport } from './report.js';
import { rubricsOf } from './rubrics.js';
import type { Salvaged } from './salvage.js';
import type { ScorerFile } from './schema.js';
import type { DocumentPath } from './source.js';

type Kind = ScorerSpec['kind'];

const JUDGE_KEYS = [
  'model',
  'models',
  'combine',
  'repeats',
  'calibration',
  'rubric',
  'criteria',
  'provider',
  'maxTokens',
  'temperature',
] as const satisfies readonly (keyof ScorerFile)[];

const KEYS: { readonly [kind in Kind]: readonly (keyof ScorerFile)[] } = {
  similarity: ['type', 'modelPath'],
  bertscore: ['type', 'modelPath', 'idf', 'rescale', 'baseline'],
  facts: ['type'],
  numbers: ['type'],
  assertions: ['type', 'assert', 'model', 'provider', 'maxTokens', 'temperature', 'modelPath'],
  judge: ['type', ...JUDGE_KEYS],
  pairwise: ['type', ...JUDGE_KEYS, 'against'],
  recorded: ['from'],
};

/** What `type` may say. */
const NAMED_KINDS = [
  'similarity',
  'bertscore',
  'facts',
  'numbers',
  'assertions',
  'judge',
  'pairwise',
] as const;

interface Context {
  readonly provider: ProviderKind | undefined;
  readonly resolvePath: (path: string) => string;
  readonly report: ProblemReport;
  /** Names of every variant. */
  readonly variants: ReadonlySet<string>;
  /** The gate's baseline, whatever it is. */
  readonly baseline: string | undefined;
  /** Calibration files need not exist yet. */
  readonly calibrating: boolean;
}

/** The declared scorers, spelled out; faulty ones are reported and left out. */
export function readScorers(draft: Draft, context: Context): readonly ScorerSpec[] {
  return [...draft.scorers].flatMap(([name, scorer]) => readScorer(name, scorer, context) ?? []);
}

function readScorer(name: string, scorer: Salvaged<ScorerFile>, context: Context): ScorerSpec | undefined {
  const { value, damaged } = scorer;
  const { report, provider } = context;
  const at = ['scorers', name];
  // A damaged `assert` is still what says that the scorer holds assertions.
  if (['*', 'type', 'from', 'assert'].some((key) => damaged.has(key))) return undefined;
  const kind = scorerKind(name, value);
  if (kind === undefined) {
    const hint = `Add \`type: ${NAMED_KINDS.join(' | ')}\`, or \`from: recorded\`.`;
    report.at(
      at,
      'unknown-scorer',
      `\`${name}\` is no kind of scorer, and it does not say which it is`,
      hint,
    );
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (KEYS[kind].includes(key as keyof ScorerFile)) continue;
    const hint = `It takes: ${KEYS[kind].join(', ')}.`;
    report.at([...at, key], 'contradiction', `a ${kind} scorer has no \`${key}\``, hint);
  }
  switch (kind) {
    case 'facts':
    case 'numbers':
      return { kind, name };
    case 'similarity':
      return { kind, name, ...readModelPath(value, at, context) };
    case 'bertscore':
      return { kind, name, ...readBertscore(value, at, context) };
    case 'assertions': {
      const grader = value.model === undefined ? undefined : readGrader(value.model, value, at, context);
      const assert = (value.assert ?? []).map(readAssertion);
      const encoder = readModelPath(value, at, context);
      return { kind, name, assert, ...(grader !== undefined && { grader }), ...encoder };
    }
    case 'recorded':
      if (provider !== undefined && provider !== 'recorded') {
        const message = `scorer \`${name}\` takes recorded scores, but the provider is ${provider}`;
        report.at(at, 'contradiction', message, 'Set `provider: recorded`, or remove the scorer.');
      }
      return { kind, name };
    case 'judge': {
      const judge = readJudge(value, damaged, at, context);
      return judge === undefined ? undefined : { kind, name, judge };
    }
    case 'pairwise': {
      const judge = readJudge(value, damaged, at, context);
      const against = readAgainst(name, value, at, context);
      if (judge === undefined || against === undefined) return undefined;
      return { kind, name, judge, against };
    }
  }
}

/** What a scorer is: said by `type`, `from` or `assert`, else by its name. */
export function scorerKind(name: string, scorer: Partial<ScorerFile>): Kind | undefined {
  if (scorer.from !== undefined) return 'recorded';
  if (scorer.type !== undefined) return scorer.type;
  if (scorer.assert !== undefined) return 'assertions';
  return NAMED_KINDS.find((kind) => kind === name);
}

function readJudge(
  value: Partial<ScorerFile>,
  damaged: ReadonlySet<string>,
  at: DocumentPath,
  { provider, resolvePath, report, calibrating }: Context,
): JudgeSpec | undefined {
  const [first, ...others] = value.models ?? (value.model === undefined ? [] : [value.model]);
  if (value.model !== undefined && value.models !== undefined) {
    report.at(
      [...at, 'models'],
      'contradiction',
      'a judge has both `model` and `models`',
      'Keep one of them.',
    );
  }
  if (first === undefined && !damaged.has('model') && !damaged.has('models')) {
    report.at(at, 'missing-key', 'a judge has no `model`', 'Add `model: …`, a Bedrock model id.');
  }
  const twice = others.find((model, index) => model === first || others.indexOf(model) !== index);
  if (twice !== undefined) {
    const hint = 'Remove it; `repeats` asks one model several times.';
    report.at([...at, 'models'], 'duplicate', `the panel lists \`${twice}\` twice`, hint);
  }
  const calibration = value.calibration === undefined ? undefined : resolvePath(value.calibration);
  if (calibration !== undefined && !calibrating) {
    requireFile(calibration, 'calibration', [...at, 'calibration'], report);
  }
  const answering = value.provider ?? provider;
  if (answering === 'recorded') {
    const hint = 'Add `provider: bedrock` or `provider: emulator` to the judge.';
    report.at(
      at,
      'contradiction',
      'recorded outputs cannot judge: the judge needs a provider of its own',
      hint,
    );
  }
  const rubrics =
    damaged.has('rubric') || damaged.has('criteria') ? [] : rubricsOf(value, at, resolvePath, report);
  if (first === undefined) return undefined;
  return {
    models: [first, ...others],
    combine: value.combine ?? 'mean',
    repeats: value.repeats ?? 1,
    ...(calibration !== undefined && { calibration }),
    rubrics,
    ...(value.provider === undefined ? {} : { provider: value.provider }),
    maxTokens: value.maxTokens ?? 1024,
    temperature: value.temperature ?? 0,
  };
}

function readBertscore(
  value: Partial<ScorerFile>,
  at: DocumentPath,
  context: Context,
): Omit<Extract<ScorerSpec, { kind: 'bertscore' }>, 'kind' | 'name'> {
  const baseline = value.baseline === undefined ? undefined : context.resolvePath(value.baseline);
  if (baseline !== undefined) requireFile(baseline, 'baseline', [...at, 'baseline'], context.report);
  return {
    ...readModelPath(value, at, context),
    idf: value.idf ?? false,
    rescale: value.rescale ?? true,
    ...(baseline !== undefined && { baseline }),
  };
}

function readAgainst(
  name: string,
  value: Partial<ScorerFile>,
  at: DocumentPath,
  { baseline, variants, report }: Context,
): string | undefined {
  const against = value.against ?? baseline;
  if (against !== undefined && variants.has(against)) return against;
  report.at(
    value.against === undefined ? at : [...at, 'against'],
    'unknown-variant',
    `scorer \`${name}\` does not say which variant to compare with`,
    'Add `against: <variant>`; without it the gate’s baseline is taken, where that is a variant.',
  );
  return undefined;
}

type AssertionFile = NonNullable<ScorerFile['assert']>[number];

function readAssertion({ assert, ...own }: AssertionFile): AssertionSpec {
  return { ...dropUndefined(own), ...(assert !== undefined && { assert: assert.map(dropUndefined) }) };
}

function readGrader(
  model: string,
  value: Partial<ScorerFile>,
  at: DocumentPath,
  { provider: usual, report }: Context,
): GraderSpec {
  const { provider, maxTokens = 1024, temperature = 0 } = value;
  if ((provider ?? usual) === 'recorded') {
    const hint = 'Add `provider: bedrock` or `provider: emulator` beside its `model`.';
    report.at(
      at,
      'contradiction',
      'recorded outputs cannot grade: the model needs a provider of its own',
      hint,
    );
  }
  return { model, ...(provider !== undefined && { provider }), maxTokens, temperature };
}

function readModelPath(
  value: Partial<ScorerFile>,
  at: DocumentPath,
  { resolvePath, report }: Context,
): { readonly modelPath?: string } {
  if (value.modelPath === undefined) return {};
  const modelPath = resolvePath(value.modelPath);
  requireFolder(modelPath, 'embedding model', [...at, 'modelPath'], report);
  return { modelPath };
}

/** Zod types absent keys as possibly undefined; the port's types have them absent. */
function dropUndefined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}
