import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  assertionMetrics,
  invalidInput,
  isRecord,
  ParsimonyError,
  type Problem,
} from '../../domain/index.js';
import { loadExperiment } from '../../experiment/index.js';
import { factMatcher, isGraded, validateAssertion } from '../../scorer/index.js';
import { type ConfigNode, parseConfig } from './config-node.js';
import { conversionText } from './conversion-text.js';
import type { ConvertedConfig } from './converted-config.js';
import { crossVariants, experimentText, promptText } from './experiment-text.js';
import { createFindings, type Findings } from './findings.js';
import { convertPrompts } from './prompts.js';
import { type ConvertedProvider, createProviderReader } from './providers.js';
import { renamedVars, sampleRecords } from './samples.js';
import { readSettings } from './settings.js';
import { convertTests } from './tests.js';
import { holdsCode, readTextFile } from './text-file.js';
import { slug } from './unique-names.js';

export interface ConvertConfigOptions {
  /** The id on Bedrock of a model that is named as elsewhere (`claude-sonnet-4-5-20250929`). */
  readonly modelNamed: (name: string) => string | undefined;
  /** Stands in where no provider is a model on Bedrock. */
  readonly defaultModel: string;
  /** Why a model cannot be called (it has no price). */
  readonly modelProblem?: (model: string) => Problem | undefined;
  /** The day since which Bedrock refuses a model; undefined for one that can be called. */
  readonly endedOn?: (model: string) => string | undefined;
}

/** Whether a file is a whole promptfoo configuration, not only a list of tests. False for what is no YAML or JSON. */
export function isPromptfooConfig(file: string): boolean {
  if (holdsCode(file)) return /promptfoo/i.test(path.basename(file));
  if (!/\.(?:ya?ml|json)$/i.test(file)) return false;
  const read = readTextFile(file);
  if (read.state !== 'text') return false;
  try {
    const { value } = parseConfig(read.text, file);
    return isRecord(value) && 'prompts' in value && ('providers' in value || 'targets' in value);
  } catch {
    return false;
  }
}

/**
 * Converts a promptfoo configuration to a folder: `experiment.yaml`, `dataset.jsonl`, `prompts/*.md`, and
 * `conversion.md`, which lists what could not be carried over or was changed. No code is run and no template is
 * evaluated beyond names. The folder appears whole or not at all; one that holds anything is refused.
 */
export async function convertPromptfooConfig(
  from: string,
  to: string,
  options: ConvertConfigOptions,
): Promise<ConvertedConfig> {
  const config = readConfig(path.resolve(from));
  requireEmpty(to);
  const findings = createFindings();
  const converted = convert(config, to, options, findings);
  const draft = `${path.resolve(to)}.${process.pid}.tmp`;
  try {
    mkdirSync(path.join(draft, 'prompts'), { recursive: true });
    for (const [name, text] of converted.files) writeFileSync(path.join(draft, name), text);
    const problems = await problemsOf(path.join(draft, 'experiment.yaml'), path.resolve(to), draft, options);
    const all = findings.all.map((finding) => ({
      ...finding,
      file: path.relative(process.cwd(), finding.file) || finding.file,
    }));
    const result = { ...converted.summary, from, findings: all, problems };
    writeFileSync(path.join(draft, 'conversion.md'), conversionText(result));
    if (existsSync(to)) rmSync(to, { recursive: true });
    renameSync(draft, path.resolve(to));
    return result;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const hint = 'Name a folder in a place that you may write to.';
    throw new ParsimonyError('invalid-input', `${to} cannot be written: ${error.message}`, {
      hint,
      cause: error,
    });
  }
}

function readConfig(file: string): ConfigNode {
  if (holdsCode(file)) {
    const hint =
      'Write what it builds to a YAML file: `promptfoo` prints it with `promptfoo export`, or do it by hand.';
    throw invalidInput([{ code: 'code-refused', message: 'a configuration in code is not run', file, hint }]);
  }
  const read = readTextFile(file);
  if (read.state === 'text') return parseConfig(read.text, file);
  throw invalidInput([
    {
      code: 'missing-file',
      message: `the configuration cannot be read: ${read.reason}`,
      file,
      hint: 'Check the path.',
    },
  ]);
}

function requireEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  let isEmpty = false;
  try {
    isEmpty = readdirSync(folder).length === 0;
  } catch {
    // A file stands there: as full as a folder can be.
  }
  if (isEmpty) return;
  const problem = {
    code: 'not-empty',
    message: 'the folder to write is not empty',
    file: folder,
    hint: 'Name a new folder.',
  };
  throw invalidInput([problem], `${folder} is not empty`);
}

function convert(config: ConfigNode, to: string, options: ConvertConfigOptions, findings: Findings) {
  const settings = readSettings(config, findings);
  const graders: ConfigNode[] = [];
  const tests = convertTests(config, { findings, onGrader: (node) => graders.push(node) });
  const named = convertPrompts(config, new Map(), createFindings()).flatMap(({ names }) => names);
  const rename = renamedVars(tests, named);
  const prompts = convertPrompts(config, rename, findings);
  if (prompts.length === 0) {
    const hint = 'See the list of what prompts may be in docs/datasets.md.';
    throw invalidInput(lostAsProblems(findings, hint), 'none of the prompts can be carried over');
  }
  const providers = convertProviders(config, options, findings);
  const variants = crossVariants(prompts, providers, findings);
  const { records, shared } = sampleRecords(tests, prompts, rename, findings);
  const specs = [...shared, ...tests.flatMap(({ assert, defaults }) => [...assert, ...defaults])];
  if (specs.length === 0) {
    findings.changed(
      config.place,
      'no assertion was carried over: only cost, tokens and latency will be measured',
      'Add references or facts to the samples and scorers to the experiment.',
    );
  }
  const grader = specs.some(isGraded) ? graderModel(graders, providers, config, findings) : undefined;
  listEnded(
    [...providers, ...(grader === undefined ? [] : [{ model: grader, place: config.place }])],
    options,
    findings,
  );
  checkMetricNames(specs, config, findings);
  const region = oneRegion(providers, findings);
  const name = slug(settings.description ?? path.basename(path.dirname(config.place.file)));
  const experiment = experimentText({
    name,
    source: path.basename(config.place.file),
    description: settings.description,
    region,
    repeats: settings.repeats,
    variants,
    assertions: specs.length === 0 ? undefined : { shared, grader },
  });
  const files: (readonly [string, string])[] = [
    ['experiment.yaml', experiment],
    ['dataset.jsonl', records.map((record) => `${JSON.stringify(record)}\n`).join('')],
    ...prompts.map((prompt) => [`prompts/${prompt.name}.md`, promptText(prompt)] as const),
  ];
  return {
    files,
    summary: {
      from: config.place.file,
      to,
      experiment: path.join(to, 'experiment.yaml'),
      dataset: path.join(to, 'dataset.jsonl'),
      prompts: prompts.map((prompt) => path.join(to, 'prompts', `${prompt.name}.md`)),
      variants: variants.map((variant) => variant.name),
      samples: records.length,
    },
  };
}

function convertProviders(
  config: ConfigNode,
  { modelNamed, defaultModel }: ConvertConfigOptions,
  findings: Findings,
): readonly ConvertedProvider[] {
  const read = createProviderReader(findings, modelNamed);
  const key = config.child('providers').value === undefined ? 'targets' : 'providers';
  const providers = config
    .child(key)
    .items()
    .flatMap((node) => read(node) ?? []);
  if (providers.length > 0) return providers;
  findings.changed(
    config.child(key).place,
    `no provider is a text model on Bedrock: ${defaultModel} stands in`,
    'Put the model that you mean into the variants.',
  );
  return [
    {
      name: 'default',
      aliases: [],
      model: defaultModel,
      maxTokens: 1024,
      prompts: undefined,
      place: config.child(key).place,
    },
  ];
}

