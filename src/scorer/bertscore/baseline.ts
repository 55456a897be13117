import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { hashJson, invalidInput, type ParsimonyError } from '../../domain/index.js';
import type { Match } from './match.js';

/** The layer whose states are compared: the only one that an ONNX export of a sentence encoder gives. */
export const LAYER = 'last';

const figure = z.number().gt(-1).lt(1);
const figures = { precision: figure, recall: figure, f1: figure };

const baselineFile = z.strictObject({
  schemaVersion: z.literal(1),
  model: z.string(),
  layer: z.literal(LAYER),
  ...figures,
  standardError: z.strictObject({ precision: z.number(), recall: z.number(), f1: z.number() }),
  pairs: z.number().int().min(1),
  texts: z.number().int().min(2),
  clusters: z.number().int().min(2),
  seed: z.number().int().min(0),
  sources: z.array(z.strictObject({ file: z.string(), sha256: z.string() })),
});

/** What BERTScore gives for texts that have nothing to do with each other, and what that was computed from. */
export type BaselineFile = z.infer<typeof baselineFile>;

/** Under this name a baseline ships in the folder of its model. */
export const BASELINE_NAME = 'bertscore-baseline.json';

/** The baseline file that a scorer uses: the one that it names, else the one in the model's folder, if any. */
export function baselinePath(modelPath: string, named: string | undefined): string | undefined {
  if (named !== undefined) return named;
  const shipped = path.join(modelPath, BASELINE_NAME);
  return existsSync(shipped) ? shipped : undefined;
}

/** Reads a baseline for an encoder. Throws `invalid-input` for a file that is none, or is another encoder's. */
export function readBaseline(file: string, model: string): BaselineFile {
  const parsed = baselineFile.safeParse(readJson(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw notABaseline(file, issue?.path.join('.') ?? '', issue?.message ?? 'it has another shape');
  }
  if (parsed.data.model !== model) {
    throw invalidInput([
      {
        code: 'foreign-baseline',
        file,
        path: 'model',
        message: `the baseline is that of ${parsed.data.model}, but the encoder is ${model}`,
        hint: 'A baseline belongs to one encoder: `parsimony bertscore baseline <dataset> --model <folder> -o <file>` makes one for yours.',
      },
    ]);
  }
  return parsed.data;
}

/** Each of P, R and F by its own baseline, (x − b)/(1 − b); F is not recomputed. May be negative. */
export function rescale(raw: Match, baseline: Match): Match {
  const by = (of: keyof Match): number => (raw[of] - baseline[of]) / (1 - baseline[of]);
  return { precision: by('precision'), recall: by('recall'), f1: by('f1') };
}

/** Eight hex digits that stand for the figures of a baseline in a fingerprint. */
export function baselineHash({ precision, recall, f1 }: Match): string {
  return hashJson({ precision, recall, f1 }).slice(0, 8);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const message = error instanceof SyntaxError ? `it is no JSON: ${error.message}` : 'it cannot be read';
    throw notABaseline(file, '', message);
  }
}

function notABaseline(file: string, path: string, why: string): ParsimonyError {
  return invalidInput([
    {
      code: 'bad-baseline',
      file,
      path,
      message: `this is no BERTScore baseline: ${why}`,
      hint: 'Make one with `parsimony bertscore baseline <dataset> -o <file>`.',
    },
  ]);
}
