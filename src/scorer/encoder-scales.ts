import { invalidInput, ParsimonyError, type Problem } from '../domain/index.js';
import { embeddedModelPath, identifyModel } from '../embed/index.js';
import type { EncoderScale } from '../experiment/index.js';
import type { ScorerSpec } from '../experiment/port.js';
import { bertscoreMetrics } from './bertscore/metric-names.js';
import { bertscoreScale } from './bertscore/scale.js';
import { shippedThresholds } from './bertscore/thresholds.js';

/**
 * The metrics whose values depend on an encoder, by name; reads files, encodes nothing. Throws `invalid-input` with the
 * problems of all of them.
 */
export async function encoderScales(
  specs: readonly ScorerSpec[],
  references: () => Iterable<string>,
): Promise<ReadonlyMap<string, EncoderScale>> {
  const scales = new Map<string, EncoderScale>();
  const problems: Problem[] = [];
  for (const spec of specs) {
    try {
      for (const [metric, scale] of await scalesOf(spec, references)) scales.set(metric, scale);
    } catch (error) {
      if (!(error instanceof ParsimonyError) || error.code !== 'invalid-input') throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw invalidInput(problems);
  return scales;
}

async function scalesOf(
  spec: ScorerSpec,
  references: () => Iterable<string>,
): Promise<readonly (readonly [string, EncoderScale])[]> {
  if (spec.kind === 'similarity') {
    const fingerprint = await identifyModel(spec.modelPath ?? embeddedModelPath);
    return [[spec.name, { fingerprint, required: false, thresholds: [] }]];
  }
  if (spec.kind !== 'bertscore') return [];
  const { fingerprint } = await bertscoreScale(spec, references);
  const names = bertscoreMetrics(spec.name);
  const plain = { fingerprint, required: true, thresholds: [] };
  const thresholds = shippedThresholds(spec.modelPath ?? embeddedModelPath, fingerprint);
  return [
    [names.f1, { ...plain, thresholds }],
    [names.precision, plain],
    [names.recall, plain],
  ];
}
