import path from 'node:path';
import { invalidInput } from '../../domain/index.js';
import {
  chooseThreshold,
  type LabelledPair,
  THRESHOLD_RULES,
  type ThresholdFile,
  type ThresholdRule,
} from '../../scorer/index.js';
import { readPairFile } from './pair-file.js';
import { scoreTextPairs } from './pairs.js';

/**
 * Chooses thresholds on a file of pairs that are labelled `near-identical`, `paraphrase`, `related`, `contradiction` or
 * `unrelated`; pairs of one `cluster` are left out together. A rule that no bound satisfies is left out.
 */
export async function computeThresholds(
  file: string,
  options: { readonly modelPath?: string; readonly baseline?: string },
  context: { readonly cwd: string },
): Promise<ThresholdFile> {
  const { pairs, hash } = readPairFile(file, context.cwd);
  requireLabels(
    file,
    pairs.map(({ label }) => label),
  );
  const { fingerprint, scores } = await scoreTextPairs(pairs, options);
  const labelled = pairs.map(({ label = '', cluster }, at): LabelledPair => {
    const score = scores[at];
    return { label, cluster: cluster ?? String(at), f1: (score?.rescaled ?? score?.raw)?.f1 ?? 0 };
  });
  return {
    schemaVersion: 1,
    fingerprint,
    metric: 'f1',
    thresholds: THRESHOLD_RULES.flatMap((rule) => {
      const { name, min, accepted, heldOut } = chooseThreshold(labelled, rule);
      return min === null ? [] : [{ name, rule: inWords(rule), min, accepted, heldOut }];
    }),
    pairs: { file: file.split(path.sep).join('/'), sha256: hash },
  };
}

/** Every label that a rule names must occur, or its precision would mean nothing. */
function requireLabels(file: string, labels: readonly (string | undefined)[]): void {
  const needed = new Set(THRESHOLD_RULES.flatMap(({ positive, negative }) => [...positive, ...negative]));
  const missing = [...needed].filter((label) => !labels.includes(label));
  if (missing.length === 0 && !labels.includes(undefined)) return;
  throw invalidInput([
    {
      code: 'missing-label',
      file,
      message:
        missing.length > 0 ? `no pair is labelled ${missing.join(' or ')}` : 'some pairs have no label',
      hint: 'Thresholds are chosen between labelled pairs; datasets/judge/paraphrases.jsonl is an example.',
    },
  ]);
}

function inWords({ positive, negative, precision }: ThresholdRule): string {
  return `the lowest bound from which on at least ${100 * precision} % of what passes is ${positive.join(' or ')} and not ${negative.join(' or ')}`;
}
