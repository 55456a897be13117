import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type JudgeCalibration, judgeCalibrationSchema, type UsedCalibration } from '../../analyze/index.js';
import { type ContentHash, invalidInput, type Problem } from '../../domain/index.js';
import type { LoadedExperiment } from '../../experiment/index.js';
import { effectiveProvider } from '../models.js';
import { portablePath } from '../places.js';
import { readSmallDocument } from '../small-file.js';
import { identityDifferences, isJudge, openJudge, silentModel } from './identity.js';

const KIND = {
  what: 'calibration file',
  hint: 'Write one with `parsimony judge calibrate <judge> <labelled.jsonl>`.',
};

/** Reads a calibration file; throws `invalid-input` with every problem and its line. */
export function readCalibration(file: string): JudgeCalibration {
  const { value, lineOf } = readSmallDocument(file, KIND);
  const parsed = judgeCalibrationSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput(
    parsed.error.issues.map(({ path, message }): Problem => {
      const at = path.filter((step) => typeof step !== 'symbol');
      const line = lineOf(at);
      return {
        code: 'bad-calibration',
        message,
        file,
        ...(line !== undefined && { line }),
        ...(at.length > 0 && { path: at.join('.') }),
        hint: KIND.hint,
      };
    }),
  );
}

/**
 * The calibrations that an experiment's judges name, by scorer. Throws `invalid-input` where a file is none, or
 * belongs to another judge: a correction that was measured with other models, rubrics or words corrects nothing.
 */
export async function loadCalibrations(
  { experiment }: Pick<LoadedExperiment, 'experiment'>,
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, UsedCalibration>> {
  const problems: Problem[] = [];
  const used = new Map<string, UsedCalibration>();
  for (const spec of experiment.scorers) {
    if (!isJudge(spec) || spec.judge.calibration === undefined) continue;
    const { calibration: file, provider = experiment.provider } = spec.judge;
    const calibration = readCalibration(file);
    const { identity } = await openJudge(spec, silentModel(effectiveProvider(provider, env)));
    const differences = identityDifferences(calibration.judge, identity);
    if (differences.length > 0)
      problems.push({
        code: 'calibration-mismatch',
        message: `this calibration belongs to another judge than ${spec.name}: ${differences.join('; ')}`,
        file,
        hint: `Calibrate again: parsimony judge calibrate ${spec.name} <labelled.jsonl> -c ${experiment.path}; or remove \`calibration\`.`,
      });
    used.set(spec.name, {
      path: portablePath(experiment.path, file),
      sha256: hashOf(file),
      file: calibration,
    });
  }
  if (problems.length > 0) throw invalidInput(problems);
  return used;
}

export function hashOf(file: string): ContentHash {
  return createHash('sha256').update(readFileSync(file)).digest('hex') as ContentHash;
}