/** A model that Bedrock has retired is kept, as it was written, and named. */
function listEnded(
  named: readonly Pick<ConvertedProvider, 'model' | 'place'>[],
  { endedOn }: ConvertConfigOptions,
  findings: Findings,
): void {
  const told = new Set<string>();
  for (const { model, place } of named) {
    const date = endedOn?.(model);
    if (date === undefined || told.has(model)) continue;
    told.add(model);
    findings.changed(
      place,
      `${model} is past its end of life (${date}): Bedrock refuses every call`,
      'Name a current model.',
    );
  }
}

/** One model grades all assertions. */
function graderModel(
  nodes: readonly ConfigNode[],
  providers: readonly ConvertedProvider[],
  config: ConfigNode,
  findings: Findings,
): string | undefined {
  const quiet = createFindings();
  const read = createProviderReader(quiet, () => undefined);
  let model: string | undefined;
  for (const node of nodes) {
    const text = node.child('text').value === undefined ? node : node.child('text');
    if (node.child('embedding').value !== undefined) {
      findings.lost(
        node.child('embedding').place,
        'the embedding model of `similar`',
        'The encoder that ships here is used.',
      );
    }
    const found = read(text)?.model;
    if (found === undefined)
      findings.lost(
        node.place,
        'a grader that is no text model on Bedrock',
        'Name one: `scorers.assertions.model`.',
      );
    else if (model === undefined) model = found;
    else if (found !== model)
      findings.lost(
        node.place,
        `grader ${found}: all assertions are graded by ${model}`,
        'Make a judge scorer with a rubric of its own.',
      );
  }
  if (model !== undefined) return model;
  const [first] = providers;
  findings.changed(
    config.place,
    `no grader on Bedrock is named: ${first?.model} grades, which answers too`,
    'Name another model under `scorers.assertions.model`; a judge of the same family prefers its own.',
  );
  return first?.model;
}

function oneRegion(providers: readonly ConvertedProvider[], findings: Findings): string | undefined {
  const region = providers.find((provider) => provider.region !== undefined)?.region;
  for (const provider of providers) {
    if (provider.region === undefined || provider.region === region) continue;
    findings.lost(
      provider.place,
      `region ${provider.region}: an experiment has one, ${region}`,
      'Use a cross-Region inference profile, or a second experiment.',
    );
  }
  return region;
}

/** A metric that has the scorer's own name would overwrite it. */
function checkMetricNames(
  specs: Parameters<typeof assertionMetrics>[0],
  config: ConfigNode,
  findings: Findings,
): void {
  if (!assertionMetrics(specs).has('assertions')) return;
  findings.lost(
    config.place,
    'a metric is called `assertions`, as the scorer is',
    'Rename the metric in the dataset.',
  );
}

function lostAsProblems(findings: Findings, hint: string): readonly Problem[] {
  const lost = findings.all.filter(({ kind }) => kind === 'lost');
  if (lost.length === 0) return [{ code: 'no-prompts', message: 'the configuration has no prompts', hint }];
  return lost.map(({ file, line, path: at, what, alternative }) => ({
    code: 'not-carried-over',
    message: what,
    file,
    ...(line !== undefined && { line }),
    ...(at !== undefined && { path: at }),
    hint: alternative,
  }));
}

/** What the experiment's own reader says about the result. */
async function problemsOf(
  file: string,
  to: string,
  draft: string,
  { modelProblem }: ConvertConfigOptions,
): Promise<readonly Problem[]> {
  try {
    await loadExperiment(
      file,
      {},
      {
        facts: factMatcher,
        assertionProblems: (assertion, { grader }) => validateAssertion(assertion, { grader }),
        gradedAssertion: isGraded,
        ...(modelProblem !== undefined && { modelProblem }),
      },
    );
    return [];
  } catch (error) {
    if (!(error instanceof ParsimonyError) || error.code !== 'invalid-input') throw error;
    return error.problems.map((problem) => ({
      ...problem,
      ...(problem.file !== undefined && { file: problem.file.replace(draft, to) }),
    }));
  }
}
