import type { ProviderKind } from '../model/port.js';
import type { Draft } from './draft.js';
import { requireFolder } from './files.js';
import type { JudgeSpec, ScorerSpec } from './port.js';
import type { ProblemReport } from './report.js';
import { rubricsOf } from './rubrics.js';
import type { Salvaged } from './salvage.js';
import type { ScorerFile } from './schema.js';
import type { DocumentPath } from './source.js';

type Kind = ScorerSpec['kind'];

const KEYS: { readonly [kind in Kind]: readonly (keyof ScorerFile)[] } = {
  similarity: ['type', 'modelPath'],
  facts: ['type'],
  assertions: ['type', 'assert'],
  judge: ['type', 'model', 'rubric', 'criteria', 'provider', 'maxTokens', 'temperature'],
  recorded: ['from'],
};

interface Context {
  readonly provider: ProviderKind | undefined;
  readonly resolvePath: (path: string) => string;
  readonly report: ProblemReport;
}

/** The declared scorers, spelled out; faulty ones are reported and left out. */
export function readScorers(draft: Draft, context: Context): readonly ScorerSpec[] {
  return [...draft.scorers].flatMap(([name, scorer]) => readScorer(name, scorer, context) ?? []);
}

function readScorer(name: string, scorer: Salvaged<ScorerFile>, context: Context): ScorerSpec | undefined {
  const { value, damaged } = scorer;
  const { report, provider, resolvePath } = context;
  const at = ['scorers', name];
  if (damaged.has('*') || damaged.has('type') || damaged.has('from')) return undefined;
  const kind = scorerKind(name, value);
  if (kind === undefined) {
    const hint = 'Add `type: similarity | facts | assertions | judge`, or `from: recorded`.';
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
      return { kind, name };
    case 'similarity': {
      const modelPath = value.modelPath === undefined ? undefined : resolvePath(value.modelPath);
      if (modelPath !== undefined) requireFolder(modelPath, 'embedding model', [...at, 'modelPath'], report);
      return { kind, name, ...(modelPath === undefined ? {} : { modelPath }) };
    }
    case 'assertions':
      return { kind, name, assert: (value.assert ?? []).map(dropUndefined) };
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
  }
}

/** What a scorer is: said by `type`, `from` or `assert`, else by its name. */
export function scorerKind(name: string, scorer: Partial<ScorerFile>): Kind | undefined {
  if (scorer.from !== undefined) return 'recorded';
  if (scorer.type !== undefined) return scorer.type;
  if (scorer.assert !== undefined) return 'assertions';
  return (['similarity', 'facts', 'assertions', 'judge'] as const).find((kind) => kind === name);
}

function readJudge(
  value: Partial<ScorerFile>,
  damaged: ReadonlySet<string>,
  at: DocumentPath,
  { provider, resolvePath, report }: Context,
): JudgeSpec | undefined {
  if (value.model === undefined && !damaged.has('model')) {
    report.at(at, 'missing-key', 'a judge has no `model`', 'Add `model: …`, a Bedrock model id.');
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
  if (value.model === undefined) return undefined;
  return {
    model: value.model,
    rubrics,
    ...(value.provider === undefined ? {} : { provider: value.provider }),
    maxTokens: value.maxTokens ?? 1024,
    temperature: value.temperature ?? 0,
  };
}

/** Zod types absent keys as possibly undefined; the port's types have them absent. */
function dropUndefined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}
