import type { Dataset } from '../dataset/port.js';
import type { AssertionSpec, Sample } from '../domain/index.js';
import { assertionMetrics, didYouMean } from '../domain/index.js';
import { missingVariables, type Prompt } from '../prompt/index.js';
import { RenderProbe } from './render-probe.js';
import type { ProblemReport } from './report.js';
import type { DocumentPath } from './source.js';

/** How many sample ids a problem names; the rest is counted. */
const NAMED_SAMPLES = 5;

/** What one pass over the datasets finds out. */
export interface SampleSurvey {
  readonly intents: ReadonlySet<string>;
  /** Names in `metric` of the samples' own assertions. */
  readonly metrics: ReadonlySet<string>;
  readonly hasAssertions: boolean;
  /** Assertions of samples that a model grades, by type. */
  readonly graded: ReadonlyMap<string, GradedSamples>;
  /** Keys of the samples' metadata. */
  readonly metadataKeys: ReadonlySet<string>;
  readonly hasSessions: boolean;
}

/** Which samples carry a type of assertion. */
export interface GradedSamples {
  readonly count: number;
  /** Id of the first. */
  readonly first: string;
}

interface SurveyContext {
  /** Where the experiment names a prompt. */
  readonly placeOfPrompt: (path: string) => DocumentPath;
  /** The most few-shot examples that a variant shows. */
  readonly fewShot: number;
  /** Whether a model grades an assertion. */
  readonly isGraded: (assertion: AssertionSpec) => boolean;
}

interface Gap {
  readonly dataset: Dataset;
  readonly prompt: Prompt;
  readonly variable: string;
  readonly ids: string[];
  count: number;
}

/**
 * Reads every sample once: reports variables that a prompt names and samples lack, what keeps prompts from being
 * rendered, and ids that stand in two datasets.  */
export function surveySamples(
  datasets: readonly Dataset[],
  prompts: ReadonlyMap<string, Prompt>,
  context: SurveyContext,
  report: ProblemReport,
): SampleSurvey {
  const intents = new Set<string>();
  const metrics = new Set<string>();
  const gaps = new Map<string, Gap>();
  const probe = new RenderProbe(context.fewShot);
  const metadataKeys = new Set<string>();
  const graded = new Map<string, GradedSamples>();
  let hasAssertions = false;
  let hasSessions = false;
  for (const dataset of datasets) {
    let position = 0;
    for (const sample of dataset.samples()) {
      intents.add(sample.intent);
      hasAssertions ||= sample.assert.length > 0;
      hasSessions ||= sample.sessionId !== undefined;
      for (const key of Object.keys(sample.metadata)) metadataKeys.add(key);
      for (const metric of assertionMetrics(sample.assert)) metrics.add(metric);
      noteGraded(graded, sample, context.isGraded);
      for (const prompt of prompts.values()) {
        if (!noteGaps(gaps, dataset, prompt, sample)) probe.try(prompt, sample, position);
      }
      position += 1;
    }
  }
  for (const gap of gaps.values()) reportGap(gap, context.placeOfPrompt(gap.prompt.path), report);
  report.add(probe.problems());
  reportSharedIds(datasets, (name) => ['datasets', name], report);
  return { intents, metrics, hasAssertions, graded, metadataKeys, hasSessions };
}

function noteGraded(
  graded: Map<string, GradedSamples>,
  { id, assert }: Sample,
  isGraded: SurveyContext['isGraded'],
): void {
  if (assert.length === 0) return;
  for (const type of new Set(assert.filter(isGraded).map((one) => one.type))) {
    const { count, first } = graded.get(type) ?? { count: 0, first: id };
    graded.set(type, { count: count + 1, first });
  }
}

/** Notes what a sample lacks for a prompt; true when it lacks something. */
function noteGaps(gaps: Map<string, Gap>, dataset: Dataset, prompt: Prompt, sample: Sample): boolean {
  const missing = missingVariables(prompt, sample);
  for (const variable of missing) {
    const key = JSON.stringify([dataset.name, prompt.path, variable]);
    const gap = gaps.get(key) ?? { dataset, prompt, variable, ids: [], count: 0 };
    gaps.set(key, gap);
    gap.count += 1;
    if (gap.ids.length < NAMED_SAMPLES) gap.ids.push(sample.id);
  }
  return missing.length > 0;
}

function reportGap(
  { dataset, prompt, variable, ids, count }: Gap,
  at: DocumentPath,
  report: ProblemReport,
): void {
  const message =
    `prompt \`${prompt.name}\` needs \`${variable}\`, which ${count} of ${dataset.count} samples of ` +
    `\`${dataset.name}\` lack: ${listed(ids, count)}`;
  const hint =
    variable === 'question'
      ? 'Add `vars.question` (or `query`, or `input`) to these samples.'
      : `Add \`vars.${variable}\` to these samples, or take {{ ${variable} }} out of the prompt.`;
  report.at(at, 'missing-variable', message, hint);
}

/** Ids are unique inside a dataset; that they are so across datasets is checked here. */
function reportSharedIds(
  datasets: readonly Dataset[],
  placeOf: (dataset: string) => DocumentPath,
  report: ProblemReport,
): void {
  if (datasets.length < 2) return;
  const seen = new Set<string>();
  for (const dataset of datasets) {
    const shared: string[] = [];
    let count = 0;
    for (const { id } of dataset.metas()) {
      if (seen.has(id)) {
        count += 1;
        if (shared.length < NAMED_SAMPLES) shared.push(id);
      }
      seen.add(id);
    }
    if (count === 0) continue;
    const message = `${count} sample ids of \`${dataset.name}\` stand in another dataset too: ${listed(shared, count)}`;
    report.at(
      placeOf(dataset.name),
      'duplicate-id',
      message,
      'Give every sample of an experiment its own id.',
    );
  }
}

/** Traffic is of intents that samples have: what has no sample cannot be weighted or priced. */
export function checkTraffic(
  traffic: { readonly [intent: string]: number } | undefined,
  intents: ReadonlySet<string>,
  report: ProblemReport,
): readonly string[] {
  if (traffic === undefined) return [];
  for (const intent of Object.keys(traffic)) {
    if (intents.has(intent)) continue;
    const message = `traffic is given for intent \`${intent}\`, which no sample has`;
    report.at(['traffic', intent], 'unknown-intent', message, didYouMean(intent, intents));
  }
  if (Object.values(traffic).every((volume) => volume === 0)) {
    report.at(
      ['traffic'],
      'weights',
      'the traffic is 0 for every intent',
      'Give conversations a day per intent.',
    );
  }
  const without = [...intents].filter((intent) => !Object.hasOwn(traffic, intent));
  if (without.length === 0) return [];
  return [
    `no traffic is given for ${without.sort().join(', ')}: these weigh nothing and cost nothing a month`,
  ];
}

function listed(ids: readonly string[], count: number): string {
  const shown = ids.slice(0, NAMED_SAMPLES);
  return `${shown.join(', ')}${count > shown.length ? `, … (${count - shown.length} more)` : ''}`;
}
