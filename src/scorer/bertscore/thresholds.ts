import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const rate = z.strictObject({ accepted: z.number().int(), of: z.number().int() });

const thresholdFile = z.strictObject({
  schemaVersion: z.literal(1),
  /** The scale that the thresholds belong to. */
  fingerprint: z.string(),
  metric: z.literal('f1'),
  thresholds: z.array(
    z.strictObject({
      name: z.string(),
      /** What it was chosen for. */
      rule: z.string(),
      min: z.number(),
      /** By class of pairs, how many reach it; on the pairs it was chosen on, and on topics left out in choosing. */
      accepted: z.record(z.string(), rate),
      heldOut: z.record(z.string(), rate),
    }),
  ),
  pairs: z.strictObject({ file: z.string(), sha256: z.string() }),
});

/** Lower bounds on BERTScore F for one scale, with what they let through. */
export type ThresholdFile = z.infer<typeof thresholdFile>;

/** Under this name thresholds ship in the folder of their model. */
export const THRESHOLDS_NAME = 'bertscore-thresholds.json';

/** The thresholds that ship for a scale; none where the model's folder has no such file, or one for another scale. */
export function shippedThresholds(modelPath: string, fingerprint: string): ThresholdFile['thresholds'] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path.join(modelPath, THRESHOLDS_NAME), 'utf8'));
  } catch {
    return [];
  }
  const parsed = thresholdFile.safeParse(value);
  return parsed.success && parsed.data.fingerprint === fingerprint ? parsed.data.thresholds : [];
}
